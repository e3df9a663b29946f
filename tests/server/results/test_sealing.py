"""The sealed file of a real sitting: the board opens it, and notices whatever was changed."""

import zipfile

import pyrage
import pytest
from click.testing import CliRunner
from pyrage import x25519

from server.cli import ardoise
from server.results import locking, sealing
from server.results.correcting import StillRuns
from server.results.sealing import CannotRead
from server.subjects.keeping import Shelf
from sync.sealing import parcels, verifying
from sync.sealing.holders import Card
from sync.sealing.verifying import LogCut, NotForThisKey, OtherMark
from tests.server.exam_room.conftest import Morning


@pytest.fixture
def key():
    return x25519.Identity.generate()


@pytest.fixture
def sealed(afternoon, key, tmp_path):
    """The file of a sitting whose marks are locked."""
    afternoon.arrange()
    afternoon.gives("0,5")
    afternoon.gives("0", name="Sacha Petit")
    locking.lock(afternoon.sitting, afternoon.by, at=afternoon.school.now)
    return make(afternoon, key, tmp_path)


def make(afternoon, key, folder):
    path = folder / "results.age"
    own = afternoon.hall.signer.card
    board = Card("Académie", own.sign, (str(key.to_public()),))
    found = type(afternoon.sitting).get_by_id(afternoon.sitting.id)
    sealing.seal(afternoon.hall, found, board, path, afternoon.by, at=afternoon.school.now)
    return path


def verified(path, afternoon, key, **how):
    sites = [afternoon.hall.signer.card]
    clear = path.with_suffix(".clear")
    with verifying.opened(path, [str(key)], clear) as parcel:
        return verifying.verify(parcel, sites, **how)


def test_the_board_finds_every_answer_and_mark_under_the_mark_of_the_minutes(
    sealed, afternoon, key
):
    from server.exam_room.models import Checkpoint, Revision

    paper = Checkpoint.latest_of(afternoon.sitting.id).code
    found = verified(sealed, afternoon, key, paper=paper)
    assert found.answers == Revision.select().count() == 9
    assert found.marks == 12 + 3
    with pytest.raises(OtherMark):
        verified(sealed, afternoon, key, paper="ABCD-EFGH-JKMN-PQRS")


def test_nobody_else_opens_it(sealed, afternoon):
    with pytest.raises(NotForThisKey):
        verified(sealed, afternoon, x25519.Identity.generate())


@pytest.mark.parametrize("name", ["marks.jsonl", "answers.jsonl", "log.jsonl", "checkpoint.note"])
def test_a_changed_entry_is_noticed(sealed, afternoon, key, name, tmp_path):
    clear = tmp_path / "clear.zip"
    clear.write_bytes(pyrage.decrypt(sealed.read_bytes(), [key]))
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(clear) as source, zipfile.ZipFile(changed, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == name:
                data = data.replace(b"1", b"2", 1) if b"1" in data else data + b"x"
            target.writestr(entry, data)
    with pytest.raises((parcels.PartChanged, LogCut)):
        verified(changed, afternoon, key)


def test_a_sitting_that_runs_is_not_sent(new_school, key, tmp_path):
    morning = Morning(new_school)
    morning.begins()
    with pytest.raises(StillRuns):
        make(morning, key, tmp_path)


def test_the_card_of_a_site_opens_nothing(afternoon, tmp_path):
    found = type(afternoon.sitting).get_by_id(afternoon.sitting.id)
    card = afternoon.hall.signer.card
    with pytest.raises(CannotRead):
        sealing.seal(
            afternoon.hall, found, card, tmp_path / "x", afternoon.by, at=afternoon.school.now
        )
    assert not (tmp_path / "x").exists()


def test_before_the_lock_the_answers_go_without_marks(afternoon, key, tmp_path):
    path = make(afternoon, key, tmp_path)
    assert verified(path, afternoon, key).marks == 0


def test_an_examiner_takes_the_file_from_the_page_of_results(afternoon, key):
    board = Card("Académie", afternoon.hall.signer.card.sign, (str(key.to_public()),))
    Shelf(afternoon.hall.home.subjects).keep_board(board)
    examiner = afternoon.school.sign_in(afternoon.dominique)
    path = f"/sittings/{afternoon.sitting.id}/results"
    assert "Académie" in examiner.page(path)
    answer = examiner.post(f"{path}/sealed", {"board": board.letters})
    assert answer.headers["Content-Disposition"].endswith('.age"')
    assert pyrage.decrypt(answer.data, [key]).startswith(b"PK")
    assert examiner.post(f"{path}/sealed", {"board": "x"}).status_code == 422
    assert not list(afternoon.hall.home.folder.glob("tmp*"))


def test_the_console_writes_the_same_file(afternoon, key, tmp_path):
    board = tmp_path / "board.json"
    card = Card("Académie", afternoon.hall.signer.card.sign, (str(key.to_public()),))
    board.write_bytes(card.to_bytes())
    out, home = tmp_path / "r.age", afternoon.hall.home.folder
    words = ["exam", "export", str(afternoon.sitting.id), "--board", str(board), "--to", str(out)]
    done = CliRunner().invoke(ardoise, ["--home", str(home), *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert verified(out, afternoon, key).session == str(afternoon.sitting.id)
