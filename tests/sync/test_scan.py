"""A real clamd, with a list of one virus: the harmless file that all scanners call one."""

import hashlib
import shutil
import subprocess
import time
from contextlib import suppress

import pytest

from sync.scan import Scanner, ScannerSilent

CLAMD = shutil.which("clamd", path="/usr/sbin:/usr/bin")
HARMLESS = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(scope="module")
def scanner(tmp_path_factory):
    if CLAMD is None:
        pytest.skip("clamd is not on this machine (Debian: clamav-daemon)")
    folder = tmp_path_factory.mktemp("clamd")
    (folder / "viruses").mkdir()
    named = f"{hashlib.md5(HARMLESS).hexdigest()}:{len(HARMLESS)}:Harmless\n"
    (folder / "viruses" / "local.hdb").write_text(named)
    settings = folder / "clamd.conf"
    settings.write_text(
        f"LocalSocket {folder}/socket\nDatabaseDirectory {folder}/viruses\nForeground yes\n"
        "StreamMaxLength 1M\nAlertExceedsMax yes\n"
    )
    clamd = subprocess.Popen([CLAMD, "-c", settings], stdout=subprocess.DEVNULL)
    while not (folder / "socket").exists() and clamd.poll() is None:
        time.sleep(0.05)
    yield Scanner(str(folder / "socket"))
    clamd.terminate()
    clamd.wait()


def test_a_clean_file_is_called_clean(scanner):
    assert scanner.find([b"Bon", b"jour", b""]) == ""
    assert scanner.find([]) == ""


def test_a_virus_is_named_however_it_comes(scanner):
    assert scanner.find([HARMLESS]).startswith("Harmless")
    assert scanner.find(bytes([byte]) for byte in HARMLESS).startswith("Harmless")


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
