"""A film with what goes with it, and how it leaves the server."""

import re
from html import unescape
from pathlib import Path

import pytest

from content.bundle import build, open_bundle
from tests.content.formats.brought import brought

SAMPLES = Path(__file__).parents[2] / "content" / "formats" / "media" / "samples"
CUE = "WEBVTT\n\n00:00.500 --> 00:01.500\n{}\n"


@pytest.fixture
def bring(school, tmp_path):
    """Return what puts files into the library as a content manager brings them."""

    def bring(files):
        folder = tmp_path / "Films"
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        made = brought(folder)
        manifest = open_bundle(build(made.draft, tmp_path / "built"))
        library = school.site.library
        for sha256, blob in made.draft.blobs.items():
            library.store.add(sha256, [blob if isinstance(blob, bytes) else blob.read_bytes()])
        library.switch(library.stage(made.draft.catalogue, manifest))

    return bring


@pytest.fixture
def film(bring, node):
    """The address of a film that was brought with captions, chapters and sign language."""
    said = (("fr", "Bonjour"), ("ar", "مرحبا"), ("chapters", "Début"))
    bring(
        {
            "Le tri.mp4": (SAMPLES / "film.mp4").read_bytes(),
            "Le tri.signs.webm": (SAMPLES / "film.webm").read_bytes(),
            **{f"Le tri.{part}.vtt": CUE.format(words).encode() for part, words in said},
        }
    )
    return f"/library/{node('Le tri').id}/"


@pytest.fixture
def seat(school):
    return school.sign_in(school.learner())


def test_all_that_goes_with_a_film_is_on_its_page(seat, film):
    page = seat.page(film)
    assert re.findall(r'<track[^>]*srclang="(\w+)"', page) == ["fr", "ar"]
    assert len(re.findall(r"<track[^>]* default", page)) == 1
    assert 'class="signs"' in page and "film.js" in page
    assert re.search(r'<a href="[^"]+\.mp4#t=0" data-at="0"><bdi lang="fr">Début</bdi>', page)
    assert '<p data-block="b1">Bonjour</p>' in page


def test_captions_in_the_language_of_the_reader_come_first(seat, film):
    seat.post("/language", {"language": "ar", "next": "/"})
    assert re.findall(r'<track[^>]*srclang="(\w+)"', seat.page(film)) == ["ar", "fr"]


def test_what_is_seen_is_on_the_page_in_writing_and_each_line_can_be_heard(seat, bring, node):
    said = {"fr": "Un chêne", "ar": "شجرة بلوط"}
    cues = {f"F.descriptions.{code}.vtt": CUE.format(text).encode() for code, text in said.items()}
    bring({"F.mp4": (SAMPLES / "film.mp4").read_bytes(), **cues})
    page = seat.page(f"/library/{node('F').id}/")
    assert '<track kind="descriptions" srclang="fr"' in page and "described.js" in page
    line = re.search(r'<li data-begins="0.5" data-ends="1.5" data-sound="([^"]+)">(.*)</li>', page)
    assert line[2].endswith("<span>Un chêne</span>")
    assert seat.get(unescape(line[1])).mimetype == "audio/mpeg"
    seat.post("/language", {"language": "ar", "next": "/"})
    assert "شجرة بلوط" in seat.page(f"/library/{node('F').id}/")


def test_a_film_in_which_nothing_is_described_has_nothing_of_it(seat, film):
    page = seat.page(film)
    assert 'kind="descriptions"' not in page and "described.js" not in page


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-99", 0, 99), ("bytes=1000-", 1000, None), ("bytes=-500", -500, None)],
)
def test_a_piece_of_a_film_is_sent_when_it_is_asked_for(seat, film, asked, first, last):
    address = re.search(r'<video controls[^>]* src="([^"]+\.mp4)"', seat.page(film))[1]
    whole = (SAMPLES / "film.mp4").read_bytes()
    sent = seat.get(address, headers={"Range": asked})
    assert (sent.status_code, sent.mimetype) == (206, "video/mp4")
    assert sent.data == (whole[first:] if last is None else whole[first : last + 1])
    assert seat.get(address, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416


def test_whoever_comes_back_at_another_seat_goes_on_at_the_second_and_the_line(school, seat, film):
    address = f"{film}place"
    seat.page(film)
    for place in ("s75", "b1"):
        assert seat.post(address, {"place": place, "version": "fr"}).status_code == 204
    elsewhere = school.sign_in(school.learner())
    page = elsewhere.page(film)
    assert 'data-from="75"' in page and 'data-place="b1"' in page
    elsewhere.post(address, {"place": "s0", "version": "fr"})
    assert 'data-from="0"' in elsewhere.page(film)


NO_CAPTIONS, NOT_WRITTEN = "Ce film n'a pas de sous-titres", "Ce qui est dit n'est pas écrit"
TO_ASK = 'class="button quiet" href="/mine/questions/about/'


def test_who_does_not_hear_is_told_before_a_film_or_a_sound_is_played(seat, bring, node):
    film, voice = ((SAMPLES / name).read_bytes() for name in ("film.mp4", "voice.mp3"))
    said = CUE.format("Bonjour").encode()
    bring(
        {"Le tri.mp4": film, "Au comptoir.mp3": voice, "Au guichet.mp3": voice}
        | {"Au guichet.fr.vtt": said}
    )
    pages = {each: seat.page(f"/library/{node(each).id}/") for each in TITLES}
    for title, told in TITLES.items():
        before = pages[title].partition("<video")[0]
        assert [words in unescape(before) for words in (NO_CAPTIONS, NOT_WRITTEN)] == told, title
        assert (TO_ASK in before) == any(told), title
    course = unescape(seat.page(f"/library/courses/{node('Le tri').channel}/"))
    assert course.count(NOT_WRITTEN) == 2


TITLES = {"Le tri": [True, True], "Au comptoir": [False, True], "Au guichet": [False, False]}
"""Of each whether its page says that there are no captions, and that nothing is written."""


def test_captions_and_transcripts_are_not_missed_where_they_are(seat, film, node):
    for address in (film, f"/library/{node('Au guichet').id}/"):
        page = unescape(seat.page(address))
        assert NO_CAPTIONS not in page and NOT_WRITTEN not in page
