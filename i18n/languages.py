"""The languages the program knows, each under its own name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from i18n.translate import N_


@dataclass(frozen=True)
class Language:
    """A language that a page, a course or a voice can be in."""

    code: str
    """BCP 47, without region: "fr"."""
    own_name: str
    """What its speakers call it; shown in language switches."""
    name: str
    """English message id, translated where another language speaks of this one."""
    voice: str | None
    """eSpeak NG's voice, or None where it has none."""
    right_to_left: bool = False

    @property
    def direction(self) -> str:
        """Return what HTML's ``dir`` wants: "ltr" or "rtl"."""
        return "rtl" if self.right_to_left else "ltr"


LANGUAGES = {
    language.code: language
    for language in (
        Language("fr", "Français", N_("French"), "fr"),
        Language("en", "English", N_("English"), "en"),
        Language("ar", "العربية", N_("Arabic"), "ar", right_to_left=True),
        Language("de", "Deutsch", N_("German"), "de"),
        Language("es", "Español", N_("Spanish"), "es"),
        Language("fa", "فارسی", N_("Persian"), "fa", right_to_left=True),
        Language("it", "Italiano", N_("Italian"), "it"),
        Language("ka", "ქართული", N_("Georgian"), "ka"),
        Language("nl", "Nederlands", N_("Dutch"), "nl"),
        Language("pl", "Polski", N_("Polish"), "pl"),
        Language("pt", "Português", N_("Portuguese"), "pt"),
        Language("ro", "Română", N_("Romanian"), "ro"),
        Language("ru", "Русский", N_("Russian"), "ru"),
        Language("sq", "Shqip", N_("Albanian"), "sq"),
        Language("tr", "Türkçe", N_("Turkish"), "tr"),
        Language("uk", "Українська", N_("Ukrainian"), "uk"),
        Language("ur", "اردو", N_("Urdu"), "ur", right_to_left=True),
        Language("zh", "中文", N_("Chinese"), "cmn"),
    )
}

INTERFACE = (
    *("fr", "en", "ar", "ro", "es", "pt", "it", "de"),
    *("nl", "pl", "sq", "tr", "ru", "uk", "ka", "zh"),
)
"""The languages the program's pages are complete in, in the order of the switch."""


class _Brought:
    """Languages of packs (``i18n.packs``), by code; taken in all at once."""

    held: Mapping[str, Language] = {}


_brought = _Brought()


def bring(packs: Iterable[Language]) -> None:
    """Let pages be in these languages too, in place of those brought before."""
    _brought.held = {language.code: language for language in packs}


def interface() -> tuple[str, ...]:
    """Return the languages that pages can be in: the program's, then those of packs."""
    return INTERFACE + tuple(code for code in _brought.held if code not in INTERFACE)


def offered(code: str, otherwise: str) -> str:
    """Return a language if pages can be in it, else ``otherwise``: its pack was taken off."""
    return code if code in interface() else otherwise


def get(code: str) -> Language:
    """Return a language by its code.

    Raises:
        KeyError: neither the program nor a pack knows it.
    """
    return LANGUAGES.get(code) or _brought.held[code]


def named(code: str) -> Language:
    """Return a language to show its name: one that is not known by its code."""
    return LANGUAGES.get(code) or _brought.held.get(code) or Language(code, code, code, None)


def known(code: str) -> bool:
    """Say whether the program or a pack knows a language by this code."""
    return code in LANGUAGES or code in _brought.held
