"""An address that a form names leads on only inside the program."""

import pytest

from server.roles import Role
from server.web.addresses import inside

OURS = ["/", "/library/", "/search?q=la%20poste&page=2", "/library/ab/?version=ar#question-2"]
ELSEWHERE = [
    pytest.param(None, id="none"),
    pytest.param("", id="nothing"),
    pytest.param("https://elsewhere.example/", id="another site"),
    pytest.param("//elsewhere.example/", id="another site, same scheme"),
    pytest.param("///elsewhere.example/", id="three strokes"),
    pytest.param("/\\elsewhere.example", id="a stroke the other way round"),
    pytest.param("\\\\elsewhere.example", id="two strokes the other way round"),
    pytest.param("/\t/elsewhere.example", id="a tab, which browsers leave out"),
    pytest.param("/\n/elsewhere.example", id="a line end, which browsers leave out"),
    pytest.param("/\r\nSet-Cookie: a=b", id="a header of one's own"),
    pytest.param(" //elsewhere.example", id="a space before"),
    pytest.param("javascript:alert(1)", id="a script"),
    pytest.param("library/", id="a place beside"),
    pytest.param("/\x00", id="a zero byte"),
]


@pytest.mark.parametrize("address", OURS)
def test_an_address_of_ours_is_kept(address):
    assert inside(address) == address


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_address_elsewhere_becomes_home(address):
    assert inside(address) == "/"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_signing_in_leads_nowhere_else(school, address):
    seat = school.seat()
    sent = {"code": school.code_of(school.learner()), "next": address or ""}
    assert seat.post("/sign-in", sent).headers["Location"] == "/"


@pytest.mark.parametrize("path", ["/language", "/look"])
def test_a_choice_leads_nowhere_else(school, path):
    for case in ELSEWHERE:
        response = school.seat().post(path, {"next": case.values[0] or "", "language": "en"})
        assert response.headers["Location"] == "/"


def test_after_signing_in_one_is_where_one_wanted_to_go(school):
    seat = school.seat()
    asked = seat.get("/courses?a=1&b=2")
    page = seat.page(asked.headers["Location"])
    assert 'name="next" value="/courses?a=1&b=2"' in page
    sent = {"code": school.code_of(school.learner()), "next": "/courses?a=1&b=2"}
    assert seat.post("/sign-in", sent).headers["Location"] == "/courses?a=1&b=2"


@pytest.mark.parametrize("number", ["0", "999", "9" * 20, "9" * 5000, "-1", "1.5", "abc", "٣"])
def test_a_number_that_nothing_has_is_not_found(school, number):
    seat = school.sign_in(Role.ADMINISTRATOR)
    assert seat.get(f"/jobs/{number}").status_code == 404
    assert seat.get(f"/bundles/{number}").status_code == 404
