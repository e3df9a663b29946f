"""Whom a course is for: chosen at approval, narrowed by one person, widened by two."""

from datetime import timedelta

import pytest

from content import browse
from server import checkup
from server.audiences import operations
from server.audiences.models import EVERYBODY, Audience, AudienceAsked, ForWhom, hidden_from
from server.classes import enrolling
from server.classes import operations as classes
from tests.server import course


def form(**fields):
    return lambda name: [str(each) for each in fields.get(name, [])]


def only(*classes_, wings=()):
    return ForWhom(False, frozenset(each.id for each in classes_), frozenset(wings))


def test_a_course_nobody_has_limited_is_for_everybody_guests_too(site):
    assert [site.sees(site.camille), site.sees(site.sacha), site.sees()] == [True] * 3


def test_a_course_for_a_class_is_there_for_its_people_alone(site):
    site.limit(site.cfg)
    assert [site.sees(site.camille), site.sees(site.sacha), site.sees()] == [True, False, False]


def test_a_course_for_a_wing_is_there_for_the_classes_of_that_wing(site, school):
    site.limit(wings=["Aile B"])
    assert [site.sees(site.camille), site.sees(site.sacha)] == [False, True]
    classes.change_class(site.cfg.id, "CFG", "", "aile b", school.by, at=school.now)
    assert site.sees(site.camille)


def test_who_leaves_the_class_or_is_suspended_from_it_does_not_find_its_course(site, school):
    site.limit(site.cfg)
    enrolling.enrol(site.soir.id, site.camille, school.by, at=school.now)
    day = (school.now + timedelta(days=7)).astimezone().date().isoformat()
    enrolling.suspend(site.stay.id, day, school.by, at=school.now)
    assert hidden_from(site.camille.id, at=school.now) == {site.manifest}
    enrolling.let_back(site.stay.id, school.by, at=school.now)
    assert site.sees(site.camille)
    enrolling.leave(site.stay.id, school.by, at=school.now)
    assert not site.sees(site.camille)


def test_a_course_of_a_class_that_closed_is_for_nobody_rather_than_for_all(site, school):
    site.limit(site.cfg)
    enrolling.close_class(site.cfg.id, school.by, at=school.now)
    assert [site.sees(site.camille), site.sees(site.sacha), site.sees()] == [False] * 3


def test_a_form_that_says_nothing_changes_nothing(site):
    assert operations.chosen(form()) is None
    assert operations.said([], [], everybody=False) is None


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        pytest.param({"for": ["named"]}, operations.NobodyChosen, id="nobody"),
        pytest.param({"for": ["everybody"], "class": [1]}, operations.BothChosen, id="both"),
        pytest.param({"for": ["named"], "class": [999]}, operations.NoSuchAudience, id="no class"),
        pytest.param({"for": ["named"], "class": ["x"]}, operations.NoSuchAudience, id="no number"),
        pytest.param({"for": ["named"], "wing": ["?"]}, operations.NoSuchAudience, id="no wing"),
    ],
)
def test_a_form_that_does_not_say_whom_is_refused(site, fields, refusal):
    with pytest.raises(refusal):
        operations.chosen(form(**fields))


def test_a_form_and_a_command_say_the_same(site):
    fields = {"for": ["named"], "class": [site.cfg.id], "wing": ["Aile B"]}
    both = only(site.cfg, wings=["Aile B"])
    assert operations.chosen(form(**fields)) == both
    assert operations.said(["cfg"], ["aile b"], everybody=False) == both
    everybody = operations.chosen(form(**{"for": ["everybody"]}))
    assert operations.said([], [], everybody=True) == everybody == EVERYBODY
    with pytest.raises(operations.BothChosen):
        operations.said(["CFG"], [], everybody=True)
    with pytest.raises(operations.NoSuchAudience):
        operations.said(["Nowhere"], [], everybody=False)


def test_one_person_narrows_at_once_and_the_log_says_so(site, school):
    assert site.change(only(site.cfg, site.soir), site.claude)
    assert site.change(only(site.cfg), site.claude)
    assert [site.sees(site.camille), site.sees(site.sacha), site.sees()] == [True, False, False]
    assert school.actions().count("audience.narrowed") == 2


@pytest.mark.parametrize("wider", ["everybody", "another class", "a wing"])
def test_other_people_are_let_in_by_two(site, school, wider):
    site.limit(site.cfg)
    for_whom = {
        "everybody": EVERYBODY,
        "another class": only(site.soir),
        "a wing": only(site.cfg, wings=["Aile B"]),
    }[wider]
    assert not site.change(for_whom, site.claude)
    assert not site.sees(site.sacha)
    asked = AudienceAsked.about("maths").for_whom
    with pytest.raises(operations.ConfirmedByAnother):
        operations.confirm("maths", asked, site.claude, site.by(site.claude), at=school.now)
    operations.confirm("maths", asked, site.andrea, site.by(site.andrea), at=school.now)
    assert site.sees(site.sacha)
    assert school.actions()[-4:].count("audience.changed") == 1
    with pytest.raises(operations.NothingAsked):
        operations.confirm("maths", asked, site.andrea, site.by(site.andrea), at=school.now)


def test_what_was_asked_for_before_is_not_confirmed_when_something_else_is_asked_now(site, school):
    site.limit(site.cfg)
    site.change(EVERYBODY, site.claude)
    shown = AudienceAsked.about("maths").for_whom
    site.change(only(site.soir), site.claude)
    by, at = site.by(site.andrea), school.now
    with pytest.raises(operations.NothingAsked):
        operations.confirm("maths", shown, site.andrea, by, at=at)
    operations.drop("maths", site.claude, site.by(site.claude), at=at)
    with pytest.raises(operations.NothingAsked):
        operations.confirm("maths", only(site.soir).as_json(), site.andrea, by, at=at)
    assert not site.sees(site.sacha)


def test_nobody_else_chooses(site, school):
    for_whom, by = only(site.cfg), site.by(site.camille)
    for each in (
        lambda: operations.change("maths", for_whom, site.camille, by, at=school.now),
        lambda: operations.confirm("maths", "", site.camille, by, at=school.now),
        lambda: operations.drop("maths", site.camille, by, at=school.now),
    ):
        with pytest.raises(operations.NotForYouToChoose):
            each()


def test_each_release_has_its_own_and_going_back_shows_it_to_whom_it_was_approved_for(
    site, school, tmp_path
):
    site.limit(site.cfg)
    source = course.write_maths(tmp_path / "maths", release=2)
    library = school.site.library
    from content.bundle import build, open_bundle
    from content.formats import folder

    second = open_bundle(build(folder.read(source), tmp_path / "two")).sha256
    operations.decide("maths", second, EVERYBODY, at=school.now)
    assert not site.sees(site.sacha)
    course.install(library, source, tmp_path / "built")
    assert browse.channel("maths", "fr").manifest == second
    assert site.sees(site.sacha)
    library.roll_back("maths", leaving=2, to=1)
    assert not site.sees(site.sacha)


def test_a_release_has_the_audience_of_the_one_before_unless_another_is_chosen(site, school):
    site.limit(site.cfg)
    assert operations.decide("maths", "f" * 64, None, at=school.now) == only(site.cfg)
    assert operations.decide("maths", "f" * 64, EVERYBODY, at=school.now) == EVERYBODY
    assert Audience.of(site.manifest) == only(site.cfg)


def test_narrowing_reaches_the_release_before_and_the_one_that_waits(site, school):
    operations.decide("maths", "e" * 64, EVERYBODY, at=school.now)
    operations.decide("maths", "f" * 64, only(site.soir), at=school.now)
    site.change(only(site.cfg), site.claude)
    assert [Audience.of(each * 64) for each in "ef"] == [only(site.cfg), only()]


@pytest.fixture
def two_releases(site, school, tmp_path):
    """Release 2 is shown and was approved for CFG and Soir, release 1 for Soir alone."""
    first, source = site.manifest, course.write_maths(tmp_path / "maths", release=2)
    operations.decide("maths", first, only(site.soir), at=school.now)
    course.install(school.site.library, source, tmp_path / "built")
    operations.decide("maths", site.manifest, only(site.cfg, site.soir), at=school.now)
    return first


def test_narrowing_holds_when_a_release_approved_for_others_is_shown_again(
    site, school, two_releases
):
    assert site.change(only(site.cfg), site.claude)
    school.site.library.roll_back("maths", leaving=2, to=1)
    assert site.manifest == two_releases
    assert [site.sees(site.camille), site.sees(site.sacha), site.sees()] == [False] * 3
    assert "Soir" not in school.sign_in(site.claude).page("/audiences/maths").partition("<form")[0]


def test_what_two_people_decide_now_holds_when_one_goes_back(site, school, two_releases):
    site.change(only(site.cfg), site.claude)
    site.change(only(site.cfg, wings=["Aile A"]), site.claude)
    asked = AudienceAsked.about("maths").for_whom
    operations.confirm("maths", asked, site.andrea, site.by(site.andrea), at=school.now)
    school.site.library.roll_back("maths", leaving=2, to=1)
    assert not site.sees(site.sacha)


def test_a_release_for_fewer_narrows_those_before_it_once_it_is_installed(
    site, school, two_releases
):
    """And not before: an approval that waits takes nothing from anybody."""
    operations.decide("maths", two_releases, EVERYBODY, at=school.now)
    operations.decide("maths", site.manifest, only(site.cfg), at=school.now)
    assert Audience.of(two_releases) == EVERYBODY
    site.change(only(site.cfg, site.soir), site.claude)
    operations.installed("maths", site.manifest, school.by, at=school.now)
    assert Audience.of(two_releases) == only(site.cfg)
    assert AudienceAsked.about("maths") is None
    assert school.actions()[-1] == "audience.dropped"


def test_going_back_does_not_narrow_what_comes_after(site, school, two_releases):
    """One step forth again shows the later release to those for whom two people approved it."""
    later = site.manifest
    school.site.library.roll_back("maths", leaving=2, to=1)
    assert not site.sees(site.camille)
    school.site.library.roll_back("maths", leaving=1, to=2)
    assert Audience.of(later) == only(site.cfg, site.soir)
    assert site.sees(site.camille)


def test_the_doctor_names_the_courses_of_which_nothing_says_for_whom(site, school):
    """As after an older database was put back: the library knows a release, the database not."""
    site.limit(site.cfg)
    looked = {each.name: each for each in checkup.run(school.site)}["For whom courses are"]
    assert not looked.well
    assert "lecture" in looked.found
    assert "maths" not in looked.found
    site.change(only(site.cfg, site.soir), site.claude)
    operations.change("lecture", only(site.cfg), site.claude, site.by(site.claude), at=school.now)
    assert operations.undecided() == []
