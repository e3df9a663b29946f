"""A picture and a sound as small as they can be, and questions that use them."""

import base64
import hashlib

from content.questions import reading
from tests.content.questions.examples import EVERYTHING, SHA

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
MP3 = b"ID3" + bytes(200)
PICTURE = f"{hashlib.sha256(PNG).hexdigest()}.png"
SOUND = f"{hashlib.sha256(MP3).hexdigest()}.mp3"
MEDIA = {PICTURE: PNG, SOUND: MP3}


def with_files(question):
    """Return a question whose picture and sound are those above."""
    text = reading.to_bytes(question).decode()
    text = text.replace(f"{SHA}.png", PICTURE).replace(f"{SHA}.mp3", SOUND)
    return reading.from_bytes(text.encode())


def media_of(question):
    """Return the bytes of the files that a question uses."""
    names = [name.removeprefix("files/") for name in reading.files_of(question)]
    return {name: MEDIA[name] for name in sorted(names)}


QUESTIONS = [with_files(question) for question in EVERYTHING]
NAMES = [f"{number} {question.type}" for number, question in enumerate(QUESTIONS)]
