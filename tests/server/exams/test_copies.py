"""What a candidate gets is decided by the paper and a seed, and by nothing else."""

from fractions import Fraction

import pytest

from server.exams.copies import copy_of
from server.exams.operations import copy_for, paper_from_bytes, paper_to_bytes
from server.exams.subject import NotASubject
from tests.server.bank.conftest import choice, number


def asked(copy):
    return [each.title for each in copy.questions]


def test_a_seed_gives_the_same_copy_again_and_others_give_others(office):
    paper = office.cfg()
    copies = [copy_for(paper, str(seed)) for seed in range(12)]
    assert copies == [copy_for(paper, str(seed)) for seed in range(12)]
    assert len({tuple(asked(each)) for each in copies}) > 3


def test_a_copy_has_every_question_once_in_numbered_places_with_its_points(office):
    copy = copy_for(office.cfg(), "seat 4")
    assert [each.place for each in copy.questions] == [0, 1, 2, 3, 4]
    assert [section.places for section in copy.sections] == [(0, 1, 2), (3, 4)]
    assert copy.total == 9 and copy.questions[4].points == Fraction(3, 2)
    assert len(set(asked(copy))) == 5


def test_options_stand_in_another_order_for_others_and_keep_their_own_numbers(office):
    paper = office.paper()
    office.add(paper, office.adds(choice(options=tuple("abcdefg"))))
    orders = {copy_for(paper, str(seed)).questions[0].order for seed in range(8)}
    assert len(orders) > 4
    assert all(sorted(order) == list(range(7)) for order in orders)


def test_a_section_that_is_shuffled_has_its_questions_in_other_orders(office):
    from server.exams import sections

    paper = office.cfg()
    section = paper.sections()[0]
    before = {tuple(asked(copy_for(paper, str(seed)))[:3]) for seed in range(8)}
    at = office.school.now
    sections.change_section(paper.id, section.id, "", "", 0, True, office.by, at=at)
    after = {tuple(asked(copy_for(paper, str(seed)))[:3]) for seed in range(8)}
    assert (len(before), len(after) > 2) == (1, True)


def test_nobody_is_asked_the_same_thing_twice_by_two_draws(office):
    inner, outer = office.category("Tables"), office.category("Calcul")
    for n in range(3):
        office.adds(number(f"<p>{n} ?</p>", str(n)), f"T{n}", inner.id)
        office.adds(number(f"<p>1{n} ?</p>", str(n)), f"C{n}", outer.id)
    paper = office.paper()
    office.draw(paper, None, 3)
    office.draw(paper, inner, 3)
    for seed in range(10):
        assert len(set(asked(copy_for(paper, str(seed))))) == 6


def test_a_paper_that_travels_as_a_file_gives_the_same_copies_elsewhere(office):
    paper = office.cfg()
    data = paper_to_bytes(paper)
    assert paper_from_bytes(data).to_bytes() == data
    assert copy_of(paper_from_bytes(data), "7") == copy_for(paper, "7")


def test_bytes_that_are_no_paper_are_refused_in_a_sentence(office):
    data = paper_to_bytes(office.cfg())
    for bad in (b"", b"[]", b"{}", data[:-9], data.replace(b'"count":2', b'"count":9')):
        with pytest.raises(NotASubject):
            paper_from_bytes(bad)
