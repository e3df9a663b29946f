"""A course that is not for somebody is nowhere for them: every address of the program, tried."""

import re

import pytest

from content import browse
from server.roles import Role

LISTS = ("/", "/courses", "/mine", "/mine/progress", "/mine/kept", "/mine/plan", "/mine/questions/")
LISTS += ("/library/", "/search")
"""What a learner opens without naming a page; the others name one."""

WITHOUT_COURSES = {
    "/courses/modules/<int:number>",
    *("/help", "/accessibility", "/look", "/look/syllables", "/language", "/presence"),
    *("/sign-in", "/sign-out", "/static/<path:name>"),
    "/library/sentences",  # whether sentences are pressed, on any page
    *("/mine/works/<int:number>", "/mine/works/<int:number>/spoken"),
    "/mine/works/<int:number>/in-writing",
    "/mine/questions/recordings/<int:number>/in-writing",
    "/mine/questions/ask",
    *("/mine/questions/<int:number>", "/mine/questions/<int:number>/understood"),
    *("/mine/questions/recordings/<int:number>", "/mine/exams", "/mine/notes"),
    *("/exam", "/exam/state", "/exam/save", "/exam/hand-in", "/exam/played"),
    *("/exam/files/<name>", "/exam/file", "/exam/given/<int:number>"),
    "/exam/documents/<int:number>",
    "/exam/documents/<int:number>/speech/<int:place>.json",
    "/exam/documents/<int:number>/speech/<int:place>/<block>.mp3",
    *("/exam/aloud/instructions/<int:number>.mp3", "/exam/aloud/instructions/<int:number>.json"),
    "/exam/aloud/instructions/<int:number>/<block>.mp3",
    *("/exam/aloud/minutes/<int:number>.mp3", "/exam/aloud/question/<int:number>.mp3"),
    *("/exam/aloud/question/<int:number>.json", "/exam/aloud/question/<int:number>/<block>.mp3"),
    "/exam/browser",
    *("/pictures/", "/pictures/<int:number>/<emblem>"),
    *("/sound", "/sound/language"),
    *("/mine/start/", "/mine/start/go", "/mine/start/finish"),  # courses by records.shelf alone
    *("/mine/start/sheets/<int:number>", "/mine/start/sheets/<int:number>/erase"),
    *("/aloud/<language>.mp3", "/aloud/<language>.json"),  # tests/server/aloud/test_saying.py
    *("/aloud/prompts/<language>/<name>.mp3", "/aloud/recorded/<int:number>"),
    "/mine/questions/about/<node_id>",  # tests/server/asking/test_between_whom.py
    *("/mine/wishes/", "/mine/wishes/ask"),
    "/mine/wishes/link/<node_id>",  # tests/server/wishes/test_wishes.py
    *("/words/", "/words/help"),  # tests/server/words/test_words.py
    *("/mine/words", "/mine/words/practice", "/mine/words/<int:number>/remove"),
}
"""What a learner opens and no course is in: their own work, the look of pages; of a module, see
``tests/server/modules``."""


@pytest.fixture
def told(site, node):
    """The words, numbers and hashes by which the hidden course could be known."""
    lesson, exercise, sound = node("Les fractions"), node("Exercice de tout"), node("Au guichet")
    cover = browse.channel("maths", "fr").picture
    words = ["Les maths", "Les fractions", "Le calcul", "Exercice de tout", "Au guichet", "maths/"]
    return {
        "lesson": lesson,
        "exercise": exercise,
        "sound": sound,
        "cover": cover,
        "words": [*words, lesson.id, exercise.id, sound.id, cover],
    }


def addresses(app, told):
    """Return the method and address of every page of learners and guests, of the hidden course."""
    lesson, exercise = told["lesson"], told["exercise"]
    tart = next(f for f in browse.files_of(lesson) if f.role == "picture")
    real = {
        "/library/courses/<channel_id>/": ["/library/courses/maths/"],
        "/library/<node_id>/": [f"/library/{lesson.id}/", f"/library/{lesson.parent}/"],
        "/library/<node_id>/files/<sha256>.<ending>": [
            f"/library/{lesson.id}/files/{tart.sha256}.svg",
            *(f"/library/{told['sound'].id}/files/{f.sha256}.mp3" for f in _sounds(told)),
        ],
        "/library/covers/<sha256>.<ending>": [f"/library/covers/{told['cover']}"],
        "/library/<node_id>/speech/<version>": [f"/library/{lesson.id}/speech/fr"],
        "/library/<node_id>/speech/<version>/<block>.mp3": [
            f"/library/{lesson.id}/speech/fr/b1.mp3",
            f"/library/{lesson.id}/speech/fr/all.mp3",
        ],
        "/library/<node_id>/watched": [f"/library/{told['sound'].id}/watched"],
        "/library/<node_id>/place": [f"/library/{lesson.id}/place"],
        "/library/<node_id>/finished": [f"/library/{lesson.id}/finished"],
        "/library/<node_id>/questions/<int:number>": [f"/library/{exercise.id}/questions/1"],
        "/library/<node_id>/questions/<int:number>/draft": [
            f"/library/{exercise.id}/questions/1/draft"
        ],
        "/library/<node_id>/side-by-side": [f"/library/{lesson.id}/side-by-side"],
        "/library/<node_id>/again": [f"/library/{exercise.id}/again"],
    }
    for rule in app.url_map.iter_rules():
        method = "POST" if "POST" in rule.methods else "GET"
        if rule.rule.startswith("/library/") and rule.rule not in {*LISTS, *WITHOUT_COURSES}:
            for address in real.get(rule.rule, [_any(rule.rule, exercise.id)]):
                yield method, address


def _any(rule, node_id):
    """Return an address of a page that this table says nothing of: it must ask as others do."""
    return rule.replace("<node_id>", node_id).replace("<int:number>", "1")


def _sounds(told):
    return [f for f in browse.files_of(told["sound"]) if f.media_type == "audio/mpeg"]


def test_every_page_that_a_learner_may_open_is_in_this_table():
    from tests.server.web.who_may import WHO_MAY

    rules = [line.partition(" ")[2] for line, who in WHO_MAY.items() if Role.LEARNER in who]
    unknown = [rule for rule in rules if not rule.startswith("/library/")]
    assert set(unknown) - {*LISTS, *WITHOUT_COURSES} == set()


@pytest.mark.parametrize("who", ["another class", "a guest"])
def test_outside_no_address_answers_and_none_says_more_than_of_a_page_that_never_was(
    site, school, told, who
):
    site.limit(site.cfg)
    seat = school.seat() if who == "a guest" else school.sign_in(site.sacha)
    tried = 0
    for method, address in addresses(school.app, told):
        form = {"answer": "deux", "place": "b1", "version": "fr"}
        response = seat.get(address) if method == "GET" else seat.post(address, form)
        if who == "a guest" and response.status_code in (204, 303):
            assert method == "POST"  # of a guest nothing is kept, or they are to sign in
        else:
            assert response.status_code == 404, (method, address)
        assert not [
            word for word in told["words"][:-4] if word in response.text.replace(address, "")
        ], address
        tried += 1
    assert tried >= 15


def test_inside_every_address_answers(site, school, told):
    site.limit(site.cfg)
    seat = school.sign_in(site.camille)
    for method, address in addresses(school.app, told):
        if "/speech/" in address or address.endswith(("/draft", "/file", "/watched")):
            continue  # needs a voice, or a text to write; the page is asked for in the same way
        if address.endswith(("/pages", "/reported")) or "/text" in address:
            continue  # of archives and packages alone: tests/server/frames
        if "/sentences/" in address:
            continue  # names a sentence: tests/server/side_by_side
        response = seat.get(address) if method == "GET" else seat.post(address)
        answered = (200, 204, 303, 422)  # 422: the page, which says that nothing was answered
        assert response.status_code in answered, (method, address)


@pytest.mark.parametrize(
    "address",
    [
        *LISTS,
        *("/search?q=fractions", "/search?q=tarte", "/search?q=fractoins", "/search?q=tartte"),
        *("/search?q=maths", "/search?q=lettre", "/search?q=fractions&subject=mathematics"),
        *("/search?q=fractions&language=ar", "/search?q=الكسور", "/search?q=fractions&easy=1"),
    ],
)
def test_outside_no_list_and_no_search_names_it(site, school, told, address):
    """Though they had read and answered it before it was narrowed."""
    seat = school.sign_in(site.sacha)
    seat.page(f"/library/{told['lesson'].id}/")
    seat.post(f"/library/{told['lesson'].id}/finished")
    seat.post(f"/library/{told['exercise'].id}/questions/1", {"answer": "deux"})
    before = seat.page("/mine") + seat.page("/")
    assert "Les fractions" in before
    site.limit(site.cfg)
    page = seat.page(address)
    asked = address.partition("q=")[2].partition("&")[0]
    said = page.replace(f"“{asked}”", "").replace(asked, "") if asked else page
    assert [word for word in told["words"] if word in said and word not in asked] == []


def test_outside_search_counts_nothing_of_it_and_suggests_no_word_of_it(site, school):
    seat = school.sign_in(site.sacha)
    found = re.search(
        r'role="status">([^<]*)<', seat.page("/search?q=fractions").partition("<h1>")[2]
    )[1]
    site.limit(site.cfg)
    page = seat.page("/search?q=fractions").partition("<h1>")[2]
    counted = re.search(r'role="status">([^<]*)<', page)[1]
    assert found != counted
    assert counted.strip().startswith("0")
    for typed in ("fractoins", "tartte", "chouettelain"):
        page = seat.page(f"/search?q={typed}")
        assert not any(word in page for word in ("fractions", "tarte", "chouettelaine"))


def test_what_one_reader_was_answered_is_not_kept_for_another(site, school, told):
    """Answers about the library are kept in memory for all readers; these are not among them."""
    site.limit(site.cfg)
    inside, outside = school.sign_in(site.camille), school.sign_in(site.sacha)
    for _ in range(2):
        for address in ("/library/", f"/library/covers/{told['cover']}", "/search?q=fractions"):
            assert inside.get(address).status_code == 200
            response = outside.get(address)
            assert response.status_code == 404 or not [
                word for word in told["words"] if word in response.text
            ]


def test_staff_find_it_and_read_for_whom_it_is_and_learners_do_not_read_it(site, school, told):
    site.limit(site.cfg, wings=["Aile B"])
    for role in (Role.TEACHER, Role.CONTENT_MANAGER, Role.EXAMINER, Role.ADMINISTRATOR):
        seat = school.sign_in(role)
        for address in ("/library/", "/library/courses/maths/", "/search?q=fractions"):
            assert "CFG · Aile B" in seat.page(address), (role, address)
    assert "CFG" not in school.sign_in(site.camille).page("/library/")
