"""What makes a dictionary's file unfit to be read, in a phrase for whoever builds or brings it."""

from typing import BinaryIO

from content.dictionary.layout import DamagedDictionary
from content.dictionary.reading import check
from i18n.refusals import Phrase
from i18n.translate import N_


def fault_in_dictionary(file: BinaryIO) -> str:
    """Say in a phrase why a file is no dictionary that can be read; "" if it is one.

    Args:
        file: can be rewound; read from its first byte to its last.
    """
    try:
        check(file)
    except DamagedDictionary as refusal:
        return Phrase(N_("a damaged dictionary: {what}"), what=refusal.values["what"])
    return ""
