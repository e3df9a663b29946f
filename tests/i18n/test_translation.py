"""Translators, with the real engine and a model that goes word by word."""

import sys

import pytest

from i18n.translation import process
from i18n.translation.translator import Pack, Translator, TranslatorFailed, is_installed
from tests import small_translator

pytestmark = pytest.mark.skipif(
    not is_installed(), reason="ctranslate2 and sentencepiece (ardoise[translate])"
)


@pytest.fixture
def translator(tmp_path):
    made = []

    def make(memory=3 << 30, **other):
        path, places = tmp_path / "pack", {}
        with path.open("wb") as file:
            for name, data in (small_translator.files() | other).items():
                places[name] = (file.tell(), len(data))
                file.write(data)
        pack = Pack("fr", "en", path, places, end=(small_translator.END,))
        made.append(Translator(pack, memory))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_a_model_translates_sentence_by_sentence(translator):
    by = translator()
    assert by.translate("Bonjour le monde. Au marché.") == "Hello the world. At market."
    assert by.translate("Au X1X marché.") == "At X1X market."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Il danse", id="a word that the model does not know"),
        pytest.param("Il vend " * 200, id="a sentence that is none"),
        pytest.param("Au marché. Il danse.", id="one sentence of two"),
    ],
)
def test_where_a_model_has_nothing_sensible_to_say_it_says_nothing(translator, text):
    assert translator().translate(text) == ""


def test_its_process_starts_at_the_first_sentence_and_ends_after_the_work(translator):
    by = translator()
    assert not by._model.runs
    by.translate("Bonjour")
    running = by._model._process
    assert running.poll() is None
    by.close()
    assert running.poll() is not None
    assert by.translate("Bonjour") == "Hello"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"model.bin": b"no model"}, id="no model"),
        pytest.param(
            {"model.bin": small_translator.files()["model.bin"][:-40]} if is_installed() else {},
            id="a model that was cut off",
        ),
        pytest.param({"source.spm": b"no pieces"}, id="no sentence pieces"),
    ],
)
def test_a_model_that_cannot_be_run_is_told(translator, other):
    with pytest.raises(TranslatorFailed):
        translator(**other).translate("Bonjour")


@pytest.mark.skipif(sys.platform != "linux", reason="the limits are Linux's")
def test_a_model_gets_no_more_memory_than_it_is_given(translator):
    with pytest.raises(TranslatorFailed):
        translator(memory=64 << 20).translate("Bonjour")


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")
def test_its_process_is_shut_in_and_stands_back(translator):
    by = translator()
    by.translate("Bonjour")
    with open(f"/proc/{by._model._process.pid}/status") as file:  # noqa: PTH123
        told = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
    assert (told["Seccomp"], told["NoNewPrivs"]) == ("2", "1")
    with open(f"/proc/{by._model._process.pid}/stat") as file:  # noqa: PTH123
        assert int(file.read().rpartition(")")[2].split()[16]) > 0


def test_the_word_that_starts_such_a_process_is_no_command():
    assert process.TRANSLATE not in {"serve", "job", "translator"}
