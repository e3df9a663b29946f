"""Each thing that stands in somebody's way is told where it is, and what is right is left alone."""

import json
from collections import Counter

import pytest

from content.accessibility.files import MOST, look
from content.accessibility.kinds import GRAVITIES, KINDS, WORTH
from content.seen import MOST_ADDRESSES, see
from tests.content.documents import document, written

AR = "مرحبا بكم في المكتبة"
SIMPLE = "<p>" + "Le chat dort. Il a faim. Je lui donne un bol de lait. " * 8 + "</p>"
HARD = (
    "<p>" + "Nonobstant l'irrecevabilité prononcée antérieurement, l'administration pénitentiaire "
    "communiquera incessamment l'intégralité des réglementations complémentaires applicables, "
    "conformément aux dispositions législatives susmentionnées. " * 4 + "</p>"
)


def kinds(data, media_type="text/html", language="fr"):
    data = data.encode() if isinstance(data, str) else data
    return [(each.kind, each.where) for each in look(data, media_type, language).faults]


def exercise(**question):
    body = {"format": 1, "intro": "", "questions": [{"type": "short", **question}]}
    return json.dumps(body, ensure_ascii=False)


def drawing(inside, more=""):
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        f'<rect width="9" height="9" fill="#ffffff"/>{inside}{more}</svg>'
    )


@pytest.mark.parametrize(
    ("html", "found"),
    [
        pytest.param('<p>a</p><img src="files/ab.png" alt="">', "picture-undescribed", id="no alt"),
        pytest.param('<p>a</p><img src="files/ab.png">', "picture-undescribed", id="alt left out"),
        pytest.param('<img src="x" alt="IMG_2031.jpg">', "picture-file-name", id="a file's name"),
        pytest.param('<img src="x" alt="Image 3">', "picture-file-name", id="a number"),
        pytest.param(f'<img src="x" alt="{"mot " * 80}">', "picture-too-long", id="a novel"),
        pytest.param("<h2>a</h2><h4>b</h4>", "heading-skipped", id="h2 to h4"),
        pytest.param("<h3>b</h3><p>c</p>", "heading-skipped", id="begins with h3"),
        pytest.param(
            "<table><tbody><tr><td>1</td></tr></tbody></table>", "table-without-heads", id="table"
        ),
        pytest.param(
            "<table><thead><tr><td>1</td></tr></thead></table>",
            "table-without-heads",
            id="a head of plain cells",
        ),
        pytest.param('<p><a href="#b">Cliquez ici !</a></p>', "link-vague", id="click here"),
        pytest.param('<p><a title="https://e.org/">ici</a></p>', "link-vague", id="outside"),
        pytest.param('<p><a href="#b">هنا</a></p>', "link-vague", id="here, in Arabic"),
        pytest.param('<p><a href="#b"></a>x</p>', "link-vague", id="without a word"),
        pytest.param(f"<p>Dire {AR} le matin.</p>", "passage-unmarked", id="Arabic in French"),
        pytest.param(f"<p>{AR * 5}</p>", "other-language", id="Arabic said to be French"),
        pytest.param(f"<p>{'mot ' * 801}</p>", "page-unparted", id="long, without headings"),
    ],
)
def test_a_fault_of_a_lesson_is_found_and_nothing_else(html, found):
    assert {kind for kind, _ in kinds(html)} - {"passage-unmarked"} | {
        kind for kind, _ in kinds(html) if kind == found
    } == {found}


def test_a_page_of_pictures_without_a_word_bars_and_says_which():
    found = kinds('<p><img src="files/abcdef0123456789.png" alt=""></p>')
    assert found == [("picture-undescribed", "abcdef012345"), ("only-pictures", "")]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>a</h2><h3>b</h3><h4>c</h4><h2>d</h2><p>e</p>",
        '<p>a <img src="x" alt="Une tarte coupée en quatre"></p>',
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
        '<p><a href="../0/">La leçon des fractions</a></p>',
        "<p><a>ici</a> <a id='x'></a></p>",
        f'<p>Dire <span lang="ar">{AR}</span> ; π vaut 3,14&nbsp;; <b>Ω</b></p>',
        "<p><math><mi>αβγ</mi></math></p>",
        f"<h2>a</h2><p>{'mot ' * 801}</p>",
    ],
)
def test_what_is_right_is_left_alone(html):
    assert kinds(html) == []


def test_names_in_another_script_are_no_passage():
    assert kinds(f"<p>{AR * 3} Jean Petit {AR}</p>", language="ar") == []
    told = kinds(f"<p>{AR * 3} Il faut signer la feuille avant midi {AR}</p>", language="ar")
    assert told == [("passage-unmarked", "Il faut signer la feuille avant midi")]


def test_an_exercise_is_looked_at_question_by_question():
    asked = exercise(prompt="", sounds=[{"file": "files/a.mp3"}], hint="", right="", review="")
    assert kinds(asked, "application/json") == [("asked-by-sound", "1")]
    said = exercise(prompt="<p>Écoutez, puis écrivez.</p>", sounds=[{"file": "files/a.mp3"}])
    assert kinds(said, "application/json") == []
    shown = exercise(prompt='<p>Que voit-on ? <img src="files/ab.png" alt=""></p>')
    assert [kind for kind, _ in kinds(shown, "application/json")] == ["picture-undescribed"]
    assert not look(b'{"questions": 3}', "application/json", "fr").judged


def test_words_of_a_question_are_in_the_language_that_it_says():
    gaps = {"type": "gaps", "prompt": "<p>أكملوا الجملة بالفرنسية من فضلكم أيها المتعلمون.</p>"}
    gaps["pieces"] = ["Hier, nous étions tous ", " & mercredi."]
    unmarked = exercise(**gaps)
    assert [kind for kind, _ in kinds(unmarked, "application/json", "ar")] == ["passage-unmarked"]
    assert kinds(exercise(**gaps, language="fr"), "application/json", "ar") == []


@pytest.mark.parametrize(
    ("data", "found"),
    [
        pytest.param(
            document(b"/Lang (fr) /StructTreeRoot << /Type /StructTreeRoot >>"),
            [],
            id="a tagged one",
        ),
        pytest.param(document(b"/Lang (fr)"), ["pdf-untagged"], id="untagged"),
        pytest.param(
            document(b"/StructTreeRoot << /Type /StructTreeRoot >>"),
            ["pdf-language"],
            id="of no language",
        ),
        pytest.param(
            written("Des mots", "", picture=2), ["pdf-scanned", "pdf-untagged"], id="scanned"
        ),
    ],
)
def test_a_document_says_its_structure_its_language_and_its_words(data, found):
    assert [kind for kind, _ in kinds(data, "application/pdf")] == found


def test_a_document_that_cannot_be_read_is_not_judged():
    assert not look(b"%PDF-1.4 nothing", "application/pdf", "fr").judged


def test_words_of_a_drawing_stand_out_or_are_told_and_what_cannot_be_known_is_not():
    faint = drawing('<text fill="#bbb">Bonjour</text>')
    assert kinds(faint, "image/svg+xml") == [("drawing-faint", "Bonjour")]
    for right in (
        drawing("<text>Bonjour</text>"),
        drawing('<g fill="#123456"><text>Bonjour</text></g>'),
        drawing('<text fill="url(#a)">Bonjour</text>'),
        drawing('<text fill="#bbb">Bonjour</text>', '<circle r="4"/>'),
        drawing('<text fill="#bbb">Bonjour</text>', "<style>text{fill:#000}</style>"),
        "<svg><text",
    ):
        assert kinds(right, "image/svg+xml") == []


def test_french_alone_is_measured_for_how_easily_it_is_read():
    easy, hard = (look(text.encode(), "text/html", "fr").ease for text in (SIMPLE, HARD))
    assert easy > 80
    assert hard < 0
    assert look(HARD.encode(), "text/html", "en").ease is None
    assert look(b"<p>Trop court.</p>", "text/html", "fr").ease is None


def test_every_kind_has_a_gravity_and_a_page_counts_by_it():
    assert {kind.gravity for kind in KINDS.values()} == set(GRAVITIES)
    assert sorted(WORTH.values()) == [0, 50, 90, 100]


@pytest.mark.parametrize(
    "text",
    ["<h2>", "<h2 ", "<table>", '<a href="#b">', "<img ", '<img "', '<a b="', "<b", "a.b-", "AB "],
)
def test_what_was_left_open_a_hundred_thousand_times_is_read_in_no_time(text):
    body = {"questions": [{"prompt": " x " + text * 100_000}]}
    assert look(json.dumps(body).encode(), "application/json", "fr").judged


def test_what_is_deeper_than_any_drawing_or_exercise_is_told_as_nothing():
    deep = b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<g>" * 20_000 + b"<text>a</text>"
    assert look(deep + b"</g>" * 20_000 + b"</svg>", "image/svg+xml", "fr").faults == ()
    assert not look(b'{"questions": ' + b"[" * 200_000, "application/json", "fr").judged


def test_of_a_page_made_of_faults_only_the_first_are_held():
    """What is seen of a course waits in memory until all of it has come."""
    passages = "".join(f"<p>كلمة {n} abc //a{n}.example</p>" for n in range(5_000))
    told = see(("<h4>a</h4>" + passages).encode(), "text/html", "fr")
    kinds = Counter(fault.kind for fault in told.looked.faults)
    assert kinds == {"heading-skipped": 1, "passage-unmarked": MOST}
    assert told.addresses[:2] == ("//a0.example", "//a1.example")
    assert len(told.addresses) == MOST_ADDRESSES
