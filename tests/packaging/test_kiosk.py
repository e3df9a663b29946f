"""The kiosk profiles are files that browsers read, and they name this server alone."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

KIOSK = Path(__file__).parents[2] / "packaging" / "kiosk"
CHROMIUM = json.loads((KIOSK / "chromium" / "ardoise.json").read_text("utf-8"))
FIREFOX = json.loads((KIOSK / "firefox" / "policies.json").read_text("utf-8"))["policies"]


def test_chromium_opens_this_server_and_nothing_else():
    assert CHROMIUM["URLBlocklist"] == ["*"]
    assert CHROMIUM["URLAllowlist"] == ["http://SERVEUR:8080", "http://SERVEUR:8081"]
    assert (CHROMIUM["DeveloperToolsAvailability"], CHROMIUM["DownloadRestrictions"]) == (2, 3)
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
    assert named == {"SERVEUR"}


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
                told = f'"{value}"' if isinstance(value, str) else f"dword:{int(value):08x}"
                assert (
                    f'"{name}"={told}\n' in text.partition(f"{key}]\n")[2].split("\n\n")[0] + "\n"
                )


def test_each_preference_of_firefox_is_one_line_of_its_form():
    lines = (KIOSK / "firefox" / "user.js").read_text("utf-8").splitlines()[1:]
    assert all(re.fullmatch(r'user_pref\("[\w.-]+", (?:true|false|\d+)\);', line) for line in lines)


@pytest.mark.skipif(os.name == "nt", reason="shell scripts are for Linux")
@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_the_launchers_are_scripts_that_a_shell_reads(browser):
    path = KIOSK / browser / "kiosk.sh"
    assert os.access(path, os.X_OK)
    subprocess.run(["sh", "-n", str(path)], check=True)
