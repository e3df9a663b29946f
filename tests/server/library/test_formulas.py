"""Formulas and figures on pages have names, for who does not see them; what is kept has none."""

from server.library.questions import Setting
from server.library.reading import as_read

HALF = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"


def test_a_lesson_and_a_question_name_their_formulas():
    assert 'aria-label="un demi"' in as_read(f"<p>{HALF}</p>", "page", "fr")
    assert 'aria-label="one half"' in Setting("page", "1", language="en").rooted(HALF)


def test_a_lesson_and_a_question_tie_the_captions_of_their_pictures():
    figure = "<figure><img><figcaption>La pomme</figcaption></figure>"
    tied = '<figure role="figure" aria-label="La pomme">'
    assert tied in as_read(figure, "page", "fr")
    assert tied in Setting("page", "1", language="fr").rooted(figure)


def test_on_paper_where_nobody_hears_it_a_formula_has_no_name():
    assert Setting("page", "1").rooted(HALF) == HALF
