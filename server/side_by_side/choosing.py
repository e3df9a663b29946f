"""Which versions of a page a reader sees: plain functions of what there is and what they chose."""

from collections.abc import Sequence

from content.browse import Version
from server.library.reading import version_name

SIGNS = "signs"
"""What names the film in sign language among the versions of a page."""


def two_of(names: Sequence[str], asked: Sequence[str], kept: Sequence[str]) -> tuple[str, str]:
    """Return the names of two versions to see abreast.

    Args:
        names: of two versions or more, that of the page itself first, those that a reader would
            like best next.
        asked: what the address says, one and other; what is not there counts for nothing.
        kept: what they chose before.
    """
    one = next((each for each in (asked[0], kept[0]) if each in names and each != SIGNS), names[0])
    other = next((each for each in (asked[1], kept[1], *names[1:]) if each in names), "")
    if other == one:
        other = next(each for each in names if each != one)
    return one, other


def liked(versions: Sequence[Version], language: str, has_signs: bool) -> list[str]:
    """Return the names of the versions of a page: itself, the reader's language, the easy one."""
    own, *others = versions
    others.sort(key=lambda v: (v.language != language, v.language != own.language))
    return [*map(version_name, (own, *others)), *([SIGNS] if has_signs else [])]


def mine(versions: Sequence[Version], seen: Version, language: str) -> Version | None:
    """Return the version in which a reader is told a sentence of the one they see.

    That in their language; where they see that one, or have none, the easy one, then the page
    itself. None if the page is in one version alone.
    """
    others = [each for each in versions if each is not seen and each.file]
    if not others:
        return None

    def far(version: Version) -> int:
        if version.language == language != seen.language:
            return int(version.easy)
        return 2 if version.language == seen.language else 3 + version.easy

    return min(others, key=far)
