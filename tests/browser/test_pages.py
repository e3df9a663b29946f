"""Every page of every role, in French and in Arabic: axe-core, widths, letters, words, titles.

A page wears one theme in French and the next one in Arabic; with ``ARDOISE_EVERY_THEME`` in the
environment, which takes some minutes more, it is read in all of them.
"""

import os

import pytest

from tests.browser.addresses import IN_EVERY_THEME, PAGES, go
from tests.browser.classroom import WITH_AXE, Seat
from tests.browser.explained import REASONS
from tests.browser.standards import (
    THEMES,
    faults_in_forced_colours,
    faults_in_themes,
    faults_of,
    faults_of_focus,
    wear,
)

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
                seat.sign_in(room.newcomer(f"Sam {role}-{language}", role))
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
    faults, explained = {}, set()
    for language in ("fr", "ar"):
        seat = rounds.seat(role, language)
        go(seat, rounds.places, PAGES[role][name])
        found = (
            [] if rounds.title_is_its_own(role, name, seat) else ["its title is another page's too"]
        )
        worn, others = themes_for(role, name, language)
        wear(seat.page, worn)
        found += [f"in {worn}: {fault}" for fault in faults_of(seat.page, language, explained)]
        found += faults_in_themes(seat.page, others)
        if language == "fr":
            found += faults_in_forced_colours(seat.page) + faults_of_focus(seat.page)
        if found:
            faults[language] = found
    assert faults == {}
    needless = [reason for reason in REASONS if reason.page == (role, name)]
    assert [reason for reason in needless if reason not in explained] == []


ADD = "document.querySelector('main').insertAdjacentHTML('beforeend', `%s`)"
"""What a fault is put in with; a page allows no style in its text, so that it is given after."""
GIVE_STYLES = "document.querySelectorAll('[data-style]').forEach((e) => e.style = e.dataset.style)"
SPOILED = {
    "color-contrast": "document.querySelector('main p.hint').style.color = '#bbb'",
    "label:": "document.querySelector('#code').labels[0].remove()",
    "button-name": "document.querySelector('main button span').textContent = ''",
    "target-size": "document.querySelectorAll('.tongues button').forEach((b) => b.style.cssText ="
    " 'min-height: 0; height: 9px; min-width: 0; width: 9px; padding: 0; overflow: hidden')",
    "heading-order": ADD % "<h2>Deux</h2><h4>Quatre</h4>",
    "label-content-name-mismatch": ADD % '<a href="/a" aria-label="Suite">Lire la page</a>',
    "link-in-text-block": ADD
    % '<p>Une longue phrase où <a href="/b" data-style="text-decoration: none;'
    ' color: #333">un mot</a> mène ailleurs</p>',
    "p-as-heading": ADD
    % '<p data-style="font-size: 2em; font-weight: 700">Un faux titre</p><p>Puis un'
    " paragraphe qui est plus long que lui, et que rien d'autre n'annonce.</p>",
    "video-caption": ADD % '<video src="/static/none.mp4" controls></video>',
    "2 h1": ADD % "<h1>Encore</h1>",
    "no alt": ADD % "<img>",
    "a file name as alt": ADD % '<img alt="IMG_2024.JPG">',
    "a table without headers": ADD % "<table aria-label=t><tr><td>1</td></tr></table>",
    "a table without a name": ADD % '<table><tr><th scope="col">Jour</th></tr></table>',
    "a header of nothing": ADD % "<table aria-label=t><tr><th>Jour</th></tr></table>",
    "justified": ADD % '<p data-style="text-align: justify">Un texte</p>',
    "plays by itself": ADD % '<audio autoplay muted src="/static/none.mp3"></audio>',
    "no captions": ADD % '<video src="/static/none.mp4"></video>',
    "a vague link": ADD % '<p><a href="/c">Cliquez ici</a></p>',
    "another link of these words": ADD
    % '<p><a href="/d">Ouvrir la leçon</a></p><p><a href="/e">Ouvrir la leçon</a></p>',
    "boxes without a legend": ADD % '<label><input type="radio" name="r" value="1"> Oui</label>'
    '<label><input type="radio" name="r" value="2"> Non</label>',
    "does not say that it is required": ADD % '<form><label>Salle <input name="a" required></label>'
    '<label>Jour <input name="b"></label></form>',
    "a colour that says it alone": ADD
    % '<span data-style="display: block; width: 9px; height: 9px; background: green"></span>',
    "an order that jumps": ADD % '<div data-style="display: flex; flex-direction: column-reverse">'
    '<a href="/f">La première</a><a href="/g">La seconde</a></div>',
    "an order of its own": ADD % '<p tabindex="3">Avant les autres</p>',
    "Arabic that is not said": "document.querySelector('h1').textContent = 'مرحبا'",
    "Cyrillic that is not said": ADD % "<p>Привет</p>",
    "Georgian that is not said": ADD % "<p>გამარჯობა</p>",
    "Han that is not said": ADD % "<p>你好</p>",
    "says that it is de": "document.documentElement.lang = 'de'",
    "at 1024 px: 3": "document.querySelector('main').style.cssText ="
    " 'min-width: 3000px; max-width: none'",
    "at 320 px:": "document.querySelector('main form').style.minWidth = '400px'",
    "wide spacing: cut off": "Object.assign(document.querySelector('main p.hint').style,"
    " { overflow: 'hidden', height: '1.6em', whiteSpace: 'nowrap' })",
    "at 200 %": "document.querySelector('h1').style.cssText = 'width: 58rem; max-width: none'",
}


FOREIGN = (
    ADD % "<p>Voici trois mots français</p>" + "; document.documentElement.lang = 'ar'"
    "; document.documentElement.dir = 'rtl'"
)
"""A passage that its Arabic page does not say to be in another language."""
SPOILED_FOR_THE_KEYBOARD = {
    "takes no focus": ADD % '<a href="/h" class="shy">Celle qui fuit</a>'
    + "; document.querySelector('.shy').onfocus = (event) => event.target.blur()",
    "no focus to be seen": ADD % '<a href="/i" data-style="outline: none">Sans contour</a>',
    "the focus is hidden by": ADD
    % '<p><a href="/j">Dessous</a></p>'
    + "; document.querySelector('[href=\"/j\"]').insertAdjacentHTML('afterend',"
    " '<b data-style=\"position: relative; display: block; height: 9rem; margin-top: -9rem;"
    " background: white; z-index: 9\">Dessus</b>')",
}
SPOILED_IN_FORCED_COLOURS = {
    "a sign is not seen": "document.querySelector('main .icon').style.stroke = 'black'",
    "a line of a drawing is not seen": ADD % '<svg viewBox="0 0 9 9" width="90" height="90">'
    '<path d="M0 0h9v9" stroke="black" fill="none"/></svg>',
    "what is chosen looks like the rest": ADD % '<ul><li><a href="/k" aria-current="page"'
    ' data-style="background: green">Ici</a></li><li><a href="/l">Ailleurs</a></li></ul>',
}


def spoil(seat, faults):
    """Open a page that everybody can use, and put these faults into it."""
    seat.open("/sign-in")
    seat.witness.expected.add(404)
    seat.page.evaluate(f"() => {{ {'; '.join([*faults, GIVE_STYLES])} }}")


def untold(faults, found):
    """Return the names of the faults that nothing of what was found begins with or holds."""
    return [name for name in faults if not any(name in fault for fault in found)]


def test_a_page_that_was_spoiled_in_many_ways_is_told_all_of_them(classroom):
    seat = classroom.seat()
    spoil(seat, SPOILED.values())
    assert untold(SPOILED, faults_of(seat.page, "fr")) == []
    spoil(seat, [FOREIGN])
    assert untold(["Latin that is not said"], faults_of(seat.page, "ar")) == []


def test_what_keyboard_and_few_colours_take_away_is_told_too(classroom):
    seat = classroom.seat()
    spoil(seat, SPOILED_FOR_THE_KEYBOARD.values())
    assert untold(SPOILED_FOR_THE_KEYBOARD, faults_of_focus(seat.page)) == []
    spoil(seat, SPOILED_IN_FORCED_COLOURS.values())
    assert untold(SPOILED_IN_FORCED_COLOURS, faults_in_forced_colours(seat.page)) == []
