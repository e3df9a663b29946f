"""Packs: what may be in them, what is printed, and who finds them."""

import re

import pytest

from server.modules import giving
from server.modules import operations as modules
from server.paper import operations
from server.paper.models import Pack
from server.paper.operations import Wanted
from server.roles import Role
from tests.server.course import KEYS, install, write_maths
from tests.server.paper.conftest import DETENTION, said

ALL_KINDS = ("Les fractions", "Exercice de tout", "Au guichet", "À écrire", "À montrer", "Tirage")


def address(classroom, **asked):
    return f"/classes/{classroom.cfg.id}/paper/new?" + "&".join(
        f"{k}={v}" for k, v in asked.items()
    )


def test_a_pack_has_a_cover_contents_its_pages_and_a_sheet_for_the_teacher(classroom):
    pack = classroom.pack(*ALL_KINDS)
    page = classroom.school.sign_in(classroom.dominique).page(f"/paper/packs/{pack.id}/")
    text = said(page)
    assert f'data-foot="Un mois · {pack.shown} · "' in page
    cover = page.partition("pack-cover")[2].partition("</section>")[0]
    assert "Camille Martin" in cover
    assert pack.shown in cover
    assert 'class="qr"' in cover
    assert [title for title in ALL_KINDS if title not in cover] == []
    assert text.count("Les fractions") >= 3
    assert "Feuille pour l'enseignant" in text
    assert [key for key in KEYS if key in page] == []


def test_a_copied_pack_leaves_the_name_blank(classroom):
    pack = classroom.pack("Les fractions", stay=0)
    page = classroom.school.sign_in(classroom.dominique).page(f"/paper/packs/{pack.id}/")
    assert "Camille" not in page.partition('<div class="pack"')[2].partition("</main>")[0]


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_a_pack_is_in_its_own_language_and_tells_nothing_of_detention(classroom, code):
    pack = classroom.pack(*ALL_KINDS, language=code)
    seat = classroom.school.sign_in(classroom.dominique)
    page = seat.page(f"/paper/packs/{pack.id}/")
    direction = "rtl" if code == "ar" else "ltr"
    assert f'<div class="pack" lang="{code}" dir="{direction}">' in page
    assert ("نصف فطيرة" in page) == (code == "ar")
    assert ("ورقة للمدرّس" in page) == (code == "ar")
    for shown in (page, seat.page(f"/paper/packs/{pack.id}/answers")):
        assert DETENTION.search(said(shown)) is None


def test_the_answers_are_a_sheet_of_their_own(classroom):
    pack = classroom.pack("Exercice de tout")
    told = classroom.main(classroom.dominique, f"/paper/packs/{pack.id}/answers")
    assert [key for key in KEYS if key not in told] == []


@pytest.mark.parametrize("role", [None, Role.LEARNER, Role.CONTENT_MANAGER, Role.EXAMINER])
def test_packs_and_their_answers_are_for_those_who_teach(classroom, role):
    pack = classroom.pack("Exercice de tout")
    seat = classroom.school.sign_in(role) if role else classroom.school.seat()
    for end in ("", "answers", "enter"):
        response = seat.get(f"/paper/packs/{pack.id}/{end}")
        assert response.status_code == (403 if role else 303)
        assert [key for key in KEYS if key in response.text] == []


def test_another_teacher_finds_no_pack_by_number_or_by_code(classroom):
    pack = classroom.pack("Exercice de tout")
    seat = classroom.school.sign_in(classroom.noor)
    assert seat.get(f"/paper/packs/{pack.id}/").status_code == 404
    answer = seat.get(f"/paper/enter?code={pack.shown}")
    assert answer.status_code == 422
    assert "Aucune pochette de vos classes" in answer.text
    assert seat.post(f"/paper/packs/{pack.id}/enter", {"p1": "yes"}).status_code == 404


def test_an_administrator_finds_it(classroom):
    pack = classroom.pack("Les fractions")
    seat = classroom.school.sign_in(classroom.andrea)
    assert seat.get(f"/paper/enter?code={pack.code.lower()}").status_code == 303


def test_the_pages_of_a_module_are_ticked_already(classroom):
    by, at = classroom.by(classroom.dominique), classroom.school.now
    module = modules.make("Les parts", "", by, at=at)
    modules.add(module.id, [classroom.node("Les fractions").id], by, at=at)
    seat = classroom.school.sign_in(classroom.dominique)
    page = seat.page(address(classroom, source=f"module {module.id}", stay=classroom.stay.id))
    assert f'value="{classroom.node("Les fractions").id}" checked' in page


def test_what_somebody_may_not_open_is_left_out_and_the_teacher_is_told_why(classroom):
    by, at = classroom.by(classroom.dominique), classroom.school.now
    module = modules.make("Les parts", "", by, at=at)
    modules.add(module.id, [classroom.node("Les fractions").id], by, at=at)
    today = f"{at:%Y-%m-%d}"
    giving.assign(module.id, classroom.cfg.id, "", today, "", by, at=at)
    giving.open_library(classroom.cfg.id, by, at=at, is_open=False)
    seat = classroom.school.sign_in(classroom.dominique)
    page = seat.page(address(classroom, source="course maths", stay=classroom.stay.id))
    offered = page.partition("<fieldset")[2].partition("</fieldset>")[0]
    assert "Les fractions" in offered
    assert "Exercice de tout" not in offered
    assert "elle ne leur est pas donnée" in page
    with pytest.raises(operations.NotForThem):
        classroom.pack("Les fractions", "Exercice de tout")
    assert Pack.select().count() == 0


def test_a_form_with_a_page_that_is_not_for_them_makes_no_pack(classroom):
    seat = classroom.school.sign_in(classroom.dominique)
    coach = classroom.node("Pour le professeur").id
    form = {
        "page": [coach],
        "title": "Un mois",
        "stay": classroom.stay.id,
        "source": "course maths",
    }
    answer = seat.post(f"/classes/{classroom.cfg.id}/paper/new", form)
    assert answer.status_code == 422
    assert "réservée aux enseignants" in answer.text
    assert Pack.select().count() == 0


def test_nobody_of_another_class_gets_a_pack(classroom):
    with pytest.raises(operations.NobodyOfThisPack):
        classroom.pack("Les fractions", stay=classroom.elsewhere.id)


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        pytest.param(Wanted([], "Un mois"), operations.NothingChosen, id="nothing ticked"),
        pytest.param(Wanted(["0" * 32], " "), operations.TitleNeeded, id="no title"),
        pytest.param(
            Wanted(["0" * 32], "Un mois"), operations.NotForThem, id="a page that is gone"
        ),
        pytest.param(
            Wanted([f"{n:032}" for n in range(61)], "Un an"), operations.TooManyPages, id="a book"
        ),
    ],
)
def test_what_is_no_pack_is_refused(classroom, wanted, refusal):
    by, library = classroom.by(classroom.dominique), classroom.school.site.library
    with pytest.raises(refusal):
        operations.make(classroom.cfg.id, wanted, library, by, at=classroom.school.now)


def test_a_pack_is_chosen_made_and_shown_in_three_steps(classroom):
    seat = classroom.school.sign_in(classroom.dominique)
    page = seat.page(f"/classes/people/{classroom.stay.id}/")
    assert f"/classes/people/{classroom.stay.id}/paper" in page
    shown = seat.page(f"/classes/people/{classroom.stay.id}/paper")
    assert re.search(rf'<option value="{classroom.stay.id}"[^>]* selected', shown)
    seat.page(address(classroom, source="course maths", stay=classroom.stay.id))
    ids = [classroom.node(title).id for title in ("Les fractions", "Exercice de tout")]
    form = {"page": ids, "title": "Un mois", "stay": classroom.stay.id, "language": "fr"}
    answer = seat.post(f"/classes/{classroom.cfg.id}/paper/new", form)
    again = seat.post(f"/classes/{classroom.cfg.id}/paper/new", form)
    assert again.headers["Location"] == answer.headers["Location"], "pressed twice, it is one"
    pack = Pack.get()
    assert Pack.select().count() == 1
    assert answer.headers["Location"].endswith(f"/paper/packs/{pack.id}/")
    assert [page.node_id for page in pack.pages()] == ids
    assert pack.person == classroom.camille
    assert ("Dominique Leroy", "pack.made", "Camille Martin") in classroom.school.log()


def test_an_easy_version_is_printed_where_there_is_one(classroom):
    pack = classroom.pack("Les fractions", "Exercice de tout", easy=True)
    assert [page.version for page in pack.pages()] == ["fr-easy", "fr"]


def test_what_was_printed_is_shown_again_after_an_update_and_said_to_be_older(classroom, tmp_path):
    pack = classroom.pack("Les fractions")
    source = write_maths(tmp_path / "newer", release=2, more="\nUne phrase de plus.\n")
    install(classroom.school.site.library, source, tmp_path / "built 2")
    page = classroom.main(classroom.dominique, f"/paper/packs/{pack.id}/")
    assert "a maintenant un texte plus récent" in page
    assert "Une phrase de plus" not in page
    assert "Une moitié de tarte" in page


def test_what_was_taken_off_is_not_printed_and_said_to_be_missing(classroom):
    pack = classroom.pack("Les fractions", "La lettre A")
    classroom.school.site.library.take_off("maths", 1)
    page = classroom.main(classroom.dominique, f"/paper/packs/{pack.id}/")
    assert "« Les fractions » n'est pas imprimée" in page.replace("\u00a0", " ")
    assert "Une moitié de tarte" not in page
    assert "Une pomme et un ami" in page
