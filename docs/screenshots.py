"""Make the pictures of the manuals: `.venv/bin/python docs/screenshots.py`.

A demonstration is made and served in a temporary folder, on a free port; people of its own are
walked through it in Chromium. Only docs/screenshots/*.png is written: 1024 × 768, in French unless
named, at most 120 kB each. Run it again whenever the pages have changed, and look at the result.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from palette import with_palette
from playwright.sync_api import Browser, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "screenshots"
LARGEST = 120_000  # bytes of one picture
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FLAGS += ["--autoplay-policy=no-user-gesture-required", "--hide-scrollbars"]
LESSON = """Au marché, on **achète** des fruits et des légumes.

## Les prix

Le prix est écrit sur une ardoise. On paie en espèces ou par carte.

!!! note "À retenir"
    Demandez toujours le prix au kilo.
"""
SPANISH = "En el mercado se **compran** frutas y verduras."
MARKED = "() => [...(CSS.highlights.get('listen') ?? [])].map(String)[0] ?? ''"


@contextmanager
def demonstration() -> Iterator[tuple[str, dict[str, str]]]:
    """Serve a demonstration; yield its address, and each person's code."""
    with tempfile.TemporaryDirectory(prefix="ardoise-") as folder:
        surroundings = {k: v for k, v in os.environ.items() if not k.startswith("ARDOISE_")}
        server = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "server", "--home", f"{folder}/site", "demo", "--port", "0"],
            cwd=ROOT,
            env=surroundings | {"ARDOISE_SPEAK_AHEAD": "no", "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        try:
            said = (re.search(r"http://[\d.:]+", line) for line in server.stdout or ())
            address = next(found[0] for found in said if found)
            cards = json.loads(Path(f"{folder}/site/demo-cards.json").read_text("utf-8"))
            yield address, {name: card["code"] for name, card in cards.items()}
        finally:
            server.terminate()
            server.wait(timeout=30)


class Seat:
    """A browser at which one person sits."""

    def __init__(self, browser: Browser, address: str, code: str) -> None:
        """Sit down; with a code, sign in."""
        size: ViewportSize = {"width": 1024, "height": 768}
        self.page = browser.new_page(viewport=size, locale="fr-FR", base_url=address)
        self.page.goto("/sign-in")
        if code:
            self.page.fill("[name=code]", code)
            self.press("Commencer")
            self.page.wait_for_selector("form.leave")

    def press(self, word: str) -> None:
        """Press the first button or link with a word on it."""
        self.page.locator("button, a").filter(has_text=word).first.click()
        self.page.wait_for_load_state()

    def find(self, words: str, title: str) -> None:
        """Search, and open the page of a title."""
        self.page.goto(f"/search?q={words}")
        self.page.locator("ol.results a").filter(has_text=title).first.click()

    def listen(self, words: int) -> None:
        """Have the page read aloud until so many words were heard; then hold on."""
        self.page.locator("[data-listen=play]").click()
        heard = [""]
        while len(heard) <= words:
            word = self.page.evaluate(MARKED)
            if word not in ("", heard[-1]):
                heard.append(word)
            self.page.wait_for_timeout(25)

    def picture(self, name: str, top: str = "") -> None:
        """Take a picture, from an element called ``top`` on or from where the page is."""
        if top:
            self.page.eval_on_selector(top, "e => scrollBy(0, e.getBoundingClientRect().top - 24)")
        self.page.evaluate("() => document.fonts.ready.then(() => {})")
        assert not self.page.locator(".refusal").count(), self.page.inner_text("main")
        self.page.mouse.move(0, 0)
        size = (PICTURES / f"{name}.png").write_bytes(with_palette(self.page.screenshot()))
        print(f"{name:12} {size:>8,} bytes")
        assert size <= LARGEST, f"{name} is too heavy"


def learner(seat: Seat) -> None:
    """Walk through a learner's hour."""
    seat.find("carte identité", "La carte d'identité")
    seat.listen(12)
    seat.picture("lesson")
    seat.page.locator("nav.along a.after").click()
    seat.page.locator("#question-1 label.choice").filter(has_text="SPIP").click()
    seat.page.locator("#question-1 .button").filter(has_text="Répondre").click()
    seat.page.wait_for_selector("#question-1 .notice")
    seat.picture("exercise", "h1")
    seat.find("carte identité", "La carte d'identité")
    seat.page.locator("nav.along a").filter(has_text="Côte à côte").click()
    seat.page.select_option("[name=other]", label="العربية")
    seat.press("Montrer ces deux versions")
    seat.picture("side-by-side", "h1")
    seat.page.goto("/search?q=carte didentitée")
    seat.picture("search")
    seat.page.goto("/look")
    seat.picture("display")
    seat.page.goto("/words/?word=carte&language=fr")
    seat.picture("words")
    seat.find("souris", "La souris")
    lesson = seat.page.url.partition("?")[0]
    seat.page.goto(f"{lesson}outside?to=https%3A%2F%2Fwww.service-public.fr%2Fpapiers")
    seat.picture("outside")
    seat.find("souris", "La souris")
    seat.page.goto("/")
    seat.picture("home")
    seat.press("العربية")
    seat.find("بطاقة الهوية", "بطاقة الهوية")
    seat.listen(12)
    seat.picture("lesson-ar")
    seat.press("Français")


def staff(administrator: Seat, first: Seat, second: Seat) -> None:
    """Let a course in by two people, and look after the classroom."""
    administrator.page.goto("/seats")
    administrator.picture("seats")
    first.press("Vérifier cette clé USB")
    first.picture("medium")
    first.press("Faire entrer")
    first.page.get_by_text("C'est fait.").wait_for()
    first.press("Aller aux lots")
    first.picture("bundles")
    second.page.reload()
    second.press("Examiner")
    second.picture("arrival")
    second.picture("gate", "#gate")
    administrator.page.goto("/accounts")
    administrator.page.fill("[name=name]", "Lou Garnier")
    administrator.press("Ajouter et montrer la carte")
    administrator.picture("card")
    administrator.page.goto("/audit")
    administrator.picture("audit")


def teacher(seat: Seat) -> None:
    """Show the class of the demo as its teacher sees it; the learner has just worked."""
    seat.page.goto("/classes/")
    seat.press("Mardi matin")
    here = seat.page.url
    seat.page.goto(f"{here}now")
    seat.picture("class-now")
    seat.page.goto(f"{here}roll")
    seat.picture("roll")
    seat.page.goto(f"{here}progress")
    seat.picture("progress")
    seat.page.goto("/modules/")
    seat.press("Pour commencer")
    seat.picture("module")
    seat.page.goto("/writing/")
    seat.page.fill("[name=title]", "Le marché du samedi")
    seat.press("Commencer ce cours")
    seat.page.fill("[name=chapter]", "Acheter")
    seat.press("Ajouter ce chapitre")
    seat.page.locator("section.part summary").click()
    seat.page.fill("[name=lesson]", "Au marché")
    seat.press("L'ajouter et l'écrire")
    seat.page.fill("#text", LESSON)
    seat.page.locator("#look h2").wait_for()
    seat.picture("editor", "h1")
    seat.page.locator("[name=do][value=save]").click()
    seat.page.wait_for_load_state()
    seat.page.locator("nav.crumbs a").last.click()
    seat.press("Traductions")
    seat.page.select_option("#language", "es")
    seat.press("La traduire")
    for place, words in enumerate(("En el mercado", SPANISH)):
        seat.page.fill(f"#text-{place}", words)
    seat.picture("translation", "h1")


def without_reading(teacher: Seat, learner: Seat, visitor: Seat) -> None:
    """Give somebody pictures to come in by, and ten minutes to find where to start."""
    page = teacher.page
    page.goto("/classes/")
    teacher.press("Mardi matin")
    pictures = f"{page.url}pictures"
    page.goto(pictures)
    page.locator("input[name=person]").first.check()
    teacher.press("Donner des images")
    drawn = page.locator(".cut-card img").first.get_attribute("src") or ""
    page.goto(pictures)
    page.locator("button[name=hours]").first.click()
    visitor.page.goto("/pictures/")
    visitor.page.locator(f"main a:has(img[src*='{Path(drawn).stem}.'])").first.click()
    visitor.picture("pictures")
    page.goto("/classes/people/1/start")
    teacher.press("Proposer")
    learner.page.goto("/mine/start/")
    learner.page.locator("main a.button").last.click()
    learner.page.locator("[name=given][value=fr]").click()
    learner.page.wait_for_load_state()
    learner.picture("start")


def exam(examiner: Seat, candidate: Seat) -> None:
    """Write a question, run an exam from its plan to its procès-verbal, and correct its copies."""
    page = examiner.page
    for name in ("Inès Roux", "Nour Haddad", "Sacha Benali"):
        page.goto("/accounts")
        page.fill("[name=name]", name)
        examiner.press("Ajouter et montrer la carte")
    page.goto("/bank/")
    examiner.press("Réduction de 20")
    examiner.press("Changer")
    examiner.picture("question", "h2")
    begins = datetime.now() + timedelta(minutes=2)
    page.goto("/sittings/new")
    page.select_option("[name=paper]", index=1)
    page.fill("[name=title]", "CFG – mathématiques")
    page.fill("[name=room]", "Salle 2")
    page.fill("[name=day]", begins.date().isoformat())
    page.fill("[name=time]", f"{begins:%H:%M}")
    examiner.press("Prévoir cette séance")
    page.fill("#names", "Camille Martin\nInès Roux\nNour Haddad\nSacha Benali")
    examiner.press("Ajouter ces personnes")
    examiner.press("Donner une table")
    sitting = page.url.rstrip("/").rpartition("/")[2]
    page.goto(f"/sittings/{sitting}/room")
    examiner.press("Ouvrir le sujet")
    candidate.page.goto("/exam")
    page.reload()
    examiner.press("Confirmer au poste")
    examiner.press("Faire commencer")
    write(candidate)
    candidate.picture("exam-paper")
    page.goto(f"/sittings/{sitting}/room")
    examiner.picture("exam-room")
    candidate.page.locator("[data-exam=next]").click()
    candidate.page.locator("[data-exam=hand-in]").click()
    candidate.page.get_by_text("Reçu").wait_for()
    page.reload()
    page.locator("summary").filter(has_text="Clore").click()
    examiner.press("Clore et sceller")
    page.goto(f"/sittings/{sitting}/minutes")
    examiner.picture("minutes")
    page.goto(f"/sittings/{sitting}/results")
    page.locator("tr", has_text="Andrea Blanc").locator("select").select_option("1")
    page.locator("form[action$=correctors] button").last.click()
    page.goto(f"/copies/{sitting}/")
    examiner.picture("copies")


def write(candidate: Seat) -> None:
    """Wait for the paper, answer its first question, and write its letter, which stays in sight."""
    page = candidate.page
    page.locator("[data-ready]").wait_for(state="attached")
    page.locator("[name=q0]").first.fill("16,25")
    while page.locator("[data-exam=question] textarea").is_hidden():
        page.locator("[data-exam=next]").click()
    page.fill(
        "[data-exam=question] textarea",
        "Madame, Monsieur,\n\nJe souhaite suivre votre formation de cuisinier. Pouvez-vous me dire "
        "quand elle commence, combien de temps elle dure, et ce qu'il faut pour y entrer ?",
    )
    page.get_by_text("Gardé sur le serveur").wait_for()


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    with demonstration() as (address, code), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        Seat(browser, address, "").picture("sign-in")
        seats = {name: Seat(browser, address, each) for name, each in code.items()}
        learner(seats["Camille Martin"])
        teacher(seats["Dominique Leroy"])
        nobody = Seat(browser, address, "")
        without_reading(seats["Dominique Leroy"], seats["Camille Martin"], nobody)
        staff(seats["Andrea Blanc"], seats["Claude Morel"], seats["Sacha Petit"])
        exam(seats["Andrea Blanc"], seats["Camille Martin"])
        browser.close()
