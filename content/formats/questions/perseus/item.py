"""One item of Perseus, to a question."""

import re
from collections.abc import Iterator
from typing import Any

from content.formats.questions.attached import Attached, Find
from content.formats.questions.brought import Brought, LeftOut, Read, named
from content.formats.questions.checked import checked
from content.formats.questions.perseus.text import WIDGET, Text, said
from content.formats.questions.perseus.widgets import IN_TEXT, WHOLE, entries, part
from content.formats.questions.texts import title
from content.questions import reading
from content.questions.composed import Parts
from content.questions.question import Common
from content.questions.types import Question
from i18n.refusals import Phrase
from i18n.translate import N_

_SHOWN = ("image", "passage", "definition", "explanation", "passage-ref", "passage-ref-target")
"""Widgets that only show something."""
_BRACKETS = re.compile(r"[\[\]]")


def brought(name: str, body: dict[str, Any], find: Find, found: Read) -> Brought:
    """Return the question of an item; note what is not as it was.

    Args:
        name: of the item, by which others call it.
        body: its JSON.
        find: returns the bytes of the files that it names.
        found: told what is missing.

    Raises:
        LeftOut: it cannot be asked here.
    """
    asked = body.get("question")
    if not isinstance(asked, dict):
        raise LeftOut(Phrase(N_("it asks nothing.")))
    attached = Attached(find)
    question = checked(_question(asked, _hints(body, attached), attached))
    if attached.missing:
        missing = ", ".join(dict.fromkeys(attached.missing))
        what = Phrase(N_("these files are missing or cannot be shown: {names}."), names=missing)
        found.change(named(name), what)
    used = {each.removeprefix("files/") for each in reading.files_of(question)}
    shown = question.prompt + (question.text if isinstance(question, Parts) else "")
    return Brought(
        title(shown) or name,
        question,
        named(name),
        ident=name,
        media={each: data for each, data in attached.media.items() if each in used},
    )


def _hints(body: dict[str, Any], attached: Attached) -> list[str]:
    """Return the steps to the answer, the first one least telling."""
    steps: list[str] = []
    for each in entries(body.get("hints")):
        text = Text(attached, dict(_shown(each)))
        steps += [html] if (html := text.html(each.get("content"))) else []
    return steps


def _question(asked: dict[str, Any], hints: list[str], attached: Attached) -> Question:
    content, widgets = said(asked.get("content")), _widgets(asked)
    names = [name for name in dict.fromkeys(WIDGET.findall(content)) if name in widgets]
    answered = [name for name in names if _kind(widgets[name]) not in _SHOWN]
    if not answered:
        raise LeftOut(Phrase(N_("it asks nothing.")))
    shown = dict(_shown(asked))
    # the steps together are the way to the answer, so one alone is told only afterwards
    first = hints[0] if len(hints) > 1 else ""
    common = Common(prompt="", hint=first, right="", review="\n".join(hints))
    kinds = {name: _kind(widgets[name]) for name in answered}
    alone = WHOLE.get(kinds[answered[0]]) if len(answered) == 1 else None
    if alone is not None:
        common["prompt"] = Text(attached, shown).html(content)
        return alone(_options(widgets[answered[0]]), Text(attached), common)
    for kind in kinds.values():
        if kind not in IN_TEXT:
            what = N_("what is to be done in it has no counterpart here: {kind}.")
            raise LeftOut(Phrase(what, kind=kind[:40] or "?"))
    numbers = {name: number for number, name in enumerate(answered, start=1)}
    return Parts(
        **common,
        text=Text(attached, shown, numbers).html(content),
        key=tuple(part(kinds[n], _options(widgets[n]), Text(attached)) for n in answered),
    )


def _widgets(asked: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = asked.get("widgets")
    known = found.items() if isinstance(found, dict) else ()
    return {name: each for name, each in known if isinstance(each, dict)}


def _kind(widget: dict[str, Any]) -> str:
    """Return the type of a widget; of one that is not answered, that it is static."""
    kind = str(widget.get("type") or "")
    is_still = widget.get("static") is True and kind not in _SHOWN
    return f"{kind} (static)" if is_still else kind


def _options(widget: dict[str, Any]) -> dict[str, Any]:
    options = widget.get("options")
    return options if isinstance(options, dict) else {}


def _shown(asked: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Go through what stands, in Markdown, for each widget that only shows something."""
    for name, widget in _widgets(asked).items():
        options = _options(widget)
        match _kind(widget):
            case "image":
                picture = options.get("backgroundImage")
                address = said(picture.get("url")) if isinstance(picture, dict) else ""
                alt = _BRACKETS.sub(" ", said(options.get("alt")))
                yield name, f"![{alt}]({address})" if address else ""
            case "passage":
                heading = said(options.get("passageTitle"))
                yield (
                    name,
                    "\n\n".join(
                        [f"**{heading}**" if heading else "", said(options.get("passageText"))]
                    ),
                )
            case "definition":
                yield (
                    name,
                    f"{said(options.get('togglePrompt'))} ({said(options.get('definition'))})",
                )
            case "explanation":
                yield name, said(options.get("explanation"))
