"""With HTTPS a proxy stands in front: whose address counts, by a server as a site runs it."""

import json
import os
import re
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from server.audit.models import AuditEntry

ROOT = Path(__file__).parents[2]
SILENT = "sends no X-Forwarded-For"


class Proxied:
    """A server with ``https = true``, and what it wrote to its log once it has ended."""

    def __init__(self, home):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server", "--home", home, "serve", "--port", "0"],
            cwd=ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "ARDOISE_HTTPS": "yes"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.port = int(re.search(r":(\d+)/", self.process.stdout.readline())[1])

    def ask(self, method, path, headers, form=None):
        """Send a request as a proxy hands it on; return the cookies and the page."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        typed = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        body = urlencode(form) if form else None
        connection.request(method, path, body, {**typed, **headers})
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        return (answer.getheader("Set-Cookie") or "").partition(";")[0], page

    def try_a_code(self, **headers):
        """Type a code that nobody has."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        cookie, page = self.ask("GET", "/sign-in", sent)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
        self.ask(
            "POST", "/sign-in", {**sent, "Cookie": cookie}, {"csrf_token": token, "code": "AAAA"}
        )

    def log(self):
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.communicate(timeout=30)[1]


@pytest.fixture
def proxied(new_school):
    server = Proxied(new_school.site.home.folder)
    yield server
    server.log()


def addresses():
    """Return where the wrong tries came from, as the audit log has it."""
    refused = AuditEntry.select().where(AuditEntry.action == "session.refused")
    return [json.loads(entry.details)["address"] for entry in refused.order_by(AuditEntry.id)]


@pytest.mark.parametrize(
    ("header", "counts"),
    [
        pytest.param("10.0.0.7", "10.0.0.7", id="the proxy names the seat"),
        pytest.param("10.9.9.9, 10.0.0.7", "10.0.0.7", id="the proxy adds it to what was made up"),
    ],
)
def test_what_the_last_proxy_says_counts(proxied, header, counts):
    proxied.try_a_code(X_Forwarded_For=header, X_Forwarded_Proto="https")
    assert addresses() == [counts]
    assert SILENT not in proxied.log()


def test_a_proxy_that_does_not_say_who_asks_is_named_once_in_the_log(proxied):
    for _ in range(2):
        proxied.try_a_code()
    assert addresses() == ["127.0.0.1"] * 2
    assert proxied.log().count(SILENT) == 1


def test_the_manual_has_the_proxy_replace_what_a_client_wrote():
    manual = (ROOT / "docs" / "administrateur.md").read_text("utf-8")
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in manual
    assert SILENT in manual
