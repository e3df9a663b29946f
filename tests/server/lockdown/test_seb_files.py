"""Files of Safe Exam Browser are read and written in all their forms."""

import gzip
import hashlib
import plistlib

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from server.lockdown import seb_files
from server.lockdown.seb_files import NotASebFile, OtherCertificate, PasswordNeeded, WrongPassword
from tests.server.lockdown.fixtures import SEB, vectors

SETTINGS = {"startURL": "http://10.0.0.1:8080/exam", "allowQuit": True, "n": 3, "d": b"\x00"}
PLAIN = gzip.compress(plistlib.dumps(SETTINGS))


@pytest.fixture(scope="module")
def key():
    """A certificate's key, as short as is quick."""
    return generate_private_key(65537, 2048)


def test_settings_in_the_clear_come_back():
    data = seb_files.written(SETTINGS)
    assert gzip.decompress(data)[:4] == b"plnd"
    assert seb_files.read(data) == SETTINGS
    assert seb_files.read(plistlib.dumps(SETTINGS)) == SETTINGS


def test_settings_behind_a_password_come_back_with_it_alone():
    data = seb_files.written(SETTINGS, "motdepasse")
    assert gzip.decompress(data)[:4] == b"pswd"
    assert seb_files.read(data, "motdepasse") == SETTINGS
    with pytest.raises(PasswordNeeded):
        seb_files.read(data)
    for other in ("", "Motdepasse"):
        with pytest.raises(WrongPassword):
            seb_files.read(data, other)


def test_settings_of_a_pc_come_back_with_the_password_as_typed():
    inner = seb_files.encrypted(PLAIN, hashlib.sha256(b"x").hexdigest())
    assert seb_files.read(gzip.compress(b"pwcc" + inner), "x") == SETTINGS


@pytest.mark.parametrize("own_key", [False, True], ids=["pkhs", "phsk"])
@pytest.mark.parametrize("password", ["", "x"], ids=["in the clear", "and a password"])
def test_settings_for_a_certificate_come_back_to_its_holder(key, own_key, password):
    inner = b"pswd" + seb_files.encrypted(PLAIN, password) if password else b"plnd" + PLAIN
    data = seb_files.encrypted_to(inner, key.public_key(), own_key=own_key)
    assert gzip.decompress(data)[:4] == (b"phsk" if own_key else b"pkhs")
    assert seb_files.read(data, password or None, key) == SETTINGS
    with pytest.raises(OtherCertificate):
        seb_files.read(data, password or None)


def test_every_changed_byte_behind_a_password_is_noticed():
    whole = seb_files.encrypted(b"settings", "x")
    for at in range(len(whole)):
        with pytest.raises(WrongPassword):
            seb_files.decrypted(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :], "x")
    for size in (0, 20, len(whole) - 1):
        with pytest.raises(WrongPassword):
            seb_files.decrypted(whole[:size], "x")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"MZ", id="a program"),
        pytest.param(gzip.compress(b"abcd"), id="another block"),
        pytest.param(gzip.compress(b"plnd" + b"x"), id="no zip inside"),
        pytest.param(gzip.compress(b"plnd" + PLAIN)[:-9], id="cut"),
        pytest.param(gzip.compress(b"plnd" + gzip.compress(b"<plist>")), id="no list"),
        pytest.param(gzip.compress(b"plnd" + gzip.compress(bytes(9 << 20))), id="a bomb"),
        pytest.param(gzip.compress(b"plnd" + gzip.compress(plistlib.dumps([1]))), id="a list"),
        pytest.param(b"<?xml version='1.0'?><x/>", id="another XML"),
        pytest.param(
            b"<?xml version='1.0'?><!DOCTYPE p [<!ENTITY a 'a'>]><plist><dict/></plist>",
            id="entity",
        ),
    ],
)
def test_what_is_no_settings_file_is_refused(data):
    with pytest.raises(NotASebFile):
        seb_files.read(data)


REFUSALS = {
    "password needed": PasswordNeeded,
    "wrong password or corrupted data": WrongPassword,
}


@pytest.mark.parametrize("case", vectors("seb_open"))
def test_files_of_other_programs_open_as_they_state(case):
    path = SEB / case["file"]
    if not path.is_file():
        pytest.skip("this file is not here")
    if case["expect"][0] == "ok":
        assert "startURL" in seb_files.read(path.read_bytes(), case.get("password"))
        return
    with pytest.raises(REFUSALS[case["expect"][1]]):
        seb_files.read(path.read_bytes(), case.get("password"))
