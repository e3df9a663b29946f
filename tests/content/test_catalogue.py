"""What a site takes as the contents of a course, and what it refuses."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.catalogue import Catalogue
from content.formats.folder import read
from content.refusals import CatalogueRefused
from i18n.translate import in_language
from tests.content.conftest import COURSE, write


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    return read(write(tmp_path_factory.mktemp("course"), COURSE)).catalogue


def changed(catalogue, change):
    body = json.loads(catalogue.to_bytes())
    change(body)
    return json.dumps(body).encode()


def put(where, value):
    """Return what puts a value at a place: "nodes 1 versions 0 title"."""

    def change(body):
        *path, last = [int(step) if step.isdigit() else step for step in where.split()]
        for step in path:
            body = body[step]
        body[last] = value

    return change


def test_a_catalogue_comes_back_as_it_was_written(catalogue):
    data = catalogue.to_bytes()
    assert Catalogue.from_bytes(data) == catalogue
    assert Catalogue.from_bytes(data).to_bytes() == data


BAD = [
    ("channel id", "../x", "a path for an id"),
    ("channel release", 0, "release nought"),
    ("channel release", True, "true for a number"),
    ("channel release", 1.0, "a fraction for a number"),
    ("channel license", "mine", "an unknown licence"),
    ("channel language", "zz", "an unknown language"),
    ("channel versions", [], "a course without a title"),
    ("channel more", 1, "a field too many"),
    ("channel files 0 type", "text/html", "a page for a cover"),
    ("nodes", {}, "an object for the nodes"),
    ("nodes 0", None, "nothing for a node"),
    ("nodes 1 id", "x", "an id that is none"),
    ("nodes 1 id", "a\ud800", "half a sign for an id"),
    ("nodes 1 parent", "f" * 32, "a parent that is not there"),
    ("nodes 1 parent", 1, "a number for a parent"),
    ("nodes 1 kind", "game", "an unknown kind"),
    ("nodes 1 kind", "exercise", "an exercise whose text is a page"),
    ("nodes 5 kind", "lesson", "a lesson whose text is an exercise"),
    ("nodes 1 minutes", -1, "minutes below nought"),
    ("nodes 1 minutes", 10**30, "minutes without end"),
    ("nodes 1 reviewed", "hier", "a day that is none"),
    ("nodes 1 labels", ["nice"], "an unknown label"),
    ("nodes 1 labels", [[]], "a list for a label"),
    ("nodes 2 files", [], "a lesson without a text"),
    ("nodes 2 files 0 sha256", "../x", "a path for a hash"),
    ("nodes 2 files 0 size", 1 << 64, "a size that no file has"),
    ("nodes 2 files 0 size", -1, "a size below nought"),
    ("nodes 2 files 0 type", "text/javascript", "a type that is not for content"),
    ("nodes 2 files 0 type", "image/png", "a lesson whose text is a picture"),
    ("nodes 2 files 0 role", "program", "an unknown role"),
    ("nodes 2 files 0 language", "en", "a text in a language without title"),
    ("nodes 1 versions 0 title", " ", "an empty title"),
    ("nodes 1 versions 0 title", "x" * 401, "a title without end"),
    ("nodes 1 versions 0 title", "a\u202eb", "a title that turns round"),
    ("nodes 1 versions 0 title", "a\x00b", "a title with a null"),
    ("nodes 1 versions 0 title", "a\ud800", "half a sign in a title"),
    ("nodes 1 versions 0 easy", 1, "one for true"),
    ("nodes 1 versions 1 language", "fr", "two versions in one language and level"),
    ("format", 2, "another format"),
]


@pytest.mark.parametrize(
    ("where", "value"), [pytest.param(where, value, id=name) for where, value, name in BAD]
)
def test_what_could_not_be_shown_is_refused(catalogue, where, value):
    with pytest.raises(CatalogueRefused) as refused:
        Catalogue.from_bytes(changed(catalogue, put(where, value)))
    assert refused.value.in_words().encode()


def test_an_id_twice_a_child_before_its_parent_and_a_deep_tree_are_refused(catalogue):
    def deepen(body):
        topic = body["nodes"][0]
        ids = [f"{n:032x}" for n in range(20)]
        body["nodes"] = [
            {**topic, "id": name, "parent": parent}
            for name, parent in zip(ids, [None, *ids], strict=False)
        ]

    for change in (
        lambda b: b["nodes"].append(b["nodes"][1]),
        lambda b: b["nodes"].reverse(),
        deepen,
    ):
        with pytest.raises(CatalogueRefused):
            Catalogue.from_bytes(changed(catalogue, change))


@pytest.mark.parametrize("role", ["main", "transcript", "translation"])
def test_two_texts_for_one_version_are_refused_of_which_readers_would_see_one(catalogue, role):
    def add(body):
        page = next(each for each in body["nodes"] if each["kind"] == "lesson")
        text = next(each for each in page["files"] if each["type"] == "text/html")
        page["files"].append({**text, "role": role, "sha256": "a" * 64})

    with pytest.raises(CatalogueRefused, match="two texts for one version"):
        Catalogue.from_bytes(changed(catalogue, add))


def test_what_is_for_everybody_in_a_topic_for_teachers_is_refused(catalogue):
    assert catalogue.nodes[1].parent == catalogue.nodes[0].id
    with pytest.raises(CatalogueRefused):
        Catalogue.from_bytes(changed(catalogue, put("nodes 0 coach", True)))


def test_what_is_wrong_is_told_in_the_language_of_whoever_reads_it(catalogue):
    with pytest.raises(CatalogueRefused) as refused:
        Catalogue.from_bytes(changed(catalogue, put("nodes 1 parent", "f" * 32)))
    with in_language("fr"):
        said = refused.value.in_words()
    assert "its parent" not in said
    assert "parent" in said


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.sampled_from([where for where, _, _ in BAD]), JSON)
def test_any_change_is_refused_or_can_be_written_again(catalogue, where, value):
    try:
        found = Catalogue.from_bytes(changed(catalogue, put(where, value)))
    except CatalogueRefused:
        return
    assert Catalogue.from_bytes(found.to_bytes()) == found


@given(st.binary(max_size=80) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_other_bytes_are_refused(data):
    for bytes_ in (data, b"[" * 90_000):
        with pytest.raises(CatalogueRefused):
            Catalogue.from_bytes(bytes_)
