"""A dictionary's file: written, found in, and refused where it is not as it must be."""

import io
import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.dictionary import layout
from content.dictionary.faults import fault_in_dictionary
from content.dictionary.layout import Entry, Sense, folded, packed, unpacked
from content.dictionary.reading import Dictionary, some
from content.dictionary.writing import written
from i18n.translate import in_language


def entry(word, *english, means=""):
    return Entry(word, "", "n", (Sense(means, (("en", english),) if english else ()),))


ENTRIES = [
    entry("école", "school", means="Là où l'on apprend."),
    entry("côte", "coast"),
    entry("cote", "rating"),
    entry("œil", "eye"),
    *(entry(f"mot{number:04}", f"word {number}") for number in range(1_500)),
]
FORMS = {"écoles": "école", "yeux": "œil", "chevaux": "cheval", "École": "école"}
DATA = written("fr", ["en"], ENTRIES, FORMS)


@pytest.fixture
def dictionary(tmp_path):
    path = tmp_path / "words"
    path.write_bytes(b"before" + DATA + b"after")
    return Dictionary((path, 6, len(DATA)))


@pytest.mark.parametrize("typed", ["école", "ECOLE", "ecole", "e\u0301cole", "  École "])
def test_a_word_is_found_with_or_without_its_accents_and_capitals(dictionary, typed):
    (found,) = dictionary.find(typed)
    assert (found.word, found.senses[0].in_language("en")) == ("école", ("school",))


def test_of_words_that_differ_by_accents_the_one_that_is_written_comes_first(dictionary):
    assert [each.word for each in dictionary.find("cote")] == ["cote", "côte"]
    assert [each.word for each in dictionary.find("Côte")] == ["côte", "cote"]


def test_every_word_is_found_whichever_block_it_is_in(dictionary):
    assert len(dictionary.index.entry_blocks) > 3
    assert all(dictionary.find(each.word)[0] == each for each in ENTRIES)
    assert [dictionary.find(word) for word in ("", "aaa", "zzz", "mot9999")] == [[]] * 4


def test_an_inflected_form_leads_to_its_base_form_if_that_has_an_entry(dictionary):
    assert dictionary.bases("Yeux") == ["oeil"]
    assert dictionary.find("oeil")[0].word == "œil"
    assert dictionary.bases("chevaux") == []
    assert dictionary.index.forms == 2


def test_words_are_listed_from_a_place_of_the_alphabet_on(dictionary):
    assert dictionary.around("mot1498", 5) == ["mot1498", "mot1499", "œil"]
    assert dictionary.around("", 3) == ["cote", "côte", "école"]


@pytest.mark.parametrize("most", [1, 3, 40, 9_999])
def test_who_judges_it_sees_words_from_all_over_the_alphabet(most):
    found = [each.word for each in some(io.BytesIO(DATA), most)]
    assert 0 < len(found) <= most and len(set(found)) == len(found)
    assert most < 40 or (found[0] == "cote" and found[-1] > "mot1000")


def test_the_same_entries_give_the_same_bytes():
    assert written("fr", ["en"], reversed(ENTRIES), FORMS) == DATA


def fault(data):
    with in_language("en"):
        return str(fault_in_dictionary(io.BytesIO(data)))


def test_a_whole_one_has_no_fault():
    assert fault(DATA) == ""


def changed(**told):
    """A dictionary whose index tells something else."""
    length = int.from_bytes(DATA[16:24], "big")
    index = unpacked(DATA[24 : 24 + length], 1 << 20) | told
    new = packed(index)
    return DATA[:16] + len(new).to_bytes(8, "big") + new + DATA[24 + length :]


def of_rows(rows):
    """A dictionary of one block with these rows."""
    block = packed(rows)
    index = {"language": "fr", "to": ["en"], "entries": len(rows), "forms": 0}
    new = packed(index | {"entry_blocks": [[rows[0][0], 0, len(block)]], "form_blocks": []})
    return layout.MAGIC + len(new).to_bytes(8, "big") + new + block


GOOD = ["a", "a", "", "", [["un", {"en": ["one"]}]], ""]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"", "does not begin", id="nothing"),
        pytest.param(b"PK\x03\x04" + bytes(60), "does not begin", id="another kind of file"),
        pytest.param(DATA[:20], "unpacked", id="cut in the head"),
        pytest.param(DATA[:-9], "index", id="cut at the end"),
        pytest.param(DATA[:-9] + bytes(9), "unpacked", id="damaged at the end"),
        pytest.param(layout.MAGIC + b"\xff" * 8, "index", id="an index of 2^64 bytes"),
        pytest.param(changed(language="xx"), "index", id="an unknown language"),
        pytest.param(changed(to=["en", "en"]), "index", id="a language twice"),
        pytest.param(changed(entries=7), "as many words", id="a wrong count"),
        pytest.param(changed(entry_blocks=[["a", 0, 10**9]]), "index", id="bytes not there"),
        pytest.param(changed(entry_blocks=[["b", 0, 9], ["a", 9, 9]]), "order", id="no order"),
        pytest.param(of_rows([["a"]]), "an entry", id="a short row"),
        pytest.param(of_rows([[*GOOD[:5], "../x"]]), "an entry", id="a picture by a path"),
        pytest.param(of_rows([["b", *GOOD[1:]]]), "an entry", id="a key that is not its word's"),
        pytest.param(of_rows([[*GOOD[:4], [["", {"de": ["x"]}]], ""]]), "meaning", id="untold"),
        pytest.param(of_rows([[*GOOD[:4], [["", {"en": 5}]], ""]]), "meaning", id="a number"),
        pytest.param(of_rows([[*GOOD[:4], [["x" * 999, {}]], ""]]), "meaning", id="too long"),
        pytest.param(of_rows([[*GOOD[:4], [["\u202eun", {}]], ""]]), "meaning", id="turned"),
        pytest.param(of_rows([["b", "b", *GOOD[2:]], GOOD]), "order", id="rows in no order"),
    ],
)
def test_what_is_no_dictionary_is_told_in_a_phrase(data, said):
    assert said in fault(data)


def test_blocks_without_a_word_are_refused():
    """Each costs whoever looks for the next word as much as a full one, and nothing ends it."""
    block, nothing = packed([GOOD]), zlib.compress(b"[" + b" " * 1_000 + b"]")
    blocks = [["a", 0, len(block)], ["b", len(block), len(nothing)]]
    index = {"language": "fr", "to": ["en"], "entries": 1, "forms": 0, "form_blocks": []}
    new = packed(index | {"entry_blocks": blocks})
    assert "order" in fault(layout.MAGIC + len(new).to_bytes(8, "big") + new + block + nothing)


def test_a_block_that_swells_is_not_unpacked():
    swelling = zlib.compress(json.dumps(["a" * (8 << 20)]).encode())
    index = {"language": "fr", "to": [], "entries": 1, "forms": 0, "form_blocks": []}
    new = packed(index | {"entry_blocks": [["a", 0, len(swelling)]]})
    data = layout.MAGIC + len(new).to_bytes(8, "big") + new + swelling
    assert "unpacked" in fault(data)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(DATA) - 1), st.binary(min_size=1, max_size=8))
def test_no_damage_does_more_than_be_told(place, wrong):
    fault(DATA[:place] + wrong + DATA[place + len(wrong) :])


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(word):
    assert folded(folded(word)) == folded(word)
