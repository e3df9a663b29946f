"""Arabic gets its vowels before it is said; those that an author wrote stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.speech import vowels
from i18n.speech.engines import ESPEAK
from i18n.speech.vowels import Files, Vowels, files, with_vowels

FATHA, SHADDA, DAMMA, AN = "\u064e", "\u0651", "\u064f", "\u064b"
MARKS = {0: "", 1: FATHA, 2: FATHA + SHADDA}


class Told(Vowels):
    """Every letter has a fatha, as far as this model knows."""

    def __init__(self, tmp_path, answer=None):
        letters = dict.fromkeys("كتبشرامدس ", 1) | {"#": 2}
        super().__init__(Files(tmp_path / "none.onnx", letters, {"": 1, SHADDA: 3}, MARKS))
        self.asked = []
        self.answer = answer

    def _asked(self, asked):
        self.asked.append(asked)
        return bytes([1] * len(asked["letters"])) if self.answer is None else self.answer


def told(text, mark=FATHA):
    return [mark if "\u0621" <= sign <= "\u064a" else "" for sign in text]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("كتب", f"ك{FATHA}ت{FATHA}ب{FATHA}", id="letters without any"),
        pytest.param("كُتِب", "كُتِب", id="a word with its own vowels stays"),
        pytest.param("درّسته", f"د{FATHA}ر{SHADDA}{FATHA}س{FATHA}ت{FATHA}ه{FATHA}", id="shadda"),
        pytest.param("مشكورا" + AN, None, id="the mark on the last letter is not said twice"),
        pytest.param("س = 3", "س = 3", id="a letter alone is a name"),
        pytest.param("abc 12", "abc 12", id="nothing Arabic"),
    ],
)
def test_what_is_written_gets_the_marks_that_it_lacks(text, said):
    form = with_vowels(text, told(text))
    if said is None:
        assert form.text.endswith("ر" + "ا" + AN)
    else:
        assert form.text == said


@given(st.text(alphabet=f"كتب ا{FATHA}{SHADDA}{AN}a1.", max_size=30))
def test_without_what_was_added_it_is_the_text_and_every_sign_leads_back(text):
    form = with_vowels(text, told(text))
    assert list(form.origins) == sorted(form.origins)
    assert sorted(set(form.origins)) == list(range(len(text)))
    assert "".join(text[at] for at in dict.fromkeys(form.origins)) == text


@pytest.fixture
def told_by(monkeypatch):
    """Let somebody else tell the vowels; the library of eSpeak NG is loaded once in a process."""
    return lambda told: monkeypatch.setattr(ESPEAK, "_vowels", told)


def test_words_are_where_they_stand_without_the_vowels(tmp_path, told_by):
    told_by(Told(tmp_path))
    said = ESPEAK.say("كتب كتب كتب", "ar", 140)
    assert [mark.position for mark in said.marks] == [0, 4, 8]
    assert ESPEAK.version().endswith(vowels.MADE)
    assert "a" in ESPEAK.phonemes("كتب", "ar")


def test_other_languages_are_not_asked_about(tmp_path, told_by):
    asked = Told(tmp_path)
    told_by(asked)
    ESPEAK.say("كتب", "fa", 140)
    assert asked.asked == []


def test_what_an_author_wrote_is_told_to_the_model(tmp_path):
    asked = Told(tmp_path)
    asked.told("درّس 7")
    assert asked.asked == [{"letters": [1, 1, 1, 1, 2], "marks": [1, 3, 1, 1, 1]}]


def test_where_the_model_fails_arabic_is_said_as_it_is_written(tmp_path, told_by):
    told_by(Vowels(Files(tmp_path / "none.onnx", {"ك": 1, "ت": 2}, {"": 1}, MARKS)))
    assert ESPEAK.say("كتت", "ar", 140).samples
    assert vowels.with_vowels("كتت", ["", "", ""]).text == "كتت"


def test_where_nothing_is_installed_nothing_changes(monkeypatch):
    monkeypatch.setattr(vowels, "find_spec", lambda name: None)
    monkeypatch.setattr(ESPEAK, "_vowels", None)
    files.cache_clear()
    try:
        assert files() is None
        assert vowels.MADE not in ESPEAK.version()
    finally:
        files.cache_clear()


@pytest.mark.skipif(files() is None, reason="ardoise[arabic] is not installed")
def test_the_model_tells_the_vowels_of_a_sentence():
    asked = Vowels(files())
    text = "أهلا بكم في المكتبة."
    try:
        assert with_vowels(text, asked.told(text)).text == "أَهْلًا بِكُمْ فِي الْمَكْتَبَةِ."
    finally:
        asked.close()
