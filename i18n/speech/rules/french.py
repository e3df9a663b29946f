"""French, as it is read aloud in France."""

import re
from collections.abc import Sequence

from i18n.speech.rules import making, roman
from i18n.speech.rules.french_words import FEMININE, SHORT, SIGNS, UNITS
from i18n.speech.rules.making import SPACE, Rule

_UNITS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
_TENS = ["", "", *"vingt trente quarante cinquante soixante soixante quatre-vingt".split()]
_TENS.append("quatre-vingt")


def in_words(number: int) -> str:
    """Return a number from 0 to 99 in words."""
    if number < len(_UNITS):
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    if tens in (7, 9):
        unit += 10
    if not unit:
        return _TENS[tens] + ("s" if number == 80 else "")
    joined = " et " if unit in (1, 11) and tens < 8 else "-"
    return _TENS[tens] + joined + _UNITS[unit]


def ordinal(number: int) -> str:
    """Return what stands at a place in a row: « vingt et unième »; in figures from 100 on."""
    if number == 1:
        return "premier"
    if number > 99:
        return f"{number}ième"
    word = in_words(number).removesuffix("s" if number == 80 else "\0")
    irregular = {"cinq": "cinqu", "neuf": "neuv"}
    for ending, stem in irregular.items():
        word = word.removesuffix(ending) + stem if word.endswith(ending) else word
    return word.removesuffix("e") + "ième"


def _place(match: re.Match[str]) -> str:
    found = match.groupdict()
    number = roman.value(found["roman"]) if found.get("roman") else int(match["figures"])
    end = match["end"].replace("ᵉ", "e").replace("ʳ", "r")
    said = ordinal(number)
    if number == 1 and end.startswith(("re", "è")):
        said = "première"
    if number == 2 and end.startswith("n"):
        said = "seconde" if "e" in end.removesuffix("s") else "second"
    return said + ("s" if end.endswith("s") else "")


def _fraction(over: int, under: int) -> str:
    parts = {2: "demi", 3: "tiers", 4: "quart"}
    if under in (10, 100, 1000) and over == 1:
        return "un " + {10: "dixième", 100: "centième", 1000: "millième"}[under]
    if not (0 < over < under < 10):
        return f"{over} sur {under}"
    name = parts.get(under) or ordinal(under)
    return f"{in_words(over)} {name}" + ("s" if over > 1 and not name.endswith("s") else "")


def _hour(hour: int, minute: int) -> str:
    plural = "s" if hour > 1 else ""
    return f"{hour} heure{plural}" + (f" {minute}" if minute else "")


def _money(match: re.Match[str]) -> str:
    euros, cents = int(match[1]), int(match[2])
    said = f"{euros} euro{'s' if euros > 1 else ''}" if euros or not cents else ""
    if not euros and cents:
        return f"{cents} centime{'s' if cents > 1 else ''}"
    return f"{said} {cents}" if cents else said


def _telephone(number: str) -> str:
    groups = number.split()
    if len(groups) == 1 and not number.startswith("+"):
        groups = [number[place : place + 2] for place in range(0, len(number), 2)]
    return ", ".join(groups)


def _form(forms: Sequence[str], whole: str, decimals: str) -> str:
    return forms[0] if len(forms) == 1 or int(whole or 0) < 2 else forms[1]


def _one_of_them(match: re.Match[str]) -> str:
    """Return 1, 21, 101 before a feminine noun: « vingt et une heures »."""
    number = int(match[1])
    if number == 1:
        return "une"
    if number % 100 in (11, 71, 91):
        return match[1]
    return f"{number - 1}{' ' if number % 100 in (1, 81) else ' et '}une"


def _per(unit: str, of: str) -> str:
    if unit == "heure":
        return "de l'heure" if of.startswith("euro") else "à l'heure"
    return f"par {unit}"


RULES: tuple[Rule, ...] = (
    *making.rules(
        (
            rf"(?<![\d.,])\d{{1,3}}(?:{SPACE}\d{{3}})+(?!{SPACE}?\d)",
            lambda match: re.sub(r"\D", "", match[0]),
        ),
        (r"(?<=\w)·[\w·]+", ""),
        (r"(?<=\w\w)\((?:s|e|es|x|ne|nes|le|les|trice|trices|rice|euse)\)s?", ""),
    ),
    *making.dates(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        lambda day, month, year: f"{'1er' if day == 1 else day} {month} {year}",
    ),
    *making.telephone(_telephone),
    *making.rules(
        (r"(?<=\b[al][ue] )(3\d)((?!00)\d\d)(?! ?\w)", r"\1 \2"),
        (r"\bM\.(?=\s+[A-ZÉÈÀÂÎÔ])", "monsieur"),
        (r"\bMM\.(?=\s)", "messieurs"),
        (r"\bMmes\b\.?", "mesdames"),
        (r"\bMlles\b\.?", "mesdemoiselles"),
        (r"\bMe(?=\s+[A-ZÉÈ][a-zéè])", "maître"),
        (r"\bMgr\b", "monseigneur"),
        (r"\bp\.\s?ex\.", "par exemple"),
        (r"\bc\.?-à-d\.", "c'est-à-dire"),
        (r"\bav\.\s?J\.-C\.", "avant Jésus-Christ"),
        (r"\bapr\.\s?J\.-C\.", "après Jésus-Christ"),
        (r"\bJ\.-C\.", "Jésus-Christ"),
        (r"(?<=[IVX]e )s\.", "siècle"),
        (r"(?<=\d)½", " et demi"),
        (r"\barts?\.(?=\s?\w?\.?\s?\d)", "article"),
        (r"\bal\.(?=\s?\d)", "alinéa"),
        (r"\bpp?\.(?=\s?\d)", "page"),
        (r"\bch(?:ap)?\.(?=\s?[\dIVX])", "chapitre"),
        (r"\bfig\.(?=\s?\d)", "figure"),
        (r"\bvol\.(?=\s?\d)", "volume"),
        (r"\bex\.(?=\s?\d)", "exercice"),
        (r"\bex\.?(?=\s?:)", "exemple"),
        (r"\b[nN]°\s?", "numéro "),
        (r"\b[nN](?:os|°s)(?=\s?\d)", "numéros"),
        (r"§§?\s?(?=\d)", "paragraphe "),
        (r"\bav\.(?=\s[A-ZÉ])", "avenue"),
        (r"\bbd\.?(?=\s[A-ZÉ])", "boulevard"),
        (r"\bpl\.(?=\s[A-ZÉ])", "place"),
        (r"(?<=\d )(?:hab\.)", "habitants"),
    ),
    *making.words(SHORT),
    *making.rules(
        (rf"\b24{SPACE}?h{SPACE}?/{SPACE}?24\b", "24 heures sur 24"),
        (rf"\b7{SPACE}?j{SPACE}?/{SPACE}?7\b", "7 jours sur 7"),
        (
            rf"\b([01]?\d|2[0-4]){SPACE}?[hH]{SPACE}?([0-5]\d)\b",
            lambda match: _hour(int(match[1]), int(match[2])),
        ),
        (rf"\b([01]?\d|2[0-4]){SPACE}?h\b(?![/'’])", lambda match: _hour(int(match[1]), 0)),
        (r"(?<=heure)[-–](?=\d)", " à "),
        (r"(?<=heures)\s?[-–]\s?(?=\d)", " à "),
    ),
    *making.times(_hour),
    *making.rules(
        (
            rf"\b(?P<roman>{roman.NUMERAL})(?P<end>(?:e|es|ème|èmes|ᵉ)|(?<=I)(?:ers?|res?|ères?|ᵉʳ))\b",
            _place,
        ),
        (r"\b(?P<figures>1)(?P<end>er|ers|re|res|ère|ères|ʳᵉ|ᵉʳ)\b", _place),
        (r"\b(?P<figures>[2-9]|[1-9]\d{1,2})(?P<end>es?|èmes?|ièmes?|ᵉ|nde?s?)\b", _place),
        (
            r"\b(?P<kind>[Cc]hapitre|[Tt]ome|[Pp]artie|[Aa]cte|[Ss]cène|[Ll]ivre|[Vv]olume|[Tt]itre|"
            r"[Aa]nnexe|[Pp]hase|[Nn]iveau|[Ss]ection|[Gg]roupe|Louis|Henri|Charles|Philippe|Jean|"
            rf"Paul|Pie|François|Napoléon) (?P<roman>{roman.NUMERAL})\b(?!['’])",
            lambda match: f"{match['kind']} {roman.value(match['roman'])}",
        ),
        (rf"(?<![\w.-])(?P<roman>{roman.SEVERAL})\b(?![\w-])", roman.as_number),
        (r"^(?P<roman>[IVX])(?=[.)] )", roman.as_number),
    ),
    *making.rules(
        (rf"(?<![\d,])(\d+),(\d\d){SPACE}?(?:€|euros?\b)(?!/)", _money),
    ),
    *making.units(UNITS, _form, _per),
    *making.rules(
        (rf"(?<![\d,.])(\d*1)(?=(?: demi)? (?:{'|'.join(FEMININE)})s?\b)", _one_of_them),
    ),
    *making.fractions(_fraction),
    *making.rules(
        (r"(?<=[\d)])\s?[x×]\s?(?=[\d(])", " fois "),
        (r"(?<=\d) : (?=\d+(?:,\d+)? ?=)", " divisé par "),
        (r"(?<=\d) / (?=\d)", " divisé par "),
        (r"√\s?(?=[\w(])", " racine de "),
        (r"(?<=\d)[–—](?=\d)", " à "),
        (r"\b[Pp]ages? \d+-(?=\d)", lambda match: match[0].removesuffix("-") + " à "),
    ),
    *making.rules((r"(?<=[=+−×÷(<>≤≥] )y\b|\by(?=[²³)]| [=+−×÷<>≤≥])", "i grec")),
    *making.powers("au carré", "au cube", "puissance", "moins"),
    *making.minus("moins"),
    *making.signs(SIGNS),
    *making.letter_by_letter(
        "RSA CPAM CNI CIP CPIP CSP API USB DVD ATIGIP RIB URL VAE CAP BEP FLE AAH APL TIG JAP QCM "
        "DAEU UE IA UV ID CDI CAE ASE ASS PMI"
    ),
)
