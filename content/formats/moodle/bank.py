"""The question bank of a backup, written again as Moodle's own export of questions does."""

import base64
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from xml.sax.saxutils import escape, quoteattr

from content.formats.moodle.backup import Backup, value
from content.formats.questions.brought import Read
from content.formats.questions.moodle_xml import reader
from content.formats.questions.xml import Element

_SHOWN = re.compile(r"@@PLUGINFILE@@/([^\"'<>?#\s]+)")
_SUB = re.compile(r"\{#(\d{1,3})\}")
_FORMS = {"0": "moodle_auto_format", "1": "html", "2": "plain_text", "4": "markdown"}
_TO_CHOOSE = {"gapselect": "selectoption", "ddwtos": "dragbox"}
"""Types whose answers are the words to choose from, and what Moodle's export calls each."""
_GROUP = re.compile(r'draggroup";(?:s:\d+:"|i:)(\d+)')
_OPTIONS = ("multichoice", "shortanswer", "matchoptions", "essay", "gapselect", "ddwtos")
LARGEST_PICTURE = 8 << 20
"""Bytes of a picture of a question; all of them are in memory together."""


@dataclass(frozen=True)
class Banked:
    """A question of the bank."""

    id: str
    entry: str
    """What a quiz of Moodle 4 calls it by; it has versions, of which the last is taken."""
    category: str
    about: Element


class Bank:
    """The questions of a backup."""

    def __init__(self, backup: Backup) -> None:
        self._backup = backup
        self.questions: dict[str, Banked] = {}
        self.entries: dict[str, Banked] = {}
        self._contexts: set[str] = set()
        """Where the files of questions are kept."""
        if "questions.xml" not in backup.store:
            return
        for category in backup.part("questions.xml").all("question_category"):
            self._contexts.add(value(category, "contextid"))
            name = value(category, "name")
            for entry, about in _questions(category):
                found = Banked(about.get("id"), entry, name if name != "top" else "", about)
                self.questions[found.id] = found
                if entry:
                    self.entries[entry] = found

    def read(self, some: Sequence[Banked]) -> Read:
        """Return questions of ours, in the order given; what cannot be one is noted with its name.

        Raises:
            NotXml: never of what is written here.
        """
        written = "".join(self._written(each) for each in some)
        return reader.read(f"<quiz>{written}</quiz>".encode(errors="replace"))

    def _written(self, banked: Banked) -> str:
        about = banked.about
        kind = value(about, "qtype")
        prompt = value(about, "questiontext")
        if kind == "multianswer":
            prompt, kind = self._with_parts(about, prompt), "cloze"
        form = _FORMS.get(value(about, "questiontextformat"), "html")
        files = self._files(banked.id, "questiontext", prompt)
        parts = [
            f"<name>{_text(value(about, 'name'))}</name>",
            f'<questiontext format="{form}">{_text(prompt)}{files}</questiontext>',
            self._rich(banked, about, "generalfeedback"),
            f"<defaultgrade>{escape(value(about, 'defaultmark') or '1')}</defaultgrade>",
            *self._of_kind(banked, kind),
        ]
        return f"<question type={quoteattr(kind)}>{''.join(parts)}</question>"

    def _of_kind(self, banked: Banked, kind: str) -> Iterator[str]:
        plugin = next((e for e in banked.about if e.name.startswith("plugin_qtype_")), None)
        if plugin is None or kind == "cloze":
            return
        records = [each for each in plugin.walk() if each.name == "numerical_record"]
        tolerances = {value(each, "answer"): value(each, "tolerance") for each in records}
        right = next((each.text() for each in plugin.walk() if each.name == "trueanswer"), "")
        for answer in (each for each in plugin.walk() if each.name == "answer" and list(each)):
            own = answer.get("id")
            if kind in _TO_CHOOSE:
                yield _word(answer, kind)
            elif kind == "truefalse":
                yield self._answer(answer, "", "true" if own == right.strip() else "false")
            else:
                yield self._answer(answer, tolerances.get(own, ""))
        for about in plugin.walk():
            yield from self._of_element(about)
        for pair in (each for each in plugin.walk() if each.name == "match" and list(each)):
            asked = value(pair, "questiontext")
            files = self._files(pair.get("id"), "subquestion", asked, "qtype_match")
            right = f"<answer>{_text(value(pair, 'answertext'))}</answer>"
            yield f'<subquestion format="html">{_text(asked)}{files}{right}</subquestion>'

    def _of_element(self, about: Element) -> Iterator[str]:
        plain: dict[str, Callable[[str], str]] = {
            "single": lambda said: "true" if said == "1" else "false",
            "shuffleanswers": lambda said: "true" if said == "1" else "false",
            "usecase": str,
        }
        if about.name in _OPTIONS:
            for name, write in plain.items():
                if said := value(about, name):
                    yield f"<{name}>{escape(write(said))}</{name}>"
            for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
                if said := value(about, name):
                    yield f'<{name} format="html">{_text(said)}</{name}>'

    def _answer(self, answer: Element, tolerance: str, instead: str = "") -> str:
        said, fraction = instead or value(answer, "answertext"), value(answer, "fraction")
        percent = f"{float(fraction or 0) * 100:.7g}" if _is_number(fraction) else "0"
        form = _FORMS.get(value(answer, "answerformat"), "html")
        own = answer.get("id")
        more = f"<tolerance>{escape(tolerance)}</tolerance>" if tolerance else ""
        remark = value(answer, "feedback")
        shown = self._files(own, "answerfeedback", remark)
        feedback = f'<feedback format="html">{_text(remark)}{shown}</feedback>'
        begins = f'<answer fraction="{percent}" format="{form}">'
        return f"{begins}{_text(said)}{self._files(own, 'answer', said)}{more}{feedback}</answer>"

    def _rich(self, banked: Banked, about: Element, name: str) -> str:
        said = value(about, name)
        files = self._files(banked.id, name, said)
        return f'<{name} format="html">{_text(said)}{files}</{name}>' if said else ""

    def _with_parts(self, about: Element, prompt: str) -> str:
        """Put the questions in a text in their places, as they were written in it."""
        listed = next((e for e in about.walk() if e.name == "sequence"), None)
        ids = listed.text().split(",") if listed is not None else []
        texts = [
            value(self.questions[each].about, "questiontext") if each in self.questions else ""
            for each in map(str.strip, ids)
        ]

        def put(place: re.Match[str]) -> str:
            number = int(place[1]) - 1
            return texts[number] if 0 <= number < len(texts) else place[0]

        return _SUB.sub(put, prompt)

    def _files(self, item: str, area: str, said: str, component: str = "question") -> str:
        """Return the pictures that a text shows, with their bytes."""
        found = []
        for name in dict.fromkeys(_SHOWN.findall(unescape(said))):
            for context in sorted(self._contexts):
                place = f"{context}/{component}/{area}/{item}"
                if (kept := self._backup.find(place, f"@@PLUGINFILE@@/{name}")) is not None:
                    if len(kept[1]) <= LARGEST_PICTURE:
                        data = base64.b64encode(kept[1]).decode()
                        folder, _, file = name.rpartition("/")
                        about = f"name={quoteattr(file)} path={quoteattr('/' + folder)}"
                        found.append(f'<file {about} encoding="base64">{data}</file>')
                    break
        return "".join(found)

    def asked_by(self, quiz: Element) -> tuple[list[Banked], int]:
        """Return the questions of a quiz in order, and how many of it are not in this backup."""
        asked: list[Banked] = []
        missing = 0
        for each in (e for e in quiz.walk() if e.name == "question_instance"):
            number = value(each, "questionid") or value(each, "question")
            reference = next((e for e in each.walk() if e.name == "questionbankentryid"), None)
            found = self.questions.get(number)
            if reference is not None:
                found = self.entries.get(reference.text().strip())
            if found is None or value(found.about, "qtype") == "random":
                missing += 1
            elif value(found.about, "qtype") != "description":
                asked.append(found)
        return asked, missing


def _questions(category: Element) -> Iterator[tuple[str, Element]]:
    """Go through the questions of a category, each with the entry it is the last version of."""
    for entry in (e for e in category.walk() if e.name == "question_bank_entry"):
        versions = [e for e in entry.walk() if e.name == "question" and e.get("id")]
        if versions:
            yield entry.get("id"), versions[-1]
    for holder in category.all("questions"):
        for about in holder.all("question"):
            yield "", about


def _word(answer: Element, kind: str) -> str:
    tag, group = _TO_CHOOSE[kind], value(answer, "feedback")
    found = _GROUP.search(group)
    number = found[1] if found else group if group.isdecimal() else "1"
    return f"<{tag}>{_text(value(answer, 'answertext'))}<group>{number}</group></{tag}>"


def _is_number(said: str) -> bool:
    try:
        return abs(float(said)) <= 1
    except ValueError:
        return False


def _text(said: str) -> str:
    return f"<text>{escape(said)}</text>"
