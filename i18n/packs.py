"""Languages of the pages that are no part of the program: they come as *packs*, in bundles.

A pack is one translators' file (gettext's PO, in UTF-8) of this program's sentences, whose header
also says what its language is:

    "Language: so\n"              its code
    "X-Own-Name: Soomaali\n"      what its speakers call it
    "X-English-Name: Somali\n"    optional
    "X-Direction: ltr\n"          or rtl; optional
    "X-Voice: so\n"               of eSpeak NG; optional, read aloud in no voice without it
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"

A pack of a language that the program knows corrects it: its sentences come before the program's.
What a pack lacks is said as the program says it, in a language that is new to it in French.

Source: the GNU gettext manual, "The Format of PO Files" and "Filling in the Header Entry".
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from gettext import c2py
from io import BytesIO
from typing import Any

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import Translations

from i18n import languages, translate
from i18n.catalogue import fault, is_translated
from i18n.languages import Language
from i18n.refusals import Invalid, Phrase
from i18n.translate import N_

LARGEST = 8 << 20
"""Bytes; the program's own catalogues take one million."""
LONGEST_NAME = 40
MOST_FORMS = 6
_HEADER = re.compile(rb'^"([A-Za-z-]+): *(.*?) *(?:\\n)?"\r?$', re.MULTILINE)
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
_VOICE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9-]{1,20})?")
_PLURALS = re.compile(r"\s*nplurals\s*=\s*([0-9]{1,2})\s*;\s*plural\s*=\s*([^;]{1,300});?\s*")
_DIVIDES = re.compile(r"[/%](?!\s*[1-9])")
"""By something that could be nothing, for a number that nobody has tried."""
_APART = ("\0", "\4")
"""What parts a sentence from its plural, and from where it stands, once they are compiled."""
_UNREADABLE = (
    *(ValueError, LookupError, TypeError, AttributeError),
    *(SyntaxError, ArithmeticError, RecursionError),
)
"""What Babel and gettext raise of files that they cannot read."""


class DamagedPack(Invalid):
    """A file is no pack of a language."""

    message = N_(
        "This language of the pages is damaged: {what}. The pages keep their other languages."
    )

    def __init__(self, what: str) -> None:
        """Say ``what`` is wrong: a marked phrase."""
        super().__init__(what=what if isinstance(what, Phrase) else Phrase(what))


@dataclass(frozen=True)
class Pack:
    """A language of the pages that came in a bundle."""

    language: Language
    sentences: int
    """How many are translated."""
    catalogue: Translations


def read(data: bytes) -> Pack:
    """Read a pack.

    Raises:
        DamagedPack: it is none; says why.
    """
    if len(data) > LARGEST:
        raise DamagedPack(N_("it is larger than it may be"))
    header = _header(data)
    language = _language(header)
    choose = _choosing(header.get("Plural-Forms", ""))
    try:
        sentences, catalogue = _translated(BytesIO(data))
    except (PoFileError, *_UNREADABLE):
        raise DamagedPack(N_("it is not written as a file of translations (PO) is")) from None
    catalogue.plural = choose  # a second header would have said another
    return Pack(language, sentences, catalogue)


def _choosing(said: str) -> Callable[[int], int]:
    """Return what says, of a number, which plural form goes with it: it never fails."""
    forms = _PLURALS.fullmatch(said)
    try:
        assert forms is not None and 1 <= int(forms[1]) <= MOST_FORMS
        assert not _DIVIDES.search(forms[2])
        choose: Callable[[int], int] = c2py(forms[2])
        assert all(0 <= choose(n) < int(forms[1]) for n in range(200))
    except (AssertionError, *_UNREADABLE):
        raise DamagedPack(N_("its header does not say which plural forms it has")) from None
    return choose


def _header(data: bytes) -> dict[str, str]:
    """Return the fields of the header: what stands before the first empty line."""
    first = re.split(rb"\r?\n\r?\n", data.removeprefix(b"\xef\xbb\xbf"), maxsplit=1)[0]
    try:
        return {name.decode(): value.decode() for name, value in _HEADER.findall(first)}
    except UnicodeDecodeError:
        raise DamagedPack(N_("its header is not written in UTF-8")) from None


def _language(header: dict[str, str]) -> Language:
    code = header.get("Language", "").replace("_", "-")
    if code in languages.LANGUAGES:
        return languages.LANGUAGES[code]
    own = header.get("X-Own-Name", "").strip()
    name = header.get("X-English-Name", "").strip() or own
    voice = header.get("X-Voice") or None
    if not _CODE.fullmatch(code):
        raise DamagedPack(N_("its header does not say the code of its language (Language)"))
    named = own.isprintable() and name.isprintable() and own
    if not named or max(len(own), len(name)) > LONGEST_NAME:
        raise DamagedPack(N_("its header does not say what its language is called (X-Own-Name)"))
    if voice is not None and not _VOICE.fullmatch(voice):
        raise DamagedPack(N_("the voice that its header names is none of eSpeak NG's"))
    return Language(code, own, name, voice, right_to_left=header.get("X-Direction") == "rtl")


def _translated(file: BytesIO) -> tuple[int, Translations]:
    """Return how many sentences are translated, and these alone as they are looked up."""
    catalogue = read_po(file, charset="utf-8", ignore_obsolete=True, abort_invalid=True)
    for message in [each for each in catalogue if each.id]:
        known = _as_the_program_says_it(message)
        if known is None or not is_translated(message) or message.fuzzy:
            catalogue.delete(message.id, message.context)
        elif wrong := fault(known):
            what = N_("the translation of “{sentence}” {fault}")
            sentence = message.id if isinstance(message.id, str) else message.id[0]
            raise DamagedPack(Phrase(what, sentence=sentence[:80], fault=Phrase(wrong)))
    catalogue.charset = "utf-8"  # others read back something else than they wrote
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return len(catalogue), Translations(compiled)


def _as_the_program_says_it(message: Message) -> Message | None:
    """Return a translation with the English that it is looked up by; None if nobody looks for it.

    Of a sentence with plural forms that is the first alone: what a pack says the others are would
    let it bring anything, so they are the program's own, in French.
    """
    forms = message.id if isinstance(message.id, tuple) else (message.id,)
    if message.context or any(sign in form for sign in _APART for form in forms):
        return None
    if len(forms) == 1:
        return message
    own = {translate.catalogue(translate.DEFAULT).ngettext(forms[0], "", n) for n in (1, 2)}
    if "" in own:
        return None
    english: Any = (forms[0], *sorted(own))  # Babel's types know one form alone
    string: Any = message.string
    return Message(english, string, flags=message.flags)


def use(packs: Iterable[Pack]) -> None:
    """Let pages be read in the languages of these packs, and of no pack that was used before."""
    held = list(packs)
    languages.bring(pack.language for pack in held)
    translate.bring((pack.language.code, pack.catalogue) for pack in held)
