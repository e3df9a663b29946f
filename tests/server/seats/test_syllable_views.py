"""What a page hears that shows syllables in two colours."""

from server.seats.syllable_views import MOST_WORDS


def asked(seat, language, words):
    answer = seat.post("/look/syllables", {"language": language, "words": words})
    assert answer.status_code == 200
    return answer.json


def test_a_page_hears_where_the_syllables_of_its_words_end(school):
    told = asked(school.seat(), "fr-FR", "bibliothèque eau école")
    assert told == {"bibliothèque": [2, 6], "école": [1]}


def test_of_a_language_without_known_syllables_it_hears_of_none(school):
    assert asked(school.seat(), "ar", "مكتبة") == {}


def test_a_page_of_endless_words_is_answered_in_part(school):
    words = " ".join(f"maison{'a' * (n % 30)}{n}" for n in range(MOST_WORDS + 50))
    assert len(asked(school.seat(), "fr", words)) <= MOST_WORDS


def test_it_wakes_nobody_who_has_gone(school):
    seat = school.sign_in(school.learner())
    school.wait(minutes=9)
    asked(seat, "fr", "maison")
    school.wait(minutes=2)
    assert seat.get("/mine").status_code == 303
