"""A picture's caption that is tied to nothing is told on whichever page it stands."""

import pytest

from tests.browser.standards import faults_of
from tests.browser.test_pages import ADD, spoil, untold

pytestmark = pytest.mark.browser

TOLD = "a caption that is tied to nothing"
PICTURE = '<figure{}><img alt="" src="/none.png"><figcaption>La pomme</figcaption></figure>'


def test_a_caption_that_is_not_the_name_of_its_figure_is_told(classroom):
    seat = classroom.seat()
    spoil(seat, [ADD % PICTURE.format(' role="figure" aria-label="La pomme"')])
    assert untold([TOLD], faults_of(seat.page, "fr")) == [TOLD]
    spoil(seat, [ADD % PICTURE.format(' role="figure" aria-label="Une pomme"')])
    assert untold([TOLD], faults_of(seat.page, "fr")) == []
