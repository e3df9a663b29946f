"""What the manifest of other programs' files names is read as they say, as far as it is here.

Each test runs what it can and is then reported as skipped, by name, for what is missing.
"""

import json
from pathlib import Path

import pytest

from content.formats.questions import reading
from content.formats.questions.brought import FileNotRead
from tests.content.questions.vectors import BESIDE, vectors


def found_of(shared: Path, name: str) -> Path | None:
    """Return the file that an entry names, wherever it lies: the manifest is of a larger set."""
    whole = [path for path in shared.rglob(Path(name).name) if path.is_file()]
    nearer = [path for path in whole if path.as_posix().endswith(name)]
    return next(iter(nearer or whole), None)


def skip_for(missing: list[str], what: str = "") -> None:
    """Report what was not tried, where something was not."""
    if missing:
        pytest.skip(f"{what}{len(missing)} files are not here: {', '.join(missing)}")


def entries(shared: Path, section: str) -> dict[str, object]:
    known = json.loads((shared / "manifest.json").read_text())[section]
    return {name: each for name, each in known["expected"].items() if "*" not in name}


def count_of(expected: object) -> int | None:
    """Return how many questions an entry says there are; None where it says something else."""
    if isinstance(expected, dict):
        expected = expected.get("questions")
    text = expected if isinstance(expected, str) else ""
    told = [word for word, next_ in zip(text.split(), text.split()[1:], strict=False)
            if next_.startswith("question") and word.isdecimal()]  # fmt: skip
    return expected if isinstance(expected, int) else int(told[0]) if told else None


@pytest.mark.parametrize("section", ["gift", "moodle_xml", "aiken", "kolibri"])
def test_files_of_the_manifest_hold_as_many_questions_as_it_says(shared, section):
    missing = []
    for name, expected in entries(shared, section).items():
        path = found_of(shared, name)
        if path is None:
            missing.append(name)
            continue
        try:
            count = len(reading.read(path.read_bytes(), path.name).questions)
        except FileNotRead as refusal:
            assert refusal.in_words()
            count = 0
        if (said := count_of(expected)) is not None:
            assert count == said, name
    skip_for(missing)


def test_packages_of_the_manifest_that_are_not_here_are_named(shared):
    """Those that are here are read in ``test_qti_packages``."""
    derived = json.loads((shared / "manifest.json").read_text())["qti21"]["derived"]
    skip_for([name for name in derived if found_of(shared, name) is None])


def test_vectors_of_result_files_are_named_where_their_items_are_not_here():
    """Their answers are in files of results; the rules they try are tried in ``test_qti``."""
    cases = vectors("qti_vectors.json").get("from_result_file", ())
    roots = [folder for folder in BESIDE if folder.is_dir()]
    names = sorted({name for case in cases for name in (case["item"], case["result_file"])})
    missing = [name for name in names if not any((root / name).is_file() for root in roots)]
    assert not cases or missing, "write the test of these vectors: their files have come"
    skip_for(missing, f"{len(cases)} vectors were not tried, for ")


KINDS = {
    "essay": "text",
    "matching": "match",
    "multichoice": "choice",
    "numerical": "number",
    "shortanswer": "short",
    "truefalse": "truefalse",
    "cloze": "parts",
}


def test_moodles_own_cases_of_xml_are_read(shared):
    """The texts that its tests bring in, and those that they expect to be written."""
    tried = 0
    for case in json.loads((shared / "moodle_xml" / "cases.json").read_text()):
        written = [each.get("expected") for each in case["expect"]]
        for source in filter(None, [case.get("input"), *written]):
            if not isinstance(source, str) or "<question type=" not in source:
                continue
            kind = source.split('<question type="')[1].split('"')[0]
            read = reading.read(f"<quiz>{source}</quiz>".encode())
            tried += 1
            if kind == "description":
                assert "without a question" in read.left_out[0].what
                continue
            assert read.left_out == [], case["test"]
            assert [each.question.type for each in read.questions] == [KINDS[kind]], case["test"]
            assert f"<text>{read.questions[0].name}</text>" in source
    assert tried > 8
