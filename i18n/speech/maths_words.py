"""The words in which a formula is said, by language.

Signs that stand in ``i18n.speech.rules`` stay signs here: what is said goes through those rules.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """How a language says the parts of a formula; « {} » stands for what they hold."""

    over: str
    """Of a fraction of short parts: {over}, {under}."""
    fraction: str
    """Of one of long parts."""
    squared: str
    cubed: str
    power: str
    long_power: str
    index: str
    long_index: str
    root: str
    long_root: str
    cube_root: str
    nth_root: str
    prime: str
    degrees: str
    opens: str
    closes: str
    of: str
    """Stands between a function and what it is of: « f de x »."""
    size: str
    """What stands between two bars."""
    sums: Mapping[str, str]
    """By sign: what is said with both bounds."""
    bare: Mapping[str, str]
    """By sign: what is said without."""
    tends: str
    over_signs: Mapping[str, str]
    """What stands over something, with {} for it."""
    system: str
    row: str
    matrix: str
    signs: Mapping[str, str]
    greek: tuple[str, ...]
    """The names of α to ω, without final ς."""
    letters: Mapping[str, str]
    """Letters that an engine would take for words."""


FRENCH = Words(
    over="{over} sur {under}",
    fraction="fraction : {over}, sur {under}, fin de fraction",
    squared="au carré",
    cubed="au cube",
    power="puissance {}",
    long_power="puissance {}, fin de puissance,",
    index="indice {}",
    long_index="indice {}, fin d'indice,",
    root="racine carrée de {}",
    long_root="racine carrée de {}, fin de racine,",
    cube_root="racine cubique de {}",
    nth_root="racine d'indice {index} de {}",
    prime="prime",
    degrees="degrés",
    opens="parenthèse",
    closes="fermez la parenthèse",
    of="de",
    size="valeur absolue de {}",
    sums={
        "∑": "somme pour {low} jusqu'à {high} de",
        "∏": "produit pour {low} jusqu'à {high} de",
        "∫": "intégrale de {low} à {high} de",
    },
    bare={"∑": "somme de", "∏": "produit de", "∫": "intégrale de", "lim": "limite quand {low} de"},
    tends="tend vers",
    over_signs={
        "→": "vecteur {}",
        "―": "{} barre",
        "¯": "{} barre",
        "^": "angle {}",
        "~": "{} tilde",
    },
    system="système : {}",
    row="ligne {number} : {}",
    matrix="tableau : {}",
    signs={
        "∀": "pour tout",
        "∃": "il existe",
        "∉": "n'appartient pas à",
        "⊂": "inclus dans",
        "∪": "union",
        "∩": "inter",
        "∅": "ensemble vide",
        "ℝ": "R",
        "ℕ": "N",
        "ℤ": "Z",
        "ℚ": "Q",
        "⇔": "équivaut à",
        "⇒": "donc",
        "→": "vers",
        "⊥": "perpendiculaire à",
        "⟂": "perpendiculaire à",
        "∥": "parallèle à",
        "⋅": "fois",
        "·": "fois",
        "∗": "fois",
        "×": "fois",
        "/": "sur",
        "∘": "rond",
        "∼": "environ",
        "…": "et ainsi de suite",
        "⋯": "et ainsi de suite",
        "[": "crochet",
        "]": "fermez le crochet",
        "{": "accolade",
        "}": "fermez l'accolade",
        "sin": "sinus",
        "cos": "cosinus",
        "tan": "tangente",
        "ln": "logarithme népérien",
        "log": "logarithme",
        "exp": "exponentielle",
        "lim": "limite",
        "max": "maximum",
        "min": "minimum",
        "mod": "modulo",
        "pgcd": "P G C D",
    },
    greek=tuple(
        "alpha bêta gamma delta epsilon zêta êta thêta iota kappa lambda mu nu xi omicron pi rhô "
        "sigma tau upsilon phi khi psi oméga".split()
    ),
    letters={"y": "i grec"},
)

ENGLISH = Words(
    over="{over} over {under}",
    fraction="fraction: {over}, over {under}, end of fraction",
    squared="squared",
    cubed="cubed",
    power="to the power {}",
    long_power="to the power {}, end of power,",
    index="sub {}",
    long_index="sub {}, end of index,",
    root="square root of {}",
    long_root="square root of {}, end of root,",
    cube_root="cube root of {}",
    nth_root="root of order {index} of {}",
    prime="prime",
    degrees="degrees",
    opens="open bracket",
    closes="close bracket",
    of="of",
    size="absolute value of {}",
    sums={
        "∑": "sum from {low} to {high} of",
        "∏": "product from {low} to {high} of",
        "∫": "integral from {low} to {high} of",
    },
    bare={"∑": "sum of", "∏": "product of", "∫": "integral of", "lim": "limit as {low} of"},
    tends="tends to",
    over_signs={"→": "vector {}", "―": "{} bar", "¯": "{} bar", "^": "angle {}", "~": "{} tilde"},
    system="system: {}",
    row="row {number}: {}",
    matrix="table: {}",
    signs={
        "∀": "for all",
        "∃": "there is",
        "∉": "does not belong to",
        "⊂": "is a subset of",
        "∪": "union",
        "∩": "intersection",
        "∅": "the empty set",
        "ℝ": "R",
        "ℕ": "N",
        "ℤ": "Z",
        "ℚ": "Q",
        "⇔": "if and only if",
        "⇒": "implies",
        "→": "to",
        "⊥": "is perpendicular to",
        "⟂": "is perpendicular to",
        "±": "plus or minus",
        "∥": "is parallel to",
        "⋅": "times",
        "·": "times",
        "∗": "times",
        "×": "times",
        "/": "over",
        "=": "equals",
        "+": "plus",
        "∘": "of",
        "∼": "about",
        "…": "and so on",
        "⋯": "and so on",
        "[": "open square bracket",
        "]": "close square bracket",
        "{": "open brace",
        "}": "close brace",
        "sin": "sine",
        "cos": "cosine",
        "tan": "tangent",
        "ln": "natural logarithm",
        "log": "logarithm",
        "exp": "exponential",
        "lim": "limit",
        "max": "maximum",
        "min": "minimum",
        "mod": "modulo",
    },
    greek=tuple(
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
        "sigma tau upsilon phi chi psi omega".split()
    ),
    letters={"a": "eh"},
)

ARABIC = Words(
    over="{over} عَلَى {under}",
    fraction="كَسْر: {over}، عَلَى {under}، نِهَايَةُ الكَسْر",
    squared="تَرْبِيع",
    cubed="تَكْعِيب",
    power="أُسّ {}",
    long_power="أُسّ {}، نِهَايَةُ الأُسّ،",
    index="دَلِيل {}",
    long_index="دَلِيل {}، نِهَايَةُ الدَّلِيل،",
    root="الجَذْرُ التَّرْبِيعِيّ لِـ {}",
    long_root="الجَذْرُ التَّرْبِيعِيّ لِـ {}، نِهَايَةُ الجَذْر،",
    cube_root="الجَذْرُ التَّكْعِيبِيّ لِـ {}",
    nth_root="الجَذْر {index} لِـ {}",
    prime="فَتْحَة",
    degrees="دَرَجَة",
    opens="قَوْس",
    closes="إِغْلَاقُ القَوْس",
    of="لِـ",
    size="القِيمَةُ المُطْلَقَة لِـ {}",
    sums={
        "∑": "مَجْمُوع مِنْ {low} إِلَى {high} لِـ",
        "∏": "جُدَاء مِنْ {low} إِلَى {high} لِـ",
        "∫": "تَكَامُل مِنْ {low} إِلَى {high} لِـ",
    },
    bare={
        "∑": "مَجْمُوع",
        "∏": "جُدَاء",
        "∫": "تَكَامُل",
        "lim": "نِهَايَة عِنْدَمَا {low} لِـ",
    },
    tends="يَؤُولُ إِلَى",
    over_signs={
        "→": "مُتَّجِه {}",
        "―": "القِطْعَة {}",
        "¯": "{} مُرَافِق",
        "^": "الزَّاوِيَة {}",
        "~": "{}",
    },
    system="جُمْلَة: {}",
    row="السَّطْر {number}: {}",
    matrix="جَدْوَل: {}",
    signs={
        "∀": "لِكُلّ",
        "∃": "يُوجَد",
        "∈": "يَنْتَمِي إِلَى",
        "∉": "لَا يَنْتَمِي إِلَى",
        "⊂": "مُحْتَوَى فِي",
        "∪": "اِتِّحَاد",
        "∩": "تَقَاطُع",
        "∅": "المَجْمُوعَةُ الخَالِيَة",
        "ℝ": "R",
        "ℕ": "N",
        "ℤ": "Z",
        "ℚ": "Q",
        "⇔": "يُكَافِئ",
        "⇒": "إِذَنْ",
        "→": "إِلَى",
        "⊥": "عَمُودِيّ عَلَى",
        "⟂": "عَمُودِيّ عَلَى",
        "∥": "يُوَازِي",
        "⋅": "ضَرْب",
        "·": "ضَرْب",
        "∗": "ضَرْب",
        "×": "ضَرْب",
        "/": "عَلَى",
        "∘": "تَرْكِيب",
        "∼": "تَقْرِيبًا",
        "…": "وَهَكَذَا",
        "⋯": "وَهَكَذَا",
        "[": "مَعْقُوفَة",
        "]": "إِغْلَاقُ المَعْقُوفَة",
        "{": "حَاضِنَة",
        "}": "إِغْلَاقُ الحَاضِنَة",
        "sin": "جَيْب",
        "cos": "جَيْب تَمَام",
        "tan": "ظِلّ",
        "ln": "اللُّوغَارِيتْم النِّيبِيرِيّ",
        "log": "اللُّوغَارِيتْم",
        "exp": "الأُسِّيَّة",
        "lim": "نِهَايَة",
        "max": "الأَكْبَر",
        "min": "الأَصْغَر",
        "mod": "بِتَرْدِيد",
    },
    greek=tuple(
        "أَلْفَا بِيتَا غَامَا دِلْتَا إِبْسِيلُون زِيتَا إِيتَا ثِيتَا يُوتَا كَابَّا لَامْبْدَا مْيُو نْيُو كْسِي أُومِيكْرُون بَاي رُو "
        "سِيغْمَا تَاو أُبْسِيلُون فَاي خَاي بْسَاي أُومِيغَا".split()
    ),
    letters={},
)

WORDS: Mapping[str, Words] = {"fr": FRENCH, "en": ENGLISH, "ar": ARABIC}
