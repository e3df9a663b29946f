"""What can be an address of a medium, and whose certificates can be believed; nothing is asked."""

import re
from urllib.parse import urlsplit

_NAME = re.compile(r"[A-Za-z0-9%!$&'()*+,;=:@~._-]+(?:/[A-Za-z0-9%!$&'()*+,;=:@~._-]+)*")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]+")


def is_name(name: str) -> bool:
    """Say whether a text can name a file below an address, and climbs out of nothing."""
    return bool(_NAME.fullmatch(name)) and not {".", ".."} & set(name.split("/"))


def is_address(text: str, schemes: tuple[str, ...] = ("https", "http")) -> bool:
    """Say whether a text is an address that a medium can have: scheme, host, perhaps a path."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or "@" in parts.netloc or set(text) & set(" ?#\\"))
    path = parts.path.strip("/")
    return (
        plain
        and text.isascii()
        and parts.scheme in schemes
        and _HOST.fullmatch(host) is not None
        and port != 0
        and (not path or is_name(path))
    )


def are_authorities(path: str) -> bool:
    """Say whether a file holds certificates (PEM) of authorities that can be believed."""
    import ssl  # most programs that read the settings ask no web server

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(path)
    except (OSError, ValueError):
        return False
    return True
