"""Codes that people type from paper."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.sealing import codes
from sync.sealing.codes import MistypedCode

HOLDERS = st.sampled_from(codes.HOLDERS)


def test_a_code_is_five_groups_of_letters_that_cannot_be_confused_and_never_the_same():
    made = {codes.new(1) for _ in range(50)}
    assert len(made) == 50
    assert all(re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}", c) for c in made)


@given(HOLDERS)
def test_what_was_printed_can_be_typed_as_people_type(holder):
    code = codes.new(holder)
    for typed in (code, code.lower(), code.replace("-", " "), code.replace("-", "")):
        assert codes.read(typed, holder) == code
    assert codes.read(code.replace("0", "o").replace("1", "l"), holder) == code


@given(HOLDERS, st.integers(0, 23), st.sampled_from(codes.LETTERS))
def test_a_wrong_letter_hardly_ever_passes(holder, at, letter):
    code = codes.new(holder)
    if code[at] in {"-", letter}:
        return
    typed = code[:at] + letter + code[at + 1 :]
    try:
        assert codes.read(typed, holder) != code  # 1 in 4,096: then the lock refuses it
    except MistypedCode as refusal:
        assert refusal.values == {"holder": holder}


def test_the_other_persons_sheet_is_noticed_before_the_lock_is_tried():
    noticed = 0
    for _ in range(40):
        try:
            codes.read(codes.new(1), 2)
        except MistypedCode:
            noticed += 1
    assert noticed >= 38


@pytest.mark.parametrize("typed", ["", "7ZK4", "U" * 20, "é" * 20, "7" * 21])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(MistypedCode):
        codes.read(typed, 1)
