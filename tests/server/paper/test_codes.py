"""Codes of packs: whatever is mistyped is noticed, however the rest is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.accounts.secrets import ALPHABET
from server.paper import codes

signs = st.sampled_from(ALPHABET)
places = st.integers(0, codes.LENGTH - 1)
whole = st.builds(codes.new_code)


@given(whole)
def test_a_code_is_read_as_it_is_printed(code):
    assert len(code) == 6
    assert codes.read(codes.shown(code)) == code


@given(whole)
def test_small_letters_spaces_and_no_hyphen_are_the_same_code(code):
    assert codes.read(f" {code[:2]} {code[2:]} ".lower()) == code


@given(whole, places, signs)
def test_any_single_wrong_sign_is_noticed(code, place, sign):
    typed = code[:place] + sign + code[place + 1 :]
    if typed == code:
        assert codes.read(typed) == code
    else:
        with pytest.raises(codes.Mistyped):
            codes.read(typed)


@given(whole, places, places)
def test_any_two_signs_swapped_are_noticed(code, one, other):
    signs_ = list(code)
    signs_[one], signs_[other] = signs_[other], signs_[one]
    typed = "".join(signs_)
    if typed == code:
        assert codes.read(typed) == code
    else:
        with pytest.raises(codes.Mistyped):
            codes.read(typed)


@given(whole, places)
def test_a_sign_too_few_or_too_many_is_noticed(code, place):
    for typed in (code[:place] + code[place + 1 :], code[:place] + "A" + code[place:]):
        with pytest.raises(codes.NotACode):
            codes.read(typed)


@pytest.mark.parametrize("sign", "IL1O0S5")
def test_a_sign_that_is_never_used_is_named(sign):
    with pytest.raises(codes.NoSuchSign) as refusal:
        codes.read(f"K7{sign}P2Q")
    assert f"“{sign}”" in str(refusal.value)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_refused_in_a_sentence(typed):
    try:
        assert len(codes.read(typed)) == codes.LENGTH
    except (codes.NotACode, codes.NoSuchSign, codes.Mistyped) as refusal:
        assert refusal.in_words()
