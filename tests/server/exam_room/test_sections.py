"""Sections with a time of their own: late answers of one are kept aside, the others count."""

import pytest

from server.exam_room import running
from server.exam_room.models import Revision
from server.exams import composing, sections
from server.exams.models import Section
from tests.server.exam_room.conftest import Morning, questions


class TwoSections(Morning):
    """Ten minutes for the first two questions, half an hour for the other two, an hour in all."""

    def compose(self, paper, numbers):
        first = paper.sections()[0]
        second = sections.add_section(paper.id, self.by, at=self.school.now)
        composing.add_questions(paper.id, first.id, numbers[:2], "1", self.by, at=self.school.now)
        composing.add_questions(paper.id, second.id, numbers[2:], "1", self.by, at=self.school.now)
        for section, seconds in ((first, 600), (second, 1800)):
            sections.change_section(
                paper.id, section.id, "", "", seconds, False, self.by, at=self.school.now
            )
        assert Section.select().count() == 2


@pytest.fixture
def morning(new_school):
    found = TwoSections(new_school, asks=questions())
    found.begins()
    return found


def lefts(morning):
    return morning.seats["Camille Martin"].get("/exam/state").json["sections"]


def aside(morning, place):
    rows = Revision.select().where(Revision.place == place).order_by(Revision.id.desc())
    return rows.first().aside


def test_each_section_has_its_own_time_one_after_the_other(morning):
    assert lefts(morning) == [600, 2400]
    page = morning.seats["Camille Martin"].page("/exam")
    assert "Temps restant pour cette partie" in page


def test_after_the_time_of_a_section_its_answers_are_kept_aside_and_the_next_ones_count(morning):
    morning.save("Paris", place=1)
    morning.school.wait(minutes=12)
    morning.save("Lyon", place=1)
    morning.save("54321987", place=2)
    assert (morning.counts(1), aside(morning, 1)) == ("Paris", "late")
    assert morning.counts(2) == "54321987"
    assert Revision.get(Revision.aside == "late").late in (119, 120, 121)


def test_what_is_sent_again_unchanged_after_a_section_is_no_late_answer(morning):
    morning.save("Paris", place=1)
    morning.school.wait(minutes=12)
    morning.save("Paris", place=1)
    assert Revision.select().count() == 1


def test_time_that_is_given_back_counts_for_the_section_too(morning):
    morning.school.wait(minutes=12)
    running.credit(morning.sitting, 300, morning.act("Coupure"))
    morning.save("Lyon", place=1)
    assert morning.counts(1) == "Lyon"


def test_a_pause_stops_the_time_of_a_section(morning):
    running.evacuate(morning.sitting, morning.act())
    morning.school.wait(minutes=30)
    assert lefts(morning) == []
    running.resume(morning.sitting, morning.act())
    assert lefts(morning)[0] in (599, 600)
