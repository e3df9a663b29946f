"""What makes the file of a translator unfit to be run, in a phrase for whoever brings it."""

from typing import BinaryIO

from content.translator.layout import DamagedTranslator
from content.translator.model import check
from i18n.refusals import Phrase
from i18n.translate import N_


def fault_in_translator(file: BinaryIO) -> str:
    """Say in a phrase why a file is no translator that can be used; "" if it is one.

    Args:
        file: can be rewound; of its model all but the weights is read.
    """
    file.seek(0)
    try:
        check(file)
    except DamagedTranslator as refusal:
        return Phrase(N_("a damaged translator: {what}"), what=refusal.values["what"])
    return ""
