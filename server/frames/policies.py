"""What the browser is told with each page of a frame, and with the page that holds the frame.

Source: what stopped sixteen attacks in Chromium, framed and opened directly; each of them is a test
in ``tests/browser/test_frames.py``.
"""

_AROUND = "form-action 'none'; object-src 'none'; frame-ancestors {around}"
DOCUMENT = (
    "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self'; "
    "style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "base-uri 'none'; " + _AROUND
)
INTERACTIVE = (
    "sandbox allow-scripts; default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; "
    "connect-src 'self'; frame-src 'self'; worker-src blob:; base-uri 'self'; " + _AROUND
)
"""Many a help of a program says which folder its addresses begin at: one of its own is let be."""
SANDBOX = {False: "", True: "allow-scripts"}
"""What the frame itself may, by whether it is interactive: never its own origin, never popups."""
GUARD = "<script>if(top===self){stop();document.documentElement.remove()}</script>"
"""First in each interactive page: opened directly, a page could lead its window elsewhere, which
no policy forbids. On plain HTTP a browser does not say whether a page is in a frame; so it asks
itself, before anything else in it runs, and is not there where it is not framed."""
LEAVES_NOTHING = "camera=(), geolocation=(), microphone=(), usb=(), payment=(), fullscreen=()"


def policy(*, interactive: bool, around: str) -> str:
    """Return the policy of a page in a frame.

    Args:
        interactive: whether it may run programs.
        around: the origin of the page that holds the frame; "'self'" for the same.
    """
    return (INTERACTIVE if interactive else DOCUMENT).format(around=around)


def of_reader(frames: str) -> str:
    """Return the policy of the page that holds a frame.

    Args:
        frames: the origin that frames come from; "'self'" for the same.
    """
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
        f"base-uri 'none'; frame-ancestors 'none'; frame-src {frames}"
    )
