"""The rules of words: everything that a person reads can be translated."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment

from tests.house import modules

READ_ALOUD = {"alt", "title", "placeholder", "aria-label", "aria-description", "data-says"}
"""Attributes that a person reads or hears."""

NOT_READ = {"script", "style", "code", "kbd"}
WORD = re.compile(r"[^\W\d_]{2,}")
PIECES = re.compile(r"[\w-]*=\"[^\"]*\"|/[\w/-]*\?\w+=|&[\w-]+=")
"""What a macro writes that makes attributes and addresses: `data-…="…"`, `/search?q=`, `&page=`."""

NAMES = {"Ardoise", "required", "disabled", "checked", "hidden", "selected", "readonly"}
"""Words that are the same in every language, and attributes that a macro writes."""


class _Words(HTMLParser):
    """Gathers the literal words of a page, and the lines they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read the attributes that are shown; note where text is not."""
        if tag in NOT_READ:
            self._within.append(tag)
        for name, value in attrs:
            if name in READ_ALOUD:
                self._take(value or "")

    def handle_endtag(self, tag: str) -> None:
        """Leave an element whose text is not read."""
        if self._within and self._within[-1] == tag:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        """Read the text between tags."""
        if not self._within:
            self._take(data)

    def _take(self, text: str) -> None:
        text = PIECES.sub("", text)
        words = [word for word in WORD.finditer(text) if word[0] not in NAMES]
        if words:
            line = self.getpos()[0] + text.count("\n", 0, words[0].start())
            self.found.append((line, " ".join(word[0] for word in words)))


def bare_words(templates: list[Path]) -> list[str]:
    """Complain of words in a template that stand outside of _("…") and {% trans %}."""
    complaints = []
    for path in templates:
        page = _Words()
        page.feed(_without_expressions(path.read_text(encoding="utf-8")))
        page.close()
        complaints += [f"{path.name}, line {line}: {words}" for line, words in page.found]
    return complaints


def _without_expressions(source: str) -> str:
    """Return the HTML of a template alone: no expressions, blocks, comments or translated text."""
    kept: list[str] = []
    inside_block = translated = False
    for _line, kind, value in Environment(extensions=["jinja2.ext.i18n"]).lex(source):
        if kind in {"block_begin", "block_end"}:
            inside_block = kind == "block_begin"
        elif kind == "name" and inside_block and value in {"trans", "endtrans"}:
            translated = value == "trans"
        if kind == "data" and not translated:
            kept.append(value)
        else:
            kept.append("\n" * value.count("\n"))
    return "".join(kept)


def unmarked_refusals(root: Path) -> list[str]:
    """Complain of a ``message`` of a class that is a sentence without N_()."""
    complaints = []
    for name, path in modules(root).items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                complaints += [
                    f"{name}.{node.name}"
                    for line in node.body
                    if isinstance(line, ast.Assign | ast.AnnAssign)
                    and "message" in ast.unparse(line).partition("=")[0]
                    and isinstance(line.value, ast.Constant)
                    and isinstance(line.value.value, str)
                ]
    return complaints
