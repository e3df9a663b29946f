"""An answer is kept whatever happens to it on the way."""

import pytest

from server.exam_room import chain, ending, saving
from server.exam_room.models import Event, Revision
from server.exam_room.saving import NotBegun, Save, Sender


def asides(morning, place=1):
    found = Revision.history(morning.candidate().id, place)
    return [(each.texts[0], each.number, each.aside) for each in found]


def test_the_newest_answer_counts_and_all_are_kept(morning):
    morning.begins()
    morning.save("Lyon", number=1)
    morning.save("Paris", number=2)
    assert morning.counts() == "Paris"
    assert asides(morning) == [("Lyon", 1, ""), ("Paris", 2, "")]


def test_each_answer_stands_in_the_chain_with_its_hash(morning):
    morning.begins()
    morning.save("Paris", number=1, uuid="one")
    event = Event.head_of(morning.sitting.id)
    assert (event.kind, event.told["uuid"], len(event.told["sha256"])) == ("saved", "one", 64)
    assert "Paris" not in event.details
    assert Revision.get().event == event
    assert chain.verify(morning.sitting.id) == event.number


def test_the_same_save_sent_again_makes_no_second_row(morning):
    morning.begins()
    for _ in range(3):
        assert morning.save("Paris", number=1, uuid="one").kept == ["one"]
    assert Revision.select().count() == 1


def test_an_older_answer_that_arrives_later_does_not_win(morning):
    morning.begins()
    morning.save("Paris", number=5)
    told = morning.save("Par", number=4, uuid="late one")
    assert told.refused == {"late one": saving.NotASave.message}
    told = morning.save("Par", number=4, uuid="late-one")
    assert (told.kept, told.aside) == (["late-one"], {"late-one": "older"})
    assert morning.counts() == "Paris"


def test_two_texts_with_one_number_are_both_kept_and_the_first_counts(morning):
    morning.begins()
    morning.save("Paris", number=1)
    morning.save("Lyon", number=1)
    assert asides(morning) == [("Paris", 1, ""), ("Lyon", 1, "conflict")]
    assert morning.counts() == "Paris"


def test_a_uuid_that_comes_with_another_text_loses_nothing(morning):
    morning.begins()
    morning.save("Paris", number=1, uuid="one")
    for _ in range(2):
        morning.save("Lyon", number=2, uuid="one")
    assert asides(morning) == [("Paris", 1, ""), ("Lyon", 2, "conflict")]


def test_an_answer_from_another_computer_is_kept_aside(morning):
    seat = morning.begins()
    morning.save("Paris", number=1)
    morning.save("Lyon", number=2, seat=seat.number + 1)
    assert asides(morning)[-1] == ("Lyon", 2, "other_seat")
    assert morning.counts() == "Paris"


@pytest.mark.parametrize(
    ("seconds", "late", "aside"),
    [
        pytest.param(3599, 0, "", id="in the last second"),
        pytest.param(3630, 30, "", id="just after: it was under way"),
        pytest.param(3700, 100, "late", id="later: kept, flagged, shown"),
    ],
)
def test_what_arrives_at_the_end(morning, seconds, late, aside):
    morning.begins()
    morning.school.wait(seconds=seconds)
    assert len(morning.save("Paris", number=1).kept) == 1
    row = Revision.get()
    assert abs(row.late - late) <= 3
    assert row.aside == aside


def test_an_answer_after_handing_in_is_kept_aside(morning):
    morning.begins()
    ending.hand_in(morning.candidate(), morning.act())
    morning.save("Paris", number=1)
    assert asides(morning) == [("Paris", 1, "handed_in")]


def test_an_answer_after_the_sitting_was_closed_is_kept_aside(morning):
    morning.begins()
    ending.close(morning.sitting, morning.act("Fin"))
    morning.save("Paris", number=1)
    assert asides(morning) == [("Paris", 1, "closed")]
    assert chain.verify(morning.sitting.id) > 0
    assert [each.aside for each in Revision.put_aside(morning.sitting.id)] == ["closed"]


def test_an_examiner_can_let_count_what_was_kept_aside(morning):
    morning.begins()
    morning.save("Paris", number=1)
    morning.save("Lyon", number=1)
    conflict = Revision.put_aside(morning.sitting.id)[0]
    saving.let_count(conflict, morning.by, "C’est sa dernière réponse", morning.now)
    assert morning.counts() == "Lyon"
    assert "exam.let_count" in morning.school.actions()


def test_before_the_exam_has_begun_there_is_nothing_to_keep(morning):
    morning.opens()
    morning.sits_down()
    with pytest.raises(NotBegun):
        morning.save("Paris", number=1)


@pytest.mark.parametrize(
    "save",
    [
        pytest.param(Save("one", 4, 1, ("Paris",)), id="a question that the copy does not have"),
        pytest.param(Save("", 1, 1, ("Paris",)), id="no name"),
        pytest.param(Save("x" * 65, 1, 1, ("Paris",)), id="a name that is too long"),
        pytest.param(Save("one", 1, -1, ("Paris",)), id="a number below one"),
        pytest.param(Save("one", 1, 1, ("x" * 200_001,)), id="a book"),
    ],
)
def test_what_no_page_of_ours_sends_is_refused_and_the_rest_kept(morning, save):
    seat, candidate = morning.begins(), morning.candidate()
    by = morning.by.__class__("Camille Martin", seat.number, candidate.person_id)
    good = Save("good", 0, 1, ("1",))
    told = saving.keep(Sender(candidate.id, morning.sitting.id, by), [save, good], morning.now)
    assert told.kept == ["good"]
    assert list(told.refused) == [save.uuid]


def test_half_a_sign_and_none_at_all_are_kept_as_they_came(morning):
    morning.begins()
    morning.save("\ud83d \x00 é", number=1)
    assert morning.counts() == "\ud83d \x00 é"


def test_no_answer_of_one_candidate_reaches_another(morning):
    morning.begins("Camille Martin", "Sacha Petit")
    morning.save("Paris", number=1, uuid="one")
    morning.save("Lyon", number=1, uuid="one", name="Sacha Petit")
    assert (morning.counts(), morning.counts(name="Sacha Petit")) == ("Paris", "Lyon")
