"""What is said about a page before its text: front matter, ``channel.toml``, ``topic.toml``."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from content import marks, vocabulary
from content.formats.folder.problems import Problems
from content.questions import mastery
from content.questions.mastery import EVERYTHING, Mastery
from content.questions.types import MOST_QUESTIONS
from content.wording import LONGEST, LONGEST_DESCRIPTION, fault_in_words, is_day
from i18n import languages
from i18n.translate import N_

PAGE_KEYS = (
    *("title", "description", "minutes", "language", "author", "license", "license_owner"),
    *("level", "subject", "reviewed", "kind", "picture", "picture_alt", "coach", "checked"),
    *("id", "content_id", "file", "captions", "descriptions", "spoken", "signs", "completion"),
    *("translated", "mastery", "tries", "draw", "lesson"),
)
OF_VERSIONS = ("checked", "translated")
OF_EXERCISES = ("mastery", "tries", "draw", "lesson")
COMPLETIONS = {"teacher": "teacher", "enseignant": "teacher", "المدرّس": "teacher"}
"""Who says that a page is done, in three languages, and how a catalogue names them."""
INHERITED = ("language", "author", "license", "license_owner", "level", "subject")
_BOTH = ("title", "description", "picture", "picture_alt", "id", *INHERITED)
CHANNEL_KEYS = (*_BOTH, "release")
TOPIC_KEYS = (*_BOTH, "coach")
OTHER_KEYS = ("title", "description")

MOST = {
    "minutes": 10_000,
    "release": 10**9,
    "tries": mastery.MOST_TRIES + 1,
    "draw": MOST_QUESTIONS + 1,
}
"""What a number must stay below."""

Facts = dict[str, str]


def rule_of(facts: Facts) -> Mastery:
    """Return when an exercise is mastered; what cannot be read has been said already."""
    rule = mastery.from_words(facts.get("mastery", "all")) or EVERYTHING
    tries, draw = (facts.get(key, "") for key in ("tries", "draw"))
    return replace(
        rule,
        tries=int(tries) if tries.isdecimal() else rule.tries,
        draw=int(draw) if draw.isdecimal() else rule.draw,
    )


def split_front_matter(text: str) -> tuple[list[str], str, int]:
    """Return the lines of the front matter, the text below, and the line the text begins on.

    Lines count from 1. Without front matter the first is empty and the text begins on line 1.
    """
    lines = text.splitlines()
    if lines and lines[0].strip() == "---":
        for number, line in enumerate(lines[1:], start=1):
            if line.strip() == "---":
                return lines[1:number], "\n".join(lines[number + 1 :]), number + 2
    return [], text, 1


def read_front_matter(path: Path, lines: list[str], problems: Problems) -> Facts:
    """Return what the front matter of a page says; what is wrong with it goes to ``problems``."""
    facts: Facts = {}
    for number, line in enumerate(lines, start=2):
        key, colon, value = line.partition(":")
        key, value = key.strip(), value.strip()
        if not line.strip():
            continue
        if not colon or key not in PAGE_KEYS:
            known = ", ".join(PAGE_KEYS)
            problems.add(
                path,
                number,
                N_("“{key}” is not known here; use one of: {known}"),
                key=key,
                known=known,
            )
        elif key in facts:
            problems.add(path, number, N_("“{key}” is said twice; keep one"), key=key)
        else:
            facts[key] = value
            _check_value(path, number, key, value, problems)
    if not facts.get("title"):
        problems.add(path, 1, N_("the page has no title: write “title: …” between two lines ---"))
    return facts


def read_toml(
    path: Path, keys: tuple[str, ...], problems: Problems
) -> tuple[Facts, dict[str, Facts]]:
    """Return what a TOML file says, and its title and description in other languages."""
    if not path.is_file() or path.is_symlink():
        problems.add(path, 0, N_("this file is missing: write it, with at least a title"))
        return {}, {}
    try:
        text = path.read_text("utf-8-sig")
        body = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        told = re.search(r"line (\d+)", str(error))
        line = int(told[1]) if told else 0
        problems.add(path, line, N_("this file cannot be read: {error}"), error=str(error))
        return {}, {}
    facts: Facts = {}
    others: dict[str, Facts] = {}
    for key, value in body.items():
        if isinstance(value, dict) and languages.known(key):
            others[key] = _checked(path, text, value, OTHER_KEYS, problems)
            if not others[key].get("title"):
                line = _line_of(text, key)
                problems.add(path, line, N_('the title is missing: write title = "…"'))
        else:
            facts |= _checked(path, text, {key: value}, keys, problems)
    if facts.get("language") in others:
        line = _line_of(text, facts["language"])
        problems.add(path, line, N_("“{key}” is said twice; keep one"), key=facts["language"])
    if not facts.get("title"):
        problems.add(path, 0, N_('the title is missing: write title = "…"'))
    return facts, others


def _checked(
    path: Path, text: str, table: dict[str, Any], keys: tuple[str, ...], problems: Problems
) -> Facts:
    """Return what a table of a TOML file says; what is wrong with it goes to ``problems``."""
    facts: Facts = {}
    for key, value in table.items():
        line = _line_of(text, key)
        if key not in keys or isinstance(value, dict | list):
            known = ", ".join(keys)
            message = N_("“{key}” is not known here; use one of: {known}")
            problems.add(path, line, message, key=key, known=known)
        else:
            facts[key] = str(value)
            _check_value(path, line, key, str(value), problems)
    return facts


def _line_of(text: str, key: str) -> int:
    """Return the first line of a TOML text that a key or table stands on, 0 if it is not plain."""
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf'\s*\[?\s*["\']?{re.escape(key)}["\']?\s*[\]=.]', line):
            return number
    return 0


def _check_value(path: Path, line: int, key: str, value: str, problems: Problems) -> None:
    """Note a value that is not one of those its key may have."""
    allowed: dict[str, Any] = {
        "license": vocabulary.LICENSES,
        "level": tuple(vocabulary.LEVELS),
        "subject": tuple(vocabulary.SUBJECTS),
        "language": tuple(languages.LANGUAGES),
        "kind": ("lesson", "exercise", "audio", "video", "document"),
        "coach": ("yes", "no"),
        "completion": tuple(COMPLETIONS),
        "translated": tuple(marks.MADE_BY),
    }
    if key in allowed and value not in allowed[key]:
        known = ", ".join(allowed[key])
        problems.add(
            path,
            line,
            N_("“{value}” is not a {key} we know; use one of: {known}"),
            value=value,
            key=key,
            known=known,
        )
    most = LONGEST_DESCRIPTION if key == "description" else LONGEST
    if len(value) > most:
        problems.add(path, line, N_("this is too long: {most} characters at most"), most=most)
    if fault_in_words(value, len(value), lines=key == "description"):
        problems.add(path, line, N_("an invisible character hides here: write the line again"))
    if key == "content_id" and not vocabulary.NODE_ID.fullmatch(value):
        problems.add(path, line, N_("a content_id is 32 digits from 0 to f"))
    if key in MOST and not (value.isdecimal() and len(value) < 10 and 0 < int(value) < MOST[key]):
        problems.add(path, line, N_("{key} must be a whole number: 10"), key=key)
    if key == "mastery" and mastery.from_words(value) is None:
        message = N_("write one of: all, 4 of 5, 3 in a row, before and after")
        problems.add(path, line, message)
    if key == "checked" and not marks.is_whole(value):
        problems.add(path, line, N_("write who read it again, and the day: Amina K., 2026-11-20"))
    if key == "reviewed" and not is_day(value):
        problems.add(path, line, N_("write the day like this: 2026-11-20"))
