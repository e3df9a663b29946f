"""The types of media that a frame may be given, and how each is said to the browser."""

PAGES = frozenset({"text/html", "application/xhtml+xml"})
DRAWN = frozenset({"image/svg+xml", "text/xml", "application/xml"})
"""What a browser reads as a document of its own, which could hold programs."""
PROGRAMS = frozenset(
    "text/javascript application/javascript application/x-javascript application/wasm".split()
)
"""What only an interactive page is given."""
SHOWN = frozenset(
    (
        "text/css text/plain text/vtt application/json "
        "image/png image/jpeg image/gif image/webp image/x-icon image/vnd.microsoft.icon "
        "audio/mpeg audio/ogg audio/mp4 audio/webm audio/wav audio/x-wav "
        "video/mp4 video/webm video/ogg "
        "font/woff font/woff2 font/ttf font/otf font/sfnt application/font-woff "
        "application/font-woff2 application/vnd.ms-opentype application/x-font-ttf"
    ).split()
)
OTHERWISE = "application/octet-stream"
"""What everything else is said to be: a file to be kept."""

BY_ENDING = {
    **dict.fromkeys(("html", "htm"), "text/html"),
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    **dict.fromkeys(("js", "mjs"), "text/javascript"),
    "json": "application/json",
    **dict.fromkeys(("txt", "md"), "text/plain"),
    "vtt": "text/vtt",
    "svg": "image/svg+xml",
    "png": "image/png",
    **dict.fromkeys(("jpg", "jpeg"), "image/jpeg"),
    "gif": "image/gif",
    "webp": "image/webp",
    "ico": "image/x-icon",
    "mp3": "audio/mpeg",
    **dict.fromkeys(("ogg", "oga"), "audio/ogg"),
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "wasm": "application/wasm",
    **dict.fromkeys(("xml", "rels"), "application/xml"),
}
"""Of files in a package that does not say of what type they are."""


def of(said: str) -> str:
    """Return a type of media without its parameters: "text/html" of "Text/HTML; charset=x"."""
    return said.partition(";")[0].strip().lower()


def by_name(path: str) -> str:
    """Return the type of a file by the ending of its name."""
    return BY_ENDING.get(path.rpartition(".")[2].lower(), OTHERWISE)


def is_shown(media_type: str, *, interactive: bool) -> bool:
    """Say whether a frame in this mode may show, or play, or use something of a type."""
    if media_type in PROGRAMS:
        return interactive
    return media_type in SHOWN or media_type in PAGES or media_type in DRAWN
