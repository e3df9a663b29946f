"""Questions written, looked at and found on pages, by somebody with a browser and no script."""

from io import BytesIO

import pytest

from server.bank.models import BankQuestion, Category, QuestionVersion
from server.roles import Role
from tests.server.bank.conftest import short

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x90\0\0\x01\x2c\x08\x02\0\0\0" + b"\0" * 20
MP3 = b"ID3\x04" + b"\0" * 64


@pytest.fixture
def seat(desk):
    return desk.school.sign_in(desk.teacher)


def write(seat, kind, **fields):
    """Fill in the form of a new question and press a button; return the response."""
    page = seat.page(f"/bank/new/{kind}")
    key = page.split('name="form_key" value="')[1].split('"')[0]
    form = {"name": "Titre", "prompt": "Que voyez-vous ?", "do": "save", "form_key": key}
    return seat.post(
        f"/bank/new/{kind}", form | {k.replace("__", "."): v for k, v in fields.items()}
    )


def latest():
    return QuestionVersion.select().order_by(QuestionVersion.id.desc()).first()


def test_a_question_is_written_looked_at_and_saved(seat):
    answers = {"option__0": "dix", "option__1": "douze", "right__1": "yes"}
    seen = write(seat, "choice", **answers, do="look")
    assert seen.status_code == 200 and "Rien n'est encore enregistré" in seen.text
    assert QuestionVersion.select().count() == 0
    saved = write(seat, "choice", **answers)
    assert saved.status_code == 303
    page = seat.page(saved.location)
    assert "douze" in page and "Que voyez-vous ?" in page
    assert latest().asked.key == (1,)


def test_a_form_that_is_sent_twice_makes_one_question(seat):
    page = seat.page("/bank/new/truefalse")
    key = page.split('name="form_key" value="')[1].split('"')[0]
    form = {"name": "N", "prompt": "Vrai ?", "key": "true", "do": "save", "form_key": key}
    first, second = (seat.post("/bank/new/truefalse", form) for _ in range(2))
    assert (first.status_code, first.location) == (303, second.location)
    assert BankQuestion.select().count() == 1


def test_what_is_missing_is_said_and_nothing_written_is_lost(seat):
    answer = write(seat, "choice", option__0="dix", option__1="douze")
    assert answer.status_code == 422
    assert "dix" in answer.text and "Indiquez ce qui est juste" in answer.text


def test_more_lines_are_given_without_saving(seat):
    answer = write(seat, "order", thing__0="se lever", do="more")
    assert answer.status_code == 200 and 'name="thing.7"' in answer.text
    assert "se lever" in answer.text


def test_a_picture_goes_into_the_question_and_only_staff_who_write_see_it(seat, desk):
    shown = write(
        seat,
        "short",
        picture_file=(BytesIO(PNG), "plan.png"),
        picture_alt="un plan",
        do="more",
    )
    assert "![un plan](files/" in shown.text
    name = shown.text.split("![un plan](")[1].split(")")[0]
    assert seat.get(f"/bank/{name}").data == PNG
    learner = desk.school.sign_in(Role.LEARNER)
    assert learner.get(f"/bank/{name}").status_code == 403
    assert seat.get("/bank/files/" + "0" * 64 + ".png").status_code == 404


def test_a_file_that_is_no_picture_or_no_sound_is_refused(seat):
    answer = write(seat, "short", picture_file=(BytesIO(b"MZ..."), "virus.png"), accepted__0="x")
    assert answer.status_code == 422 and "virus.png" in answer.text
    answer = write(seat, "dictation", sound_file__0=(BytesIO(PNG), "son.mp3"))
    assert answer.status_code == 422 and "son.mp3" in answer.text


def test_a_dictation_is_written_with_its_sound_and_plays(seat):
    saved = write(
        seat,
        "dictation",
        sound_file__0=(BytesIO(MP3), "un.mp3"),
        said__0="Il pleut.",
        plays__0="3",
        accents="yes",
    )
    assert saved.status_code == 303
    (segment,) = latest().asked.segments
    assert (segment.text, segment.sound.plays) == ("Il pleut.", 3)


def test_places_are_put_by_clicking_on_the_picture(seat):
    shown = write(seat, "labels", image_file=(BytesIO(PNG), "plan.png"), do="more")
    image = shown.text.split('name="image" value="')[1].split('"')[0]
    base = {"image": image, "width": "400", "height": "300"}
    clicked = write(seat, "labels", **base, spot__x="50", spot__y="60", do="")
    assert 'name="x.0" value="50"' in clicked.text
    places = {"x__0": "50", "y__0": "60", "label__0": "cuisine", "others": "cave"}
    assert write(seat, "labels", **base, **places).status_code == 303
    assert latest().asked.labels == ("cuisine", "cave")


def test_a_question_is_changed_in_its_form_into_the_next_version(seat, desk):
    version = desk.adds(short(), "Capitale", tags=("géo",))
    page = seat.page(f"/bank/{version.question_id}/change")
    assert 'value="Paris"' in page and 'value="géo"' in page
    form = {"name": "Capitale", "prompt": "La capitale ?", "accepted.0": "Paris", "seen": "1"}
    saved = seat.post(f"/bank/{version.question_id}/change", form | {"do": "save"})
    assert saved.status_code == 303
    assert latest().number == 2
    other = form | {"prompt": "Autre ?", "do": "save"}
    refused = seat.post(f"/bank/{version.question_id}/change", other)
    assert refused.status_code == 409 and "Autre ?" in refused.text
    seen = refused.text.split('name="seen" value="')[1].split('"')[0]
    again = seat.post(f"/bank/{version.question_id}/change", other | {"seen": seen})
    assert again.status_code == 303 and latest().number == 3


def test_questions_are_found_by_words_category_tag_and_type(seat, desk):
    maths = desk.category("Maths")
    desk.adds(short("<p>Combien coûte l'été ?</p>"), "Prix", maths.id, ("cfg",))
    desk.adds(short(), "Capitale")
    for query in ("q=ETE", "q=prix", f"category={maths.id}", "tag=cfg"):
        page = seat.page(f"/bank/?{query}")
        assert "Prix" in page and "Capitale" not in page.split("<tbody>")[1], query
    assert "Prix" in seat.page("/bank/?type=short")
    assert "Prix" not in seat.page("/bank/?category=0")
    assert "Aucune question" in seat.page("/bank/?q=introuvable")


def test_archiving_takes_a_question_out_of_the_list_and_back(seat, desk):
    version = desk.adds(short(), "Capitale")
    for _ in range(2):
        seat.post(f"/bank/{version.question_id}/archive", {"do": "archive"})
    assert "Capitale" not in seat.page("/bank/")
    assert "Capitale" in seat.page("/bank/?archived=yes")
    seat.post(f"/bank/{version.question_id}/archive", {"do": "take_out"})
    assert "Capitale" in seat.page("/bank/")


def test_categories_are_made_moved_and_removed(seat, desk):
    seat.post("/bank/categories", {"name": "Maths"})
    maths = Category.get()
    seat.post("/bank/categories", {"name": "Fractions", "parent": str(maths.id)})
    assert "Maths / Fractions" in seat.page("/bank/categories")
    refused = seat.post(f"/bank/categories/{maths.id}/remove")
    assert refused.status_code == 422
    inner = Category.get(Category.name == "Fractions")
    for _ in range(2):
        assert seat.post(f"/bank/categories/{inner.id}/remove").status_code == 303


GIFT = """$CATEGORY: Calcul/Tables

::Sept fois huit::7 × 8 ? {#56}

::Capitale::La capitale de la France ? {=Paris ~Lyon}

::Mauvaise::Rien de juste ? {~a ~b}
"""


def test_a_file_is_looked_at_first_and_brings_all_its_good_questions_once(seat):
    sent = {"file": (BytesIO(GIFT.encode()), "questions.gift")}
    page = seat.post("/bank/import", sent).text
    assert "Sept fois huit" in page and "ligne 7" in page
    assert BankQuestion.select().count() == 0
    sha256 = page.split('name="sha256" value="')[1].split('"')[0]
    form = {"sha256": sha256, "name": "questions.gift"}
    for _ in range(2):
        assert seat.post("/bank/import/keep", form).status_code == 303
    assert BankQuestion.select().count() == 2
    assert "Calcul / Tables" in Category.paths().values()
    assert "étaient déjà" in seat.page("/bank/")


def test_a_file_that_holds_nothing_known_is_refused_in_a_sentence(seat):
    answer = seat.post("/bank/import", {"file": (BytesIO(b"\x00\x01"), "x.bin")})
    assert answer.status_code == 422
    assert seat.post("/bank/import", {"file": (BytesIO(b""), "")}).status_code == 422


def test_the_table_to_fill_in_is_linked_and_brings_all_its_questions(seat):
    assert 'href="/bank/import/table"' in seat.page("/bank/import")
    table = seat.get("/bank/import/table")
    assert table.mimetype == "text/csv" and b"reponse_1" in table.data
    page = seat.post("/bank/import", {"file": (BytesIO(table.data), "questions.csv")}).text
    assert 'name="sha256"' in page


def test_questions_go_to_a_file_and_come_back(seat, desk):
    desk.adds(short(), "Capitale", desk.category("Monde").id)
    assert "Capitale" not in seat.page("/bank/export?form=aiken").split("</h1>")[0]
    given = seat.get("/bank/export/file?form=gift")
    assert given.mimetype == "text/plain" and b"Capitale" in given.data and b"Paris" in given.data
    assert seat.get("/bank/export/file?form=exe").status_code == 404


def test_learners_and_content_managers_have_no_bank(desk):
    for role in (Role.LEARNER, Role.CONTENT_MANAGER):
        other = desk.school.sign_in(role)
        for path in ("/bank/", "/bank/new", "/bank/categories", "/bank/import", "/bank/export"):
            assert other.get(path).status_code == 403, path


def test_a_table_is_taken_filled_in_and_brought_back(seat):
    table = seat.get("/bank/import/table")
    assert table.mimetype == "text/csv"
    page = seat.post("/bank/import", {"file": (BytesIO(table.data), "questions.csv")})
    assert page.status_code == 200 and 'name="sha256"' in page.text
