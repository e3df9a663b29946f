"""What Kolibri says in words of its own, in ours: licences, languages, levels, subjects.

Source of the codes: le-utils 0.2.17, ``constants/labels`` and ``resources/licenselookup.json``;
there a licence of Creative Commons is always the one of version 4.0.
"""

from collections.abc import Iterable

from i18n import languages

LICENSES = {
    "CC BY": "CC BY 4.0",
    "CC BY-SA": "CC BY-SA 4.0",
    "CC BY-ND": "CC BY-ND 4.0",
    "CC BY-NC": "CC BY-NC 4.0",
    "CC BY-NC-SA": "CC BY-NC-SA 4.0",
    "CC BY-NC-ND": "CC BY-NC-ND 4.0",
    "All Rights Reserved": "All Rights Reserved",
    "Public Domain": "Public Domain",
    "Special Permissions": "Special Permissions",
}

NO_LANGUAGE = ("", "und", "mul")
"""Codes that say of no language that it is this one."""
_SAME = {"prs": "fa", "zho": "zh", "cmn": "zh", "arq": "ar", "fra": "fr", "eng": "en"}
"""Dari is Persian as Afghanistan writes it; the rest are other codes of the same language."""

_LEVELS = {
    "FOhG0ib": "beginner",  # preschool
    "wnarlxKo": "beginner",  # lower primary
    "H64ZOHfi": "basic",  # basic skills
    "BkGYi3lD": "basic",  # upper primary
    "eLt0Mbu4": "brevet",  # lower secondary
    "Z#97dvst": "cap",  # work skills
    "ZrgBU73s": "cap",  # professional
    "ZEjiwvOb": "bac",  # upper secondary
}
"""Easiest first; studies after school have no level of ours."""

_SUBJECTS = {
    "d&WXdXWF.qs0Xlaxq": "mathematics",
    "BCG3&slG.Tsyej9ta": "mathematics",  # numeracy
    "d&WXdXWF.i1IdaNwr": "science",
    "d&WXdXWF.e#RTW9E#": "computing",
    "BCG3&slG.wZ3EAedB": "computing",  # digital literacy
    "l7DsPDlm.ISEXeZt&.1JfIbP&N": "computing",  # training in software
    "d&WXdXWF.JDUfJNXc": "languages",
    "d&WXdXWF.kHKJ&PbV": "reading",
    "BCG3&slG.HLo9TbNq": "reading",  # literacy
    "d&WXdXWF.5QAjgfv7": "culture",  # arts
    "d&WXdXWF.K80UMYnW": "culture",  # social sciences
    "d&WXdXWF.zWtcJ&F2": "culture",  # history
    "PbGoe2MV": "daily-life",
    "l7DsPDlm": "release",  # work
}
"""By the beginning of a category, the longest that fits; the order is that of preference."""


def language(code: str) -> str:
    """Return a language that we know by its code with or without a region, "" if it is none."""
    base = code.replace("_", "-").split("-")[0].lower()
    base = _SAME.get(base, base)
    return base if languages.known(base) else ""


def level(codes: Iterable[str], needs: Iterable[str] = ()) -> str:
    """Return the easiest of our levels that some codes mean, "" if they mean none.

    Args:
        codes: levels.
        needs: what is needed; one of them means "for beginners", where no level is told.
    """
    given = set(codes) or {"FOhG0ib" for code in needs if code == "sccgQZDd.sAQsauuo"}
    return next((ours for code, ours in _LEVELS.items() if code in given), "")


def subject(codes: Iterable[str], language: str) -> str:
    """Return the first of our subjects that some categories mean, "" if they mean none.

    Args:
        codes: categories, those below others with the codes above them.
        language: of the node: to read and write French is another subject than other languages.
    """
    found = {_subject(code) for code in codes}
    ours = next((subject for subject in _SUBJECTS.values() if subject in found), "")
    if ours == "reading":
        return "french" if language == "fr" else "languages"
    return ours


def _subject(code: str) -> str:
    while code and code not in _SUBJECTS:
        code = code.rpartition(".")[0]
    return _SUBJECTS.get(code, "")
