"""Questions to Moodle XML, as Moodle reads it."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape
from xml.sax.saxutils import escape as escaped

from content.formats.questions import categories, extras, xml
from content.formats.questions.brought import Brought, LeftOut
from content.formats.questions.moodle_xml import reader
from content.formats.questions.moodle_xml.kinds_out import Kind, kind_of
from content.formats.questions.moodle_xml.pieces import Pieces, plain, text
from content.questions.types import Dictation, Question, Sound

BEGIN, END = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n', "</quiz>\n"


def category(path: Sequence[str]) -> str:
    """Return the element that says to which category the next questions belong."""
    way = text(categories.written(path))
    return (
        f'<question type="category">\n<category>{way}</category>\n'
        '<info format="html"><text></text></info>\n<idnumber></idnumber>\n</question>\n'
    )


def written(brought: Brought) -> tuple[str, bool]:
    """Return a question, and whether Moodle asks or marks it otherwise than we do.

    Raises:
        LeftOut: it cannot be said.
    """
    pieces = Pieces(brought.media)
    kind = kind_of(brought.question, pieces)
    bare = _element(brought, kind, pieces, "")
    element = xml.parsed(bare.encode())
    visible = reader.visible(element)
    note = extras.beside(brought.question, visible, lambda: _back(bare))
    return (_element(brought, kind, pieces, note) if note else bare), kind.near


def _back(bare: str) -> Question:
    read = reader.read(f"{BEGIN}{bare}{END}".encode())
    if len(read.questions) != 1:
        raise LeftOut(read.left_out[0].what)
    return read.questions[0].question


def _element(brought: Brought, kind: Kind, pieces: Pieces, note: str) -> str:
    question = brought.question
    prompt = question.prompt if kind.prompt is None else kind.prompt
    sounds = list(question.sounds)
    if isinstance(question, Dictation):
        sounds += [segment.sound for segment in question.segments]
    kept = [sound.file.removeprefix("files/") for sound in sounds]
    points = f"{Decimal(brought.points.numerator) / brought.points.denominator:.7f}"
    rows = [
        f'<question type="{kind.type}">\n<name>{text(brought.name)}</name>\n',
        pieces.rich("questiontext", prompt + "".join(map(_player, sounds)), files=kept),
        pieces.rich("generalfeedback", question.general),
        f"<defaultgrade>{points}</defaultgrade>\n<penalty>{kind.penalty}</penalty>\n",
        "<hidden>0</hidden>\n" + plain("idnumber", brought.ident),
        kind.body,
        pieces.rich("hint", question.hint) if question.hint else "",
        _tags(brought.tags),
        f"<{extras.MARK}>{escaped(note)}</{extras.MARK}>\n" if note else "",
        "</question>\n",
    ]
    return "".join(rows)


def _player(sound: Sound) -> str:
    name = sound.file.removeprefix("files/")
    said = escape(sound.name or name)
    source = f'<source src="@@PLUGINFILE@@/{name}">'
    return f'<p><audio controls="true">{source}{said}</audio></p>'


def _tags(tags: Sequence[str]) -> str:
    inside = "".join(f"<tag>{text(tag)}</tag>\n" for tag in tags)
    return f"<tags>\n{inside}</tags>\n" if tags else ""
