"""Importing a list of people: what each line would do, said before; then all of it or nothing.

file ──text_of──> text ──plan──> shown, questions answered ──do──> imported ──undo──> as before
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from i18n.refusals import Invalid, Refusal
from i18n.translate import N_
from server.accounts.models import LONGEST_NAME, Person, folded, words_of
from server.actors import Actor
from server.classes import enrolling, operations, spreadsheet, wordings
from server.classes.keepers import keeps_all
from server.classes.models import SchoolClass
from server.classes.naming import NameNeeded, plain
from server.classes.spreadsheet import Line
from server.roles import Role

NEW, KNOWN, NOTHING = "new", "known", "nothing"
"""What a line does: adds an account, enrols somebody who has one, or nothing."""
SAME, OTHER = "same", "other"
"""Answers to whether a name is somebody we know; ``same`` may be followed by ":" and a number."""

_NUMBER = re.compile(r"\d{4}")
"""Digits in a row that no name has: a prison number typed into it is not kept."""


class NoName(Invalid):
    """A line says nobody's name."""

    message = N_("There is no name with at least one letter.")


class LongName(Invalid):
    """A name is too long."""

    message = N_("The name has more than {most} letters.")


class NumberInName(Invalid):
    """A name holds a number."""

    message = N_("There is a number in the name. Only names are kept here.")


class NoClass(Invalid):
    """A line names no class."""

    message = N_("No class is named. Choose one above for lines that name none.")


class TooManyCells(Invalid):
    """A line has more cells than the header."""

    message = N_("This line has more cells than there are columns: a separator stands in a name?")


class SignInNameOfAnother(Invalid):
    """Somebody else signs in so."""

    message = N_("Somebody else signs in as “{name}”.")


class WhoIsIt(Invalid):
    """A name stands twice in the list, or two people have it here; nobody has said who is meant."""

    message = N_("Is this somebody the list or the site has already? Choose.")


@dataclass(frozen=True)
class Asked:
    """A list, and what whoever imports it has chosen."""

    text: str
    """Of the file, see ``spreadsheet.text_of``."""
    language: str
    """Of the pages of people whose line says none."""
    class_name: str = ""
    """Of lines that name no class."""
    choices: Mapping[int, str] = field(default_factory=dict)
    """By line, who is meant by a name that is not new: the value of an ``Option``."""
    file_name: str = ""


@dataclass(frozen=True)
class Option:
    """An answer to who is meant by a line."""

    value: str
    sign_in_name: str = ""
    """Of the account that is meant."""
    line: int = 0
    """The line that has the same name; 0 for none."""


@dataclass(frozen=True)
class Step:
    """What one line would do."""

    line: int
    name: str
    class_name: str
    group: str
    wing: str
    level: str
    language: str
    sign_in_name: str = ""
    what: str = NEW
    person_id: int | None = None
    """Of the account that is meant."""
    same_as: int = 0
    """The line whose person is meant."""
    options: tuple[Option, ...] = ()
    chosen: str = ""
    problems: tuple[Refusal, ...] = ()
    notes: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What a list would do."""

    steps: tuple[Step, ...]
    unknown_columns: tuple[str, ...] = ()
    new_classes: tuple[str, ...] = ()
    left_wings: tuple[str, ...] = ()
    """Wings that the list names and that are not taken: whoever asked sets none."""

    @property
    def is_ready(self) -> bool:
        """Say whether it can be imported as it is."""
        return self.problems == 0 and any(step.what != NOTHING for step in self.steps)

    @property
    def problems(self) -> int:
        """Return how many lines must be mended or decided."""
        return sum(bool(step.problems) for step in self.steps)

    def count(self, what: str) -> int:
        """Return how many lines do this."""
        return sum(step.what == what and not step.problems for step in self.steps)

    @property
    def fingerprint(self) -> str:
        """Return what names this very plan: the same to be done, the same fingerprint."""
        facts = [
            [s.line, s.name, s.class_name, s.group, s.what, s.person_id, s.same_as, s.level, s.wing]
            for s in self.steps
        ]
        return hashlib.sha256(json.dumps([facts, self.new_classes]).encode()).hexdigest()


@dataclass
class _Known:
    """What a plan is made against, read once."""

    by: Actor
    language: str
    accounts: dict[tuple[str, ...], list[Person]] = field(default_factory=dict)
    signing_in: dict[str, Person] = field(default_factory=dict)
    new_names: set[str] = field(default_factory=set)
    """Sign-in names that lines above give to new people."""
    first: dict[tuple[str, ...], Step] = field(default_factory=dict)
    """The first line of each name."""
    classes: dict[str, SchoolClass | Refusal | None] = field(default_factory=dict)
    brought: set[tuple[int, str]] = field(default_factory=set)
    """Who was brought to which class by a line above, see ``_already_there``."""

    def class_named(self, name: str) -> SchoolClass | Refusal | None:
        """Return a class, why it is not theirs, or None for one to be opened."""
        key = folded(name)
        if key not in self.classes:
            try:
                plain(name)
                self.classes[key] = operations.named(name, self.by)
            except Refusal as refusal:
                self.classes[key] = refusal
        return self.classes[key]


def key_of(name: str) -> tuple[str, ...]:
    """Return what two writings of one name have in common: its words, folded, in any order."""
    return tuple(sorted(words_of(name)))


def plan(asked: Asked, by: Actor) -> Plan:
    """Say what a list would do, line by line; nothing is written.

    Args:
        asked: the list and what was chosen about it.
        by: a teacher, who names their own classes, or an administrator, or the console.

    Raises:
        NotAList, NoSuchHeader, ColumnTwice, TooLong, NobodyInIt: see ``spreadsheet.read``.
    """
    sheet = spreadsheet.read(asked.text)
    known = _Known(by, asked.language)
    for person in Person.select().order_by(Person.id):
        known.signing_in[person.sign_in_name] = person
        if person.role == Role.LEARNER and person.active:
            known.accounts.setdefault(key_of(person.name), []).append(person)
    steps = []
    for line in sheet.lines:
        step = _step(line, known, asked.class_name, asked.choices.get(line.number, ""))
        known.first.setdefault(key_of(step.name), step)
        if step.what == NEW and step.sign_in_name:
            known.new_names.add(step.sign_in_name)
        steps.append(step)
    new = {folded(s.class_name): s.class_name for s in reversed(steps) if _is_new(s, known)}
    steps, left = _wings(steps, known)
    return Plan(tuple(steps), sheet.unknown, tuple(sorted(new.values())), left)


def _wings(steps: list[Step], known: _Known) -> tuple[list[Step], tuple[str, ...]]:
    """Return the steps with the wings that are taken alone, and those that are not, by name.

    A class that is opened gets the first wing that its lines name, if an administrator imports.
    """
    first: dict[str, str] = {}
    done, left = [], {}
    for step in steps:
        found, taken = known.class_named(step.class_name), ""
        if isinstance(found, SchoolClass):
            taken = found.wing
        elif keeps_all(known.by) and not step.problems and step.wing:
            taken = first.setdefault(folded(step.class_name), step.wing)
        if step.wing and folded(step.wing) != folded(taken):
            left[folded(step.wing)] = step.wing
            done.append(replace(step, wing=""))
        else:
            done.append(step)
    return done, tuple(sorted(left.values()))


def _is_new(step: Step, known: _Known) -> bool:
    return not step.problems and known.class_named(step.class_name) is None


def _step(line: Line, known: _Known, class_name: str, chosen: str) -> Step:
    level, level_note = wordings.level_of(line["level"])
    language, language_note = wordings.language_of(line["language"], known.language)
    step = Step(
        line=line.number,
        name=line.name,
        class_name=line["class"] or class_name,
        group=line["group"],
        wing=line["wing"],
        level=level,
        language=language,
        sign_in_name=folded(line["sign_in"]),
        notes=tuple(filter(None, (level_note, language_note))),
    )
    problems = tuple(_problems(line, step, known))
    if problems:
        return replace(step, problems=problems)
    return _already_there(_who(step, known, chosen), known)


def _problems(line: Line, step: Step, known: _Known) -> list[Refusal]:
    """Return what must be mended in the file."""
    found: list[Refusal] = []
    if line.has_too_many:
        found.append(TooManyCells())
    if not folded(step.name):
        found.append(NoName())
    elif len(step.name) > LONGEST_NAME:
        found.append(LongName(most=LONGEST_NAME))
    if _NUMBER.search(step.name):
        found.append(NumberInName())
    if not step.class_name:
        found.append(NoClass())
    elif isinstance(refusal := known.class_named(step.class_name), Refusal):
        found.append(refusal)
    for name in (step.group, step.wing):
        try:
            plain(name, needed=False)
        except NameNeeded as refusal:
            found.append(refusal)
    return found


def _who(step: Step, known: _Known, chosen: str) -> Step:
    """Say who is meant: somebody of a line above, somebody with an account, or somebody new."""
    if step.sign_in_name:
        return _who_signs_in(step, known)
    first = known.first.get(key_of(step.name))
    meant: dict[str, Step] = {}
    options: list[Option] = []
    if first is not None:
        above = replace(step, person_id=first.person_id, same_as=first.line)
        meant[SAME] = replace(above, what=KNOWN)
        options.append(Option(SAME, line=first.line))
    for person in [] if first else known.accounts.get(key_of(step.name), []):
        value = f"{SAME}:{person.id}"
        meant[value] = replace(step, what=KNOWN, person_id=person.id)
        options.append(Option(value, person.sign_in_name))
        if not chosen and len(known.accounts[key_of(step.name)]) == 1:
            chosen = value
    if not options:
        return step
    options.append(Option(OTHER))
    if chosen == OTHER or chosen in meant:
        return replace(meant.get(chosen, step), options=tuple(options), chosen=chosen)
    return replace(step, options=tuple(options), problems=(WhoIsIt(),))


def _who_signs_in(step: Step, known: _Known) -> Step:
    person = known.signing_in.get(step.sign_in_name)
    if person is None and step.sign_in_name not in known.new_names:
        return step
    is_learner = person is not None and person.role == Role.LEARNER and person.active
    if person is None or not is_learner or key_of(person.name) != key_of(step.name):
        return replace(step, problems=(SignInNameOfAnother(name=step.sign_in_name),))
    return replace(step, what=KNOWN, person_id=person.id)


def _already_there(step: Step, known: _Known) -> Step:
    """Return a step that does nothing, where the person is in the class or is brought above."""
    if step.problems:
        return step
    found = known.class_named(step.class_name)
    who = (step.person_id or -(step.same_as or step.line), folded(step.class_name))
    if who in known.brought:
        return replace(step, what=NOTHING)
    known.brought.add(who)
    if step.person_id is None or not isinstance(found, SchoolClass):
        return step
    is_there = enrolling.in_class(found, Person.get_by_id(step.person_id))
    return replace(step, what=NOTHING) if is_there else step
