"""What a site may choose, and what it may not."""

import pytest

from server import settings
from server.settings import Home, WrongSetting


@pytest.fixture
def folder(tmp_path):
    return Home(tmp_path)


def write(home, text):
    (home.folder / "ardoise.toml").write_text(text, "utf-8")


def test_a_site_that_chose_nothing_is_for_this_computer_alone(folder):
    assert settings.load(folder).host == "127.0.0.1"


def test_the_file_chooses_and_the_environment_wins(folder, monkeypatch):
    write(folder, 'site_name = "École"\nport = 8090\nguests = false\nmedia = ["/mnt/a"]\n')
    monkeypatch.setenv("ARDOISE_PORT", "8091")
    found = settings.load(folder)
    assert (found.site_name, found.port, found.guests) == ("École", 8091, False)
    assert found.media == ("/mnt/a",)


@pytest.mark.parametrize(
    "line",
    [
        "port = 'eighty'",
        "port = -1",
        "port = 70000",
        "port = true",
        "threads = 0",
        "sign_out_after = 0",
        "https = 'perhaps'",
        "language = 'tlh'",
        "language = 3",
        "guests = 2",
        "prot = 8080",
        "port =",
        "host = ''",
        "media = [1]",
        "channel_address = 'relay'",
        "channel_address = 'https://me:secret@relay.example/'",
        "channel_window = ''",
        "channel_window = '2 to 5'",
        "channel_window = '02:00-02:10'",
        "channel_rate = 15",
        "channel_rate = -1",
        "channel_proxy = 'relay:3128'",
        "channel_proxy = 'https://relay.example:3128'",
        "channel_authority = 'nowhere.pem'",
        "channel_authority = '/'",
    ],
)
def test_a_wrong_value_is_refused_with_its_name_and_place(folder, line):
    write(folder, line)
    with pytest.raises(WrongSetting) as refused:
        settings.load(folder)
    assert "ardoise.toml" in refused.value.in_words()


def test_the_channel_may_be_switched_off_by_an_empty_address(folder, monkeypatch):
    write(folder, "channel_address = 'https://relay.example/courses'\nchannel_rate = 16\n")
    assert settings.load(folder).channel_address == "https://relay.example/courses"
    monkeypatch.setenv("ARDOISE_CHANNEL_ADDRESS", "")
    assert settings.load(folder).channel_address == ""


def test_a_file_that_holds_no_certificate_is_no_authority(folder):
    (folder.folder / "authority.pem").write_text("no certificate")
    write(folder, f"channel_authority = '{folder.folder}/authority.pem'")
    with pytest.raises(WrongSetting):
        settings.load(folder)


def test_no_folder_of_media_is_no_folder(folder, monkeypatch):
    monkeypatch.setenv("ARDOISE_MEDIA", "")
    assert settings.load(folder).media == ()


def test_the_secret_is_made_once_and_for_its_user_alone(folder):
    assert folder.secret() == folder.secret()
    assert len(folder.secret()) == 32
    assert (folder.folder / "secret").stat().st_mode & 0o077 == 0
