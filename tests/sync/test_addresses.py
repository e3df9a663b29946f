"""What a site may write down as the address of its channel."""

import pytest

from sync.addresses import is_address


@pytest.mark.parametrize(
    "text",
    [
        "https://relay.example",
        "https://relay.example:8443/ardoise/courses/",
        "http://10.0.0.5:8000",
        "https://[fd00::5]:8443/courses",
    ],
)
def test_an_address_is_a_scheme_a_host_and_perhaps_a_path(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "relay.example",
        "ftp://relay.example",
        "https://",
        "https:///courses",
        "https://a b.example",
        "https://me:secret@relay.example",
        "https://relay.example/?a=1",
        "https://relay.example/#a",
        "https://relay.example/../x",
        "https://relay.example:99999",
        "https://rélay.example",
        "https://relay.example:0",
        "https://relay.example\\x",
        "file:///srv/courses",
    ],
)
def test_anything_else_is_no_address(text):
    assert not is_address(text)
