"""The engines of speech, by name. A better voice is one entry more."""

from collections.abc import Mapping
from types import MappingProxyType

from i18n.speech.recording import Engine
from i18n.speech.vowels import Reader

ESPEAK = Reader()
ENGINES: Mapping[str, Engine] = MappingProxyType({"espeak": ESPEAK})
"""Nothing is loaded before the first use."""

DEFAULT = "espeak"
