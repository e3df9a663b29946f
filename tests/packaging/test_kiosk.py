"""The kiosk profiles are files that browsers read, and they name this server alone."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

KIOSK = Path(__file__).parents[2] / "packaging" / "kiosk"
CHROMIUM = json.loads((KIOSK / "chromium" / "ardoise.json").read_text("utf-8"))
WINDOWS = {"DownloadDirectory": r"${documents}\\Ardoise"}
"""What is called otherwise there."""
FIREFOX = json.loads((KIOSK / "firefox" / "policies.json").read_text("utf-8"))["policies"]


def test_chromium_opens_this_server_and_nothing_else():
    assert {"*", "chrome://*", "view-source:*", "file://*"} <= set(CHROMIUM["URLBlocklist"])
    assert CHROMIUM["URLAllowlist"] == ["http://SERVEUR:8080", "http://SERVEUR:8081", "blob:*"]
    assert CHROMIUM["DeveloperToolsAvailability"] == 2
    for name in ("PrintingEnabled", "PasswordManagerEnabled", "BrowserGuestModeEnabled"):
        assert CHROMIUM[name] is False


def test_firefox_opens_this_server_and_nothing_else():
    blocked = {"Block": ["<all_urls>"], "Exceptions": ["http://SERVEUR/*"]}
    assert FIREFOX["WebsiteFilter"] == blocked
    for name in ("DisableDeveloperTools", "BlockAboutConfig", "DisablePrivateBrowsing"):
        assert FIREFOX[name] is True
    assert FIREFOX["PrintingEnabled"] is FIREFOX["PasswordManagerEnabled"] is False


def test_no_file_names_another_host():
    files = [path for path in KIOSK.rglob("*") if path.is_file()]
    named = {
        host
        for path in files
        for host in re.findall(r"https?://([\w.-]+)", path.read_text("utf-8"))
    }
    assert named - {"openbox.org"} == {"SERVEUR"}, "openbox's is the name of a format"


def test_the_registry_says_what_the_policies_say():
    text = (KIOSK / "chromium" / "ardoise.reg").read_text("utf-8")
    assert text.startswith("Windows Registry Editor Version 5.00\n")
    for key in (r"Policies\Google\Chrome", r"Policies\Chromium"):
        for name, value in CHROMIUM.items():
            if isinstance(value, list):
                _, _, after = text.partition(f"{key}\\{name}]\n")
                lines = [f'"{number}"="{each}"' for number, each in enumerate(value, 1)]
                assert after.split("\n\n")[0].strip().split("\n") == lines
            else:
                own = WINDOWS.get(name, value)
                told = f'"{own}"' if isinstance(own, str) else f"dword:{int(own):08x}"
                assert (
                    f'"{name}"={told}\n' in text.partition(f"{key}]\n")[2].split("\n\n")[0] + "\n"
                )


def test_each_preference_of_firefox_is_one_line_of_its_form():
    lines = (KIOSK / "firefox" / "user.js").read_text("utf-8").splitlines()[1:]
    assert all(re.fullmatch(r'user_pref\("[\w.-]+", (?:true|false|\d+)\);', line) for line in lines)


def test_what_a_browser_kept_outlives_it():
    """A crash in an exam must not take what no server has confirmed: no launcher deletes it."""
    for browser in ("chromium", "firefox"):
        for path in [*(KIOSK / browser).glob("kiosk.*"), KIOSK / "linux" / "keeping.sh"]:
            assert not re.search(r"rm -rf|rmdir|mktemp|RANDOM", path.read_text("utf-8")), path
    kept = CHROMIUM["ClearBrowsingDataOnExitList"]
    assert "cookies_and_other_site_data" not in kept
    assert "browsing_history" in kept


def test_the_window_manager_keeps_the_keys_that_open_windows():
    keys = (KIOSK / "linux" / "openbox.rc").read_text("utf-8")
    for key in ("C-n", "C-S-n", "C-t", "C-o", "C-u", "C-h", "C-j", "F12", "C-S-i", "A-F4"):
        assert f'<keybind key="{key}"><action' in keys


@pytest.mark.skipif(os.name == "nt", reason="shell scripts are for Linux")
@pytest.mark.parametrize("name", ["chromium/kiosk.sh", "firefox/kiosk.sh", "linux/session.sh"])
def test_the_launchers_are_scripts_that_a_shell_reads(name):
    path = KIOSK / name
    assert os.access(path, os.X_OK)
    subprocess.run(["sh", "-n", str(path)], check=True)
