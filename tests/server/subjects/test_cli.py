"""The board's commands, in folders of its own, without a site."""

import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from i18n.refusals import Refusal
from server.cli import ardoise
from sync.sealing import checkpoints, keyrings, results
from sync.sealing.checkpoints import Checkpoint
from sync.sealing.holders import Card, Signer
from sync.sealing.merkle import Tree
from sync.sealing.results import Results
from sync.sealing.verifying import ImportedBefore, OtherMark
from tests.server.subjects.conftest import Waiting

WORDS, SPARE = "une phrase de passe", "une autre phrase"
SITE = Signer("Salle 2", b"1" * 32)
AT = datetime(2026, 11, 27, 11, tzinfo=UTC)


@pytest.fixture
def run(tmp_path):
    """Return what runs a command as somebody types it; its refusal is raised."""

    def command(*arguments, typed=()):
        whole = ["--home", str(tmp_path / "home"), "--language", "en", "exam", *map(str, arguments)]
        answers = "".join(f"{each}\n" for each in typed)
        done = CliRunner().invoke(ardoise, whole, input=answers)
        if isinstance(done.exception, Refusal):
            raise done.exception
        assert done.exit_code == 0, done.output
        return done.output

    return command


@pytest.fixture
def board(run, tmp_path):
    """The folder of a board's keys."""
    folder = tmp_path / "keys"
    told = run("keys", "--keys", folder, "Service", typed=[WORDS, WORDS, SPARE, SPARE])
    assert keyrings.card_of(folder).letters in told
    return folder


def test_a_paper_is_sealed_checked_and_opened_on_the_console(run, board, new_school, tmp_path):
    waiting = Waiting(new_school, tmp_path)
    (tmp_path / "paper.json").write_bytes(waiting.frozen)
    sealed, card = tmp_path / "x.subject", board / "card.json"
    told = run(
        *("seal", "--keys", board, "--out", sealed, "--opens", "2026-11-20 08:00"),
        *("--room", "Salle 2", tmp_path / "paper.json"),
        typed=[WORDS],
    )
    shown = [line.strip() for line in told.splitlines() if line.startswith("    ")]
    assert "Salle 2" in run("check", "--card", card, sealed)
    run("open", "--card", card, "--out", tmp_path / "out", sealed, typed=shown)
    assert (tmp_path / "out" / "paper.json").read_bytes() == waiting.frozen
    assert not (tmp_path / "home").exists()


def test_each_key_is_a_page_to_print_that_opens_the_subject(run, board, new_school, tmp_path):
    waiting = Waiting(new_school, tmp_path)
    (tmp_path / "paper.json").write_bytes(waiting.frozen)
    sealed, sheets = tmp_path / "x.subject", tmp_path / "sheets"
    told = run(
        *("seal", "--keys", board, "--out", sealed, "--opens", "2026-11-20 08:00"),
        *("--sheets", sheets, tmp_path / "paper.json"),
        typed=[WORDS],
    )
    pages = [path.read_text("utf-8") for path in sorted(sheets.iterdir())]
    typed = [page.partition('<p class="key" dir="ltr">')[2].partition("<")[0] for page in pages]
    assert len(set(typed)) == 2
    assert not any(code in told for code in typed)
    assert all(path.stat().st_mode & 0o077 == 0 for path in sheets.iterdir())
    run("open", "--card", board / "card.json", "--out", tmp_path / "out", sealed, typed=typed)
    assert (tmp_path / "out" / "paper.json").read_bytes() == waiting.frozen


def test_results_are_verified_once_and_only_with_the_mark_of_the_paper(run, board, tmp_path):
    card = keyrings.card_of(board)
    log = Checkpoint.of(checkpoints.origin_of(SITE.card, "7"), Tree())
    note = checkpoints.sign(log, SITE)
    whole = Results("7", "Français", AT, [], [], [], note, {}, {"pv.html": b"<p>"})
    results.seal(tmp_path / "r.age", whole, SITE, card, at=AT)
    (tmp_path / "site.json").write_bytes(SITE.card.to_bytes())
    asked = ["verify", "--card", tmp_path / "site.json", "--register", tmp_path / "seen"]
    with pytest.raises(OtherMark):
        run(
            *(*asked, "--key", board / "board.key", "--mark", "AAAA BBBB CCCC DDDD"),
            tmp_path / "r.age",
            typed=[WORDS],
        )
    told = run(
        *(*asked, "--key", board / "spare.key", "--mark", log.mark(), "--json"),
        *("--out", tmp_path / "out", tmp_path / "r.age"),
        typed=[SPARE],
    )
    found = json.loads(told.splitlines()[-1])
    assert (found["title"], found["mark"], found["compared"]) == ("Français", log.mark(), True)
    assert (tmp_path / "out" / "papers" / "pv.html").read_bytes() == b"<p>"
    with pytest.raises(ImportedBefore):
        run(*asked, "--key", board / "board.key", tmp_path / "r.age", typed=[WORDS])


def test_a_key_comes_back_from_paper(run, board, tmp_path):
    told = run("paper", board / "board.key", typed=[WORDS])
    lines = [line.split(maxsplit=1)[1] for line in told.splitlines() if line.startswith("   ")]
    run("restore", tmp_path / "again.key", typed=[*lines, SPARE, SPARE])
    assert keyrings.identity(tmp_path / "again.key", SPARE) == keyrings.identity(
        board / "board.key", WORDS
    )


def test_a_site_writes_its_card(run, tmp_path):
    told = run("card", tmp_path / "site.json")
    assert Card.from_bytes((tmp_path / "site.json").read_bytes()).letters in told
