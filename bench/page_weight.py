"""How many bytes and requests a page takes: the first ever, and the next ones; and each viewer.

    python -m bench.page_weight

Chromium, driven by Playwright, counts what it received, headers and all; a new profile for each
kind of page, so that the first visit brings styles, fonts and signs too.
"""

import shutil
import sys
from pathlib import Path
from typing import Any

from bench.browser import lesson_of
from bench.demonstration import arguments, made, report
from tests.browser import viewers


def main() -> None:
    """Open each kind of page twice, in a new browser, and print the bytes."""
    asked = arguments("Bytes over the wire of a page, first visit and after.").parse_args()
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if chromium is None:
        sys.exit("This needs Chromium (Debian: apt install chromium-headless-shell).")
    from playwright.sync_api import sync_playwright

    site = made(asked.home)
    if not (site.home / viewers.KEPT).exists():
        viewers.install(site.home)
    with site.served() as served, sync_playwright() as playwright:
        learner = served.sign_in()
        lesson = lesson_of(learner)
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        found = {}
        for name, first, after in (
            ("sign-in", "/sign-in", "/sign-in"),
            ("library", "/library/", "/library/"),
            ("lesson", lesson, lesson),
            ("search", "/search?q=lettre", "/search?q=fraction"),
            *((name, at, at) for name, at in _viewers(site.home)),
        ):
            context = browser.new_context(locale="fr-FR")
            found[name] = {
                "first_bytes": _visit(context, served.address + first),
                "after_bytes": _visit(context, served.address + after),
            }
            context.close()
        browser.close()
    report(**found)


def _viewers(home: Path) -> list[tuple[str, str]]:
    """Return the pages of viewers, with what they show: small files of each kind."""
    pages = {
        "viewer of a PDF": viewers.address(home, viewers.GUIDE),
        "words of a PDF": viewers.address(home, viewers.GUIDE) + "?view=text",
        "player of a film": viewers.address(home, viewers.FILM),
        "player of a recording": viewers.address(home, viewers.SOUND),
        "reader of an archive": viewers.address(home, viewers.ARCHIVE),
        "titles of an archive": viewers.address(home, viewers.ARCHIVE) + "pages",
        "chapter of a book": viewers.address(home, viewers.CHAPTER),
        "lesson of an Office document": viewers.address(home, viewers.OFFICE),
        "interactive package": viewers.address(home, viewers.PACKAGE),
        "exercise of another platform": viewers.address(home, viewers.TEST),
    }
    return list(pages.items())


def _visit(context: Any, address: str) -> dict[str, int]:
    """Open a page and return the bytes received, by kind of file, their sum, and the requests."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    weights: dict[str, int] = {}
    requests = 0

    def received(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"].lower()

    def finished(event: dict[str, Any]) -> None:
        nonlocal requests
        requests += 1
        kind = kinds.get(event["requestId"], "other")
        weights[kind] = weights.get(kind, 0) + round(event["encodedDataLength"])

    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    page.close()
    return {"sum": sum(weights.values()), "requests": requests, **dict(sorted(weights.items()))}


if __name__ == "__main__":
    main()
