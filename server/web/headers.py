"""What every answer tells the browser: take nothing from elsewhere, keep nothing, frame nothing."""

from flask import Response, current_app

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
FRAMED_POLICY = PAGE_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
"""For a page of ours that stands in a frame of another page of ours."""
FRAMING_POLICY = f"{PAGE_POLICY}; frame-src 'self'"
"""For the page around it."""
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""For files of courses opened on their own: an SVG is a picture and nothing more."""
LETTERS_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""For styles and fonts, which fetch by the rules of the page that asked for them, and for signs,
which fetch nothing."""
NEVER_SHOWN = {"text/css", "text/javascript", "font/woff2"}
"""Parts of pages: what a page may do with devices is said by the page; each byte of it would be
sent a dozen times at a first visit."""


def protect(response: Response) -> Response:
    """Add the headers that every answer carries."""
    headers = response.headers
    kind = response.mimetype
    fetches = kind not in {"text/css", "font/woff2", "image/svg+xml"}
    policy = PAGE_POLICY if fetches else LETTERS_POLICY
    headers.setdefault("Content-Security-Policy", policy)
    headers["X-Content-Type-Options"] = "nosniff"
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if kind not in NEVER_SHOWN:
        headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), usb=(), payment=()")
    headers.setdefault("Cache-Control", "no-store")
    if current_app.config["SITE"].https:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
