"""The types of questions that a row of a table can be, by the words that teachers use for them."""

import re
import string
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from content.formats.questions import cloze
from content.formats.questions.brought import LeftOut
from content.formats.questions.marked import (
    ALL,
    NONE,
    Answer,
    Said,
    choice,
    decimal,
    essay,
    match,
    number,
    true_false,
)
from content.formats.questions.percent import exact
from content.formats.questions.table_row import Row
from content.formats.questions.texts import AUTO, fragment
from content.questions.parse_gaps import GAP, BadQuestion, gaps_of
from content.questions.question import Common
from content.questions.types import MOST_ANSWERS, Handed, Order, Question, Short, Spoken
from i18n.refusals import Phrase
from i18n.translate import N_

WORDS = {
    "choix": "qcu choix choix_unique single single_selection multichoice choice une_reponse",
    "qcm": "qcm choix_multiple choix_multiples multiple multiple_selection plusieurs_reponses",
    "vrai_faux": "vrai_faux vraifaux vf truefalse true_false",
    "court": "court reponse_courte texte_court mot mots short shortanswer input_question saisie",
    "nombre": "nombre numerique calcul number numerical",
    "association": "association associer appariement relier match matching",
    "ordre": "ordre ordonner classement order ordering",
    "trous": "trous texte_a_trous trou cloze gaps",
    "redaction": "redaction texte texte_long essai essay text paragraphe",
    "fichier": "fichier depot file upload",
    "oral": "oral voix voice audio",
}
"""The types, each with the words for it; the first is the one that is written."""
_KNOWN = {alias: name for name, aliases in WORDS.items() for alias in aliases.split()}
TRUE, FALSE = {"v", "vrai", "t", "true", "oui"}, {"f", "faux", "false", "non"}
_ARROW = re.compile(r"\s*(?:->|→|=>)\s*")
_NEAR = re.compile(r"(.+?)\s*(?:±|\+/?-)\s*(.+)")
LONGEST_ANSWER = 120  # seconds to speak, where nothing else is said


def question_of(row: Row) -> Question:
    """Return the question of a row.

    Raises:
        LeftOut: its type is not known, or something is missing.
    """
    if not row.get("question"):
        raise LeftOut(Phrase(N_("it has no text in the column “question”.")))
    kind = _kind(row)
    asked = fragment(row.get("question"), AUTO)
    if row.get("above"):
        asked = fragment(row.get("above"), AUTO) + asked
    said = Said(
        asked,
        hint=fragment(row.get("hint"), AUTO),
        general=fragment(row.get("general"), AUTO),
    )
    return _READERS[kind](row, said)


def _kind(row: Row) -> str:
    word = re.sub(r"[^a-z]+", "_", _bare(row.get("type"))).strip("_")
    if word:
        if word not in _KNOWN:
            known = ", ".join(WORDS)
            what = N_("its type “{type}” is not known. Those that are: {known}.")
            raise LeftOut(Phrase(what, type=row.get("type")[:40], known=known))
        return _KNOWN[word]
    if _is_gapped(row.get("question")) or cloze.has_gaps(row.get("question")):
        return "trous"
    if _bare("".join(row.rights)) in TRUE | FALSE and not row.answers:
        return "vrai_faux"
    if len(row.answers) > 1 and row.rights:
        return "choix"
    if not row.answers:
        return "redaction"
    return "nombre" if exact(row.answers[0]) is not None else "court"


def _is_gapped(text: str) -> bool:
    """Say whether a text has gaps in brackets, in no time: each bracket costs a look at the rest.

    Raises:
        LeftOut: there are too many.
    """
    if text.count("[[") > 2 * MOST_ANSWERS:
        raise LeftOut(Phrase(N_("it has more than {most} answers."), most=MOST_ANSWERS))
    return GAP.search(text) is not None


def _bare(text: str) -> str:
    signs = str.maketrans("éèêàâîïôûç", "eeeaaiiouc")
    return text.strip().lower().translate(signs)


def places_of(row: Row) -> list[int]:
    """Return the places of the right answers: of letters, of numbers, or of their texts."""
    found: list[int] = []
    texts = [" ".join(answer.split()).casefold() for answer in row.answers]
    for right in row.rights:
        bare = " ".join(right.split())
        if bare.casefold() in texts and not _are_letters(bare, len(texts)):
            found.append(texts.index(bare.casefold()))
            continue
        for token in re.split(r"[\s,;/+&]+|\bet\b", bare):
            found += _places(token, len(texts))
    return sorted(set(found))


def _are_letters(text: str, count: int) -> bool:
    letters = re.sub(r"[\s,;/+&]", "", text)
    known = string.ascii_uppercase[:count]
    return bool(letters) and all(letter in known for letter in letters)


def _places(token: str, count: int) -> list[int]:
    if not token:
        return []
    letters = string.ascii_uppercase[:count]
    if token.isdecimal() and 1 <= int(token[:4]) <= count:
        return [int(token[:4]) - 1]
    if all(sign.upper() in letters for sign in token):
        return [letters.index(sign.upper()) for sign in token]
    what = N_("“{text}” in the column “bonnes” is the letter of none of its answers.")
    raise LeftOut(Phrase(what, text=token[:40]))


def _choice(row: Row, said: Said) -> Question:
    return _of_options(row, said, several=False)


def _several(row: Row, said: Said) -> Question:
    return _of_options(row, said, several=True)


def _of_options(row: Row, said: Said, *, several: bool) -> Question:
    right = places_of(row)
    if not right:
        raise LeftOut(Phrase(N_("the column “bonnes” does not say which answer is right.")))
    if not several and len(right) > 1:
        raise LeftOut(Phrase(N_("several answers are right: write “qcm” in the column “type”.")))
    share = Fraction(1, len(right))
    wrong = -share if several else NONE
    answers = [
        Answer(fragment(text, AUTO, inline=True), share if place in right else wrong)
        for place, text in enumerate(row.answers)
        if text
    ]
    return choice(said, answers, single=not several)


def _true_false(row: Row, said: Said) -> Question:
    text = _bare("".join(row.rights or row.answers[:1]))
    if text not in TRUE | FALSE:
        raise LeftOut(Phrase(N_("write “vrai” or “faux” in the column “bonnes”.")))
    return true_false(said, text in TRUE)


def _typed(row: Row) -> list[str]:
    """Return what is accepted: the answers, or what stands where the right ones are named."""
    given = [answer for answer in row.answers if answer]
    return given or row.rights


def _short(row: Row, said: Said) -> Question:
    accepted = _typed(row)
    if not accepted:
        raise LeftOut(Phrase(N_("it has no answer.")))
    if _bare(row.get("type")) == "input_question" and exact(accepted[0]) is not None:
        return _number(row, said)
    return Short(**said.fields, key=tuple((" ".join(text.split()), False) for text in accepted))


def _number(row: Row, said: Said) -> Question:
    answers = []
    for text in _typed(row):
        near = _NEAR.fullmatch(text)
        value, within = (near[1], near[2]) if near else (text, row.get("tolerance") or "0")
        answers.append(Answer(decimal(value), ALL, tolerance=decimal(within)))
    unit = row.get("unit")
    units = {"units": ((unit, "1"),), "unit_rule": "optional"} if unit else {}
    return number(said, answers, **units)


def _match(row: Row, said: Said) -> Question:
    pairs = []
    for answer in filter(None, row.answers):
        sides = _ARROW.split(answer, maxsplit=1)
        if len(sides) < 2:
            raise LeftOut(Phrase(N_("write its pairs with an arrow: chat -> miaou.")))
        pairs.append((fragment(sides[0], AUTO, inline=True), " ".join(sides[1].split())))
    return match(said, pairs)


def _order(row: Row, said: Said) -> Question:
    things = tuple(" ".join(answer.split()) for answer in row.answers if answer)
    if len(things) < 2:
        raise LeftOut(Phrase(N_("it has fewer than two answers.")))
    return Order(**said.fields, key=things)


def _gaps(row: Row, said: Said) -> Question:
    text = row.get("question")
    above = fragment(row.get("above"), AUTO)
    bare = Said(above, said.hint, said.right, said.review, said.general)
    if cloze.has_gaps(text):
        return cloze.parts(
            bare,
            text,
            lambda around: fragment(around, AUTO),
            lambda words: fragment(words, AUTO, inline=True),
        )
    if not _is_gapped(text):
        raise LeftOut(Phrase(N_("write each gap of its text so: [[word]].")))
    common = Common(prompt=above, hint=said.hint, right="", review="")
    try:
        question = gaps_of(0, text.split("\n"), common)
    except BadQuestion as error:
        raise LeftOut(Phrase(error.message)) from None
    return replace(question, general=said.general)


def _essay(row: Row, said: Said) -> Question:
    least, most = (int(exact(row.get(name)) or 0) for name in ("least", "most"))
    return essay(said, max(least, 0), max(most, 0))


def _file(row: Row, said: Said) -> Question:
    return Handed(**said.fields)


def _spoken(row: Row, said: Said) -> Question:
    return Spoken(**said.fields, longest=LONGEST_ANSWER)


_READERS: dict[str, Callable[[Row, Said], Question]] = {
    "choix": _choice,
    "qcm": _several,
    "vrai_faux": _true_false,
    "court": _short,
    "nombre": _number,
    "association": _match,
    "ordre": _order,
    "trous": _gaps,
    "redaction": _essay,
    "fichier": _file,
    "oral": _spoken,
}
