"""Nothing is told by sound alone: each place of the program that sounds has its visible twin.

A new sound makes this fail until its twin stands in the table, and so does a twin that goes.
"""

import re
from pathlib import Path

SERVER = Path(__file__).parents[3] / "server"
SOUNDS = re.compile(r"<(?:audio|video)\b|\bnew Audio\b|AudioContext|speechSynthesis|\bvibrate\(")
COMMENTS = {
    ".js": re.compile(r"/\*.*?\*/|^\s*//[^\n]*", re.DOTALL | re.MULTILINE),
    ".html": re.compile(r"\{#.*?#\}", re.DOTALL),
}
FILM = "library/templates/library/lesson.html"
PAPER = "exam_room/templates/exam_room/paper.html"
TWINS = {
    "web/static/speak.js": (
        1,
        "names of controls, messages, the title on arrival: shown while they are said",
        {"web/static/speak.js": ["show(element, words)", "mark.replaceChildren("]},
    ),
    "web/static/listen.js": (
        1,
        "a page read aloud is the text on it, lit up word by word",
        {"web/static/listen.js": ["painter.paint(range)"]},
    ),
    "web/static/described.js": (
        1,
        "what is seen in a film stands below it while it is said, and in a list",
        {
            "web/static/described.js": ["seen.textContent = line.words"],
            FILM: ["<li data-begins", "<span>{{ text }}</span></li>"],
        },
    ),
    "web/static/same-sentence.js": (
        1,
        "the sentence in another version stands in the panel",
        {"side_by_side/templates/side_by_side/answer.html": ["data-hear", "sentence.text"]},
    ),
    "web/static/word-help.js": (
        1,
        "a word that is heard stands beside its loudspeaker",
        {"words/templates/words/answer.html": ["data-say"]},
    ),
    "web/templates/macros.html": (
        1,
        "what to do stands on the page; what is only to be understood by ear is left out for who "
        "says that they hear nothing",
        {
            "positioning/templates/positioning/step.html": ["<h1>{{ _(prompt) }}</h1>"],
            "positioning/course.py": ['"oral": not told.sound'],
        },
    ),
    FILM: (
        4,
        "captions, the transcript below, or in writing that there are none; the film in sign "
        "language is silent; who reads the page reads what stands on it",
        {FILM: ['<track kind="captions"', 'id="said"', "for_who_does_not_hear() }}"]},
    ),
    "library/templates/library/exercise.html": (
        2,
        "what a teacher says, what a learner said: in writing beside it, or to be asked for",
        {
            "library/templates/library/exercise.html": [
                "written(work.spoken_said, work.spoken_said_in)",
                "written(question.work.said, question.work.said_in)",
                "Ask for it in writing",
            ]
        },
    ),
    "library/templates/library/fields_of_exams.html": (
        1,
        "what a question is about, dictation and listening: what to do is the question, in writing",
        {
            "library/templates/library/exercise.html": ["{{ question.prompt|safe }}"],
            "bank/templates/bank/asked.html": ["{{ question.prompt|safe }}"],
        },
    ),
    PAPER: (
        5,
        "the minutes that are left are written; what is read aloud, a question or what to do, "
        "stands there; a recording says how often it may be heard",
        {
            PAPER: ['role="alert" data-exam-clock="told"', "asked_question(asked"],
            "web/static/exam-clock.js": [
                'part("told").textContent = box.dataset[`word-${minutes}`]'
            ],
            "exam_room/templates/exam_room/paper.html": ["%(num)s time left"],
        },
    ),
    "web/static/exam-paper.js": (
        1,
        "how often a recording may still be heard, and that it was not, is written beside it",
        {"web/static/exam-paper.js": ["box.dataset.wordLeft", "root.dataset.wordNotHeard"]},
    ),
    "asking/templates/asking/parts.html": (
        1,
        "what was asked or answered by voice: in writing beside it, or to be asked for",
        {
            "asking/templates/asking/parts.html": [
                "written(saying.said, saying.said_in)",
                "Ask for it in writing",
            ]
        },
    ),
    "marking/templates/marking/work.html": (
        2,
        "what a learner said: in writing beside it, written by either",
        {"marking/templates/marking/work.html": ["{{ written(work.said, work.said_in) }}"]},
    ),
    "side_by_side/templates/side_by_side/both.html": (
        1,
        "a film in sign language, silent, beside the text",
        {"side_by_side/templates/side_by_side/both.html": ["<video controls muted"]},
    ),
    "bundles/templates/bundles/preview.html": (
        3,
        "a recording that waits for approval: its captions, line by line too, its text below; the "
        "film in sign language is silent",
        {
            "bundles/templates/bundles/preview.html": [
                '<track kind="captions"',
                "{{ cue.text }}",
                "with_names(text.fragment",
                "<video controls muted",
            ]
        },
    ),
    "bundles/templates/bundles/exercise.html": (
        2,
        "the words of a dictation, the name of a sound, beside it for who approves",
        {
            "bundles/templates/bundles/exercise.html": [
                'aria-label="{{ segment.text }}"',
                "{{ key_of(question) }}",
                "<bdi>{{ sound.name }}</bdi>",
            ]
        },
    ),
    "bank/templates/bank/parts.html": (
        2,
        "what an author put there: its name, what is to be written, in the fields beside it",
        {"bank/templates/bank/parts.html": ['"listen_name.%d"', 'name="said.{{ n }}"']},
    ),
    "aloud/templates/aloud/one.html": (
        2,
        "the sentence that is recorded",
        {"aloud/templates/aloud/one.html": ['<h1 id="said">{{ _(sentence) }}</h1>']},
    ),
}
"""By file: how many things in it sound, what is seen instead, and what shows it, by file."""


def files():
    """Return all our scripts and templates, without their comments."""
    for path in sorted(SERVER.rglob("*")):
        ending = path.suffix
        if ending in COMMENTS and "vendor" not in path.parts:
            name = path.relative_to(SERVER).as_posix()
            yield name, COMMENTS[ending].sub("", path.read_text("utf-8"))


def test_each_thing_that_sounds_is_in_the_table():
    found = {name: len(SOUNDS.findall(text)) for name, text in files()}
    sounding = {name: count for name, count in found.items() if count}
    assert sounding == {name: count for name, (count, _, _) in TWINS.items()}


def test_what_is_seen_instead_of_each_sound_is_there():
    gone = [
        (sounding, name, what)
        for sounding, (_, _, twins) in TWINS.items()
        for name, shown in twins.items()
        for what in shown
        if what not in (SERVER / name).read_text("utf-8")
    ]
    assert gone == []


def test_nothing_plays_by_itself_on_a_page():
    assert [name for name, text in files() if re.search(r"\bautoplay\b", text)] == []
