"""The manuals speak of what there is: files, headings, commands, and the words of the pages."""

import re
import unicodedata
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po

from tests import running

ROOT = Path(__file__).parents[1]
MANUALS = ("apprenant", "enseignant", "contenus", "editeur", "examinateur", "administrateur")
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


def prose(path):
    """Return a page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors(path):
    """Return the names by which the headings of a page are linked to."""
    headings = re.findall(r"^#+ (.+)", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_link_and_picture_leads_somewhere(page):
    astray = []
    for place, anchor in LINK.findall(re.sub(r"`[^`]*`", "", prose(page))):
        target = page.parent / place if place else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            astray.append(f"{place}#{anchor}")
    assert astray == []


def test_no_picture_is_left_over():
    used = {Path(place).name for page in PAGES for place, _ in LINK.findall(prose(page))}
    kept = {path.name for path in (ROOT / "docs" / "screenshots").glob("*.png")}
    assert kept - used == set()


def commands(command, name="ardoise"):
    """Return every command that does something, by its whole name."""
    command = running.itself(command)
    if not isinstance(command, click.Group):
        return {name}
    return set().union(
        *(commands(below, f"{name} {key}") for key, below in command.commands.items())
    )


def test_the_administrators_table_has_every_command_and_no_other():
    from server.cli import ardoise

    manual = (ROOT / "docs" / "administrateur.md").read_text("utf-8")
    told = set(re.findall(r"^\| `(ardoise [a-z -]+)` \|", manual, re.MULTILINE))
    assert told == commands(ardoise)


@pytest.mark.parametrize("name", MANUALS)
def test_every_command_and_option_that_a_manual_writes_is_understood(name):
    from server.cli import ardoise

    text = (ROOT / "docs" / f"{name}.md").read_text("utf-8")
    wrong = []
    for line in re.findall(r"(?:^|`|/)ardoise ((?:[a-z-]+|--)[^`\n]*)", text, re.MULTILINE):
        found, words = ardoise, line.split("   ")[0].split()
        while isinstance(found, click.Group) and words and words[0] in found.commands:
            found = running.itself(found.commands[words.pop(0)])
        options = {option for each in found.params for option in each.opts}
        asked = {word for word in words if word.startswith("--")} - {"--help"}
        if asked - options or (found is ardoise and not asked):
            wrong.append(line)
    assert wrong == []


def plain(text):
    """Return letters and digits alone, so that spaces and apostrophes do not differ."""
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text)).strip()


@pytest.mark.parametrize("name", MANUALS)
def test_every_word_that_a_manual_quotes_is_on_a_page_in_french(name):
    catalogue = ROOT / "i18n" / "catalogues" / "fr" / "LC_MESSAGES" / "ardoise.po"
    with catalogue.open("rb") as file:
        messages = [entry.string for entry in read_po(file) if entry.id]
    said = {
        plain(each)
        for string in messages
        for each in ([string] if isinstance(string, str) else string)
    }
    said |= {"Français", "English", "العربية"}
    sentences = "\n".join(said)
    quoted = re.findall(r"«\s*(.+?)\s*»", re.sub(r"\s+", " ", prose(ROOT / "docs" / f"{name}.md")))
    unknown = [
        words
        for words in quoted
        if plain(words) not in said
        and not (len(words) > 20 and all(plain(part) in sentences for part in words.split("…")))
    ]
    assert unknown == []
