"""Papers are composed, checked, locked for good, and copied."""

import pytest

from server.bank import operations as bank
from server.exams import attaching, composing, operations, sections
from server.exams.checks import problems_of
from server.exams.composing import Draw
from server.exams.models import Item, Paper
from server.exams.points import in_writing, points_in
from server.exams.refusals import (
    DocumentActs,
    IsLocked,
    NotADocument,
    NothingChosen,
    NotReady,
    PointsNotUnderstood,
)
from tests.content.documents import document, written
from tests.server.bank.conftest import number, short

PDF = written("Un texte à lire")


def problems(office, paper):
    return problems_of(operations.subject_of(operations.find(paper.id)), office.store)


def titles(paper):
    items = paper.items()
    return [[each.version.question.name for each in items[s.id]] for s in paper.sections()]


def test_a_paper_that_is_not_whole_says_all_that_is_missing(office):
    paper = office.paper(seconds=0)
    found = problems(office, paper)
    assert len(found) == 2 and "minutes" in found[0]
    assert "no question" in found[1]
    with pytest.raises(NotReady):
        office.locks(paper)
    office.add(paper, office.adds(short()), points="")
    assert any("how many points" in each for each in problems(office, paper))


def test_a_draw_that_may_find_too_few_questions_is_told_before(office):
    sums = office.category("Calcul")
    versions = [office.adds(number(key=str(n)), f"N{n}", sums.id) for n in range(4)]
    paper = office.paper()
    office.draw(paper, sums, 4)
    assert problems(office, paper) == []
    office.add(paper, versions[0])
    assert any("only 3" in each for each in problems(office, paper))
    office.draw(paper, None, 2)
    assert any("only 0" in each or "only 3" in each for each in problems(office, paper))


def test_a_file_that_is_missing_is_told_before(office):
    picture = office.picture()
    asked = office.adds(short(f'<p><img src="files/{picture}.png" alt="carte"></p>'), "Carte")
    paper = office.paper()
    office.add(paper, asked)
    assert problems(office, paper) == []
    office.store.remove(picture)
    assert any("Carte" in each for each in problems(office, paper))


def test_a_locked_paper_stays_what_it_was_whatever_happens_to_the_bank(office):
    paper = office.cfg()
    data = office.locks(paper)
    before = operations.copy_for(operations.find(paper.id), "3")
    first = Item.select().order_by(Item.id).first().version
    office.changes(first, short(key="autre"))
    bank.archive(first.question_id, True, office.by, at=office.school.now)
    office.adds(number(), "De plus", paper.items()[paper.sections()[1].id][0].category_id)
    assert office.locks(paper) == data
    assert operations.copy_for(operations.find(paper.id), "3") == before
    assert office.school.actions().count("paper.locked") == 1


def test_a_locked_paper_cannot_be_changed_but_copied(office):
    paper = office.cfg()
    office.locks(paper)
    at = office.school.now
    for change in (
        lambda: sections.add_section(paper.id, office.by, at=at),
        lambda: composing.remove_item(paper.id, 1, office.by, at=at),
        lambda: composing.set_points(paper.id, {1: "4"}, office.by, at=at),
        lambda: operations.change(paper.id, operations.Settings("x"), office.by, at=at),
        lambda: attaching.add_document(paper.id, "a.pdf", b"x", office.store, office.by, at=at),
    ):
        with pytest.raises(IsLocked):
            change()
    made = operations.copy(paper.id, "CFG blanc 2", office.by, at=at, key="k")
    assert operations.copy(paper.id, "CFG blanc 2", office.by, at=at, key="k") == made
    assert not made.is_locked
    assert operations.subject_of(made).sections == operations.subject_of(paper).sections
    assert Paper.select().count() == 2


def test_a_paper_points_at_a_version_until_somebody_takes_the_latest(office):
    version = office.adds(short(), "Capitale")
    paper = office.paper()
    office.add(paper, version)
    office.changes(version, short(key="Lyon"))
    item = Item.get()
    assert operations.copy_for(paper, "1").questions[0].question == short()
    composing.take_latest(paper.id, item.id, office.by, at=office.school.now)
    assert operations.copy_for(paper, "1").questions[0].question == short(key="Lyon")


def test_questions_are_moved_within_a_section_and_into_the_next(office):
    paper = office.paper()
    office.add(paper, *(office.adds(short(), name) for name in "ABC"))
    office.section(paper)
    ids = [each.id for each in Item.select().order_by(Item.id)]
    composing.move_item(paper.id, ids[0], 1, at=office.school.now)
    assert titles(paper) == [["B", "A", "C"], []]
    composing.move_item(paper.id, ids[2], 1, at=office.school.now)
    assert titles(paper) == [["B", "A"], ["C"]]
    composing.move_item(paper.id, ids[2], -1, at=office.school.now)
    composing.move_item(paper.id, ids[1], -1, at=office.school.now)
    assert titles(paper) == [["B", "A", "C"], []]


def test_a_question_is_in_a_paper_once_however_often_it_is_added(office):
    paper, version = office.paper(), office.adds(short())
    office.add(paper, version, version)
    office.add(paper, version)
    assert Item.select().count() == 1
    with pytest.raises(NothingChosen):
        office.add(paper)


@pytest.mark.parametrize(
    ("name", "data", "kept", "media_type"),
    [
        pytest.param("carte.PDF", PDF, "carte.PDF", "application/pdf", id="a name in capitals"),
        pytest.param("dictée.mp3", PDF, "dictée.pdf", "application/pdf", id="a PDF by its bytes"),
        pytest.param("dictée", b"ID3" + bytes(90), "dictée.mp3", "audio/mpeg", id="no ending"),
        pytest.param("son.mp3", b"RIFF\0\0\0\0WAVEfmt ", "son.wav", "audio/wav", id="a WAV"),
        pytest.param("a.txt", "é œ".encode("cp1252"), "a.txt", "text/plain", id="a text"),
    ],
)
def test_a_document_is_what_its_bytes_are(office, name, data, kept, media_type):
    paper, at = office.paper(), office.school.now
    made = attaching.add_document(paper.id, name, data, office.store, office.by, at=at)
    assert (made.name, made.media_type) == (kept, media_type)


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        pytest.param("a.pdf", b"MZ\x90\0", NotADocument, id="a program called PDF"),
        pytest.param("a.mp3", b"<html><script>", NotADocument, id="a page called MP3"),
        pytest.param("a.txt", b"a\0b", NotADocument, id="no text"),
        pytest.param("a.pdf", b"%PDF-1.7\nrubbish", DocumentActs, id="a damaged PDF"),
        pytest.param(
            "a.pdf",
            document(b"/OpenAction << /S /JavaScript /JS (x) >>"),
            DocumentActs,
            id="a PDF that acts",
        ),
    ],
)
def test_what_is_no_document_is_refused_whatever_it_is_called(office, name, data, refusal):
    paper = office.paper()
    with pytest.raises(refusal) as said:
        attaching.add_document(paper.id, name, data, office.store, office.by, at=office.school.now)
    assert said.value.in_words()
    assert paper.documents() == []


def test_documents_are_of_kinds_that_every_computer_opens(office):
    paper, at = office.paper(), office.school.now
    for _ in range(2):
        attaching.add_document(paper.id, "texte.pdf", PDF, office.store, office.by, at=at)
    assert [each.name for each in paper.documents()] == ["texte.pdf"]
    for name, data in (("macro.docm", b"x"), ("page.html", b"x"), ("vide.pdf", b"")):
        with pytest.raises(NotADocument):
            attaching.add_document(paper.id, name, data, office.store, office.by, at=at)


@pytest.mark.parametrize(
    ("written", "kept", "shown"),
    [
        ("2", "2", "2"),
        ("1,5", "3/2", "1.5"),
        ("1/3", "1/3", "1/3"),
        ("0.25", "1/4", "0.25"),
        ("", "", ""),
    ],
)
def test_points_are_kept_exactly(written, kept, shown):
    assert (points_in(written), in_writing(kept)) == (kept, shown)


@pytest.mark.parametrize("written", ["deux", "-1", "1/0", "5000", "1e3", "½"])
def test_points_that_are_none_are_refused(written):
    with pytest.raises(PointsNotUnderstood):
        points_in(written)


def test_a_draw_says_of_what_and_how_many(office):
    paper = office.paper()
    draw = Draw(None, True, ("cfg",), 0)
    with pytest.raises(composing.CountNotUnderstood):
        section = paper.sections()[0]
        composing.add_draw(paper.id, section.id, draw, "1", office.by, at=office.school.now)
