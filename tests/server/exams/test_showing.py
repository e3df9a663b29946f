"""What a candidate's page is made of has no key, and what was answered comes back as it was."""

from content.questions.scoring import ALL, score
from content.questions.types import Match, Order
from server.exams.operations import copy_for
from server.exams.showing import answer_of, asked, held_by, sections_of
from tests.server.bank.conftest import WORDS, choice, short

FILES = "/bank/files/"


def one(office, question, seed="1"):
    paper = office.paper()
    office.add(paper, office.adds(question, "Titre pour le personnel"))
    return copy_for(paper, seed).questions[0]


def getlist(**fields):
    return lambda name: fields.get(name.replace(".", "_"), [])


def test_options_keep_their_own_number_in_whatever_order_they_stand(office):
    question = one(office, choice(options=tuple("abcde"), key=(3,)))
    shown = asked(question, ("3",), FILES).shown
    by_value = dict(zip(shown.shape.values, shown.shape.options, strict=True))
    assert by_value == {"0": "a", "1": "b", "2": "c", "3": "d", "4": "e"}
    assert score(question.question, answer_of(question, ("3",))) == ALL


def test_no_key_no_hint_and_no_title_of_the_staff_is_in_what_is_shown(office):
    from dataclasses import asdict

    question = one(office, short(key="Le secret"))
    shown = str(asdict(asked(question, (), FILES)))
    assert "secret" not in shown and "personnel" not in shown and "Bravo" not in shown


def test_pictures_are_found_below_the_address_of_the_page(office):
    picture = office.picture()
    question = one(office, short(f'<p><img src="files/{picture}.png" alt="x"></p>'))
    assert f'src="/bank/files/{picture}.png"' in asked(question, (), FILES).shown.prompt


def test_a_formula_is_named_in_the_language_of_its_question(office):
    half = "<math><mfrac><mn>1</mn><mi>a</mi></mfrac></math>"
    question = one(office, choice(prompt=f"<p>{half}</p>", options=(half, "b"), key=(0,)))
    shown = asked(question, (), FILES).shown
    assert 'aria-label="1 sur a"' in shown.prompt
    assert sum('aria-label="1 sur a"' in each for each in shown.shape.options) == 1


def test_a_half_filled_answer_is_kept_and_shown_again(office):
    pairs = (("un", "1"), ("deux", "2"), ("trois", "3"))
    question = one(office, Match(prompt="<p>?</p>", key=pairs, **WORDS))
    held = held_by(question, getlist(q0_0=["1"], q0_1=[""], q0_2=[]))
    assert held == ("1", "", "")
    assert asked(question, held, FILES).shown.given == ["1", "", ""]
    assert held_by(question, getlist()) == ()


def test_things_come_to_the_place_that_was_chosen_for_them(office):
    question = one(office, Order(prompt="<p>?</p>", key=("a", "b", "c"), **WORDS))
    shown = asked(question, (), FILES).shown.shape.options
    right = tuple(str("abc".index(thing) + 1) for thing in shown)
    assert answer_of(question, right) == ("a", "b", "c")
    assert answer_of(question, (right[0], "", right[0])).count("") == 2
    assert asked(question, right, FILES).shown.places == list(right)


def test_a_whole_copy_is_shown_in_its_sections(office):
    copy = copy_for(office.cfg(), "4")
    shown = sections_of(copy, {1: ("Paris",)}, FILES)
    assert [[each.name for each in section.questions] for section in shown] == [
        ["question-1", "question-2", "question-3"],
        ["question-4", "question-5"],
    ]
    assert [each.field for each in shown[1].questions] == ["q3", "q4"]


def test_a_sound_is_named_on_a_candidate_s_page_only_by_who_counts_its_plays(office):
    from content.questions.types import Sound, TrueFalse
    from server.bank.files import keep

    name = f"files/{keep(office.store, b'ID3 a voice')}.mp3"
    question = one(
        office, TrueFalse(prompt="<p>?</p>", key=True, sounds=(Sound(name, "", 2),), **WORDS)
    )
    assert asked(question, (), FILES).shown.shape.sounds == []
    (free,) = asked(question, (), FILES, heard=True).shown.shape.sounds
    assert free.src == f"/bank/{name}"
