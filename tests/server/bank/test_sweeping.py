"""Files of the bank go when nothing names them and nobody is about to."""

import hashlib
import os
from datetime import UTC, datetime, timedelta

import pytest

from content.store import ARRIVING
from server import rounds
from server.bank import sweeping
from server.bank.files import keep
from server.exams import attaching
from server.rounds import Rounds
from tests.content.documents import written
from tests.server.bank.conftest import choice
from tests.server.exams.conftest import Office

NOW = datetime.now(UTC)
LATER = NOW + sweeping.OLD + timedelta(hours=1)
PDF = written("Texte")


@pytest.fixture
def office(new_school):
    return Office(new_school)


def shown(sha256):
    return choice(prompt=f'<p><img src="files/{sha256}.png" alt="x"></p>')


def test_what_nothing_names_goes_after_a_week(office):
    lost = office.picture(b"tried")
    assert sweeping.swept(office.store, at=NOW + timedelta(days=6)) == 0
    assert office.store.has(lost)
    assert sweeping.swept(office.store, at=LATER) == 1
    assert not office.store.has(lost)
    assert list((office.store.root / ARRIVING).iterdir()) == []


def test_what_any_version_or_paper_names_stays(office):
    names = [office.picture(data) for data in (b"first", b"second", b"frozen")]
    version = office.adds(shown(names[0]))
    office.changes(version, shown(names[1]))
    paper = office.paper()
    office.add(paper, office.adds(shown(names[2])))
    document = attaching.add_document(
        paper.id, "a.pdf", PDF, office.store, office.by, at=office.school.now
    )
    office.locks(paper)
    assert sweeping.swept(office.store, at=LATER) == 0
    assert all(map(office.store.has, [*names, document.document]))


def test_what_only_a_frozen_paper_names_stays(office):
    """The subject of another house is a file in one column, and no question of the bank."""
    alone = office.picture(b"of another house")
    paper = office.paper()
    paper.subject = f'{{"sha256":"{alone}"}}'.encode()
    paper.save()
    assert sweeping.swept(office.store, at=LATER) == 0


def test_what_is_named_again_after_a_week_stays_for_another(office):
    """Nobody has it in a row yet: a form shows it, or a file of questions is being brought."""
    lost = office.picture(b"tried")
    for name_again in (
        lambda: keep(office.store, b"tried"),
        lambda: office.adds(shown(lost)),
    ):
        os.utime(office.store.path(lost), (0, 0))
        name_again()
        assert sweeping.swept(office.store, at=datetime.now(UTC)) == 0
    assert office.store.read(lost) == b"tried"


def test_a_kill_while_sweeping_costs_nothing(office):
    """It leaves the file aside, where the next one of the same bytes takes its place."""
    name = hashlib.sha256(b"tried").hexdigest()
    lost = office.picture(b"tried")
    office.store.path(lost).replace(office.store.root / ARRIVING / name)
    office.adds(shown(office.picture(b"tried")))
    assert office.store.read(lost) == b"tried"


def test_the_rounds_sweep_the_bank_an_hour_after_the_start_and_each_day(office):
    going = Rounds(office.school.site.settings, bank=office.store)
    for wait in (rounds.SWEPT_EVERY, rounds.BANK_SWEPT_EVERY):
        lost = office.picture(b"tried")
        os.utime(office.store.path(lost), (0, 0))
        going.once()
        assert office.store.has(lost)
        office.school.wait(seconds=wait.total_seconds())
        going.once()
        assert not office.store.has(lost)
