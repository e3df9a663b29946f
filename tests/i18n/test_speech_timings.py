import pytest

from i18n.speech.recording import Mark
from i18n.speech.timings import cues, traced, words


def seen(text):
    return [text[word.start : word.end] for word in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("« L'élève » (ici)", ["L'élève", "ici"], id="signs around words"),
        pytest.param("aujourd'hui, peut-être", ["aujourd'hui", "peut-être"], id="signs in words"),
        pytest.param("mot—mot…mot", ["mot", "mot", "mot"], id="a dash parts, a hyphen joins"),
        pytest.param("12\u202f300 € à 5 %", ["12\u202f300", "€", "à", "5", "%"], id="amounts"),
        pytest.param("2025 2026", ["2025", "2026"], id="two years are two numbers"),
        pytest.param("- ! ?", [], id="signs alone"),
        pytest.param("أَهْلًا!", ["أَهْلًا"], id="vowel signs belong to their word"),
        pytest.param("图书", ["图", "书"], id="a script without spaces"),
        pytest.param("👩‍👩‍👧 ok", ["👩‍👩‍👧", "ok"], id="an emoji of several characters"),
    ],
)
def test_a_word_is_what_is_highlighted_at_once(text, expected):
    assert seen(text) == expected


def starts_and_times(found):
    return [(cue.start, cue.length, cue.at, cue.until) for cue in found]


def test_several_marks_in_a_number_are_one_cue():
    marks = [Mark(0, 0.0), Mark(1, 0.4), Mark(1, 0.8), Mark(5, 1.0)]
    assert starts_and_times(cues("3,50 euros", marks, 1.5)) == [(0, 4, 0.0, 1.0), (5, 5, 1.0, 1.5)]


def test_a_word_without_a_mark_goes_with_the_one_before():
    marks = [Mark(0, 0.0), Mark(12, 1.0)]
    assert starts_and_times(cues("14 h 30 et demie", marks, 2.0)) == [
        (0, 10, 0.0, 1.0),
        (11, 5, 1.0, 2.0),
    ]


def test_a_mark_on_the_bracket_before_a_word_is_the_word():
    assert [cue.start for cue in cues("un (deux)", [Mark(0, 0.0), Mark(3, 0.5)], 1.0)] == [0, 4]


def test_a_mark_in_the_space_after_an_emoji_is_still_the_emoji():
    marks = [Mark(0, 0.0), Mark(1, 0.3), Mark(2, 0.6)]
    assert [cue.start for cue in cues("😀 oui", marks, 1.0)] == [0, 2]


def test_a_mark_that_leads_back_is_left_out():
    marks = [Mark(3, 0.0), Mark(0, 0.3), Mark(4, 0.6)]
    assert [cue.start for cue in cues("un deux trois", marks, 1.0)] == [3]


def test_a_text_without_marks_has_no_cues():
    assert cues("un deux", [], 1.0) == ()


def test_marks_after_the_end_of_the_sound_end_with_it():
    assert starts_and_times(cues("un deux", [Mark(0, 0.1), Mark(3, 9.0)], 1.0)) == [
        (0, 2, 0.1, 1.0),
        (3, 4, 1.0, 1.0),
    ]


def test_marks_are_brought_back_to_where_the_spoken_form_came_from():
    marks = traced([Mark(0, 0.0), Mark(3, 1.0), Mark(99, 2.0), Mark(-1, 3.0)], [0, 0, 0, 5, 6])
    assert [mark.position for mark in marks] == [0, 5, 6, 0]
