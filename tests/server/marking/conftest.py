"""What was handed in: see ``tests.server.handing_in``."""

from tests.server.handing_in import LETTER, PICTURE, SPOKEN, Desk

__all__ = ["LETTER", "PICTURE", "SPOKEN", "Desk"]
