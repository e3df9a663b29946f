"""Words that tell of detention: no paper that leaves may hold one.

An attestation is shown to an employer or a school. A class, a site or an académie can have a name
that tells where it is; such a name stays off the paper.
"""

import re
import unicodedata

_WORDS = (
    # French, folded; the ends of words are open
    r"prison|penitenti|penitencier|penal\b|detention|detenu|incarcer|ecrou|maisons? d arret|"
    r"emprisonn|cellulaire|cellules?\b|condamn|delinquan|reinsertion|carceral|peine\b|peines\b|"
    r"quartier (?:disciplinaire|mineurs|femmes|arrivants)|greffe\b|spip\b|levee d|liberation|"
    r"surveillante?s?\b|\bmaf\b|centre de semi liberte|"
    # English
    r"jail|inmate|detain|custod|offender|convict|correctional|parole\b|incarcerat|"
    # Arabic
    r"سجن|سجون|سجين|سجناء|مسجون|معتقل|اعتقال|احتجاز|محتجز|حبس|محبوس|زنزان|نزيل|نزلاء|موقوف|"
    r"عقابي|عقوب|اصلاحي|تاديب|جنائي"
)
_TELLING = re.compile(rf"(?:\b|(?<=و)|(?<=ال)|(?<=ب)|(?<=ل))(?:{_WORDS})")


def tells_of_detention(text: str) -> bool:
    """Say whether a text holds a word, in any language of the interface, that tells of detention.

    Rather too often than too seldom: a name that is wrongly held back is only left out.
    """
    return _TELLING.search(_folded(text)) is not None


def _folded(text: str) -> str:
    """Return small letters without marks, and one space for all that is no letter."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(each for each in letters if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", " ", kept.replace("أ", "ا").replace("إ", "ا").replace("ـ", ""))
