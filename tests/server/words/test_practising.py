"""Practising the words of one's own list: asked, judged on the server, kept nowhere."""

import re

import pytest

from server.audit.models import AuditEntry
from server.clock import now
from server.roles import Role
from server.words.models import KeptWord
from server.words.practising import practice

WORDS = {"loi": "law", "juge": "judge", "droit": "right", "peine": "sentence", "code": "code"}


@pytest.fixture
def camille(school):
    return school.learner()


@pytest.fixture
def seat(school, camille):
    return school.sign_in(camille)


@pytest.fixture
def keeps(camille):
    """Return what makes the learner keep words."""

    def keep(words=WORDS, person=None, into="en"):
        for word, told in words.items():
            row = {"word": word, "told": told, "into": into, "language": "fr"}
            KeptWord.create(person=person or camille.id, means="", source="m", kept_at=now(), **row)

    return keep


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


def turn_of(page):
    """The word that is asked, its number, and the choices by their place."""
    main = main_of(page)
    choices = re.findall(r'name="chosen" value="(\d)".*?<span[^>]*>([^<]+)</span>', main)
    return (
        re.search(r"<bdi>([^<]+)</bdi></strong></legend>", main)[1],
        re.search(r'name="word" value="(\d+)"', main)[1],
        {text: place for place, text in choices},
    )


def answered(seat, number, place, turn=0):
    return main_of(seat.page(f"/mine/words/practice?turn={turn}&word={number}&chosen={place}"))


def test_a_word_is_asked_with_four_meanings_and_judged_the_same_when_read_again(seat, keeps):
    keeps()
    word, number, choices = turn_of(seat.page("/mine/words/practice"))
    assert len(choices) == 4 and WORDS[word] in choices
    for text, place in choices.items():
        told = answered(seat, number, place)
        assert told == answered(seat, number, place)
        assert ("Juste." in told) == (text == WORDS[word])
        assert WORDS[word] in told and "turn=1" in told


def test_every_word_has_its_turn_and_the_right_place_is_not_always_the_same(seat, keeps):
    keeps()
    asked = [turn_of(seat.page(f"/mine/words/practice?turn={turn}")) for turn in range(10)]
    assert {word for word, *_ in asked} == set(WORDS)
    assert len({choices[WORDS[word]] for word, _, choices in asked}) > 1


def test_nothing_is_written_down(seat, keeps):
    keeps()
    _, number, choices = turn_of(seat.page("/mine/words/practice"))
    before = AuditEntry.select().count(), list(KeptWord.select().tuples())
    for place in choices.values():
        answered(seat, number, place)
    assert (AuditEntry.select().count(), list(KeptWord.select().tuples())) == before


def test_words_of_somebody_else_are_never_asked_nor_told(school, seat, keeps):
    other = school.person("Sacha Petit", Role.LEARNER)
    keeps({f"secret{each}": f"telling{each}" for each in range(6)}, person=other.id)
    assert "secret" not in seat.page("/mine/words/practice")
    keeps()
    (theirs,) = KeptWord.select().where(KeptWord.word == "secret1")
    told = answered(seat, theirs.id, 0)
    assert "secret" not in told and "telling" not in told and "<fieldset>" in told


@pytest.mark.parametrize("said", ["turn=x", "chosen=9&word=1", "word=99999", "turn=-1&chosen="])
def test_an_address_that_says_nothing_of_use_asks_a_word(seat, keeps, said):
    keeps()
    assert "<fieldset>" in main_of(seat.page(f"/mine/words/practice?{said}"))


def test_too_few_words_that_mean_different_things_are_told_kindly(seat, keeps):
    keeps({"loi": "law", "lois": "law", "juge": "judge", "droit": "right"})
    assert "<fieldset>" not in main_of(seat.page("/mine/words/practice"))
    assert practice([], 0, 0, None) is None


def test_meanings_stand_in_their_own_language_and_direction(seat, keeps):
    keeps({"loi": "قانون", "juge": "قاض", "droit": "حق", "peine": "عقوبة"}, into="ar")
    assert 'lang="ar" dir="rtl">قانون' in seat.page("/mine/words/practice")
