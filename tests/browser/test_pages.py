"""Every page of every role, in French and in Arabic: axe-core, widths, letters, words, titles.

A page wears one theme in French and the next one in Arabic; with ``ARDOISE_EVERY_THEME`` in the
environment, which takes some minutes more, it is read in all of them.
"""

import os

import pytest

from tests.browser.addresses import IN_EVERY_THEME, PAGES, go
from tests.browser.classroom import WITH_AXE, Seat
from tests.browser.standards import THEMES, faults_in_themes, faults_of, wear

pytestmark = WITH_AXE


class Rounds:
    """One seat for each role and language, and the titles seen there."""

    def __init__(self, classroom, places):
        self.classroom = classroom
        self.places = places
        self.seats = {}
        self.titles = {}

    def seat(self, role, language):
        """Return the seat of somebody with this role; signs them in the first time."""
        if (role, language) not in self.seats:
            room = self.classroom
            seat = Seat(room.browser, room.server, room.witness, language)
            if role == "guest":
                seat.open("/sign-in")
                seat.in_my_language()
            elif role == "candidate":
                seat.sign_in(self.places.sitting.codes[language])
            else:
                seat.sign_in(room.newcomer(f"Sam {role} {language}", role))
            self.seats[role, language] = seat
        return self.seats[role, language]

    def title_is_its_own(self, role, name, seat):
        """Say whether no other page has had this title; one may in several states (", …")."""
        name = name.partition(",")[0]
        return name == self.titles.setdefault((role, seat.language, seat.page.title()), name)


@pytest.fixture(scope="module")
def rounds(the_classroom, places):
    rounds = Rounds(the_classroom, places)
    yield rounds
    for seat in rounds.seats.values():
        seat.close()


ALL = [(role, name) for role, pages in PAGES.items() for name in pages]


def themes_for(role, name, language):
    """Return the theme that a page wears in a language, and those in which its colours are read."""
    turn = ALL.index((role, name)) + (language == "ar")
    worn = THEMES[turn % len(THEMES)]
    every = (role, name) in IN_EVERY_THEME or os.environ.get("ARDOISE_EVERY_THEME")
    return worn, [theme for theme in THEMES if theme != worn] if every else []


@pytest.mark.parametrize(("role", "name"), ALL)
def test_a_page_can_be_used_by_everybody(rounds, role, name):
    faults = {}
    for language in ("fr", "ar"):
        seat = rounds.seat(role, language)
        go(seat, rounds.places, PAGES[role][name])
        found = (
            [] if rounds.title_is_its_own(role, name, seat) else ["its title is another page's too"]
        )
        worn, others = themes_for(role, name, language)
        wear(seat.page, worn)
        found += [f"in {worn}: {fault}" for fault in faults_of(seat.page, language)]
        found += faults_in_themes(seat.page, others)
        if found:
            faults[language] = found
    assert faults == {}


SPOILED = {
    "color-contrast": "document.querySelector('main p.hint').style.color = '#bbb'",
    "label": "document.querySelector('#code').labels[0].remove()",
    "button-name": "document.querySelector('main button span').textContent = ''",
    "target-size": "document.querySelectorAll('.tongues button').forEach((b) => b.style.cssText ="
    " 'min-height: 0; height: 9px; min-width: 0; width: 9px; padding: 0; overflow: hidden')",
    "2 h1": "document.querySelector('main').insertAdjacentHTML('beforeend', '<h1>Encore</h1>')",
    "no alt": "document.querySelector('main').insertAdjacentHTML('beforeend', '<img>')",
    "says that it is de": "document.documentElement.lang = 'de'",
    "Arabic that is not said": "document.querySelector('h1').textContent = 'مرحبا'",
    "at 1024 px: 3": "document.querySelector('main').style.cssText ="
    " 'min-width: 3000px; max-width: none'",
    "at 320 px:": "document.querySelector('main form').style.minWidth = '400px'",
    "wide spacing: cut off": "Object.assign(document.querySelector('main p.hint').style,"
    " { overflow: 'hidden', height: '1.6em', whiteSpace: 'nowrap' })",
    "at 200 %": "document.querySelector('h1').style.cssText = 'width: 58rem; max-width: none'",
}


def test_a_page_that_was_spoiled_in_many_ways_is_told_all_of_them(classroom):
    seat = classroom.seat()
    seat.open("/sign-in")
    seat.page.evaluate(f"() => {{ {'; '.join(SPOILED.values())} }}")
    found = faults_of(seat.page, "fr")
    assert [name for name in SPOILED if not any(name in fault for fault in found)] == []
