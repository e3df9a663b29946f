"""On the console, a file of questions is looked into and converted without a bank."""

from click.testing import CliRunner

from server.cli import ardoise

GIFT = "::Fois::7 × 8 ? {#56}\n\n::Mauvaise::Rien ? {~a ~b}\n\n::Choix::Où ? {=ici ~là}\n"


def run(*arguments):
    return CliRunner().invoke(ardoise, ["question", *map(str, arguments)])


def test_a_file_is_shown_with_what_could_not_be_read(tmp_path):
    file = tmp_path / "a.gift"
    file.write_text(GIFT, encoding="utf-8")
    done = run("check", file)
    assert done.exit_code == 1
    assert "Fois" in done.output and "Choix" in done.output and "Mauvaise" not in done.output
    assert "3" in done.output and "2 questions" in done.output


def test_a_file_becomes_another_and_says_what_is_not_in_it(tmp_path):
    file, out = tmp_path / "a.gift", tmp_path / "b.txt"
    file.write_text(GIFT.replace("::Mauvaise::Rien ? {~a ~b}\n", ""), encoding="utf-8")
    done = run("convert", file, "--to", "aiken", "--out", out)
    assert done.exit_code == 1
    assert "Fois" in done.output
    assert out.read_text("utf-8") == "Où ?\nA) ici\nB) là\nANSWER: A\n"
    done = run("convert", file, "--to", "moodle_xml", "--out", out)
    assert done.exit_code == 0
    assert run("check", out).exit_code == 0


def test_a_file_that_holds_nothing_known_is_refused_in_a_sentence(tmp_path):
    file = tmp_path / "a.bin"
    file.write_bytes(b"\x00\x01")
    done = run("check", file)
    assert "GIFT" in done.exception.in_words()
