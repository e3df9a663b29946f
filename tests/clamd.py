"""A real clamd, with a list of two viruses: the harmless file that all scanners name, a word."""

import hashlib
import shutil
import subprocess
import time

import pytest

CLAMD = shutil.which("clamd", path="/usr/sbin:/usr/bin")
HARMLESS = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
BAD_WORD = "zizaniegrise"
"""A word that this scanner calls a virus, wherever it stands."""


def start(folder):
    """Start a clamd in a folder; return its process once it listens at ``folder/socket``."""
    if CLAMD is None:
        pytest.skip("clamd is not on this machine (Debian: clamav-daemon)")
    (folder / "viruses").mkdir()
    named = f"{hashlib.md5(HARMLESS).hexdigest()}:{len(HARMLESS)}:Harmless\n"
    (folder / "viruses" / "local.hdb").write_text(named)
    (folder / "viruses" / "local.ndb").write_text(f"BadWord:0:*:{BAD_WORD.encode().hex()}\n")
    settings = folder / "clamd.conf"
    settings.write_text(
        f"LocalSocket {folder}/socket\nDatabaseDirectory {folder}/viruses\nForeground yes\n"
        "StreamMaxLength 1M\nAlertExceedsMax yes\n"
    )
    clamd = subprocess.Popen([CLAMD, "-c", settings], stdout=subprocess.DEVNULL)
    while not (folder / "socket").exists() and clamd.poll() is None:
        time.sleep(0.05)
    return clamd
