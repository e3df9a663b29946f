"""People who leave without a word, each in their way, moved by scripts while other tests run."""

import time

ENOUGH = 75.0
"""Seconds: the minute, the last round of the server, and a slow machine."""

NOTES_THE_WARNING = """addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector("[data-behaviour=presence]");
  if (box) new MutationObserver(() => setTimeout(() => {
    if (box.hidden) return;
    sessionStorage.warned = box.querySelector("[data-presence=left]").textContent;
    sessionStorage.focused = document.activeElement.dataset.presence;
    if (sessionStorage.stays) setTimeout(() => document.activeElement.click(), 3000);
  })).observe(box, { attributes: true, attributeFilter: ["hidden"] });
});"""

TURNS_PAGES = "setInterval(() => dispatchEvent(new Event('scroll')), 2000);"

SAYS_AFTER_A_MINUTE = """addEventListener("DOMContentLoaded", () => setTimeout(async () => {
  const playing = document.querySelector("[data-listen-bar][data-state=playing]");
  if (!playing) return;
  sessionStorage.still = (await fetch("/mine")).url;
  playing.querySelector("[data-listen=stop]").click();
}, 70000));"""


class Deserted:
    """The people, each at a seat, and how long ago they were left alone."""

    def __init__(self, classroom):
        self.classroom = classroom
        self.listens = self.sit_down("écoute", SAYS_AFTER_A_MINUTE)
        self.listens.open("/search?q=carte+identité")
        self.listens.page.locator("ol.results a").first.click()
        self.listens.page.select_option("[data-listen=speed]", "0.7")
        self.listens.button("Listen").click()
        self.listens.page.wait_for_selector("[data-listen-bar][data-state=playing]")
        self.closes_one = self.sit_down("ferme un onglet sur deux", TURNS_PAGES)
        second = self.closes_one.context.new_page()
        second.goto(self.closes_one.address + "/courses")
        second.close()
        self.reads_on = self.sit_down("tourne la page", TURNS_PAGES)
        self.reads_on.link("My things").click()
        self.stays = self.sit_down("reste", NOTES_THE_WARNING)
        self.stays.page.evaluate("sessionStorage.stays = 'yes'")
        self.closes = self.sit_down("ferme tout")
        self.closes.context.new_page()
        self.closes.page.close()
        self.goes = self.sit_down("part", NOTES_THE_WARNING)
        self.began = time.monotonic()

    def sit_down(self, name, script=""):
        seat = self.classroom.seat()
        seat.context.add_init_script(script or "0")
        seat.sign_in(self.classroom.newcomer(f"Nour qui {name}"))
        return seat

    def wait(self):
        """Wait until the minute is over for everybody."""
        left = self.began + ENOUGH - time.monotonic()
        if left > 0:
            self.goes.page.wait_for_timeout(left * 1000)
