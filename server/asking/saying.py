"""What somebody says, as a form holds it, and what is wrong with it."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from content.media import fault_in
from content.wording import several_lines
from i18n import formats
from i18n.refusals import Invalid
from i18n.translate import N_
from server.asking.models import Saying
from server.asking.pictures import PICTURES
from server.records.in_writing import UNWRITTEN, InWriting, put
from server.records.works import RECORDINGS

LONGEST_TEXT = 2_000
"""Characters: a page by hand."""
LARGEST_RECORDING = 4_000_000
"""Bytes: two minutes as browsers record them are half a megabyte, as telephones do, three."""
LONGEST_RECORDING = 120
"""Seconds that the page records."""


class NothingSaid(Invalid):
    """A form holds no picture, no word and no recording."""

    message = N_("Choose a picture, write, or speak. Nothing was sent yet.")


class NothingAnswered(Invalid):
    """A teacher's form holds neither a word nor a recording."""

    message = N_("Write an answer, or speak it. Nothing was sent yet.")


class TextTooLong(Invalid):
    """A text is longer than one may be."""

    message = N_(
        "Your text has {signs} signs; {most} at most can be sent. It is still in the form: shorten "
        "it, then send it."
    )


class NotARecording(Invalid):
    """A file is no sound that browsers play."""

    message = N_(
        "This file is not a recording that can be heard here (WebM, Ogg, M4A, MP3). Choose another "
        "one, or write. Nothing was sent yet."
    )


class RecordingTooLarge(Invalid):
    """A recording is longer than a question needs."""

    message = N_("This recording is larger than {most}. Speak for less time. Nothing was sent yet.")


@dataclass(frozen=True)
class Words:
    """What somebody says, as a form holds it."""

    picture: str = ""
    text: str = ""
    recording: bytes = b""
    in_writing: InWriting = UNWRITTEN
    """What the recording says."""


def checked(words: Words, nothing: type[Invalid]) -> Saying:
    """Return what a form says, not kept yet; a recording's type is what its first bytes say.

    Args:
        words: from the form.
        nothing: the refusal of a form that says nothing.

    Raises:
        NothingSaid, NothingAnswered: as ``nothing`` says.
        TextTooLong, NotARecording, RecordingTooLarge
    """
    text = several_lines(words.text)
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(signs=len(text), most=LONGEST_TEXT)
    made = Saying(picture=words.picture if words.picture in PICTURES else "", text=text)
    if words.recording:
        if len(words.recording) > LARGEST_RECORDING:
            raise RecordingTooLarge(most=formats.Size(LARGEST_RECORDING))
        kind = next((x for x in RECORDINGS if not fault_in(x, BytesIO(words.recording))), "")
        if not kind:
            raise NotARecording()
        made.sha256 = hashlib.sha256(words.recording).hexdigest()
        made.media_type, made.size = kind, len(words.recording)
        put(made, words.in_writing)
    if not (made.picture or made.text or made.sha256):
        raise nothing()
    return made
