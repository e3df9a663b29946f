"""What Safe Exam Browser is told for an exam here: this address, and nothing beside it."""

import hashlib
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from i18n.refusals import Invalid
from i18n.translate import N_

SHORTEST = 8
"""Characters of the password that ends the browser: it is the same on all PCs of a room."""
QUIT = "leave-the-browser"
"""The page that ends it, below the server's address."""
_MODERN_VIEW = 3
_ALLOW = 1


class NotAServer(Invalid):
    """An address is not one of a server."""

    message = N_("“{address}” is no address of a server. Write it as PCs do: http://10.0.0.1:8080")


class QuitPasswordTooShort(Invalid):
    """The password that ends the browser is guessed."""

    message = N_("The password that ends the browser needs at least {characters} characters.")


def for_exam(address: str, quit_password: str) -> dict[str, Any]:
    """Return the settings of an exam, as a property list holds them.

    The same address and password give the same settings, hence the same Config Key.

    Args:
        address: of this server, as the PCs call it: http://10.0.0.1:8080
        quit_password: with which an examiner ends the browser.

    Raises:
        NotAServer, QuitPasswordTooShort
    """
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise NotAServer(address=address)
    if len(quit_password) < SHORTEST:
        raise QuitPasswordTooShort(characters=SHORTEST)
    start = f"{parts.scheme}://{parts.netloc}/"
    typed = unicodedata.normalize("NFC", quit_password).encode()
    rule = {
        "action": _ALLOW,
        "active": True,
        "expression": f"{parts.netloc}/*",
        "regex": False,
    }
    return {
        "startURL": start,
        "quitURL": start + QUIT,
        "quitURLConfirm": True,
        "hashedQuitPassword": hashlib.sha256(typed).hexdigest(),
        "allowQuit": True,
        "sendBrowserExamKey": True,
        "browserWindowWebView": _MODERN_VIEW,
        "examSessionClearCookiesOnStart": False,
        "allowPreferencesWindow": False,
        "browserWindowAllowReload": True,
        "newBrowserWindowByLinkPolicy": 0,
        "newBrowserWindowByScriptPolicy": 0,
        "showTaskBar": True,
        "showReloadButton": True,
        "showTime": True,
        "showInputLanguage": True,
        "allowWlan": False,
        "audioControlEnabled": True,
        "audioMute": False,
        "allowSpellCheck": False,
        "allowDictionaryLookup": False,
        "allowDownUploads": True,
        "allowPrint": False,
        "enablePrintScreen": False,
        "allowVirtualMachine": False,
        "allowScreenSharing": False,
        "URLFilterEnable": True,
        "URLFilterEnableContentFilter": False,
        "URLFilterRules": [rule],
    }
