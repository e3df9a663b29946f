"""What people write of their rights, to a licence of ours where it says one for certain."""

import re

_CC = re.compile(
    r"(?:creativecommons\.org/licenses/|\bcc[\s-]+)(by(?:-(?:nc|sa|nd))*)[\s/-]+4\.0", re.IGNORECASE
)
_PLAIN = (
    (re.compile(r"creativecommons\.org/publicdomain/zero/|\bCC0\b", re.IGNORECASE), "CC0"),
    (re.compile(r"creativecommons\.org/publicdomain/mark/", re.IGNORECASE), "Public Domain"),
    (re.compile(r"\s*(?:public domain|domaine public)\.?\s*\Z", re.IGNORECASE), "Public Domain"),
    (
        re.compile(
            r"licence ouverte[\s/]+(?:open licence\s+)?(?:v(?:ersion)?\s*)?2\.0|etalab-2\.0",
            re.IGNORECASE,
        ),
        "Licence Ouverte 2.0",
    ),
    (
        re.compile(r"all rights? reserved|tous droits r[ée]serv[ée]s", re.IGNORECASE),
        "All Rights Reserved",
    ),
)
_WORDS = (
    r"non-?commercial|pas d.utilisation commerciale|no-?deriv(?:ative)?s?(?: works)?"
    r"|pas de modification|share-?alike|partage dans les m[êe]mes conditions"
)
_NAMED = re.compile(
    rf"(?:attribution|paternité)((?:[\s,-]+(?:{_WORDS}))*)[\s,-]+4\.0", re.IGNORECASE
)
_PARTS = (("nc", ("commerc",)), ("nd", ("deriv", "modification")), ("sa", ("share", "partage")))


def known(said: str) -> str:
    """Return the licence of ours that a text names, "" if it names none for certain.

    Only version 4.0 of Creative Commons is one of ours: an older one says other things.
    """
    short = " ".join(said.split())[:5_000]
    if found := _CC.search(short):
        return f"CC {found[1].upper()} 4.0"
    if found := _NAMED.search(short):
        held = found[1].lower()
        parts = [name for name, words in _PARTS if any(word in held for word in words)]
        return f"CC {'-'.join(['by', *parts]).upper()} 4.0"
    return next((name for shape, name in _PLAIN if shape.search(short)), "")
