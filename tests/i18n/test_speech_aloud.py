import os
import shutil
import subprocess
import sys
import threading
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from i18n.languages import INTERFACE, LANGUAGES
from i18n.speech import mp3
from i18n.speech.aloud import AT_ONCE, LONGEST, NothingToSay, NoVoice, speak
from i18n.speech.recording import TooLong
from i18n.translate import in_language

ROOT = Path(__file__).parents[2]


def heard(text, language, folder):
    """Return the words of a text as they are highlighted."""
    cues = speak(text, language, folder).cues
    return [text[cue.start : cue.start + cue.length] for cue in cues]


def test_the_words_of_a_french_sentence_are_where_a_reader_sees_them(folder):
    spoken = speak("L'élève s'appelle Zoé.", "fr", folder)
    assert [cue.start for cue in spoken.cues] == [0, 8, 18]
    assert [cue.length for cue in spoken.cues] == [7, 9, 3]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param(
            "fr",
            "« L’élève » paie 3,50 €.",
            ["L’élève", "paie", "3,50 €"],
            id="quotes, a curly apostrophe and a price",
        ),
        pytest.param(
            "fr",
            "Il y a 1\u202f234 pages.",
            ["Il", "y", "a", "1\u202f234", "pages"],
            id="a number grouped by narrow spaces is one word",
        ),
        pytest.param(
            "fr",
            "À 14 h 30, Mme Roy part.",
            ["À", "14 h 30", "Mme", "Roy", "part"],
            id="a time written out is highlighted as a whole",
        ),
        pytest.param(
            "fr",
            "Un 😀 (peut-être) là.",
            ["Un", "😀", "peut-être", "là"],
            id="an emoji before words",
        ),
        pytest.param(
            "fr",
            "Le cœur de l’e\u0301te\u0301",
            ["Le", "cœur", "de", "l’e\u0301te\u0301"],
            id="accents written apart from their letters",
        ),
        pytest.param("en", "I can't pay £3.50.", ["I", "can't", "pay", "£3.50"], id="English"),
        pytest.param(
            "ar",
            "مرحبا، أهلا بكم في المكتبة.",
            ["مرحبا", "أهلا", "بكم", "في", "المكتبة"],
            id="Arabic",
        ),
        pytest.param("ar", "أَهْلًا بِكُمْ", ["أَهْلًا", "بِكُمْ"], id="Arabic with its vowels"),
        pytest.param(
            "ar", "كان هناك 15 كتابا.", ["كان", "هناك", "15", "كتابا"], id="Arabic number"
        ),
    ],
)
def test_each_word_heard_is_a_word_seen(language, text, expected, folder):
    assert heard(text, language, folder) == expected


@pytest.mark.parametrize("code", [code for code, known in LANGUAGES.items() if known.voice])
def test_every_language_that_promises_a_voice_has_it(code, folder):
    spoken = speak(LANGUAGES[code].own_name, code, folder)
    assert spoken.cues
    assert spoken.seconds > 0.3


@given(st.text(max_size=80), st.sampled_from(INTERFACE))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_cues_of_any_text_lie_inside_it_and_go_forward(folder, text, language):
    try:
        spoken = speak(text, language, folder)
    except NothingToSay:
        return
    now, place = 0.0, 0
    for cue in spoken.cues:
        assert now <= cue.at <= cue.until <= spoken.seconds
        assert place <= cue.start < cue.start + cue.length <= len(text)
        now, place = cue.until, cue.start + cue.length


def test_each_sentence_has_the_moment_when_its_first_word_is_heard(folder):
    text = "Bonjour M. Dupont. Entrez ! « … » Asseyez-vous."
    spoken = speak(text, "fr", folder)
    firsts = [cue.at for cue in spoken.cues if text[cue.start :].startswith(("Entrez", "Assey"))]
    assert spoken.sentences == (0.0, *firsts)


def test_the_cues_end_with_the_sound(folder):
    spoken = speak("Bonjour, bienvenue dans la bibliothèque.", "fr", folder)
    assert spoken.cues[-1].until == spoken.seconds
    assert spoken.seconds == pytest.approx(mp3.seconds(spoken.mp3.read_bytes()), abs=0.001)
    assert spoken.cues[0].at < 0.1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n\t\u00a0", id="spaces"),
        pytest.param("« … » — !?", id="signs without a sound"),
        pytest.param("\x00\x07\x1b\ud800", id="control characters and half a character"),
    ],
)
def test_a_text_without_a_word_is_refused(text, folder):
    with pytest.raises(NothingToSay):
        speak(text, "fr", folder)


def test_control_characters_between_words_are_passed_over(folder):
    assert heard("un \x00\x07 deux \ud83d \x1b trois", "fr", folder) == ["un", "deux", "trois"]


def test_a_word_longer_than_any_word_is_spoken(folder):
    assert speak("a" * 1_000, "fr", folder).cues[0].length == 1_000


LONG = "Il pleut sur la ville depuis ce matin. Personne ne sort.\n" * 100
"""A paragraph that an engine does not get at once."""


def test_a_very_long_paragraph_is_read_to_its_end_word_by_word(folder):
    assert len(LONG) > AT_ONCE
    spoken = speak(LONG, "fr", folder)
    said = [LONG[cue.start : cue.start + cue.length] for cue in spoken.cues]
    assert said == LONG.replace(".", "").split()
    assert all(one.until <= two.at for one, two in pairwise(spoken.cues))
    assert spoken.cues[-1].until == spoken.seconds > 60


def test_a_text_longer_than_anybody_listens_is_refused(folder):
    with pytest.raises(TooLong):
        speak("a" * (LONGEST + 1), "fr", folder)


def test_a_text_of_digits_without_end_is_refused_and_the_next_one_is_spoken(folder):
    with pytest.raises(TooLong):
        speak("7, " * (LONGEST // 3), "fr", folder)
    assert heard("Encore un mot.", "fr", folder) == ["Encore", "un", "mot"]


@pytest.mark.parametrize("language", ["wo", "", "../fr"])
def test_a_language_without_a_voice_is_refused_by_name(language, folder):
    with pytest.raises(NoVoice) as refused:
        speak("Salaam", language, folder)
    with in_language("en"):
        assert f"“{language}”" in refused.value.in_words()


def test_what_was_spoken_once_is_not_spoken_again(tmp_path):
    first = speak("La porte est ouverte.", "fr", tmp_path)
    kept, made = first.mp3.read_bytes(), first.mp3.stat()
    second = speak("La porte est ouverte.", "fr", tmp_path)
    assert second == first
    assert second.mp3.read_bytes() == kept
    assert (second.mp3.stat().st_ino, second.mp3.stat().st_mtime_ns) == (
        made.st_ino,
        made.st_mtime_ns,
    )


def test_texts_that_sound_the_same_share_a_file_and_keep_their_own_cues(tmp_path):
    plain = speak("Bonjour Zoé", "fr", tmp_path)
    dressed = speak("«\u00a0Bonjour\u00a0» \n Zoé", "fr", tmp_path)
    assert dressed.mp3 == plain.mp3
    assert [cue.start for cue in plain.cues] == [0, 8]
    assert [cue.start for cue in dressed.cues] == [2, 14]


def test_the_same_word_in_two_languages_is_two_files(tmp_path):
    assert speak("table", "fr", tmp_path).mp3 != speak("table", "en", tmp_path).mp3


def test_many_threads_in_two_languages_each_get_their_own_words(tmp_path):
    texts = [(f"Leçon {n} : le mot juste.", "fr") for n in range(6)]
    texts += [(f"Lesson {n}: the right word.", "en") for n in range(6)]
    alone = {text: speak(text, language, tmp_path / "alone") for text, language in texts}
    together = {}

    def work(order):
        for text, language in order:
            together.setdefault(text, []).append(speak(text, language, tmp_path / "together"))

    threads = [
        threading.Thread(target=work, args=(texts[n:] + texts[:n],)) for n in range(0, 12, 3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for text, results in together.items():
        assert len(results) == len(threads)
        assert len({result.mp3 for result in results}) == 1
        starts = [cue.start for cue in alone[text].cues]
        assert all([cue.start for cue in result.cues] == starts for result in results)


SPEAK_ON = """
import sys
from pathlib import Path
from i18n.speech.aloud import speak
for n in range(10_000):
    speak(f"Phrase {n}.", "fr", Path(sys.argv[1]))
    print(n, flush=True)
"""


@pytest.mark.parametrize("after", [1, 4, 9])
def test_a_program_killed_while_speaking_leaves_only_whole_pieces(after, tmp_path):
    program = subprocess.Popen(
        [sys.executable, "-c", SPEAK_ON, tmp_path], cwd=ROOT, stdout=subprocess.PIPE
    )
    for _ in range(after):
        program.stdout.readline()
    program.kill()
    program.communicate()
    pieces = list(tmp_path.rglob("*.mp3"))
    assert len(pieces) >= after
    for piece in pieces:
        assert mp3.seconds(piece.read_bytes()) > 0.5
    for n in range(after + 1):
        assert heard(f"Phrase {n}.", "fr", tmp_path) == ["Phrase", str(n)]


def test_a_damaged_piece_is_spoken_anew(tmp_path):
    first = speak("La pluie tombe.", "fr", tmp_path)
    first.mp3.with_suffix(".json").write_bytes(b'{"marks": [[0')
    assert [cue.start for cue in speak("La pluie tombe.", "fr", tmp_path).cues] == [0, 3, 9]


def test_a_cache_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file, not a folder")
    with pytest.raises(OSError):
        speak("Il neige.", "fr", in_the_way)
    assert in_the_way.read_text() == "a file, not a folder"


FAR_AWAY = """
import sys
from pathlib import Path
import espeakng_loader
espeakng_loader.get_data_path = lambda: sys.argv[1]
from i18n.speech.espeak import Espeak
print(len(Espeak().say("Bonjour", "fr", 140).marks))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights that people lack there")
def test_voices_in_a_folder_with_a_very_long_path_are_found(tmp_path):
    import espeakng_loader

    deep = tmp_path.joinpath(*["a folder with a rather long name"] * 6)
    deep.mkdir(parents=True)
    (deep / "espeak-ng-data").symlink_to(espeakng_loader.get_data_path())
    program = subprocess.run(
        [sys.executable, "-c", FAR_AWAY, deep / "espeak-ng-data"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert program.stdout == "1\n", program.stderr
    shutil.rmtree(deep)
    assert list(tmp_path.glob("voices-*")) == []
