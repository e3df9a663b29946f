"""The declaration of accessibility has each criterion of RGAA 4.1.2, and names tests that exist."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
DECLARATION = (ROOT / "docs" / "accessibilite.md").read_text("utf-8")
CRITERIA_OF_THEMES = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
"""How many criteria each theme of RGAA 4.1.2 has, from images to consultation: 106 in all."""
STATES = {"conforme", "non conforme", "non applicable", "à vérifier à la main"}
ROWS = re.findall(r"^\| (\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", DECLARATION, re.MULTILINE)


def test_every_criterion_is_there_once_and_in_order():
    wanted = [
        f"{theme}.{number}"
        for theme, count in enumerate(CRITERIA_OF_THEMES, 1)
        for number in range(1, count + 1)
    ]
    assert len(wanted) == 106
    assert [number for number, *_ in ROWS] == wanted


def test_every_state_is_one_of_four_and_their_numbers_are_added_up_right():
    counted = Counter(state for _, _, state, _ in ROWS)
    told = re.findall(r"^\| ([^|]+) \| (\d+) \|$", DECLARATION, re.MULTILINE)
    assert set(counted) <= STATES
    assert {state: int(number) for state, number in told} == counted


def test_what_is_said_to_conform_names_a_test_or_what_was_looked_at():
    unfounded = [
        number
        for number, _, state, how in ROWS
        if state == "conforme" and "`tests/" not in how and not how.startswith("Revue à la main")
    ]
    assert unfounded == []


def test_every_test_that_is_named_exists():
    named = set(re.findall(r"`(tests/[^`]+)`", DECLARATION))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
