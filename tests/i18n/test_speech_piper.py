"""Piper's voices, with the real engine and a model that hums."""

import subprocess
import sys
import unicodedata
from itertools import pairwise

import pytest

from i18n.speech import aloud, model_process
from i18n.speech.engines import ESPEAK
from i18n.speech.phonemes import numbers, phonemes
from i18n.speech.piper import Piper
from i18n.speech.recording import VoiceUnavailable
from tests import small_voice

needs_engine = pytest.mark.skipif(
    not pytest.importorskip("i18n.speech.piper").is_installed(), reason="onnxruntime"
)
TEXT = "Bonjour Zoé. L'élève paie 3,50 €, puis s'en va !"


@pytest.fixture
def piper(tmp_path):
    made = []

    def make(data=None):
        made.append(Piper(small_voice.voice(tmp_path / "voice", data), ESPEAK))
        return made[-1]

    yield make
    for each in made:
        each.close()


def spelled(text, voice="fr"):
    return phonemes(text, lambda words: ESPEAK.phonemes(words, voice))


def test_a_sentence_becomes_phonemes_with_its_punctuation_among_them():
    assert spelled("Bonjour, Zoé !") == unicodedata.normalize("NFD", "bɔ̃ʒˈuʁ, zɔˈe!")
    assert spelled("Il paie 3,50 euros.").count(",") == 0
    assert spelled("مرحبا، يا صديقي؟", "ar").endswith("?")


def test_each_phoneme_is_its_number_with_a_blank_behind_it():
    ids = {"^": [1], "$": [2], "_": [0], "a": [14], "b": [15]}
    assert numbers("a☃b", ids) == [1, 0, 14, 0, 15, 0, 2]


@needs_engine
def test_a_model_speaks_and_its_words_are_where_a_reader_sees_them(piper, tmp_path):
    engine = piper()
    by = aloud.Chosen("piper", engine, engine.voice.sha256)
    spoken = aloud.speak(TEXT, "fr", tmp_path / "cache", better={"fr": by})
    words = [TEXT[cue.start : cue.start + cue.length] for cue in spoken.cues]
    assert words == ["Bonjour", "Zoé", "L'élève", "paie", "3,50 €", "puis", "s'en", "va"]
    assert all(a.at <= b.at for a, b in pairwise(spoken.cues))
    assert len(spoken.sentences) == 2
    assert 0 < spoken.sentences[1] < spoken.cues[-1].until == spoken.seconds


@needs_engine
def test_a_sentence_begins_to_be_lit_when_its_sound_begins(piper):
    engine = piper()
    first, both = (engine.say(text, "", 140) for text in ("Bonjour.", "Bonjour. Bonsoir."))
    assert 0 <= both.marks[0].at < 0.2
    assert first.seconds <= both.marks[1].at < first.seconds + 0.2


@needs_engine
def test_what_a_voice_spoke_is_not_what_the_usual_one_did(piper, tmp_path):
    engine = piper()
    by = aloud.Chosen("piper", engine, engine.voice.sha256)
    assert aloud.kept("Bonjour.", "fr", tmp_path, {"fr": by}) is None
    usual = aloud.speak("Bonjour.", "fr", tmp_path)
    better = aloud.speak("Bonjour.", "fr", tmp_path, better={"fr": by})
    assert usual.mp3 != better.mp3
    assert aloud.kept("Bonjour.", "fr", tmp_path, {"fr": by}) == better


@needs_engine
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"no model", id="not a model"),
        pytest.param(small_voice.model()[:-40], id="cut off"),
        pytest.param(small_voice.model(speaks=False), id="one that fails at each sentence"),
    ],
)
def test_a_model_that_cannot_speak_is_told_and_not_tried_again(piper, data):
    engine = piper(data)
    for _ in range(2):
        with pytest.raises(VoiceUnavailable):
            engine.say("Bonjour.", "", 140)
    assert not engine._model.runs


@needs_engine
def test_a_voice_whose_process_was_ended_between_two_texts_speaks_on(piper):
    engine = piper()
    engine.say("Bonjour.", "", 140)
    engine._model._process.kill()
    engine._model._process.wait()
    assert engine.say("Bonsoir.", "", 140).samples


ESCAPES = {
    "a connection": "import socket; socket.socket()",
    "a program": "import subprocess; subprocess.run(['/bin/true'])",
    "a file": "import pathlib; pathlib.Path('escaped').write_text('x')",
    "memory": "bytearray(1 << 32)",
    "way to remove a file": "os.unlink('kept')",
    "way to rename a file": "os.rename('kept', 'other')",
    "way to empty a file": "os.truncate('kept', 0)",
    "file to write in": "os.open('kept', os.O_RDWR)",
    "file to make": "os.open('escaped', os.O_CREAT)",
    "folder to make": "os.mkdir('escaped')",
    "link to make": "os.symlink('/etc', 'escaped')",
    "file to lend": "os.chmod('kept', 0o777)",
    "signal for who started it": "os.kill(os.getppid(), 0)",
    "limits for who started it": "resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (1, 1))",
    "child": "os.fork()",
    "hold on who started it": "0 / (ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0) + 1)",
}


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")
@pytest.mark.parametrize("way", ESCAPES)
def test_the_process_of_a_model_has_no(way, tmp_path):
    modules = "import ctypes, os, resource; from i18n.shut_in import shut_in"
    shut = f"{modules}; shut_in(1 << 31); {ESCAPES[way]}"
    (tmp_path / "kept").write_text("whole")
    (tmp_path / "kept").chmod(0o600)
    environment = {"PYTHONPATH": ":".join(sys.path)}
    command = [sys.executable, "-c", shut]
    ended = subprocess.run(command, check=False, cwd=tmp_path, env=environment)
    assert ended.returncode != 0
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_text() == "whole"
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")
def test_the_process_of_a_model_reads_and_has_threads(tmp_path):
    (tmp_path / "model").write_text("whole")
    told = "import threading; t = threading.Thread(target=lambda: print(open('model').read()))"
    shut = f"from i18n import shut_in as s; s.shut_in(1 << 31); {told}; t.start(); t.join()"
    environment = {"PYTHONPATH": ":".join(sys.path)}
    command = [sys.executable, "-c", shut]
    said = subprocess.run(command, check=True, cwd=tmp_path, env=environment, capture_output=True)
    assert said.stdout == b"whole\n"


def test_the_word_that_starts_such_a_process_is_no_command():
    assert model_process.SPEAK not in {"serve", "job", "voice"}
