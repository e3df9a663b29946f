"""An answer with a part left open: said in words that are true, and nothing given is lost."""

import re

import pytest

from server.records.models import AnswerGiven
from tests.server import exercising

ALERT = re.compile(r'role="alert">.*?<p class="title"[^>]*>(.*?)</p>', re.DOTALL)


def fields(page, number):
    """Return what the form of a question holds, as a browser would send it."""
    form = page.partition(f'id="question-{number}"')[2].partition("</form>")[0]
    held = {}
    for name, inside in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form):
        chosen = re.search(r'<option(?: value="([^"]*)")? selected>([^<]*)', inside)
        held[name] = chosen[2] if chosen else ""
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = (re.search(rf'{each}="([^"]*)"', tag) for each in ("name", "value"))
        if 'type="hidden"' not in tag and ("checked" in tag or 'type="' not in tag):
            held[name[1]] = value[1] if value else ""
    return held


@pytest.fixture
def everything(node):
    return f"/library/{node('Exercice de tout').id}/"


@pytest.fixture
def sentences(school, node, tmp_path):
    exercising.install(school.site.library, tmp_path)
    return f"/library/{node('Phrases').id}/"


@pytest.fixture(params=["learner", "guest"])
def seat(request, school):
    return school.sign_in(school.learner()) if request.param == "learner" else school.seat()


CASES = [
    pytest.param("everything", 6, {"answer.0": "petit", "answer.1": ""}, "1 sur 2", id="match"),
    pytest.param(
        "everything", 7, {"answer.0": "2", "answer.1": "", "answer.2": ""}, "2 sur 3", id="order"
    ),
    pytest.param(
        "everything", 7, {"answer.0": "2", "answer.1": "2", "answer.2": "1"}, "numéro 2", id="twice"
    ),
    pytest.param("everything", 8, {"answer.0": "", "answer.1": "Porto <i>"}, "1 sur 2", id="gaps"),
    pytest.param("sentences", 2, {"answer.0": "manges", "answer.1": ""}, "1 sur 2", id="picks"),
    pytest.param(
        "sentences",
        1,
        {f"answer.{n}": word for n, word in enumerate(["viens", "te", "je", "", ""])},
        "2 sur 5",
        id="words",
    ),
]


@pytest.mark.parametrize(("page", "number", "form", "said"), CASES)
def test_what_is_missing_is_said_and_what_was_given_is_still_in_the_form(
    request, seat, page, number, form, said
):
    address = request.getfixturevalue(page)
    seat.get(address)
    response = seat.post(f"{address}questions/{number}", form)
    assert response.status_code == 422
    assert said in ALERT.search(response.text)[1].replace("\xa0", " ")
    held = fields(response.text, number)
    assert held == {name: text.replace("<i>", "&lt;i&gt;") for name, text in form.items()}
    assert AnswerGiven.select().count() == 0


def test_the_reason_stands_at_the_question_and_above_leads_to_it(school, everything):
    seat = school.sign_in(school.learner())
    seat.get(everything)
    page = seat.post(f"{everything}questions/6", {"answer.0": "petit"}).text
    assert 'href="#question-6"' in page.partition('role="alert"')[2].partition("</div>")[0]
    form = page.partition('id="question-6"')[2].partition("</form>")[0]
    assert 'aria-describedby="question-6-prompt question-6-error"' in form
    assert 'id="question-6-error"' in form


def test_an_earlier_answer_stays_as_it_was_when_the_next_try_is_not_whole(school, sentences):
    seat = school.sign_in(school.learner())
    seat.get(sentences)
    seat.post(f"{sentences}questions/2", {"answer.0": "manges", "answer.1": "pommes"})
    seat.post(f"{sentences}questions/2", {"answer.0": "mange", "answer.1": ""})
    kept = AnswerGiven.get()
    assert (kept.answer, kept.tries) == ('["manges", "pommes"]', 1)
    assert fields(seat.page(sentences), 2) == {"answer.0": "manges", "answer.1": "pommes"}


def test_nothing_at_all_is_not_called_incomplete(school, sentences):
    seat = school.sign_in(school.learner())
    seat.get(sentences)
    said = ALERT.search(seat.post(f"{sentences}questions/1", {"answer.0": ""}).text)[1]
    assert "sur 5" not in said
