"""What every answer tells the browser: take nothing from elsewhere, keep nothing, frame nothing."""

from flask import Response, current_app

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""For files of courses opened on their own: an SVG is a picture and nothing more."""


def protect(response: Response) -> Response:
    """Add the headers that every answer carries."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", PAGE_POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), usb=(), payment=()"
    headers.setdefault("Cache-Control", "no-store")
    if current_app.config["SITE"].https:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
