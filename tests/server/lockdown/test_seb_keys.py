"""The Config Key and its hashes are those that the browser computes itself."""

import hashlib
import plistlib
import re
from datetime import UTC, datetime

import pytest

from server.lockdown import seb_files, seb_keys
from tests.server.lockdown import dotnet
from tests.server.lockdown.fixtures import SEB, needs_files, vectors

HEAD = "<?xml version='1.0' encoding='utf-8'?><plist version='1.0'><dict>"


def settings_of(xml):
    """Read a piece of a property list; a list's items have no keys, some vectors give them some."""
    lists = re.sub(
        r"(?s)<array>.*?</array>", lambda found: re.sub(r"<key>.*?</key>", "", found[0]), xml
    )
    return plistlib.loads(f"{HEAD}{lists}</dict></plist>".encode())


# ---- our own, by the published rules ----


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        pytest.param({"b": 1, "A": 2, "a1": 3}, '{"A":2,"a1":3,"b":1}', id="order without case"),
        pytest.param({"aB": 1, "ab": 2}, '{"ab":2,"aB":1}', id="small letters first"),
        pytest.param({"a": {"d": 1, "C": 2}}, '{"a":{"C":2,"d":1}}', id="at every level"),
        pytest.param({"a": [{"d": 1, "C": 2}]}, '{"a":[{"C":2,"d":1}]}', id="in lists"),
        pytest.param({"a": True, "b": False}, '{"a":true,"b":false}', id="booleans are no numbers"),
        pytest.param({"a": "", "b": None, "c": []}, '{"a":"","b":"","c":[]}', id="empty values"),
        pytest.param({"a": {}, "b": {"c": {}}}, "{}", id="empty dictionaries, inside too"),
        pytest.param({"originatorVersion": "SEB_3"}, "{}", id="who wrote it"),
        pytest.param({"a": {"OriginatorVERSION": 1}}, "{}", id="wherever it stands"),
        pytest.param({"a": 'é"\\/\n'}, '{"a":"é"\\/\n"}', id="nothing is escaped"),
        pytest.param({"a": b"\x00\xff"}, '{"a":"AP8="}', id="bytes"),
        pytest.param({"a": 0.1 + 0.2, "b": 1e-5, "c": -0.0, "d": 2.0, "e": 1e20}, None, id="reals"),
        pytest.param(
            {"a": datetime(2026, 11, 22, 9, tzinfo=UTC)},
            '{"a":"2026-11-22T09:00:00+00:00"}',
            id="moments",
        ),
    ],
)
def test_settings_are_written_as_the_line_that_is_hashed(settings, line):
    line = line or '{"a":0.3,"b":1E-05,"c":0,"d":2,"e":1E+20}'
    assert seb_keys.seb_json(settings) == line
    assert seb_keys.config_key(settings) == hashlib.sha256(line.encode()).hexdigest()


def test_what_no_property_list_holds_is_refused():
    with pytest.raises(TypeError):
        seb_keys.config_key({"a": object()})


def test_a_request_is_known_by_address_and_key_and_by_nothing_else():
    key, url = "0" * 64, "http://10.0.0.1:8080/exam?a=1&b=é"
    told = hashlib.sha256((url + key).encode()).hexdigest()
    assert seb_keys.is_from(url, key, told)
    assert seb_keys.is_from(url + "#question-3", key, told.upper())
    others = (
        "",
        None,
        "é",
        told[:-1],
        key,
        hashlib.sha256((url + "#q" + key).encode()).hexdigest(),
    )
    assert not any(seb_keys.is_from(url, key, other) for other in others)
    assert not seb_keys.is_from(url + "&c", key, told)
    assert not seb_keys.is_from(url, "1" * 64, told)


# ---- vectors of other programs ----


@pytest.mark.parametrize("case", vectors("moodle_config_key"))
def test_keys_are_those_that_moodle_states(case):
    if not case["file"]:  # moodle hashes a list for an empty configuration; the browser an object
        assert hashlib.sha256(b"[]").hexdigest() == case["sha256"]
        assert seb_keys.seb_json({}) == "{}"
        return
    path = SEB / "moodle" / case["file"]
    if not path.is_file():
        pytest.skip("this file of Moodle is not here")
    assert seb_keys.config_key(seb_files.read(path.read_bytes())) == case["sha256"]


@pytest.mark.parametrize("case", vectors("moodle_json_provider"))
def test_lines_are_those_that_moodle_states(case):
    assert seb_keys.seb_json(settings_of(case["xml"])) == case["json"]


@pytest.mark.parametrize("case", vectors("seb_win_config_key"))
def test_keys_are_those_that_the_browser_for_windows_states(case):
    settings = dotnet.read((SEB / "seb-win" / case["file"]).read_bytes())
    assert seb_keys.config_key(settings) == case["sha256"]


@pytest.mark.parametrize("case", vectors("seb_mac_double"))
def test_numbers_are_written_as_the_browser_for_macos_states(case):
    value = {"0.1+0.2": 0.1 + 0.2, "1.0/3.0": 1.0 / 3.0}.get(case["value"])
    value = float(case["value"]) if value is None else value
    assert seb_keys.seb_json({"a": value}) == f'{{"a":{case["json"]}}}'


@pytest.mark.parametrize("case", vectors("request_hash"))
def test_hashes_of_requests_are_those_of_the_formula(case):
    assert seb_keys.request_hash(case["url"], case["key"]) == case["sha256"]


@needs_files
def test_who_wrote_a_real_file_does_not_change_its_key():
    settings = seb_files.read((SEB / "seb-server" / "importTest.seb").read_bytes())
    other = settings | {"originatorVersion": "another"}
    assert seb_keys.config_key(settings) == seb_keys.config_key(other)
