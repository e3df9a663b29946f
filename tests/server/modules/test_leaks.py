"""Who may open only what is assigned finds nothing else, at any address of the program."""

import re
from html import unescape

import pytest

from content import browse
from content.models import Node
from tests.server.audiences.test_leaks import LISTS, addresses


@pytest.fixture
def told(node):
    """The words, numbers and hashes by which what is not assigned could be known."""
    lesson, exercise, sound = node("Les fractions"), node("Exercice de tout"), node("Au guichet")
    cover = browse.channel("maths", "fr").picture
    words = ["Les maths", "Les fractions", "Le calcul", "Exercice de tout", "Au guichet", "maths/"]
    ids = [lesson.id, exercise.id, sound.id]
    return {
        "lesson": lesson,
        "exercise": exercise,
        "sound": sound,
        "cover": cover,
        "words": [*words, *ids, cover],
    }


@pytest.fixture
def limited(staffroom):
    """Camille's class opens one lesson of the other course."""
    staffroom.assign(staffroom.module("La lettre A"))
    staffroom.close_library()
    return staffroom


def test_no_address_of_another_page_answers_nor_says_more_than_of_one_that_never_was(
    limited, school, told
):
    seat = school.sign_in(limited.camille)
    tried = 0
    for method, address in addresses(school.app, told):
        form = {"answer": "deux", "place": "b1", "version": "fr"}
        response = seat.get(address) if method == "GET" else seat.post(address, form)
        assert response.status_code == 404, (method, address)
        assert not [
            word for word in told["words"][:-4] if word in response.text.replace(address, "")
        ], address
        tried += 1
    assert tried >= 15


@pytest.mark.parametrize(
    "address",
    [
        *LISTS,
        *("/search?q=fractions", "/search?q=tarte", "/search?q=fractoins", "/search?q=tartte"),
        *("/search?q=maths", "/search?q=lettre", "/search?q=fractions&subject=mathematics"),
        *("/search?q=fractions&language=ar", "/search?q=الكسور", "/search?q=fractions&easy=1"),
    ],
)
def test_no_list_and_no_search_names_it_though_it_was_read_before(staffroom, school, told, address):
    seat = school.sign_in(staffroom.camille)
    seat.page(f"/library/{told['lesson'].id}/")
    seat.post(f"/library/{told['lesson'].id}/finished")
    seat.post(f"/library/{told['exercise'].id}/questions/1", {"answer": "deux"})
    staffroom.assign(staffroom.module("La lettre A"))
    staffroom.close_library()
    page = seat.page(address)
    asked = address.partition("q=")[2].partition("&")[0]
    said = page.replace(f"“{asked}”", "").replace(asked, "") if asked else page
    assert [word for word in told["words"] if word in said and word not in asked] == []


def test_of_a_course_only_the_assigned_page_is_found(staffroom, school, node):
    lesson, exercise = node("Les fractions"), node("Exercice de tout")
    staffroom.assign(staffroom.module("Les fractions"))
    staffroom.close_library()
    seat = school.sign_in(staffroom.camille)
    page = f"/library/{lesson.id}/"
    for address in ("/library/courses/maths/", f"/library/{lesson.parent}/", page, "/courses", "/"):
        said = seat.page(address)
        assert "Les fractions" in said, address
        assert "Exercice de tout" not in said, address
        assert "Au guichet" not in said, address
        assert exercise.id not in said, address
    after = seat.post(f"{page}finished")
    assert after.headers["Location"] == "/library/courses/maths/"
    assert seat.get(f"/library/{exercise.id}/").status_code == 404


def test_of_an_exercise_the_lesson_to_look_at_again_is_offered_only_if_assigned(
    staffroom, school, node
):
    exercise = node("Exercice de tout")
    staffroom.assign(staffroom.module("Exercice de tout"))
    staffroom.close_library()
    seat = school.sign_in(staffroom.camille)
    seat.post(f"/library/{exercise.id}/questions/1", {"answer": "0"})
    assert node("Les fractions").id not in seat.page(f"/library/{exercise.id}/")


def test_search_counts_and_suggests_nothing_else(limited, school):
    seat = school.sign_in(limited.camille)
    page = seat.page("/search?q=fractions").partition("<h1>")[2]
    assert re.search(r'role="status">([^<]*)<', page)[1].strip().startswith("0")
    for typed in ("fractoins", "tartte", "chouettelain"):
        assert "Vouliez-vous" not in seat.page(f"/search?q={typed}")
    assert "La lettre A" in seat.page("/search?q=pomme")


def test_a_picture_of_a_page_is_sent_only_with_the_page(limited, school, told, node):
    seat = school.sign_in(limited.camille)
    letter = node("La lettre A")
    apple = next(f for f in browse.files_of(letter) if f.role == "picture")
    assert seat.get(f"/library/{letter.id}/files/{apple.sha256}.svg").status_code == 200
    assert seat.get(f"/library/covers/{told['cover']}").status_code == 404


def test_every_page_of_the_library_that_is_not_assigned_is_closed(limited, school, node):
    seat = school.sign_in(limited.camille)
    letter = node("La lettre A").id
    ids = [node_id for (node_id,) in Node.select(Node.node_id).tuples()]
    answers = {each: seat.get(f"/library/{each}/").status_code for each in ids}
    assert {each for each, code in answers.items() if code == 200} == {letter}


def test_assigning_shows_nobody_a_course_that_is_not_for_them(limited, school, told):
    from server.audiences import operations
    from server.audiences.models import ForWhom

    manifest = browse.channel("maths", "fr").manifest
    for_whom = ForWhom(False, frozenset({limited.maths.id}), frozenset())
    operations.decide("maths", manifest, for_whom, at=school.now)
    limited.assign(limited.module("Les fractions", title="Autre"))
    seat = school.sign_in(limited.camille)
    assert seat.get(f"/library/{told['lesson'].id}/").status_code == 404
    assert "Les fractions" not in seat.page("/")


def test_the_pages_for_teachers_stay_theirs(limited, school, node):
    seat = school.sign_in(limited.camille)
    assert seat.get(f"/library/{node('Pour le professeur').id}/").status_code == 404


def test_what_one_reader_was_answered_is_not_kept_for_another(limited, school, told):
    inside, outside = school.sign_in(limited.sacha), school.sign_in(limited.camille)
    for _ in range(2):
        for address in ("/library/", f"/library/covers/{told['cover']}", "/search?q=fractions"):
            assert inside.get(address).status_code == 200
            response = outside.get(address)
            assert response.status_code == 404 or not [
                word for word in told["words"] if word in response.text
            ]


def test_staff_find_everything(limited, school, told):
    seat = school.sign_in(limited.dominique)
    assert "Les fractions" in seat.page("/library/courses/maths/")


def test_a_page_that_is_not_given_says_so_as_one_that_is_not_there_does(staffroom, school, node):
    staffroom.assign(staffroom.module("La lettre A"))
    staffroom.close_library()
    seat = school.sign_in(staffroom.camille)
    told = [
        seat.get(f"/library/{each}/").text.partition("<main")[2].partition("</main>")[0]
        for each in (node("Les fractions").id, "f" * 32)
    ]
    assert "que l'enseignant a données" in unescape(told[0])
    assert told[0] == told[1]
