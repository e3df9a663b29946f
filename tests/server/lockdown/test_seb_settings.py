"""The settings of an exam: this server alone, and a key that follows from them."""

import hashlib
import unicodedata

import pytest

from server.lockdown import seb_files, seb_keys, seb_settings
from server.lockdown.seb_settings import NotAServer, QuitPasswordTooShort

ADDRESS, PASSWORD = "http://10.0.0.1:8080", "sortie d'été"


def test_only_this_server_opens_and_every_request_is_told():
    settings = seb_settings.for_exam(ADDRESS + "/", PASSWORD)
    assert settings["startURL"] == "http://10.0.0.1:8080/"
    assert settings["URLFilterEnable"] and settings["sendBrowserExamKey"]
    assert [rule["expression"] for rule in settings["URLFilterRules"]] == ["10.0.0.1:8080/*"]


def test_the_quit_password_is_hashed_however_its_accents_are_typed():
    composed, apart = (unicodedata.normalize(form, PASSWORD) for form in ("NFC", "NFD"))
    one, other = (seb_settings.for_exam(ADDRESS, each) for each in (composed, apart))
    assert one == other
    assert one["hashedQuitPassword"] == hashlib.sha256(composed.encode()).hexdigest()
    assert PASSWORD.encode() not in seb_files.written(one)


def test_the_key_of_the_file_is_the_key_of_the_settings():
    settings = seb_settings.for_exam(ADDRESS, PASSWORD)
    key = seb_keys.config_key(settings)
    assert seb_keys.config_key(seb_files.read(seb_files.written(settings))) == key
    assert seb_keys.config_key(seb_files.read(seb_files.written(settings, "x"), "x")) == key
    other = seb_settings.for_exam("http://10.0.0.2:8080", PASSWORD)
    assert seb_keys.config_key(other) != key


@pytest.mark.parametrize("address", ["", "10.0.0.1", "ftp://a", "http://", "http://a/exam"])
def test_what_is_no_address_of_a_server_is_refused(address):
    with pytest.raises(NotAServer):
        seb_settings.for_exam(address, PASSWORD)


def test_a_password_that_is_guessed_is_refused():
    with pytest.raises(QuitPasswordTooShort):
        seb_settings.for_exam(ADDRESS, "sortie")
