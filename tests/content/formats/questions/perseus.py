"""Packages of Perseus as Khan Academy and Kolibri Studio write them."""

import json

from tests.content.formats.drives import packed


def widget(kind, **options):
    """A widget of a kind."""
    return {"type": kind, "graded": True, "static": False, "options": options}


def radio(*choices, **options):
    """A list to choose from; what begins with "=" is right."""
    said = [{"content": each.lstrip("="), "correct": each.startswith("=")} for each in choices]
    return widget("radio", choices=said, **options)


def number(value, **answer):
    """A number to type."""
    return widget("numeric-input", answers=[{"value": value, "status": "correct", **answer}])


def item(content, hints=(), **widgets):
    """An item; ``radio_1`` is the widget called "radio 1"."""
    named = {name.replace("_", " ").replace("0", "-"): each for name, each in widgets.items()}
    asked = {"content": content, "images": {}, "widgets": named}
    return {"question": asked, "hints": [{"content": each, "widgets": {}} for each in hints]}


def package(items, **more):
    """An archive of items by name, with a list of them."""
    files = {f"{name}.json": json.dumps(each) for name, each in items.items()}
    files["exercise.json"] = json.dumps({"all_assessment_items": [*items]})
    return packed({**files, **{n.replace("__", "/").replace("_", "."): d for n, d in more.items()}})
