"""Totals, the lock, and when candidates see their marks."""

from fractions import Fraction

import pytest

from server.results import locking
from server.results.lines import lines_of, sat_by
from server.results.locking import (
    NotLocked,
    OnlyAnAdministrator,
    StillToMark,
    WhyUnlock,
    total_of,
)
from server.results.models import FinalMark, Marking, Result
from server.roles import Role


@pytest.fixture
def marked(afternoon):
    afternoon.arrange()
    afternoon.gives("0,5")
    afternoon.gives("0", name="Sacha Petit")
    return afternoon


def lock(afternoon):
    return locking.lock(afternoon.sitting, afternoon.by, at=afternoon.school.now)


def test_a_total_is_scaled_and_says_what_is_missing(afternoon):
    everybody = sat_by(afternoon.sitting.id)
    lines = lines_of(everybody, Marking.of(afternoon.sitting.id))
    totals = {each.person.name: total_of(each, lines[each.id]) for each in everybody}
    assert totals["Camille Martin"].points == 3
    assert totals["Camille Martin"].mark == 15
    assert totals["Camille Martin"].missing == 1
    assert totals["Nour Haddad"].mark == 5
    assert totals["Nour Haddad"].missing == 0


def test_nothing_is_locked_while_an_answer_has_no_points(afternoon):
    with pytest.raises(StillToMark) as told:
        lock(afternoon)
    assert told.value.values == {"missing": 2, "differing": 0}
    assert not Result.select().exists()


def test_the_lock_writes_every_mark_down(marked):
    assert lock(marked) == 3
    result = Result.get(Result.candidate == marked.candidate())
    assert (result.total, result.mark, result.whole) == ("7/2", "35/2", "20")
    assert FinalMark.select().count() == 12
    with pytest.raises(locking.NothingToCorrect):
        mina = marked.actor(marked.mina)
        locking.publish(marked.sitting, True, mina, at=marked.school.now)


def test_candidates_see_their_mark_once_it_is_published_and_not_before(marked):
    person = marked.candidate().person_id
    with pytest.raises(NotLocked):
        locking.publish(marked.sitting, True, marked.by, at=marked.school.now)
    lock(marked)
    assert Result.published_of(person) == []
    locking.publish(marked.sitting, True, marked.by, at=marked.school.now)
    assert [Fraction(each.mark) for each in Result.published_of(person)] == [Fraction(35, 2)]


def test_only_an_administrator_unlocks_and_says_why(marked):
    lock(marked)
    locking.publish(marked.sitting, True, marked.by, at=marked.school.now)
    admin = marked.actor(marked.school.person("Ada Min", Role.ADMINISTRATOR))
    with pytest.raises(OnlyAnAdministrator):
        locking.unlock(marked.sitting, "Erreur", marked.by, at=marked.school.now)
    with pytest.raises(WhyUnlock):
        locking.unlock(marked.sitting, " ", admin, at=marked.school.now)
    locking.unlock(marked.sitting, "Une copie oubliée.", admin, at=marked.school.now)
    assert Result.published_of(marked.candidate().person_id) == []
    assert not FinalMark.select().exists()
    assert lock(marked) == 3
