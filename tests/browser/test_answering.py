"""A sentence sent before it is whole: the words that were placed are where they were."""

import pytest

pytestmark = pytest.mark.browser

PLACED = ["emprunter", "un", "Je"]


def place(question, javascript):
    """Put three words into the sentence, as this browser lets one."""
    for number, word in enumerate(PLACED):
        if javascript:
            question.locator(".chips").last.get_by_role("button", name=word, exact=True).click()
        else:
            question.locator("select").nth(number).select_option(word)


def placed(question, javascript):
    """Return the words that stand in the sentence."""
    if javascript:
        return question.locator(".chips").first.locator("button").all_inner_texts()
    found = [each.input_value() for each in question.locator("select").all()]
    return [word for word in found if word]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_three_words_of_five_are_refused_and_still_there(classroom, javascript):
    seat = classroom.seat(javascript=javascript)
    seat.open("/search?q=lettre+de+demande")
    seat.page.locator("ol.results a", has_text="écrire une lettre de demande").first.click()
    question = seat.page.locator("#question-1")
    place(question, javascript)
    classroom.witness.expected.add(422)
    question.get_by_role("button", name=seat.say("Answer"), exact=True).click()
    told = seat.page.locator("main [role=alert]").inner_text()
    assert "2 sur 5" in told.replace("\xa0", " ")
    assert placed(question, javascript) == PLACED
