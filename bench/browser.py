"""A PC of the classroom without its screen: a connection kept open, cookies, forms.

Standard library only; it speaks to 127.0.0.1 alone.
"""

import http.client
import re
import urllib.parse
from html.parser import HTMLParser


class Browser:
    """Asks for pages and sends forms as a person's browser would."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.onward = ""
        """Where the last answer leads, if it does."""

    def get(self, path: str) -> tuple[int, bytes]:
        """Return the status and the bytes of a page."""
        return self._ask("GET", path, None)

    def page(self, path: str) -> str:
        """Return a page as text.

        Raises:
            RuntimeError: the answer was not 200.
        """
        status, body = self.get(path)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        return body.decode("utf-8")

    def submit(self, path: str, action: str, **typed: str) -> str:
        """Fill in and send the form of a page; return where the answer leads.

        Args:
            path: the page that has the form.
            action: the address that the form is sent to.
            typed: fields, beside those that the page has filled in.

        Raises:
            RuntimeError: there is no such form, or it was not taken.
        """
        forms = _Forms()
        forms.feed(self.page(path))
        if action not in forms.found:
            raise RuntimeError(f"{path} has no form for {action}")
        fields = forms.found[action] | typed
        status, _ = self._ask("POST", action, urllib.parse.urlencode(fields))
        if status != 303:
            raise RuntimeError(f"{action} answered {status}")
        return self.onward

    def sign_in(self, code: str) -> None:
        """Sign in by the code of a card.

        Raises:
            RuntimeError: the code was not taken.
        """
        self.submit("/sign-in", "/sign-in", code=code)

    def links(self, path: str, pattern: str) -> list[str]:
        """Return the addresses in a page that match a pattern whole, each once, in order."""
        found = re.findall(r'href="([^"#?]+)', self.page(path))
        return list(dict.fromkeys(link for link in found if re.fullmatch(pattern, link)))

    def _ask(self, method: str, path: str, form: str | None) -> tuple[int, bytes]:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        headers["Accept-Language"] = "fr"
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, form, headers)
        response = self.connection.getresponse()
        body = response.read()
        self.onward = response.getheader("Location") or ""
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return response.status, body


class _Forms(HTMLParser):
    """The first form of each action in a page, with the values of its fields and first button."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str]] = {}
        self._fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, and what is in it."""
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = {}
            self.found.setdefault(values.get("action", ""), self._fields)
        elif tag in {"input", "button"} and "name" in values and not _is_choice(values):
            self._fields.setdefault(values["name"], values.get("value", ""))


def lesson_of(browser: Browser) -> str:
    """Return the address of a lesson of the library, found as a reader finds one.

    Raises:
        RuntimeError: there is none.
    """
    for course in browser.links("/library/", r"/library/courses/[\w-]+/"):
        for node in browser.links(course, r"/library/[0-9a-f]{32}/"):
            if f'action="{node}finished"' in browser.page(node):
                return node
    raise RuntimeError("the library has no lesson")


def _is_choice(values: dict[str, str]) -> bool:
    """Say whether a field counts only when it is ticked."""
    return values.get("type") in {"checkbox", "radio"}
