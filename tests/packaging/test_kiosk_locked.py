"""The kiosk profile of Chromium, in a real browser on a screen of its own: what it opens and keeps.

The policies of the machine are put over its own in a mount namespace, which only root may make.
"""

import json
import os
import shutil
import signal
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conftest import CHROMIUM

KIOSK = Path(__file__).parents[2] / "packaging" / "kiosk"
REAL = Path("/usr/lib/chromium/chromium")
NEEDED = ("Xvfb", "xdotool", "openbox", "unshare", "mount")
KEYS = "ctrl+n ctrl+t ctrl+shift+n F12 ctrl+u ctrl+o ctrl+h ctrl+j shift+Escape F1 alt+f F11"

pytestmark = pytest.mark.skipif(
    CHROMIUM is None
    or not REAL.exists()
    or not Path("/etc/chromium").is_dir()
    or getattr(os, "geteuid", lambda: 1)() != 0
    or any(shutil.which(each) is None for each in NEEDED),
    reason="needs root, Debian's Chromium, Xvfb, xdotool and openbox",
)

PAGE = """<!doctype html><title>accueil</title><body style="margin:0">
<style>button, a { display: inline-block; width: 300px; height: 200px; }</style>
<button id="rescue"></button><button id="other"></button><br>
<a href="file:///etc/passwd">file</a><a href="ELSEWHERE">elsewhere</a>
<script>
const give = (name) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["{}"], { type: "application/json" }));
  link.download = name;
  link.click();
};
rescue.onclick = () => give("ardoise-1-12345.json");
other.onclick = () => give("autre.txt");
fetch(`/told/${isSecureContext}/${localStorage.seen || "never"}`);
localStorage.seen = "before";
</script>"""


class Site(ThreadingHTTPServer):
    """A server that gives one page, and notes what it was asked for."""

    def __init__(self, page=""):
        self.asked = []
        site = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self):
                site.asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(page.encode())

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Answers)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Kiosk:
    """A PC whose session is the kiosk's, with a screen that is looked at by xdotool."""

    def __init__(self, folder):
        self.elsewhere = Site()
        self.site = Site(
            PAGE.replace("ELSEWHERE", f"http://127.0.0.1:{self._port(self.elsewhere)}")
        )
        self.home, self.stick = folder / "home", folder / "stick"
        self.saved = self.home / "ardoise-secours"
        for each in (self.home, self.stick):
            each.mkdir()
        shutil.copytree(KIOSK, folder / "kiosk")
        for path in (folder / "kiosk").rglob("*.[js][sh]*"):
            path.write_text(self._own(path.read_text("utf-8")), "utf-8")
        etc = with_policies(
            folder, json.loads((folder / "kiosk/chromium/ardoise.json").read_text())
        )
        hosts = folder / "hosts"
        hosts.write_text("127.0.0.1 localhost serveur.test\n")
        self._screen(folder)
        started = (
            f"mount --bind {etc} /etc/chromium; mount --bind {hosts} /etc/hosts; "
            f"exec {folder}/kiosk/linux/session.sh"
        )
        self._session = subprocess.Popen(
            ["unshare", "-m", "sh", "-c", started],
            env=os.environ
            | {"HOME": str(self.home), "DISPLAY": self.display, "ARDOISE_STICK": str(self.stick)}
            | {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @staticmethod
    def _port(site):
        return site.server_address[1]

    def _own(self, text):
        """Let a file of the profile name this server, and this person's folder."""
        for name, own in (
            ("SERVEUR", "serveur.test"),
            ("8080", str(self._port(self.site))),
            ("/home/${user_name}", str(self.home)),
        ):
            text = text.replace(name, own)
        return text

    def _screen(self, folder):
        binary = folder / "bin" / "chromium"
        binary.parent.mkdir()
        binary.write_text(f'#!/bin/sh\nexec {REAL} --no-sandbox --disable-gpu "$@"\n')
        binary.chmod(0o755)
        read, write = os.pipe()
        command = [
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            "1024x768x24",
            "-nolisten",
            "tcp",
        ]
        self._xvfb = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as said:
            self.display = f":{said.readline().strip()}"

    def does(self, *words):
        """Press, move or look, by xdotool; return what it says."""
        env = os.environ | {"DISPLAY": self.display}
        done = subprocess.run(
            ["xdotool", *words], env=env, capture_output=True, text=True, check=False
        )
        return done.stdout

    def windows(self):
        search = ["search", "--onlyvisible", "--class", "chromium", "getwindowname", "%@"]
        return self.does(*search).splitlines()

    def clicks(self, x, y):
        self.does("mousemove", str(x + 9), str(y + 9), "sleep", "0.2", "mousemove", str(x), str(y))
        self.does("click", "1")

    def dies(self):
        """Kill the browser, as a crash does."""
        for process in Path("/proc").iterdir():
            if process.name.isdecimal() and self._is_browser(process):
                os.kill(int(process.name), signal.SIGKILL)

    def _is_browser(self, process):
        try:
            line = (process / "cmdline").read_bytes()
        except OSError:
            return False
        return f"--user-data-dir={self.home}".encode() in line

    def close(self):
        os.killpg(self._session.pid, signal.SIGKILL)
        self.dies()
        self._session.wait()
        self._xvfb.terminate()
        self._xvfb.wait()
        for each in (self.site, self.elsewhere):
            each.shutdown()
            each.server_close()


def with_policies(folder, policies):
    """Return a folder to be put over /etc/chromium, with these policies alone."""
    etc = folder / "etc"
    shutil.copytree("/etc/chromium", etc, dirs_exist_ok=True)
    managed = etc / "policies" / "managed"
    managed.mkdir(parents=True, exist_ok=True)
    (managed / "ardoise.json").write_text(json.dumps(policies), "utf-8")
    return etc


def until(true, words, seconds=30):
    late = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < late, words
        time.sleep(0.1)


@pytest.fixture
def kiosk(tmp_path):
    kiosk = Kiosk(tmp_path)
    yield kiosk
    kiosk.close()


def test_a_locked_browser_opens_this_server_alone_and_saves_a_rescue_file(kiosk):
    asked = kiosk.site.asked
    until(lambda: "/told/true/never" in asked, "the kiosk does not open this server")
    until(lambda: len(kiosk.windows()) == 1, "there is no window")
    for key in KEYS.split():
        kiosk.does("key", key)
    kiosk.clicks(100, 300)
    time.sleep(1)
    assert [name.split(" ")[0] for name in kiosk.windows()] == ["accueil"], "one window, no tab"
    kiosk.clicks(400, 100)
    kiosk.clicks(100, 100)
    rescue = kiosk.stick / "ardoise-1-12345.json"
    until(rescue.exists, "the rescue file is not on the stick")
    until(lambda: not list(kiosk.saved.glob("autre*")), "another download stays")
    kiosk.clicks(400, 300)
    until(lambda: "accueil" not in kiosk.windows()[0], "a link elsewhere does nothing")
    assert kiosk.elsewhere.asked == []
    kiosk.dies()
    until(lambda: "/told/true/before" in asked, "what the browser kept is gone after a crash")
    assert (kiosk.saved / rescue.name).exists()


def test_chromium_knows_every_policy_of_the_profile(browser, tmp_path):
    """Those that would also lock out who looks are left away."""
    policies = json.loads((KIOSK / "chromium" / "ardoise.json").read_text("utf-8"))
    for name in ("DeveloperToolsAvailability", "RemoteDebuggingAllowed", "URLBlocklist"):
        del policies[name]
    etc, program = with_policies(tmp_path, policies), tmp_path / "chromium"
    inside = f'mount --bind {etc} /etc/chromium; exec {REAL} --no-sandbox "$@"'
    program.write_text(f"#!/bin/sh\nexec unshare -m sh -c '{inside}' chromium \"$@\"\n")
    program.chmod(0o755)
    looks = browser.browser_type.launch(executable_path=program, args=["--disable-gpu"])
    page = looks.new_page()
    page.goto("chrome://policy")
    rows = page.locator("policy-row")
    rows.first.wait_for(state="attached")
    texts = rows.evaluate_all("rows => rows.map((row) => row.shadowRoot.textContent)")
    looks.close()
    states = {}
    for words in (text.split() for text in texts):
        if "Value" in words:
            states[words[0]] = words[words.index("Value") - 1]
    found = {states.get(name) for name in policies}
    assert found <= {"OK", "Deprecated"}, {name: states.get(name) for name in policies}
