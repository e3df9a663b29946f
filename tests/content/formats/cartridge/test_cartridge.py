"""A cartridge becomes a channel: its items topics and pages, its tests exercises."""

import hashlib

import pytest

from content.bundle import build
from content.formats.collection import FileNotTaken
from content.questions.types import Choice, Short, Text
from tests.content.formats.brought import (
    GIFT,
    brought,
    changed,
    exercise,
    left_out,
    node,
    text,
    tree,
    zipped,
)
from tests.content.formats.cartridge import cartridges
from tests.content.formats.cartridge.cartridges import (
    BANK,
    TEST,
    TYPED,
    WEB,
    Written,
    choices,
    equal,
    question,
)
from tests.content.formats.drives import DOT


@pytest.fixture
def course(tmp_path):
    return Written(tmp_path / "jardin.imscc")


@pytest.mark.parametrize("minor", [0, 1, 2, 3])
def test_items_become_topics_and_pages_with_pictures_and_links(tmp_path, minor):
    course = Written(tmp_path / "jardin.imscc", minor, "CC BY 4.0")
    picture = '<img src="%24IMS-CC-FILEBASE%24/img/a.png" alt="Graine">'
    course.resource("p1", WEB, "pages/un.html", f'<h1>Un</h1>{picture}<a href="deux.html">2</a>')
    course.resource("p2", WEB, "pages/deux.html", "<p>deux</p>")
    course.resource("q", WEB, "x.gift", GIFT)
    course.files["web_resources/img/a.png"] = DOT
    made = brought(
        course.write(
            course.item("Semer", "", course.item("Un", "p1"), course.item("Deux", "p2")),
            course.item("Villes", "q"),
        ),
        license="",
        language="",
    )
    channel = made.draft.catalogue.channel
    assert (channel.versions[0].title, channel.license) == ("Jardinage", "CC BY 4.0")
    assert tree(made) == [
        (1, "topic", "Semer"),
        (2, "lesson", "Un"),
        (2, "lesson", "Deux"),
        (1, "exercise", "Villes"),
    ]
    assert f"files/{hashlib.sha256(DOT).hexdigest()}.png" in text(made, "Un")
    assert f'href="../{node(made, "Deux").id}/"' in text(made, "Un")
    assert build(made.draft, tmp_path / "out").is_dir()


def test_a_test_becomes_an_exercise_with_each_kind_of_question(course):
    several = f"<and>{equal('a', 'b')}<not>{equal('c')}</not></and>"
    part = '<varsubstring respident="r">blé</varsubstring>'
    course.resource(
        "t",
        TEST,
        "t.xml",
        cartridges.test(
            question(
                "multiple_choice", "&lt;b&gt;Où&lt;/b&gt; ?", choices("Ici", "Là"), equal("b")
            ),
            question("multiple_response", "Qui ?", choices("A", "B", "C", several=True), several),
            question("true_false", "Vrai ?", choices("Vrai", "Faux"), equal("b")),
            question("fib", "Nom ?", TYPED, equal("orge", "l'orge")),
            question("pattern_match", "Mot ?", TYPED, part),
            question("essay", "Racontez.", TYPED, ""),
        ),
    )
    made = brought(course.write(course.item("Contrôle", "t")))
    one, many, truth, short, pattern, essay = exercise(made, "Contrôle").questions
    assert isinstance(one, Choice) and (one.options, one.key) == (("Ici", "Là"), (1,))
    assert isinstance(many, Choice) and (many.key, many.rule) == ((0, 1), "all_or_nothing")
    assert isinstance(truth, Choice) and truth.key == (1,)
    assert isinstance(short, Short) and [text for text, _ in short.key] == ["orge", "l'orge"]
    assert isinstance(pattern, Short) and pattern.key == (("*blé*", False),)
    assert isinstance(essay, Text)


def test_banks_that_no_item_names_become_exercises_and_bad_questions_are_noted(course):
    item = question("fib", "Nom ?", TYPED, equal("orge"))
    broken = question("hotspot", "Où ?", "", "", title="Carte")
    course.resource("b", BANK, "b.xml", cartridges.test(item, broken, title="Banque"))
    made = brought(course.write())
    assert tree(made) == [(1, "exercise", "Banque")]
    ((where, why),) = left_out(made).items()
    assert "Carte" in where and "without a question" in why


def test_addresses_are_written_and_what_has_no_counterpart_is_listed(course):
    link = '<webLink><url href="https://example.org/a"/></webLink>'
    course.resource("w", "imswl_xmlv1p1", "w.xml", link)
    course.resource("d", "imsdt_xmlv1p1", "d.xml", "<topic/>")
    course.resource("l", "imsbasiclti_xmlv1p0", "l.xml", "<x/>")
    made = brought(
        course.write(
            *(course.item(name, name[0].lower()) for name in ("Www", "Débat", "Labo", "Zéro"))
        )
    )
    assert "https://example.org/a" in text(made, "Www")
    assert changed(made)[0][0] == "Www"
    assert left_out(made) == {
        "Débat": "“discussion” has no counterpart here",
        "Labo": "“LTI” has no counterpart here",
        "Zéro": "its file is missing in the archive",
    }


def test_a_cartridge_is_known_by_what_it_holds(tmp_path):
    course = Written(tmp_path / "jardin.zip")
    course.resource("p1", WEB, "un.html", "<p>un</p>")
    assert tree(brought(course.write(course.item("Un", "p1")))) == [(1, "lesson", "Un")]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04", "cannot be read"),
        (zipped({"a": "b"}), "missing"),
        (zipped({"imsmanifest.xml": "<manifest>"}), "not XML"),
        (zipped({"imsmanifest.xml": "<manifest/>"}), "nothing that can be read"),
    ],
    ids=["cut off", "another archive", "a broken manifest", "empty"],
)
def test_what_is_no_cartridge_is_refused(tmp_path, data, why):
    path = tmp_path / "a.imscc"
    path.write_bytes(data)
    with pytest.raises(FileNotTaken, match=rf"a\.imscc.*{why}"):
        brought(path)
