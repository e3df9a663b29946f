"""What slices add to pages with a text, beside the places of the bar."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tool:
    """A tool of a reader; both parts are HTML that was rendered, and safe."""

    bar: str
    """What stands in the bar of the page."""
    below: str
    """What stands below the text: forms, a panel, styles and scripts of its own."""
