"""A paper composed, looked at and printed on pages, by somebody with a browser and no script."""

import re
from io import BytesIO

import pytest

from server.exams import operations
from server.exams.models import Item, Paper
from server.roles import Role
from tests.content.documents import written
from tests.server.bank.conftest import choice, number, short

PDF = written("Un texte à lire")


@pytest.fixture
def seat(office):
    return office.school.sign_in(office.teacher)


def new_paper(seat, **fields):
    page = seat.page("/papers/new")
    key = page.split('name="form_key" value="')[1].split('"')[0]
    form = {"title": "CFG blanc", "minutes": "60", "out_of": "20", "form_key": key}
    return seat.post("/papers/new", form | fields)


def test_a_paper_is_made_filled_checked_and_previewed(seat, office):
    versions = [office.adds(choice(), "Prix"), office.adds(short(), "Capitale")]
    made = new_paper(seat)
    assert made.status_code == 303
    page = seat.page(made.location)
    assert "Il n'y a pas encore de question" in page
    add = re.search(r'href="(/papers/\d+/sections/\d+/add)"', page)[1]
    assert "Capitale" in seat.page(add)
    form = {"question": [str(each.question_id) for each in versions], "points": "1,5"}
    assert seat.post(add, form).status_code == 303
    page = seat.page(made.location)
    assert "une session d'examen peut s'en servir" in page and "3 points" in page
    seen = seat.page(made.location + "preview?seed=9")
    assert "Quel est le prix" in seen and "Question 2 sur 2" in seen


def test_a_new_paper_sent_twice_is_one_and_needs_a_title(seat):
    page = seat.page("/papers/new")
    key = page.split('name="form_key" value="')[1].split('"')[0]
    form = {"title": "CFG", "minutes": "30", "form_key": key}
    places = [seat.post("/papers/new", form).location for _ in range(2)]
    assert places[0] == places[1] and Paper.select().count() == 1
    assert new_paper(seat, title=" ").status_code == 422
    assert new_paper(seat, minutes="une heure").status_code == 422


def test_points_are_kept_with_whatever_button_is_pressed(seat, office):
    paper = office.paper()
    office.add(paper, office.adds(short(), "A"), office.adds(number(), "B"))
    first, second = Item.select().order_by(Item.id)
    form = {f"points.{first.id}": "3", f"points.{second.id}": "0,5", "do": f"down-{first.id}"}
    assert seat.post(f"/papers/{paper.id}/items", form).status_code == 303
    items = next(iter(paper.items().values()))
    assert [(each.id, each.points) for each in items] == [(second.id, "1/2"), (first.id, "3")]
    bad = seat.post(f"/papers/{paper.id}/items", form | {f"points.{first.id}": "trois"})
    assert bad.status_code == 422 and "trois" in bad.text
    seat.post(f"/papers/{paper.id}/items", {"do": f"remove-{first.id}"})
    again = seat.post(f"/papers/{paper.id}/items", {"do": f"up-{first.id}"})
    assert again.status_code == 303 and Item.select().count() == 1


def test_a_draw_and_a_section_are_added_and_removed(seat, office):
    sums = office.category("Calcul")
    for n in range(3):
        office.adds(number(key=str(n)), f"N{n}", sums.id)
    paper = office.paper()
    seat.post(f"/papers/{paper.id}/sections")
    one, two = paper.sections()
    form = {"count": "2", "category": str(sums.id), "below": "yes", "points": "2"}
    assert seat.post(f"/papers/{paper.id}/sections/{two.id}/draw", form).status_code == 303
    refused = seat.post(f"/papers/{paper.id}/sections/{two.id}/draw", form | {"count": "x"})
    assert refused.status_code == 422
    assert "sur 3" in seat.page(f"/papers/{paper.id}/")
    for _ in range(2):
        answer = seat.post(f"/papers/{paper.id}/sections/{one.id}", {"do": "remove"})
        assert answer.status_code == 303
    said = {"title": "Calcul", "instructions": "**Posez** vos calculs.", "minutes": "20"}
    seat.post(f"/papers/{paper.id}/sections/{two.id}", said)
    (section,) = paper.sections()
    assert (section.title, section.seconds) == ("Calcul", 1200)
    assert "<strong>Posez</strong>" in section.instructions


def test_the_settings_of_a_paper_are_kept(seat, office):
    paper = office.paper()
    form = {
        "title": "Mathématiques",
        "minutes": "90",
        "rounding": "half_up",
        "negative": "exam",
        "out_of": "20",
        "aid.calculator": "yes",
        "shuffle": "yes",
    }
    assert seat.post(f"/papers/{paper.id}/settings", form).status_code == 303
    found = operations.find(paper.id)
    assert (found.seconds, found.shuffle, found.one_a_page) == (5400, True, False)
    assert (found.rules.rounding, found.allowed) == ("half_up", ["calculator"])
    assert 'value="90"' in seat.page(f"/papers/{paper.id}/settings")


def test_a_locked_paper_is_shown_without_forms_and_can_be_copied(seat, office):
    paper = office.cfg()
    office.locks(paper)
    page = seat.page(f"/papers/{paper.id}/")
    assert "Verrouill" in page and "points." not in page
    assert seat.post(f"/papers/{paper.id}/sections").status_code == 409
    assert seat.get(f"/papers/{paper.id}/settings").status_code == 409
    key = page.split('name="form_key" value="')[1].split('"')[0]
    form = {"title": "Deuxième", "form_key": key}
    places = {seat.post(f"/papers/{paper.id}/copy", form).location for _ in range(2)}
    assert len(places) == 1 and Paper.select().count() == 2


def test_documents_are_added_opened_and_taken_out(seat, office):
    paper = office.paper()
    sent = {"file": (BytesIO(PDF), "texte.pdf")}
    assert seat.post(f"/papers/{paper.id}/documents", sent).status_code == 303
    (document,) = paper.documents()
    place = f"/papers/{paper.id}/documents/{document.id}"
    assert seat.get(place).data == PDF
    assert seat.post(f"{place}/remove").status_code == 303
    assert seat.post(f"{place}/remove").status_code == 303
    assert seat.get(place).status_code == 404
    bad = {"file": (BytesIO(b"MZ"), "x.exe")}
    assert seat.post(f"/papers/{paper.id}/documents", bad).status_code == 422


def test_the_spare_set_has_the_same_letters_as_its_answers_and_no_key(seat, office):
    paper = office.paper()
    office.add(paper, office.adds(choice(options=("rouge", "vert", "bleu", "noir"), key=(2,))))
    sheet = seat.page(f"/papers/{paper.id}/print?seed=5")
    letter = re.search(r"<b>(\w)</b> <span dir=\"auto\">bleu", sheet)[1]
    assert f"{letter}. bleu" not in sheet
    assert f"{letter}. bleu" in seat.page(f"/papers/{paper.id}/print?seed=5&answers=yes")


def test_the_preview_holds_no_key_and_only_authors_open_it(seat, office):
    paper = office.cfg()
    page = seat.page(f"/papers/{paper.id}/preview?seed=3")
    assert "Paris" not in page and "Bravo" not in page and "Table de" not in page
    for role in (Role.LEARNER, Role.CONTENT_MANAGER):
        other = office.school.sign_in(role)
        for path in ("", "preview", "print", "print?answers=yes"):
            assert other.get(f"/papers/{paper.id}/{path}").status_code == 403


def test_a_paper_that_is_not_there_and_one_whose_draw_is_too_large(seat, office):
    assert seat.get("/papers/99/").status_code == 404
    paper = office.paper()
    office.draw(paper, None, 3)
    assert seat.get(f"/papers/{paper.id}/preview").status_code == 409
    assert "Changez-le ou retirez-le" in seat.page(f"/papers/{paper.id}/")


def test_every_kind_of_question_is_shown_to_a_candidate_and_printed(seat, office):
    from content.questions.types import (
        Area,
        Dictation,
        Labels,
        Part,
        Parts,
        Picture,
        Segment,
        Short,
        Sound,
        Spot,
    )
    from server.bank.files import keep
    from tests.server.bank.conftest import WORDS

    image = f"files/{keep(office.store, b'png')}.png"
    plan = Picture(image, "un plan", 400, 300)
    said = {"prompt": "<p>Que voyez-vous ?</p>", **WORDS}
    part = Part(Short(prompt="", hint="", right="", review="", key=(("secret", False),)))
    kinds = (
        Labels(**said, picture=plan, labels=("nord", "sud"), places=((9, 9),), key=(1,)),
        Spot(
            **said,
            picture=plan,
            areas=(Area("circle", (9, 9, 9)), Area("circle", (90, 90, 9))),
            key=(1,),
        ),
        Parts(**said, text="<p>Un [[1]] deux</p>", key=(part,)),
        Dictation(**said, segments=(Segment(Sound(image.replace("png", "mp3")), "Il gèle."),)),
    )
    paper = office.paper()
    office.add(paper, *(office.adds(each, each.type) for each in kinds))
    seen = seat.page(f"/papers/{paper.id}/preview")
    sheet = seat.page(f"/papers/{paper.id}/print")
    for page in (seen, sheet):
        assert "nord" in page and "un plan" in page
        assert "secret" not in page and "Il gèle" not in page
    answers = seat.page(f"/papers/{paper.id}/print?answers=yes")
    assert "secret" in answers and "sud" in answers
    for each in kinds:
        page = seat.page("/bank/?type=" + each.type)
        assert each.type in page
