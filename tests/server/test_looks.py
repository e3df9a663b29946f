"""What one sees: letters that stand out from their ground, in either direction, all of it ours."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from server.web import assets

SERVER = Path(__file__).parents[2] / "server"
STATIC = SERVER / "web" / "static"
VENDOR = STATIC / "vendor"
STYLES = sorted(STATIC.glob("*.css"))
TEMPLATES = sorted(SERVER.rglob("templates/**/*.html"))
LEARNERS_STYLES = ("tokens.css", "base.css", "lesson.css", "print.css")
THEMES = ("light", "cream", "dark", "contrast")
GROUNDS = ("paper", "sheet", "wash")
SPOKEN = ("ink", "soft", "accent", "good", "warn", "bad")


def bare(style: Path) -> str:
    """Return a style sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", style.read_text(), flags=re.DOTALL)


def tokens(theme: str, style: str = "tokens.css") -> dict[str, str]:
    """Return the colours of a theme by their names."""
    block = re.search(rf'\[data-theme="{theme}"\]\s*{{(.*?)}}', bare(STATIC / style), re.S)
    assert block, theme
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb", 0 to 1 (WCAG 2.2, "relative luminance")."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_strongest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_stands_out_seven_to_one_from_every_ground(theme):
    colours = tokens(theme)
    pairs = [(text, ground) for text in SPOKEN for ground in GROUNDS]
    pairs += [("on-accent", "accent"), ("chalk", "slate"), ("on-mark", "mark")]
    pairs += [("ink", "accent-wash"), ("accent", "accent-wash")]
    weak = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in pairs
        if contrast(colours[pair[0]], colours[pair[1]]) < 7
    }
    assert weak == {}


@pytest.mark.parametrize("theme", THEMES)
def test_syllables_of_either_colour_stand_out_from_every_ground(theme):
    colours, syllables = tokens(theme), tokens(theme, "aids.css")
    grounds = (*GROUNDS, "accent-wash")
    weak = {
        (name, ground): round(contrast(colour, colours[ground]), 2)
        for name, colour in syllables.items()
        for ground in grounds
        if contrast(colour, colours[ground]) < 7
    }
    assert len(syllables) == 2
    assert weak == {}


def test_captions_stand_out_in_each_of_their_colours():
    pairs = re.findall(
        r"background: (#[0-9a-f]{6}); color: (#[0-9a-f]{6})", bare(STATIC / "aids.css")
    )
    assert len(pairs) == 3
    assert all(contrast(*pair) >= 7 for pair in pairs)


@pytest.mark.parametrize("theme", THEMES)
def test_the_edge_of_a_field_is_seen_three_to_one(theme):
    colours = tokens(theme)
    assert all(contrast(colours["edge"], colours[ground]) >= 3 for ground in GROUNDS)


def test_every_theme_names_the_same_colours():
    names = [tokens(theme).keys() - {"under-pictures"} for theme in THEMES]
    assert names == [names[0]] * len(THEMES)


def test_colours_are_named_in_one_place():
    elsewhere = {
        style.name: re.findall(r"#[0-9a-fA-F]{3,8}\b", bare(style))
        for style in STYLES
        if style.name not in {"tokens.css", "aids.css", "print.css"}
    }
    assert {name: found for name, found in elsewhere.items() if found} == {}


def test_styles_turn_round_with_the_language():
    sided = re.compile(
        r"(?<![\w-])((?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom"
        r"|width|height|min-width|max-width|min-height|max-height"
        r"|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
        r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
    )
    found = {
        style.name: [match[0] for match in sided.finditer(re.sub(r"@media[^{]*", "", bare(style)))]
        for style in STYLES
    }
    assert {name: matches for name, matches in found.items() if matches} == {}


def test_styles_keep_to_what_the_oldest_browser_knows():
    newer = re.compile(r":has\(|light-dark\(|@layer|@scope|color-mix\(|(?<=[{;])\s*&")
    assert {s.name: newer.findall(bare(s)) for s in STYLES if newer.search(bare(s))} == {}


def test_no_style_takes_away_the_line_around_what_has_the_focus():
    bare_of_it = re.compile(r"([^{}]*){[^{}]*outline(?:-style|-width)?:\s*(?:0|none)\b")
    found = [rule.strip() for style in STYLES for rule in bare_of_it.findall(bare(style))]
    assert found == ["main:focus"]  # where the first link leads; no Tab ends there


def test_no_page_goes_on_before_its_reader():
    assert [page.name for page in TEMPLATES if 'http-equiv="refresh"' in page.read_text()] == []


def test_styles_and_signs_come_from_here_alone():
    away = re.compile(r"(?:url\(|href=|src=)[\"']?\s*(?:https?:)?//|@import|data:")
    ours = [*STYLES, *TEMPLATES, *STATIC.rglob("*.svg")]
    assert [path.name for path in ours if away.search(path.read_text())] == []


def test_what_styles_name_is_there():
    named = {
        STATIC / address
        for style in STYLES
        for address in re.findall(r'url\("([^"]+)"\)', bare(style))
    }
    assert sorted(str(path) for path in named if not path.is_file()) == []


def drawn_in(sprite: str) -> set[str]:
    """Return the names of the signs of a sprite."""
    return set(re.findall(r'<symbol id="([^"]+)"', (VENDOR / sprite).read_text()))


def test_every_sign_a_page_shows_is_drawn():
    drawn = drawn_in("icons.svg") | drawn_in("icons-staff.svg")
    shown = re.compile(r'icon\(\s*"([\w-]+)"|\bicon="([\w-]+)"|empty_state\(\s*"([\w-]+)"')
    wanted = {
        name: path.name
        for path in TEMPLATES
        for names in shown.findall(re.sub(r"{#.*?#}", "", path.read_text(), flags=re.DOTALL))
        for name in names
        if name
    }
    assert {name: where for name, where in wanted.items() if name not in drawn} == {}


def test_a_sign_is_looked_for_in_the_sprite_that_has_it():
    macros = (SERVER / "web" / "templates" / "macros.html").read_text()
    listed = re.search(r"set for_staff = \((.*?)\)", macros)
    assert listed
    assert set(re.findall(r'"([\w-]+)"', listed[1])) == drawn_in("icons-staff.svg")


def test_what_others_made_is_as_the_manifest_says():
    manifest = json.loads((VENDOR / "MANIFEST.json").read_text())
    there = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in {"MANIFEST.json", "NOTICE"}
    }
    assert there == manifest["sha256"]


def test_every_package_of_others_has_its_licence_beside_it():
    manifest = json.loads((VENDOR / "MANIFEST.json").read_text())
    notice = (VENDOR / "NOTICE").read_text()
    for package in manifest["packages"]:
        short = package["name"].rpartition("/")[2]
        assert (VENDOR / "licences" / f"{short}.txt").is_file()
        assert package["licence"]
        assert package["version"] in notice


@pytest.mark.parametrize("own", [(), ("exercise.css",), ("media.css",)])
def test_a_learners_page_is_light(own):
    styles = sum(len(assets._packed(name)[0]) for name in (*LEARNERS_STYLES, *own))  # as sent
    letters = [VENDOR / "fonts" / f"andika-5.3.0-latin-{end}-light.woff2" for end in ("400", "700")]
    assert styles < 30_000
    assert all(font.stat().st_size < 13_000 for font in letters)


def test_letters_of_arabic_are_never_spread():
    spread = re.search(r"([^{}]*)\{ letter-spacing: 0; \}", bare(STATIC / "base.css"))
    assert spread
    assert all(f":lang({code})" in spread[1] for code in ("ar", "fa", "ur"))
