"""How many bytes go over the wire for a page: the first ever, and the next ones.

    python -m bench.page_weight

Chromium, driven by Playwright, counts what it received, headers and all; a new profile for each
kind of page, so that the first visit brings styles, fonts and signs too.
"""

import shutil
import sys
from typing import Any

from bench.browser import lesson_of
from bench.demonstration import arguments, made, report


def main() -> None:
    """Open each kind of page twice, in a new browser, and print the bytes."""
    asked = arguments("Bytes over the wire of a page, first visit and after.").parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("This needs Chromium (Debian: apt install chromium).")
    from playwright.sync_api import sync_playwright

    with made(asked.home).served() as served, sync_playwright() as playwright:
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
        ):
            context = browser.new_context(locale="fr-FR")
            found[name] = {
                "first_bytes": _visit(context, served.address + first),
                "after_bytes": _visit(context, served.address + after),
            }
            context.close()
        browser.close()
    report(**found)


def _visit(context: Any, address: str) -> dict[str, int]:
    """Open a page and return the bytes received, by kind of file, and their sum."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    kinds: dict[str, str] = {}
    weights: dict[str, int] = {}

    def received(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"].lower()

    def finished(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "other")
        weights[kind] = weights.get(kind, 0) + round(event["encodedDataLength"])

    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    page.close()
    return {"sum": sum(weights.values()), **dict(sorted(weights.items()))}


if __name__ == "__main__":
    main()
