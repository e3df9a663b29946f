"""Translating a page of an installed course: what is begun, kept, proposed, read, and by whom."""

import re

import pytest

from content import browse
from content.models import Channel
from i18n.refusals import Refusal
from server.audiences import operations as audiences
from server.audiences.models import ForWhom
from server.authoring import courses, drafting, of_others, proposing, translating, writing
from server.authoring.models import WrittenCourse, WrittenLesson
from server.authoring.of_others import HasItAlready, NotToTranslate
from server.authoring.refusals import NoSuchCourse, NoSuchLesson, NothingWritten, SameWording
from server.bundles import operations as bundles
from server.bundles import review
from server.classes import operations as classes
from server.database import writing as writing_down
from server.roles import Role
from tests.content.conftest import COURSE, LESSON_B, write
from tests.server import course as small_course
from tests.server.authoring.test_translating import form

A = "01-les-sons/01-la-lettre-a.md"
TEXT = """---
title: La lettre B
minutes: 5
---

Voici **B**, comme $b^2$.

![Une pomme rouge](pomme.svg)

Avant : [la lettre A](01-la-lettre-a.md).
"""
ENGLISH = {0: "The letter B", 1: "This is **B**, like [[math]]."}


class Desk:
    """Somebody who translates "La lettre B" of the course "Lire", which came on a stick."""

    def __init__(self, study, folder):
        self.study, self.school, self.folder = study, study.school, folder
        self.library = study.school.site.library
        self.install({LESSON_B: TEXT})

    def install(self, files, release=1):
        files = {name: text for name, text in {**COURSE, **files}.items() if text is not None}
        course = write(self.folder / str(release), files)
        toml = course / "channel.toml"
        toml.write_text(toml.read_text().replace("release = 1", f"release = {release}"))
        small_course.install(self.library, course, self.folder / f"built-{release}")
        self.study.school.wait(minutes=1)

    def node(self, title):
        release = self.library.current("lire")
        items = browse.items(browse.pages(release.id, coach=True), "fr", coach=True)
        return next(each for each in items.values() if each.words.title == title)

    @property
    def page(self):
        return self.node("La lettre B")

    def begin(self, title="La lettre B", language="en", easy=False, by=None):
        by, at = by or self.study.by, self.study.now
        return of_others.begin(self.library, self.node(title), language, easy, by, at=at)

    def follow(self, wording):
        of_others.follow(self.library, wording.chapter.course, at=self.study.now)

    def save(self, wording, said, state="checked"):
        self.study.school.wait(minutes=1)
        names = as_found(wording)
        said = {at: text.replace("[[math]]", names["math"]) for at, text in said.items()}
        fields = form(wording, said, state)
        return translating.save(wording.id, fields, self.study.by, at=self.study.now)

    def translate(self, **more):
        wording = self.begin(**more)
        said = ENGLISH | {3: "Before: [the letter A](" + as_found(wording)["link"] + ")."}
        self.save(wording, said)
        return wording

    def goes_out(self, wording):
        arrival = self.study.propose(WrittenCourse.get_by_id(wording.chapter.course_id))
        return self.study.approve(arrival, self.school.manager())

    def read(self, version, page=None):
        seat = self.school.sign_in(Role.LEARNER)
        return seat.page(f"/library/{page or self.page.id}/?version={version}")


def as_found(wording):
    """Return what stands in the page for its formula and its link."""
    text = writing.latest(wording.original).text
    return {
        "math": re.search(r"\[\[math-\w+\]\]", text)[0],
        "link": re.search(r"#link-\w+", text)[0],
    }


@pytest.fixture
def desk(study, tmp_path):
    return Desk(study, tmp_path)


def test_a_page_of_others_is_cut_into_its_paragraphs(desk):
    wording = desk.begin()
    found = translating.lines(wording)
    names = as_found(wording)
    assert [line.original for line in found][:2] == [
        "La lettre B",
        f"Voici **B**, comme {names['math']}.",
    ]
    assert found[2].text == found[2].original and found[2].state == "checked"  # the picture
    assert [line.state for line in found] == ["todo", "todo", "checked", "todo"]


def test_begun_twice_and_by_two_it_is_one(desk, study):
    first = desk.begin()
    noor = study.actor(study.noor)
    assert desk.begin(by=noor).id == first.id
    assert desk.begin(language="ar", by=noor).chapter_id == first.chapter_id
    assert WrittenCourse.select().count() == 1 and courses.course(first.chapter.course_id, noor)


def test_who_reads_the_page_finds_the_version_with_its_mark_and_its_picture(desk, study):
    wording = desk.translate()
    arrival = desk.goes_out(wording)
    assert arrival.state == "installed"
    page = desk.read("en")
    assert "This is <strong>B</strong>" in page and "<msup>" in page
    assert "Fait sur ce site" in page and "par Dominique Leroy" in page
    picture = next(each for each in browse.files_of(desk.page) if each.role == "picture")
    assert f'src="files/{picture.sha256}.svg"' in page and "Une pomme rouge" in page
    assert f'href="../{desk.node("La lettre A").id}/"' in page
    side = desk.school.sign_in(Role.LEARNER)
    both = side.page(f"/library/{desk.page.id}/side-by-side?one=fr&other=en")
    assert "This is" in both and "Voici" in both
    assert side.get(f"/library/{desk.page.id}/sentences/en").status_code == 200


def test_the_page_itself_says_what_it_said(desk):
    before = browse.published(desk.page)
    desk.goes_out(desk.translate())
    assert browse.published(desk.page) == before
    assert browse.versions(desk.page)[: len(before)] == before
    assert "Voici" in desk.read("fr")


def test_an_easy_version_in_the_language_of_the_page_is_one_too(desk):
    desk.goes_out(desk.translate(language="fr", easy=True))
    names = [(each.language, each.easy) for each in browse.versions(desk.page)]
    assert names == [("fr", False), ("fr", True)] and "This is" in desk.read("fr-easy")


def test_it_is_no_course_and_no_page_of_its_own(desk):
    desk.goes_out(desk.translate())
    channel = next(each for each in browse.installed("fr") if each.of_others)
    assert [each.id for each in browse.channels("fr")] == ["lire"]
    own = browse.pages(channel.release, coach=True)
    assert own and browse.items(own, "fr", coach=True) == {}
    for role in (Role.LEARNER, Role.TEACHER, Role.CONTENT_MANAGER):
        seat = desk.school.sign_in(role)
        assert seat.get(f"/library/{own[0]}/").status_code == 404
        assert seat.get(f"/library/courses/{channel.id}/").status_code == 404
        assert "Traductions de" not in seat.page("/library/")
        assert seat.get(f"/audiences/{channel.id}").status_code in (403, 404)


def test_nobody_reaches_a_page_that_is_not_for_them_by_its_translation(desk, study):
    desk.goes_out(desk.translate())
    node, seat = desk.page.id, desk.school.sign_in(Role.LEARNER)
    assert seat.get(f"/library/{node}/?version=en").status_code == 200
    evening = classes.open_class("Soir", "", "", study.school.by, at=study.now)
    for_whom = ForWhom(False, frozenset({evening.id}), frozenset())
    manifest = desk.library.current("lire").manifest
    with writing_down():
        audiences.decide("lire", manifest, for_whom, at=study.now)
    for path in ("?version=en", "side-by-side", "sentences/en", "speech/en"):
        assert seat.get(f"/library/{node}/{path}").status_code == 404
    assert "This is" not in seat.page("/search?q=letter")


def test_whom_an_approval_names_does_not_open_a_page(desk, study):
    """Who is told that a version is theirs finds no page by it that is not."""
    wording = desk.translate()
    evening = classes.open_class("Soir", "", "", study.school.by, at=study.now)
    manager = desk.school.manager()
    arrival = study.propose(wording.chapter.course)
    seat = desk.school.sign_in(manager)
    for node_id in review.left(arrival, manager.id):
        seat.page(f"/bundles/{arrival.id}/pages/{node_id}")
    page = seat.page(f"/bundles/{arrival.id}")
    assert 'name="for"' not in page and "qui trouve la page" in page
    assert evening.name not in page


def test_a_page_for_teachers_is_translated_for_teachers_alone(desk, study):
    study.school.wait(minutes=1)
    wording = desk.begin("Conseils")
    translating.save(wording.id, form(wording, {0: "Advice", 1: "Slowly."}), study.by, at=study.now)
    desk.goes_out(wording)
    node = desk.node("Conseils").id
    assert desk.school.sign_in(Role.LEARNER).get(f"/library/{node}/?version=en").status_code == 404
    assert "Slowly." in desk.school.sign_in(Role.TEACHER).page(f"/library/{node}/?version=en")


def test_where_the_page_changes_readers_and_translators_are_told(desk):
    wording = desk.translate()
    desk.goes_out(wording)
    desk.install({LESSON_B: TEXT.replace("Voici", "Voilà")}, release=2)
    assert "La page a changé depuis" in desk.read("en")
    desk.follow(wording)
    assert [bool(line.before) for line in translating.lines(wording)] == [False, True, False, False]
    desk.save(wording, {1: "There is **B**, like [[math]]."})
    desk.goes_out(wording)
    page = desk.read("en")
    assert "There is" in page and "La page a changé" not in page


def test_a_version_made_from_an_older_text_stays_so_until_all_of_it_is_looked_at(desk):
    wording = desk.translate()
    desk.install({LESSON_B: TEXT.replace("Voici", "Voilà")}, release=2)
    desk.follow(wording)
    desk.save(wording, {0: "Letter B"})
    desk.goes_out(wording)
    assert "La page a changé depuis" in desk.read("en")


def test_with_the_page_its_version_goes_and_comes_back(desk):
    desk.goes_out(desk.translate())
    node = desk.page.id
    desk.library.take_off("lire", 1)
    assert desk.school.sign_in(Role.TEACHER).get(f"/library/{node}/?version=en").status_code == 404
    alone = COURSE[A].replace("[la lettre B](02-la-lettre-b.md)", "B")
    desk.install({LESSON_B: None, A: alone}, release=2)
    assert desk.school.sign_in(Role.TEACHER).get(f"/library/{node}/?version=en").status_code == 404
    desk.install({LESSON_B: TEXT}, release=3)
    assert "This is" in desk.read("en")


def test_what_its_publisher_translates_later_comes_first(desk):
    desk.goes_out(desk.translate())
    theirs = {LESSON_B.replace(".md", ".en.md"): "---\ntitle: Theirs\n---\n\nTheirs.\n"}
    desk.install({LESSON_B: TEXT, **theirs}, release=2)
    page = desk.read("en")
    assert "Theirs." in page and "This is" not in page and "Fait sur ce site" not in page


def test_a_version_that_is_taken_off_is_no_longer_read(desk):
    desk.goes_out(desk.translate())
    channel = Channel.get(Channel.id != "lire")
    desk.library.withdraw(channel.id, 1, at_once=False)
    assert [each.language for each in browse.versions(desk.page)] == ["fr"]


@pytest.mark.parametrize(
    ("title", "language", "easy", "refusal"),
    [
        ("Les jours", "en", False, NotToTranslate),  # an exercise
        ("Au guichet", "en", False, NotToTranslate),  # a recording
        ("La lettre A", "ar", False, HasItAlready),
        ("La lettre A", "fr", True, HasItAlready),
        ("La lettre B", "fr", False, SameWording),
        ("La lettre B", "zz", False, SameWording),
    ],
)
def test_what_is_not_translated(desk, title, language, easy, refusal):
    with pytest.raises(refusal):
        desk.begin(title, language, easy)


def test_a_licence_that_allows_no_changes_is_kept_to(desk):
    no_changes = TEXT.replace("minutes: 5", "license: CC BY-ND 4.0")
    desk.install({LESSON_B: no_changes}, release=2)
    with pytest.raises(NotToTranslate):
        desk.begin()
    seat = desk.school.sign_in(Role.TEACHER)
    assert "licence" in seat.page(f"/writing/pages/{desk.page.id}/translate")


def test_who_translated_may_not_approve(desk, study):
    manager = desk.school.manager()
    wording = desk.translate()
    fields = form(wording, {0: "Letter B"})
    study.school.wait(minutes=1)
    translating.save(wording.id, fields, study.actor(manager), at=study.now)
    arrival = study.propose(wording.chapter.course)
    with pytest.raises(bundles.WroteIt):
        study.approve(arrival, manager)


def test_nothing_of_it_is_changed_as_a_course_of_ones_own(desk, study):
    wording = desk.translate()
    course = wording.chapter.course_id
    for change in (
        lambda: courses.change(course, {"title": "X", "author": "X"}, study.by, at=study.now),
        lambda: courses.add_chapter(course, "X", study.key(), study.by),
        lambda: courses.add_lesson(
            wording.chapter_id, "X", "lesson", study.key(), study.by, at=study.now
        ),
    ):
        with pytest.raises(NoSuchCourse):
            change()
    with pytest.raises(NoSuchLesson):
        study.save(wording.original, "Autre chose.")
    seat = desk.school.sign_in(study.dominique)
    assert seat.get(f"/writing/lessons/{wording.original_id}/").status_code == 302
    assert seat.get(f"/writing/{course}/").status_code == 302


def test_a_picture_of_another_page_or_of_nobody_does_not_get_in(desk, study):
    wording = desk.begin()
    strange = "[[image-000000]] ![x](files/" + "0" * 64 + ".png) <script>alert(1)</script>"
    desk.save(wording, {1: strange}, state="draft")
    report = proposing.report(study.home, wording.chapter.course)
    assert report.faults  # a picture that is not there, and HTML
    desk.save(wording, {1: "[[image-000000]] B. [x](#link-000000)"}, state="draft")
    desk.goes_out(wording)
    page = desk.read("en")
    assert "image-000000" not in page and "link-000000" not in page


def test_a_translation_that_is_only_begun_goes_nowhere(desk, study):
    wording = desk.begin()
    with pytest.raises(NothingWritten):
        proposing.report(study.home, wording.chapter.course)


def test_a_machine_drafts_only_what_the_publisher_says_it_is_about(desk, study):
    wording = desk.begin()
    assert drafting.why_not(wording) is None  # French, says the course
    WrittenCourse.update(subject="french").execute()
    about_release = TEXT.replace("minutes: 5", "subject: release")
    desk.install({LESSON_B: about_release}, release=2)
    assert isinstance(drafting.why_not(WrittenLesson.get_by_id(wording.id)), Refusal)
    desk.library.take_off("lire", 2)
    assert isinstance(drafting.why_not(WrittenLesson.get_by_id(wording.id)), Refusal)


def test_the_pages_lead_from_the_lesson_to_its_translation_and_back(desk, study):
    seat = desk.school.sign_in(study.dominique)
    there = f"/writing/pages/{desk.page.id}/translate"
    assert there in seat.page(f"/library/{desk.page.id}/")
    learner = desk.school.sign_in(Role.LEARNER)
    assert there not in learner.page(f"/library/{desk.page.id}/")
    assert learner.get(there).status_code in (302, 403)
    assert seat.post(there, {"language": "fr"}).status_code == 422
    begun = seat.post(there, {"language": "ar"})
    editor = seat.page(begun.headers["Location"])
    assert f'src="/library/{desk.page.id}/files/' in editor and 'dir="rtl"' in editor
    desk.save(WrittenLesson.get(WrittenLesson.language == "ar"), {1: "حرف."})
    assert "حرف." in seat.page(begun.headers["Location"])
    course = WrittenCourse.get().id
    told = seat.page(f"/writing/{course}/translations")
    assert "1 sur 3" in told and there in told


def test_a_change_of_the_library_is_seen_at_once(desk):
    assert len(browse.versions(desk.page)) == 1  # and is kept in memory
    desk.goes_out(desk.translate())
    assert len(browse.versions(desk.page)) == 2
