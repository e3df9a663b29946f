"""What a real clamd says of a file, and what is said where there is none."""

from contextlib import suppress

import pytest

from sync.scan import Scanner, ScannerSilent
from tests.clamd import BAD_WORD, HARMLESS


@pytest.fixture
def scanner(clamd):
    return Scanner(clamd)


def test_a_clean_file_is_called_clean(scanner):
    assert scanner.find([b"Bon", b"jour", b""]) == ""
    assert scanner.find([]) == ""


def test_a_virus_is_named_however_it_comes(scanner):
    assert scanner.find([HARMLESS]).startswith("Harmless")
    assert scanner.find(bytes([byte]) for byte in HARMLESS).startswith("Harmless")
    assert scanner.find([f"<p>Un mot : {BAD_WORD}.</p>".encode()]).startswith("BadWord")


def test_a_file_longer_than_the_scanner_takes_is_not_called_clean(scanner):
    with suppress(ScannerSilent):
        assert scanner.find(bytes(1 << 16) for _ in range(40)) != ""


def test_the_scanner_says_which_version_it_is(scanner):
    assert scanner.version().startswith("ClamAV ")


@pytest.mark.parametrize("address", ["/nowhere/clamd.ctl", "127.0.0.1:1"])
def test_a_scanner_that_is_not_there_is_a_refusal(address):
    with pytest.raises(ScannerSilent) as refused:
        Scanner(address).find([b"x"])
    assert address in refused.value.in_words()
