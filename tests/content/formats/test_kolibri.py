"""A Kolibri channel as a bundle: what comes over, what is left out, and what is said of it."""

import base64
import hashlib

import pytest

from content.bundle import build
from content.catalogue import Catalogue
from content.formats.kolibri.reader import IsADraft
from content.formats.kolibri.whole import NoLanguage
from tests.content.documents import document
from tests.content.formats.drives import (
    CAPTIONS,
    DOT,
    FILM,
    NODES,
    SOUND,
    Channel,
    identity,
    made,
    pages,
    slides,
    text_of,
    told,
    zipped,
)

TEXT = "<h1>Les plantes</h1><p>Elles poussent.</p>"


@pytest.mark.parametrize("schema", NODES)
def test_a_channel_of_every_age_is_read_by_its_columns(drive, schema):
    channel = Channel(drive, schema=schema)
    channel.node("Films", kind="topic")
    channel.video("Le film", parent="Films")
    channel.files[-1]["lang_id"] = "fr"  # before nodes had languages, files did
    channel.attach("Le film", "video_subtitle", CAPTIONS, "vtt", lang_id="fr", supplementary=1)
    film = pages(made(channel))["Le film"]
    assert (film.kind, film.language, film.license) == ("video", "fr", "CC BY-SA 4.0")
    assert film.parent == identity("Films")
    assert [file.role for file in film.files] == ["main", "captions"]
    assert film.labels == ("captions",)


@pytest.mark.parametrize(("schema", "said"), [*zip(NODES, [*"000", *"123456", "6"], strict=True)])
def test_the_report_says_how_old_the_database_is(drive, schema, said):
    channel = Channel(drive, schema=schema)
    channel.video("Le film")
    assert f"schema {said}" in made(channel, language="fr").notes.lines()[0]


def test_what_studio_says_of_schema_and_availability_is_not_believed(drive):
    channel = Channel(drive, schema="studio")
    channel.meta["min_schema_version"] = "1"
    channel.video("Le film", duration=61, grade_levels="eLt0Mbu4", available=0)
    channel.node("Vide", kind="topic", available=1)
    found = made(channel)
    assert list(pages(found)) == ["Le film"]
    assert (pages(found)["Le film"].minutes, pages(found)["Le film"].level) == (2, "brevet")
    assert told(found.notes.left_out) == {("Vide", "nothing that can be shown is left in it")}


def test_ids_of_places_and_of_contents_stay_the_same(channel):
    channel.video("Le film")
    found = made(channel)
    film = pages(found)["Le film"]
    assert (film.id, film.content_id) == (identity("Le film"), identity("Le film!"))
    assert found.draft.catalogue.channel.id == identity("canal")
    assert Catalogue.from_bytes(found.draft.catalogue.to_bytes()) == found.draft.catalogue


def test_the_same_drive_gives_the_same_bytes(channel, tmp_path):
    channel.page("Les plantes", "html5_zip", zipped(index_html=TEXT), "zip")
    channel.video("Le film")
    first = build(made(channel).draft, tmp_path / "a")
    channel.nodes[1:] = reversed(channel.nodes[1:])
    channel.files.reverse()
    again = build(made(channel).draft, tmp_path / "b")
    assert (first / "manifest.json").read_bytes() == (again / "manifest.json").read_bytes()


def test_pages_stand_in_the_order_of_the_tree(channel):
    for title, place in (("trois", 9), ("un", 2), ("deux", 4)):
        channel.video(title, lft=place)
    assert list(pages(made(channel))) == ["un", "deux", "trois"]


def test_the_kinds_that_we_show_come_over(channel):
    drive = channel.drive
    channel.page("Son", "audio", SOUND, "mp3")
    channel.page("Livret", "document", document(b""), "pdf")
    channel.page("Article", "kpub", zipped(index_html=TEXT), "kpub", kind="document")
    show = slides((drive.file(DOT + b"1", "png"), "Un"), (drive.file(DOT + b"2", "png"), "Deux"))
    channel.page("Images", "slideshow_manifest", show, "json", kind="slideshow")
    found = made(channel)
    kinds = {title: node.kind for title, node in pages(found).items()}
    assert kinds == {"Son": "audio", "Livret": "document", "Article": "lesson", "Images": "lesson"}
    assert found.notes.left_out == []
    images = text_of(found, "Images")
    assert images.index("Deux") < images.index("Un"), "in the order that the list gives"
    assert pages(found)["Images"].labels == ("alternatives", "audio")


@pytest.mark.parametrize(
    ("preset", "ending", "name"),
    [
        ("bloompub", "bloompub", "BloomPUB"),
        ("hologram", "holo", "hologram"),
    ],
)
def test_a_kind_that_we_do_not_show_yet_is_left_out_by_name(channel, preset, ending, name):
    channel.video("Le film")
    channel.page("Autre", preset, b"anything", ending)
    found = made(channel)
    assert told(found.notes.left_out) == {("Autre", f"this kind cannot be shown yet: {name}")}
    assert list(pages(found)) == ["Le film"]


def test_a_partial_drive_gives_what_it_has_and_names_the_rest(channel):
    channel.video("Le film")
    gone = channel.video("Absent")
    channel.drive.stored(gone, "mp4").unlink()
    found = made(channel)
    assert list(pages(found)) == ["Le film"]
    assert told(found.notes.left_out) == {("Absent", "its file is not on this drive")}


def test_a_changed_byte_is_found_by_the_checksum_and_the_rest_goes_on(channel):
    channel.video("Le film")
    path = channel.drive.stored(channel.video("Abîmé"), "mp4")
    path.write_bytes(path.read_bytes().replace(b"film", b"filM"))
    found = made(channel)
    assert [note.where for note in found.notes.left_out] == ["Abîmé"]
    assert "checksum" in found.notes.left_out[0].why()


def test_a_smaller_film_is_taken_where_the_large_one_is_missing(channel):
    channel.drive.stored(channel.video("Le film"), "mp4").unlink()
    channel.attach("Le film", "low_res_video", FILM + b"small", "mp4")
    found = made(channel)
    assert pages(found)["Le film"].files[0].size == len(FILM + b"small")
    assert "not on this drive" in found.notes.changed[0].why()


def test_captions_alone_make_no_page(channel):
    channel.video("Le film")
    channel.node("Muet", kind="video")
    channel.attach("Muet", "video_subtitle", CAPTIONS, "vtt", supplementary=1)
    assert told(made(channel).notes.left_out) == {("Muet", "it has no file")}


def test_captions_in_several_languages_come_over_each_once(channel):
    channel.video("Le film")
    for code, data in (("fr", b""), ("ar", b"2"), ("vi", b"3"), ("fr", b"4")):
        use = {"lang_id": code, "supplementary": 1}
        channel.attach("Le film", "video_subtitle", CAPTIONS + data, "vtt", **use)
    found = made(channel)
    files = [f.language for f in pages(found)["Le film"].files if f.role == "captions"]
    assert files == ["fr", "ar"]
    assert len(found.notes.changed) == 2


def test_a_file_that_is_not_what_its_name_says_is_left_out(channel):
    channel.video("Le film")
    channel.page("Faux", "document", b"MZ a program", "pdf")
    acts = document(b"/OpenAction << /S /JavaScript /JS (1) >>")
    channel.page("Agit", "document", acts, "pdf")
    found = made(channel)
    assert list(pages(found)) == ["Le film"]
    assert {note.where for note in found.notes.left_out} == {"Faux", "Agit"}


def test_a_topic_is_for_teachers_when_all_that_is_in_it_is(channel):
    channel.node("Mixte", kind="topic", coach_content=1)
    channel.video("Pour tous", parent="Mixte")
    channel.video("Guide", parent="Mixte", coach_content=1)
    channel.node("Guides", kind="topic")
    channel.video("Guide 2", parent="Guides", coach_content=1)
    found = {title: node.coach for title, node in pages(made(channel)).items()}
    assert found == {
        **{"Mixte": False, "Pour tous": False, "Guide": True, "Guides": True, "Guide 2": True}
    }


@pytest.mark.parametrize(
    ("facts", "license_", "owner"),
    [
        ({"license_name": "CC BY-NC-ND"}, "CC BY-NC-ND 4.0", "Nous"),
        ({"license_name": "Public Domain", "license_owner": ""}, "Public Domain", ""),
        ({"license_name": None}, "All Rights Reserved", "Nous"),
        ({"license_name": "WTFPL"}, "Special Permissions", "Nous"),
    ],
)
def test_every_licence_becomes_one_of_ours(channel, facts, license_, owner):
    channel.video("Le film", **facts)
    film = pages(made(channel))["Le film"]
    assert (film.license, film.license_owner) == (license_, owner)


def test_the_words_of_a_special_permission_stay_with_the_page(channel):
    terms = "Pour les prisons seulement."
    channel.video("Le film", license_name="Special Permissions", license_description=terms)
    assert terms in pages(made(channel))["Le film"].versions[0].description


def test_tags_and_descriptions_can_be_found(channel):
    channel.video("Le film", description="Six secondes.\r\nAvec son.\0")
    channel.relate("content_contenttag", id="t", tag_name="fractions")
    row = {"contentnode_id": identity("Le film"), "contenttag_id": "t"}
    channel.relate("content_contentnode_tags", **row)
    about = pages(made(channel))["Le film"].versions[0].description
    assert about == "Six secondes.\nAvec son.\n\nfractions"


@pytest.mark.parametrize(
    ("categories", "subject"),
    [
        ("d&WXdXWF.qs0Xlaxq.0t5msbL5", "mathematics"),
        ("d&WXdXWF.kHKJ&PbV", "french"),
        ("PbGoe2MV.d8&gCo2N,d&WXdXWF.i1IdaNwr", "science"),
        ("ziJ6PCuU", ""),
    ],
)
def test_a_category_below_another_has_its_subject(channel, categories, subject):
    channel.video("Le film", categories=categories, lang="fr")
    assert pages(made(channel))["Le film"].subject == subject


def about(channel, title="Le film"):
    return pages(made(channel))[title].versions[0].description


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param(
            {"learner_needs": "Hsw9k7Bz.OFIbUAK9,lsoCk5Uy,Hsw9k7Bz"},
            "Il faut\u00a0: du papier et un crayon · d'autres personnes",
            id="needs, the narrowest",
        ),
        pytest.param(
            {"learning_activities": "UD5UGM0z,3dSeJhqs"},
            "Ce que l'on fait\u00a0: réfléchir",
            id="activities that a film does not tell",
        ),
        pytest.param(
            {"accessibility_labels": "LNqKSN9j,Dr4cVXkc"},
            "Ses auteurs disent\u00a0: audiodescription · langue des signes",
            id="accessibility",
        ),
        pytest.param(
            {"categories": "d&WXdXWF.qs0Xlaxq,d&WXdXWF.qs0Xlaxq.0t5msbL5"},
            "Algèbre",
            id="a narrower subject",
        ),
        pytest.param({"categories": "d&WXdXWF.qs0Xlaxq"}, "", id="a subject of ours"),
        pytest.param({"learning_activities": "UD5UGM0z"}, "", id="to watch a film"),
    ],
)
def test_what_its_curator_said_stands_below_the_description(channel, facts, said):
    channel.video("Le film", lang="fr", **facts)
    assert about(channel) == said


def test_for_beginners_is_a_level_where_no_level_is_told(channel):
    channel.video("Le film", learner_needs="sccgQZDd.sAQsauuo")
    channel.video("Un autre", learner_needs="sccgQZDd.sAQsauuo", grade_levels="ZEjiwvOb")
    found = pages(made(channel))
    assert (found["Le film"].level, found["Un autre"].level) == ("beginner", "bac")


def test_what_needs_the_internet_and_what_is_not_known_here_is_noted(channel):
    channel.video("Le film", learner_needs="Hsw9k7Bz.G4h2UBuK", categories="zzz,PbGoe2MV")
    assert told(made(channel).notes.changed) == {
        ("Le film", "its makers say that it needs the Internet; here it does without"),
        ("Le film", "what “zzz” says of it is not known here"),
    }


def test_a_page_in_a_language_that_we_do_not_know_is_left_out_by_its_code(channel):
    channel.video("Le film", lang="pt-BR")
    channel.video("Phim", lang="vi")
    found = made(channel)
    assert pages(found)["Le film"].language == "pt"
    assert told(found.notes.left_out) == {("Phim", "we do not know the language “vi” yet")}


def test_a_page_without_language_has_that_of_the_channel_and_it_is_said(channel):
    channel.video("Le film", lang=None)
    found = made(channel)
    assert pages(found)["Le film"].language == "fr"
    assert [note.where for note in found.notes.changed] == ["Le film"]


def test_a_channel_that_says_no_language_is_asked_about(channel):
    channel.nodes[0]["lang_id"] = None
    channel.video("Le film", lang=None)
    with pytest.raises(NoLanguage):
        made(channel)
    assert made(channel, language="ar").draft.catalogue.channel.language == "ar"


def test_a_draft_needs_a_number(channel):
    channel.meta["version"] = 0
    channel.video("Le film")
    with pytest.raises(IsADraft):
        made(channel)
    assert made(channel, release=3).draft.catalogue.channel.release == 3


def test_a_unit_without_its_test_says_so(channel):
    channel.node("Unité", kind="topic", options='{"modality": "UNIT"}')
    channel.video("Le film", parent="Unité")
    row = {"contentnode_id": identity("Unité"), "mastery_model": '{"type": "pre_post_test"}'}
    channel.relate("content_assessmentmetadata", **row)
    assert [note.where for note in made(channel).notes.changed] == ["Unité"]


def test_pictures_of_pages_topics_and_the_channel_come_over(channel):
    channel.meta["thumbnail"] = "data:image/png;base64," + base64.b64encode(DOT).decode()
    channel.node("Films", kind="topic")
    channel.video("Le film", parent="Films")
    for title in ("Films", "Le film"):
        channel.attach(title, "topic_thumbnail", DOT, "png", thumbnail=1, supplementary=1)
    found = made(channel)
    covers = [f.role for title in ("Films", "Le film") for f in pages(found)[title].files]
    assert covers == ["thumbnail", "main", "thumbnail"]
    assert found.draft.catalogue.channel.files[0].sha256 == hashlib.sha256(DOT).hexdigest()


def test_a_picture_that_is_none_is_left_out_and_the_page_stays(channel):
    channel.meta["thumbnail"] = "data:text/html;base64,PGI+"
    channel.video("Le film")
    channel.attach("Le film", "video_thumbnail", b"<svg onload='x'/>", "svg", thumbnail=1)
    found = made(channel)
    assert [f.role for f in pages(found)["Le film"].files] == ["main"]
    assert len(found.notes.changed) == 2
