"""Which sentences can be heard, and that they are spoken before anybody comes."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from i18n.languages import INTERFACE
from i18n.speech import cache
from server.aloud import jobs
from server.aloud.cli import prompts as command
from server.aloud.prompts import LONGEST, PLACES, by_name, by_words, name_of, prompts
from server.audit.operations import Actor
from server.jobs.models import Job

ROOT = Path(__file__).parents[3]
BY = Actor("console")


def test_every_place_with_words_for_learners_is_there():
    assert [place for place in PLACES if not (ROOT / place).exists()] == []


def test_what_somebody_new_meets_first_stands_first():
    order = prompts()
    assert order.index("Leave") < order.index("Begin") < order.index("Press your picture.")
    assert order.index("Boat") < order.index("Carry on")
    assert "Classes" not in order and "Roll call" not in order


def test_no_prompt_has_a_place_for_a_value_or_is_a_text():
    assert not [each for each in prompts() if "%" in each or "{" in each or len(each) > LONGEST]


@pytest.mark.parametrize("language", INTERFACE)
def test_a_prompt_is_found_by_its_words_and_by_the_name_of_its_sound(language):
    words, names = by_words(language), by_name(language)
    assert len(words) > 400
    assert all(names[name_of(each)] == each for each in words)


def test_prompts_are_spoken_by_a_job_that_goes_on_where_it_was(school, monkeypatch):
    few = dict(list(by_words("fr").items())[:5])
    monkeypatch.setattr(jobs, "by_words", lambda code: few)
    monkeypatch.setattr(jobs.os, "nice", lambda by: 0)
    told, said = [], jobs.saying.said
    spoken = []
    monkeypatch.setattr(jobs.saying, "said", lambda *a: spoken.append(a[0]) or said(*a))

    class Stopped(Exception):
        pass

    def stop(done, total):
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        jobs.make(school.site, stop, ["fr"])
    assert cache.size(school.site.home.cache) > 0
    jobs.make(school.site, lambda done, total: told.append((done, total)), ["fr", "ar"])
    assert told[-1] == (10, 10)
    assert set(spoken) == set(few)


def test_the_job_is_asked_for_once_by_the_command_and_refuses_what_has_no_pages(school):
    job = jobs.ask(["fr", "ar"], BY, at=school.now)
    assert (job.kind, Job.select().count()) == ("prompts.make", 1)
    with pytest.raises(jobs.NoPromptsIn):
        jobs.ask(["xx"], BY, at=school.now)


def test_the_sentences_are_listed_in_their_language(school):
    told = CliRunner().invoke(command, ["list", "ar"], obj=school.site)
    assert told.exit_code == 0
    assert "مغادرة" in told.output or "العرض" in told.output
