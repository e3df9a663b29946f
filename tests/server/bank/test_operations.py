"""Questions are made, changed by new versions, archived; nothing that was asked is lost."""

import pytest

from content.refusals import QuestionRefused
from server.bank import operations
from server.bank.bodies import blobs_of, written
from server.bank.models import BankQuestion, Category, QuestionVersion
from server.bank.refusals import (
    Archived,
    CategoryInUse,
    ChangedMeanwhile,
    FileMissing,
    InItself,
    NameNeeded,
    NoSuchQuestion,
)
from tests.server.bank.conftest import choice, number, short


def test_a_question_comes_back_as_it_was_written(desk):
    version = desk.adds(short(), "Capitale", tags=("géographie", "Géographie"))
    assert version.asked == short()
    assert (version.number, version.name) == (1, f"{version.question_id}.1")
    assert version.question.tags() == ["géographie"]


def test_a_change_is_a_new_version_and_the_old_one_stays_as_it_was(desk):
    first = desk.adds(short())
    second = desk.changes(first, short(key="Paris, bien sûr"))
    assert second.number == 2
    assert QuestionVersion.get_by_id(first.id).asked == short()


def test_a_change_of_the_name_alone_makes_no_version(desk):
    first = desk.adds(short())
    assert desk.changes(first, short(), name="Autre nom").number == 1
    assert BankQuestion.get().name == "Autre nom"


def test_who_writes_from_an_older_version_is_told_and_nothing_is_lost(desk):
    first = desk.adds(short())
    desk.changes(first, short(key="Lyon"))
    with pytest.raises(ChangedMeanwhile):
        desk.changes(first, short(key="Nice"), seen=1)
    assert QuestionVersion.select().count() == 2


def test_the_same_form_sent_twice_changes_once_and_makes_one_question(desk):
    first = desk.adds(short(), key="form-1")
    assert desk.adds(short(), key="form-1") == first
    desk.changes(first, number(), seen=1)
    assert desk.changes(first, number(), seen=1).number == 2


def test_a_question_that_names_a_picture_needs_it_in_the_bank(desk):
    sha256 = "ab" * 32
    asked = short(f'<p>Où ?</p><p><img src="files/{sha256}.png" alt="une carte"></p>')
    with pytest.raises(FileMissing):
        desk.adds(asked)
    there = desk.picture()
    version = desk.adds(short(f'<p><img src="files/{there}.png" alt="une carte"></p>'))
    assert blobs_of(version.body) == [there]


def test_a_question_that_nobody_could_answer_is_refused(desk):
    with pytest.raises(QuestionRefused):
        desk.adds(choice(key=(7,)))
    with pytest.raises(NameNeeded):
        desk.adds(short(), name="x" * 121)
    assert BankQuestion.select().count() == 0


def test_an_archived_question_is_not_drawn_or_changed_until_it_is_taken_out(desk):
    version = desk.adds(short())
    number_ = version.question_id
    operations.archive(number_, True, desk.by, at=desk.school.now)
    operations.archive(number_, True, desk.by, at=desk.school.now)
    assert list(BankQuestion.of_category(None, True, ())) == []
    with pytest.raises(Archived):
        desk.changes(version, number())
    operations.archive(number_, False, desk.by, at=desk.school.now)
    assert desk.changes(version, number()).number == 2
    assert desk.school.actions().count("bank.archived") == 1


def test_categories_stand_in_each_other_and_hold_what_is_below(desk):
    maths = desk.category("Maths")
    fractions = desk.category("Fractions", maths)
    assert desk.category("Fractions", maths) == fractions
    desk.adds(number(), category=fractions.id, tags=("cfg",))
    assert Category.paths()[fractions.id] == "Maths / Fractions"
    assert len(BankQuestion.of_category(maths.id, True, ["cfg"])) == 1
    assert len(BankQuestion.of_category(maths.id, False, [])) == 0
    assert len(BankQuestion.of_category(maths.id, True, ["bac"])) == 0


def test_a_category_is_not_put_into_itself_nor_removed_with_what_it_holds(desk):
    maths = desk.category("Maths")
    inner = desk.category("Fractions", maths)
    with pytest.raises(InItself):
        operations.keep_category(maths.id, "Maths", inner.id, desk.by, at=desk.school.now)
    with pytest.raises(CategoryInUse):
        operations.remove_category(maths.id, desk.by, at=desk.school.now)
    operations.remove_category(inner.id, desk.by, at=desk.school.now)
    assert list(Category.paths().values()) == ["Maths"]


def test_every_change_is_in_the_log_with_who_made_it(desk):
    first = desk.adds(short(), "Capitale")
    desk.changes(first, number())
    made = [entry for entry in desk.school.log() if entry[1].startswith("bank.")]
    assert made == [
        ("Dominique Leroy", "bank.made", "Capitale"),
        ("Dominique Leroy", "bank.changed", "Capitale"),
    ]


def test_what_is_kept_does_not_depend_on_when_it_was_written(desk):
    assert written(choice()) == written(choice())
    with pytest.raises(NoSuchQuestion):
        operations.find(99)
