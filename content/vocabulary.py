"""The closed lists of words that content is described with, and the shapes of its names."""

import re

from i18n.translate import N_

CHANNEL_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
NODE_ID = re.compile(r"[0-9a-f]{32}")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")
"""The shape of a language's code, known to this program or not."""
SHA256 = re.compile(r"[0-9a-f]{64}")

KINDS = {
    "topic": N_("Topic"),
    "lesson": N_("Lesson"),
    "exercise": N_("Exercise"),
    "audio": N_("Recording"),
    "video": N_("Video"),
    "document": N_("Document"),
    "html5": N_("Interactive page"),
    "zim": N_("Collection of pages"),
    "dictionary": N_("Dictionary"),
    "voice": N_("Voice"),
    "translator": N_("Translator"),
    "interface": N_("Language of the pages"),
}

_TEXTS = ("main", "translation", "easy")
_HEARD = ("captions", "descriptions", "chapters", "transcript", "signs", "spoken", "sound")
ROLES = (*_TEXTS, *_HEARD, "thumbnail", "picture")
"""What a file is for. A page's text is ``main``; the same in another language is a
``translation``, made easy to read ``easy`` (in any language). ``picture`` is shown in the text,
``sound`` is listened to before a question of it. ``signs`` is a film of the same in sign
language, ``descriptions`` say at their times what a film shows and its sound does not tell."""

COMPLETIONS = ("teacher",)
"""Who can say that a page is done, where it is not what is read, watched or answered there."""

SUBJECTS = {
    "french": N_("French"),
    "mathematics": N_("Mathematics"),
    "computing": N_("Computing"),
    "daily-life": N_("Daily life"),
    "release": N_("Preparing my release"),
    "languages": N_("Languages"),
    "culture": N_("Culture"),
    "science": N_("Science"),
}

LEVELS = {
    "beginner": N_("Beginner"),
    "basic": N_("Basic skills"),
    "cfg": N_("General education certificate (CFG)"),
    "brevet": N_("Lower secondary (brevet)"),
    "cap": N_("Vocational certificate (CAP)"),
    "bac": N_("Upper secondary (baccalauréat)"),
}

LICENSES = (
    "CC0",
    "CC BY 4.0",
    "CC BY-SA 4.0",
    "CC BY-ND 4.0",
    "CC BY-NC 4.0",
    "CC BY-NC-SA 4.0",
    "CC BY-NC-ND 4.0",
    "Licence Ouverte 2.0",
    "CC BY-SA 3.0",
    "GPL 2.0 or later",
    "GPL 3.0 or later",
    "Public Domain",
    "Special Permissions",
    "All Rights Reserved",
)

LABELS = {
    "audio": N_("Can be listened to"),
    "captions": N_("Has captions"),
    "transcript": N_("Has a transcript"),
    "easy": N_("Has an easy-to-read version"),
    "alternatives": N_("Pictures are described"),
}
"""What makes a node accessible, as facts that a machine found true."""

MEDIA_TYPES = {
    ".html": "text/html",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".vtt": "text/vtt",
    ".pdf": "application/pdf",
    ".zim": "application/zim",
    ".dictionary": "application/vnd.ardoise.dictionary",
    ".voice": "application/vnd.ardoise.voice",
    ".translator": "application/vnd.ardoise.translator",
    ".po": "text/x-gettext-translation",
    ".zip": "application/zip",
}
"""The only types of file that content may hold, by the ending they are served under."""

ENDINGS = {kind: ending for ending, kind in reversed(MEDIA_TYPES.items())}
