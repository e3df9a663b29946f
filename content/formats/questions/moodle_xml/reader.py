"""A file of Moodle XML, to the questions in it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from html.entities import html5

from content.formats.questions import extras, multilang, xml
from content.formats.questions.brought import Brought, LeftOut, NotXml, Read, line, named
from content.formats.questions.categories import path_of
from content.formats.questions.checked import checked
from content.formats.questions.moodle_xml import calculated
from content.formats.questions.moodle_xml.kinds import question_of, value
from content.formats.questions.moodle_xml.rich import Rich, said
from content.formats.questions.percent import exact
from content.formats.questions.texts import PLAIN, plain, title
from content.formats.questions.xml import Element
from content.questions import reading
from content.questions.types import Parts, Question
from i18n.refusals import Phrase
from i18n.translate import N_

MOST_POINTS = 1_000
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
_BEGINS, _ENDS = re.compile(rb"<question[\s>]"), re.compile(rb"</question\s*>")
_IMAGE = '<p><img src="@@PLUGINFILE@@/{name}" alt=""></p>'


def read(data: bytes) -> Read:
    """Read all questions of a file; one that is no XML is noted with its line, the others are read.

    Raises:
        NotXml: there is no question in it that is XML.
    """
    found = Read()
    category: tuple[str, ...] = ()
    for element in _elements(data, found):
        if element.get("type").strip().lower() == "category":
            holder = element.first("category")
            category = path_of(value(element, "category")) if holder is not None else ()
            continue
        name = plain(value(element, "name"), PLAIN)
        where = named(name, element.line) if name else line(element.line)
        try:
            if calculated.kind_of(element):
                _add_calculated(element, name, where, category, found)
            else:
                found.add(_brought(element, name, where, category, found))
        except LeftOut as reason:
            found.leave_out(where, reason)
    return found


def _add_calculated(
    element: Element, name: str, where: Phrase, category: tuple[str, ...], found: Read
) -> None:
    """Add a question for each set of numbers, all in a category of their own."""
    path = (*category, name or title(element.get("type")))
    made = [
        _brought(each, plain(value(each, "name"), PLAIN), where, path, found)
        for each in calculated.plain_ones(element)
    ]
    for number, each in enumerate(made, start=1):
        found.add(replace(each, ident=f"{each.ident}.{number}" if each.ident else ""))
    what = N_(
        "its numbers are drawn for each person: it is {count} questions here, in the category "
        "“{category}”."
    )
    todo = Phrase(N_("In the paper, let one question be drawn from that category."))
    found.change(where, Phrase(what, count=len(made), category=path[-1]), todo)


def _elements(data: bytes, found: Read) -> Iterator[Element]:
    try:
        root = xml.parsed(data)
    except NotXml:
        yield from _mended(data, found)
        return
    yield from root.all("question")


def _mended(data: bytes, found: Read) -> Iterator[Element]:
    """Read the questions of a damaged file one by one; refuse the file if none can be."""
    whole, done, before, counted = False, 0, 0, 0
    while (begin := _BEGINS.search(data, done)) and (end := _ENDS.search(data, begin.end())):
        before += data.count(b"\n", counted, begin.start())
        counted, done = begin.start(), end.end()
        try:
            element = xml.parsed(_without_names(data[begin.start() : done]))
        except NotXml as refusal:
            reason = LeftOut(Phrase(N_("it is not XML ({what})."), what=refusal.values["what"]))
            found.leave_out(line(before + 1), reason)
            continue
        whole = True
        element.line += before
        yield element
    if not whole:
        xml.parsed(data)


def _without_names(data: bytes) -> bytes:
    """Return XML in which the letters that HTML has names for are themselves: é for &eacute;."""
    return _NAMED.sub(lambda name: html5.get(f"{name[1].decode()};", "&amp;").encode(), data)


def _brought(
    element: Element, name: str, where: Phrase, category: tuple[str, ...], found: Read
) -> Brought:
    _put_in_old_image(element)
    rich = Rich(element)
    question = _noted(element, rich) or _plainly(rich)
    shown = question.text if isinstance(question, Parts) else question.prompt
    if rich.attached.missing:
        missing = ", ".join(dict.fromkeys(rich.attached.missing))
        what = Phrase(N_("these files are missing or cannot be shown: {names}."), names=missing)
        found.change(where, what)
    if any(multilang.has_several(said(each)) for each in element.walk() if each.first("text")):
        found.change(where, Phrase(N_("it is in several languages, of which one was taken.")))
    if any(drag.first("file") is not None for drag in element.all("drag")):
        found.change(where, Phrase(N_("its labels are words now; in Moodle they were pictures.")))
    if element.get("type").strip().lower() == "ddmarker":
        found.change(where, Phrase(N_("its places are shown now; in Moodle they were hidden.")))
    return Brought(
        name=name or title(shown),
        question=question,
        where=where,
        category=category,
        tags=tuple(dict.fromkeys(filter(None, _tags(element)))),
        points=_points(element, question),
        ident=plain(value(element, "idnumber"), PLAIN),
        media={name: rich.attached.media[name] for name in _used(question)},
    )


def _plainly(rich: Rich) -> Question:
    question = question_of(rich)
    if rich.sounds:
        question = replace(question, sounds=tuple(rich.sounds.values()))
    return checked(question)


def _noted(element: Element, rich: Rich) -> Question | None:
    """Return our own question that was written beside this one, if it still says the same."""
    note = element.first(extras.MARK)
    if note is None:
        return None
    element.inside.remove(note)
    question = extras.restored(note.text(), visible(element))
    if question is None:
        return None
    rich.keep_all()
    return question if all(name in rich.attached.media for name in _used(question)) else None


def visible(element: Element) -> str:
    """Return all that a question says, its attributes too, for ``extras.mark_of``."""
    return "".join(
        f"{each.name}{sorted(each.attributes.items())}{own}"
        for each in element.walk()
        for own in ["".join(part for part in each.inside if isinstance(part, str))]
    )


def _used(question: Question) -> list[str]:
    return [name.removeprefix("files/") for name in sorted(reading.files_of(question))]


def _put_in_old_image(element: Element) -> None:
    """Show the picture that Moodle 1.9 kept beside a question at its end, as Moodle does."""
    image, holder = element.first("image"), element.first("questiontext")
    name = image.text().strip() if image is not None else ""
    if name and holder is not None and element.first("image_base64") is not None:
        text = holder.first("text")
        (text or holder).inside.append(_IMAGE.format(name=name.replace('"', "")))


def _tags(element: Element) -> Iterator[str]:
    for holder in element.all("tags"):
        for tag in holder.all("tag"):
            yield plain(value(tag, "text") or tag.text(), PLAIN)


def _points(element: Element, question: Question) -> Fraction:
    if isinstance(question, Parts) and element.get("type").strip().lower() in (
        "cloze",
        "multianswer",
    ):
        return sum((Fraction(part.weight) for part in question.key), Fraction(0))
    points = exact(value(element, "defaultgrade", "1"))
    known = points is not None and 0 <= points <= MOST_POINTS
    return points.limit_denominator(1_000) if points is not None and known else Fraction(1)
