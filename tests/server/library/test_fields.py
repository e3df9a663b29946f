"""The fields in which a question is answered: what stands on the page comes back as it was meant,
and no key is on it."""

import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from flask import render_template_string

from content.questions import answers, scoring
from content.questions.reading import files_of
from content.questions.types import Gaps, Match, Number, Order, Picks, Sound, Words
from server.library.questions import Given, Setting, show
from tests.content.questions.examples import (
    EVERYTHING,
    SAID,
    SHA,
    choice,
    dictation,
    labels,
    parts,
    short,
    spot,
)

MACRO = (
    '{% from "library/fields.html" import answer_fields with context %}'
    '{{ answer_fields(question, "question-1", "q0") }}'
)
PAGE = Setting("", "seed", files="/bank/files/")
QUANTITY = Number(*SAID, key="12", tolerance="0", units=(("m", "1"), ("cm", "100")))
LISTED = replace(QUANTITY, unit_listed=True)


class Fields(HTMLParser):
    """What a browser would send of a page that nobody touched, and what one can choose from."""

    def __init__(self, page):
        super().__init__()
        self.sent, self.offered, self._list, self._chosen = {}, {}, None, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "input":
            self.offered.setdefault(has["name"], []).append(has.get("value", ""))
            if has.get("type") not in ("radio", "checkbox") or "checked" in has:
                self.sent.setdefault(has["name"], []).append(has.get("value", ""))
        if tag == "select":
            self._list = has["name"]
        if tag == "option":
            self._chosen = has

    def handle_data(self, data):
        if self._chosen is None:
            return
        value = self._chosen.get("value", data)
        self.offered.setdefault(self._list, []).append(value)
        if "selected" in self._chosen:
            self.sent.setdefault(self._list, []).append(value)
        self._chosen = None


@pytest.fixture
def page(school):
    def rendered(question, given=(), setting=PAGE):
        shown = show(question, 0, setting, Given(list(given), None) if given else None)
        with school.app.test_request_context():
            return render_template_string(MACRO, question=shown)

    return rendered


ANSWERS = [
    pytest.param(labels(), ("Lyon", "Oran"), id="labels"),
    pytest.param(spot(), ("2",), id="an area"),
    pytest.param(spot(several=True, key=(0, 2)), ("0", "2"), id="several areas"),
    pytest.param(dictation(), ("Le chat dore.", "Il rêve « ici »."), id="a dictation"),
    pytest.param(parts(), ("un & deux", "4", "1"), id="parts of a text"),
    pytest.param(LISTED, ("12", "cm"), id="a number and its unit"),
    pytest.param(replace(LISTED, unit_first=True), ("1,5", "m"), id="a unit before its number"),
]


@pytest.mark.parametrize(("question", "answer"), ANSWERS)
def test_what_was_answered_stands_on_the_page_again(page, question, answer):
    sent = Fields(page(question, answer)).sent
    assert answers.from_form(question, "q0", lambda name: sent.get(name, []), "seed") == answer


@pytest.mark.parametrize(("question", "answer"), ANSWERS)
def test_a_page_that_nobody_touched_sends_no_answer(page, question, answer):
    sent = Fields(page(question)).sent
    assert answers.from_form(question, "q0", lambda name: sent.get(name, []), "seed") == ()


def test_every_label_and_option_can_be_chosen_everywhere(page):
    offered = Fields(page(labels())).offered
    assert sorted(offered["q0.0"]) == sorted(offered["q0.1"]) == ["", "Alger", "Lyon", "Oran"]
    assert sorted(Fields(page(parts())).offered["q0.2"]) == ["0", "1"]


def test_several_options_in_a_text_are_one_answer(page):
    inner = choice(several=True, options=("a", "b", "c"), key=(0, 2))
    question = parts(text="<p>[[1]]</p>", key=(replace(parts().key[0], question=inner),))
    sent = Fields(page(question, ("0 2",))).sent
    assert sorted(sent["q0.0"]) == ["0", "2"]
    answer = answers.from_form(question, "q0", lambda name: sent.get(name, []), "seed")
    assert answer == ("0 2",) and scoring.score(question, answer) == 1


def test_parts_stand_where_the_text_asks_them_in_any_order(page):
    question = parts(text="<p>[[3]] puis [[1]]</p><p>[[2]]</p>")
    names = re.findall(r'name="q0\.(\d)"', page(question))
    assert list(dict.fromkeys(names)) == ["2", "0", "1"]


@pytest.mark.parametrize("question", EVERYTHING, ids=lambda question: question.type)
def test_no_page_tells_the_order_of_the_key(page, question):
    told = unescape(page(question))
    assert "data-key" not in told and "deux arguments" not in told
    if question.type == "dictation":
        assert "chat" not in told
    if question.type == "short":
        assert "deux" not in told


def test_pictures_and_sounds_are_found_below_the_address_of_the_page(page):
    for question in (labels(), dictation()):
        for name in files_of(question):
            assert f'"/bank/files/{name.removeprefix("files/")}"' in page(question)


ONCE = Sound(f"files/{SHA}.mp3", "Dialogue <1>", 1)


def test_where_nobody_counts_a_sound_is_played_freely(page):
    told = page(short(sounds=(ONCE,)))
    assert f'src="/bank/files/{SHA}.mp3"' in told and "formaction" not in told


@pytest.mark.parametrize(
    ("question", "where"),
    [
        pytest.param(Gaps(*SAID, ("I ", "."), (("go",),)), '<p class="gaps"{}', id="gaps"),
        pytest.param(
            Picks(*SAID, ("I ", "."), (("go", "went"),), (("go",),)),
            '<p class="gaps"{}',
            id="lists",
        ),
        pytest.param(
            Match(*SAID, (("un", "one"), ("deux", "two"))), ' name="q0.1"{} dir', id="right sides"
        ),
        pytest.param(Order(*SAID, ("one", "two")), ' for="question-1-1"{} dir', id="things"),
        pytest.param(Words(*SAID, (("I", "go"),)), ' name="q0.1"{} dir', id="words"),
    ],
)
def test_words_in_another_language_than_the_page_say_it(page, question, where):
    told = replace(question, language="en")
    assert where.format(' lang="en"') in page(told)
    assert where.format(' lang="en"') not in page(question)


def test_the_page_of_a_text_with_fields_keeps_its_own_html_whole(page):
    told = page(parts())
    assert told.count("<li>") == told.count("</li>") == 1
    assert json.dumps(told).count("[[") == 0
