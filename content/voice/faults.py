"""What makes the file of a voice unfit to speak, in a phrase for whoever builds or brings it."""

from typing import BinaryIO

from content.voice.layout import DamagedVoice, settings_in
from content.voice.model import check
from i18n.refusals import Phrase
from i18n.translate import N_


def fault_in_voice(file: BinaryIO) -> str:
    """Say in a phrase why a file is no voice that can be used; "" if it is one.

    Args:
        file: can be rewound; of its model all but the weights is read.
    """
    file.seek(0)
    try:
        settings_in(file)
        check(file)
    except DamagedVoice as refusal:
        return Phrase(N_("a damaged voice: {what}"), what=refusal.values["what"])
    return ""
