"""A dictionary that people have to a bundle."""

import io
import tarfile

import pytest

from content.bundle import build, open_bundle
from content.dictionary.reading import Dictionary
from content.formats.channels import OtherLicense
from content.formats.collection import FileNotTaken
from i18n.translate import in_language
from tests.content.formats.brought import brought, changed, left_out, tree
from tests.content.formats.dictionaries.written import ARTICLES, DRAWING, TABLE, TEI, dictd


def dictionary(made, tmp_path):
    """The dictionary of a channel, as a site reads it."""
    (node,) = [each for each in made.draft.catalogue.nodes if each.kind == "dictionary"]
    path = tmp_path / "read"
    path.write_bytes(made.draft.blobs[node.files[0].sha256])
    return Dictionary((path, 0, path.stat().st_size))


def told(entry):
    return [(each.means, *each.in_language("en")) for each in entry.senses]


def test_one_of_dictd_becomes_a_page_with_its_languages_and_licence(tmp_path):
    made = brought(dictd(tmp_path), license="", language="")
    channel, (node,) = made.draft.catalogue.channel, made.draft.catalogue.nodes
    assert tree(made) == [(1, "dictionary", "français-English test")]
    assert (channel.language, channel.license) == ("fr", "CC BY-SA 3.0")
    assert channel.license_owner == "FreeDict"
    assert node.files[0].type == "application/vnd.ardoise.dictionary"
    assert open_bundle(build(made.draft, tmp_path / "built")).min_program == 3


def test_articles_are_read_in_each_way_that_freedict_writes_them(tmp_path):
    found = dictionary(brought(dictd(tmp_path), license=""), tmp_path)
    (lawyer,) = found.find("avocat")
    assert (lawyer.said, lawyer.kind) == ("a.vɔ.ka", "n, masc")
    assert told(lawyer) == [("Expert juridique", "lawyer"), ("Fruit", "avocado")]
    book, pound = found.find("livre")
    assert [told(book), told(pound)] == [
        [("Unité monétaire", "pound")],
        [("Ensemble de pages ; Ouvrage", "book")],
    ]
    (choose,) = found.find("choisir")
    assert told(choose) == [("", "choose", "elect (a person, a thing)", "pick")]


def test_inflected_forms_lead_to_the_words_in_it(tmp_path):
    pytest.importorskip("simplemma")
    found = dictionary(brought(dictd(tmp_path), license=""), tmp_path)
    assert found.index.forms > 30
    assert [found.bases(word) for word in ("choisissez", "Avocats")] == [["choisir"], ["avocat"]]


def test_old_letters_are_read_and_noted(tmp_path):
    articles = [("été", "été <n>\nsummer\n")]
    made = brought(dictd(tmp_path, articles, letters="latin-1", packed=False))
    assert [each.word for each in dictionary(made, tmp_path).find("ete")] == ["été"]
    assert any("Windows-1252" in why for _, why in changed(made))


def test_in_a_folder_its_two_files_are_one_page(tmp_path):
    folder = tmp_path / "mots"
    folder.mkdir()
    dictd(folder)
    (folder / "ecole.csv").write_text(TABLE)
    (folder / "rond.svg").write_bytes(DRAWING)
    made = brought(folder, license="")
    assert [title for *_, title in tree(made)] == ["Les mots de l'école", "français-English test"]
    assert len(left_out(made)) == 1  # the row without a word


def test_tei_is_read_alone_and_in_its_archive(tmp_path):
    alone = tmp_path / "fra-eng.tei"
    alone.write_text(TEI)
    archive = tmp_path / "freedict-fra-eng-2024.src.tar.xz"
    with tarfile.open(archive, "w:xz") as packed:
        about = tarfile.TarInfo("fra-eng/fra-eng.tei")
        about.size = len(TEI.encode())
        packed.addfile(about, io.BytesIO(TEI.encode()))
    for path in (alone, archive):
        made = brought(path, license="")
        (lawyer,) = dictionary(made, tmp_path).find("avocat")
        assert (lawyer.kind, told(lawyer)) == (
            "n, masc",
            [("Expert juridique", "lawyer"), ("", "avocado")],
        )
        assert made.draft.catalogue.channel.license == "CC BY-SA 3.0"


def test_a_table_of_words_has_meanings_pictures_and_several_languages(tmp_path):
    path = tmp_path / "ecole.csv"
    path.write_text(TABLE)
    (tmp_path / "rond.svg").write_bytes(DRAWING)
    made = brought(path, license="")
    found = dictionary(made, tmp_path)
    (pupil,) = found.find("eleve")
    assert found.index.to == ("ar", "en")
    assert pupil.senses[0].in_language("en") == ("pupil", "student")
    (node,) = made.draft.catalogue.nodes
    assert [each.sha256 for each in node.files if each.role == "picture"] == [pupil.picture]
    assert len(made.notes.left_out) == 1
    assert made.draft.catalogue.channel.license_owner == "Ardoise"


def test_translations_in_files_of_their_own_belong_to_the_table_beside_them(tmp_path):
    folder = tmp_path / "mots"
    folder.mkdir()
    (folder / "a.csv").write_text("word;meaning;en\nécole;Là où l'on apprend.;school\n")
    (folder / "a.ka.csv").write_text("# about: Made by a machine.\nword;ka\nécole;სკოლა\n")
    (folder / "a.en.csv").write_text("word;en\nécole;academy\nloup;wolf\n")
    made = brought(folder)
    (school,) = dictionary(made, tmp_path).find("école")
    assert school.senses[0].words == (("en", ("school",)), ("ka", ("სკოლა",)))
    assert [title for *_, title in tree(made)] == ["a"]
    assert made.draft.catalogue.nodes[0].versions[0].description == "Made by a machine."
    with in_language("en"):
        assert [each.why() for each in made.notes.left_out] == [
            "line 3 of a.en.csv: “loup” is not among the words"
        ]


def test_a_broken_file_of_translations_is_named(tmp_path):
    (tmp_path / "a.csv").write_text("word;meaning\nécole;Là où l'on apprend.\n")
    (tmp_path / "a.ka.csv").write_text('word;ka\nécole;"' + "ს" * 200_000)
    with in_language("en"), pytest.raises(FileNotTaken, match=r"a\.ka\.csv"):
        brought(tmp_path / "a.csv")


def test_a_picture_from_elsewhere_is_not_taken(tmp_path):
    (tmp_path / "secret.svg").write_bytes(DRAWING)
    folder = tmp_path / "mots"
    folder.mkdir()
    path = folder / "a.csv"
    path.write_text("word;picture;en\nrond;../secret.svg;circle\n")
    made = brought(path)
    assert dictionary(made, tmp_path).find("rond")[0].picture == ""
    assert len(made.notes.changed) == 1


def spoiled(index, ending, spoil):
    path = index.with_name(index.stem + ending)
    path.write_bytes(spoil(path.read_bytes()))
    return index


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(
            lambda at: spoiled(dictd(at), ".dict.dz", lambda d: d[:-20]), "unpacked", id="cut"
        ),
        pytest.param(
            lambda at: spoiled(dictd(at), ".dict.dz", lambda d: b"x" * 9), "unpacked", id="no gzip"
        ),
        pytest.param(
            lambda at: spoiled(dictd(at), ".index", lambda d: b"mot\t?\t?\n"), "line 1", id="index"
        ),
        pytest.param(
            lambda at: spoiled(dictd(at), ".index", lambda d: d + b"z\tzzz\tz\n"),
            "beyond",
            id="out",
        ),
        pytest.param(
            lambda at: dictd(at, ARTICLES[:2]), "no word with a meaning", id="without words"
        ),
        pytest.param(lambda at: dictd(at, name="mots-xyz-eng"), "languages", id="unknown language"),
    ],
)
def test_a_broken_one_of_dictd_is_refused_with_its_place(tmp_path, make, said):
    with in_language("en"), pytest.raises(FileNotTaken) as refused:
        brought(make(tmp_path), language="")
    assert said in str(refused.value)


def test_an_index_without_its_articles_says_what_is_missing(tmp_path):
    index = dictd(tmp_path)
    index.with_name("freedict-fra-eng.dict.dz").unlink()
    with in_language("en"), pytest.raises(FileNotTaken, match=r"freedict-fra-eng\.dict\.dz"):
        brought(index)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(TEI[:-60], "line", id="cut"),
        pytest.param(
            TEI.replace("<TEI", '<!DOCTYPE TEI [<!ENTITY a "b">]><TEI', 1), "entities", id="entity"
        ),
        pytest.param(TEI.replace("<form>", "<form>" + "<a>" * 99), "deep", id="deep"),
        pytest.param(TEI.replace("UTF-8", "UTF-1", 1), "letters", id="unknown letters"),
        pytest.param(TEI.replace("UTF-8", "gb2312", 1), "letters", id="letters of two bytes"),
        pytest.param(TEI[: TEI.index("<entry>")] + "</body></text></TEI>", "no word", id="empty"),
    ],
)
def test_broken_or_hostile_tei_is_refused(tmp_path, text, said):
    path = tmp_path / "fra-eng.tei"
    path.write_text(text)
    with in_language("en"), pytest.raises(FileNotTaken) as refused:
        brought(path)
    assert said in str(refused.value)


@pytest.mark.parametrize("name", ["freedict-fra-bre", "freedict-jpn-fra"])
def test_words_of_a_language_that_we_do_not_know_are_not_taken_for_another(tmp_path, name):
    (tmp_path / f"{name}.tei").write_text(TEI)
    for path in (dictd(tmp_path, name=name), tmp_path / f"{name}.tei"):
        with in_language("en"), pytest.raises(FileNotTaken, match="languages are not known"):
            brought(path, language="fr")


def test_the_word_is_the_first_that_an_entry_tells_and_the_grammar_around_it_its_own(tmp_path):
    path = tmp_path / "fra-eng.tei"
    written = "<form><orth>vide</orth></form>"
    real = (
        "<form type='k_ele'><orth>eau</orth><gramGrp><pos>n</pos></gramGrp></form>"
        "<form><orth>onde</orth></form><sense><cit type='trans'><quote>water</quote>"
        "<form type='infl'><orth>waters</orth></form><gen>m</gen></cit></sense>"
    )
    text = TEI.replace(written, real).replace("<TEI", '<!DOCTYPE TEI SYSTEM "P5.dtd">\n<TEI', 1)
    path.write_text(text)
    (water,) = dictionary(brought(path, license=""), tmp_path).find("eau")
    assert (water.kind, told(water)) == ("n", [("", "water")])


def test_a_licence_that_is_none_of_ours_is_asked_for(tmp_path):
    other = [(word, said.replace("ShareAlike 3.0", "Rien 9")) for word, said in ARTICLES]
    with pytest.raises(OtherLicense):
        brought(dictd(tmp_path, other), license="")
