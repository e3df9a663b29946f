"""What is plugged in is named for what it is, and only courses can be checked."""

import re

import pytest

from server.bundles.places import places
from server.roles import Role
from sync import volumes


@pytest.fixture
def plugged(monkeypatch, tmp_path):
    """Return what puts sticks in, by name and what is at their top; it returns their folders."""

    def put_in(**sticks):
        found = []
        for name, tops in sticks.items():
            stick = tmp_path / "media" / name
            stick.mkdir(parents=True)
            for top in tops:
                (stick / top).write_text("x")
            found.append(stick)
        monkeypatch.setattr(volumes, "mounted_volumes", lambda: found)
        monkeypatch.setattr(volumes, "MOUNTED_BELOW", (str(tmp_path / "media"),))
        return found

    return put_in


def section(page):
    """Return the part of the page that is about sticks, without marks."""
    part = page.partition('id="place-1"')[2].partition("<h2>Installé")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


@pytest.mark.parametrize(
    ("tops", "words"),
    [
        pytest.param(["KOLIBRI_DATA"], "pas signées", id="a drive of Kolibri"),
        pytest.param([], "ne contient rien", id="an empty stick"),
        pytest.param(["photos.zip"], "aucun n'a été ouvert", id="foreign files"),
    ],
)
def test_a_stick_without_courses_is_named_and_cannot_be_checked(new_school, plugged, tops, words):
    (stick,) = plugged(one=tops)
    page = new_school.sign_in(Role.CONTENT_MANAGER).page("/bundles/")
    assert str(stick) in page
    assert words in section(page)
    assert "/bundles/medium?" not in page


def test_a_stick_that_cannot_be_read_is_said_to_be(new_school, plugged):
    (stick,) = plugged(one=[])
    stick.rmdir()
    page = new_school.sign_in(Role.CONTENT_MANAGER).page("/bundles/")
    assert "ne peut pas être lu" in section(page)


def test_several_sticks_and_folders_stand_together_courses_first(desk, open_site, plugged):
    plugged(empty=[], photos=["a.jpg"])
    school = open_site(desk.school.site.home, media=str(desk.medium.root))
    found = places(school.site.settings.media)
    assert [each.volume.holds for each in found] == ["courses", "empty", "other"]
    assert [each.is_stick for each in found] == [False, True, True]
    page = school.sign_in(Role.CONTENT_MANAGER).page("/bundles/")
    assert page.count("/bundles/medium?") == 1


def test_a_stick_of_courses_that_can_be_written_to_brings_a_gentle_advice(desk, plugged):
    (stick,) = plugged(courses=[])
    seat = desk.school.sign_in(Role.CONTENT_MANAGER)
    advice = "en lecture seule"
    assert advice not in seat.page("/bundles/")
    desk.medium.root.rename(desk.medium.root.with_name("moved"))
    stick.rmdir()
    desk.medium.root.with_name("moved").rename(stick)
    assert advice in seat.page("/bundles/")


def test_a_stick_named_in_the_settings_too_is_listed_once(plugged):
    (stick,) = plugged(one=[])
    assert len(places((str(stick),))) == 1
