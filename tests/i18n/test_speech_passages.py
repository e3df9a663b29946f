"""Each language of a text in its own voice, and what is said in place of what is written."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.languages import LANGUAGES
from i18n.speech import aloud
from i18n.speech.engines import ESPEAK
from i18n.speech.passages import Passage, runs
from i18n.speech.recording import Recording, at_rate, without_end
from i18n.speech.text import spoken_form


def told(text, language, passages=()):
    return [(text[run.start : run.end], run.language) for run in runs(text, language, passages)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param("fr", "Lire un mot.", [("Lire un mot.", "fr")], id="one language is one run"),
        pytest.param(
            "fr",
            "On dit مرحبا بكم ici.",
            [("On dit ", "fr"), ("مرحبا بكم", "ar"), (" ici.", "fr")],
            id="Arabic letters on a French page",
        ),
        pytest.param(
            "ar",
            "كلمة Bonjour هنا",
            [("كلمة ", "ar"), ("Bonjour", "fr"), (" هنا", "ar")],
            id="French letters on an Arabic page",
        ),
        pytest.param("fa", "سلام", [("سلام", "fa")], id="Persian is written with Arabic letters"),
        pytest.param("ar", "العدد x هنا", [("العدد x هنا", "ar")], id="one letter is a name"),
        pytest.param("uk", "Привіт", [("Привіт", "uk")], id="Ukrainian has Russian letters"),
        pytest.param("", "abc", [("abc", "")], id="an unknown language"),
    ],
)
def test_letters_say_which_language_a_stretch_is_in(language, text, expected):
    assert told(text, language) == expected


def test_what_is_marked_is_in_the_language_it_is_marked_with():
    passages = [Passage(8, 13, "en"), Passage(14, 19, "xx")]
    assert told("Le mot: house chose", "fr", passages) == [
        ("Le mot: ", "fr"),
        ("house", "en"),
        (" chose", "fr"),
    ]


def test_a_formula_is_said_with_what_stands_around_it():
    found = runs("Si @@@ alors", "fr", [Passage(3, 6, "", "a sur b")])
    assert [(run.start, run.end, len(run.said)) for run in found] == [(0, 12, 1)]
    form = spoken_form("Si @@@ alors", "fr", found[0].said)
    assert form.text == "Si a sur b alors"
    assert {form.origins[place] for place in range(3, 10)} == {3}


@given(
    st.text(alphabet="ab é.,١مر ไЖ图1+", max_size=40),
    st.sampled_from(sorted(LANGUAGES)),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9), st.sampled_from(["", "ar", "fr"]))),
)
def test_runs_are_the_text_whatever_is_marked(text, language, marked):
    passages = [Passage(start, start + length, code, "un") for start, length, code in marked]
    found = runs(text, language, passages)
    assert "".join(text[run.start : run.end] for run in found) == text
    assert all(a.end == b.start for a, b in pairwise(found))
    for run in found:
        assert all(run.start <= each.start < each.end <= run.end for each in run.said)


def test_an_arabic_sentence_on_a_french_page_is_heard_in_arabic(tmp_path, monkeypatch):
    voices = []
    say = ESPEAK.say

    def heard(text, voice, pace):
        voices.append(voice)
        return say(text, voice, pace)

    monkeypatch.setattr(ESPEAK, "say", heard)
    text = "Le mot كتاب veut dire livre."
    spoken = aloud.speak(text, "fr", tmp_path)
    assert voices == ["fr", "ar", "fr"]
    words = [text[cue.start : cue.start + cue.length] for cue in spoken.cues]
    assert words == ["Le", "mot", "كتاب", "veut", "dire", "livre"]
    times = [cue.at for cue in spoken.cues]
    assert times == sorted(times)
    assert times[-1] < spoken.seconds
    assert aloud.speak(text, "fr", tmp_path) == spoken
    assert len(voices) == 3


def test_a_formula_is_heard_and_lit_up_as_one_word(tmp_path):
    text = "Donc \ufffc\ufffc\ufffc, voilà."
    spoken = aloud.speak(text, "fr", tmp_path, passages=[Passage(5, 8, "", "a sur b")])
    assert [text[c.start : c.start + c.length] for c in spoken.cues] == [
        "Donc",
        "\ufffc" * 3,
        "voilà",
    ]
    assert spoken.cues[1].until - spoken.cues[1].at > 0.3


def test_a_recording_is_brought_to_other_samples_a_second():
    said = Recording(b"".join(int(n * 10).to_bytes(2, "little") for n in range(1000)), 16_000, ())
    more = at_rate(said, 22_050)
    assert more.rate == 22_050
    assert abs(more.seconds - said.seconds) < 0.001
    assert at_rate(said, 16_000) is not None
    assert at_rate(said, 16_000).samples == said.samples


def test_silence_at_the_end_is_cut_and_what_is_heard_is_not():
    loud, silent = b"\x00\x40" * 1000, b"\x00\x00" * 9000
    said = Recording(loud + silent, 1000, ())
    assert without_end(said, 0.5).seconds == pytest.approx(1.5, abs=0.02)
    assert without_end(said, 60).samples == said.samples
