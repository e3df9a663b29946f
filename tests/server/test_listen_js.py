"""The page that reads itself aloud, in a real browser under the policy that our pages have."""

import pytest

from tests.server.spoken_page import BLOCKS, RECORD, WATCH, Site

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("spoken"))
    yield site
    site.server.shutdown()


@pytest.fixture(params=["highlights", "boxes"])
def page(request, browser, site):
    """Open the page as a browser with or without highlights shows it."""
    context = browser.new_context(viewport={"width": 800, "height": 600}, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(WATCH)
    if request.param == "boxes":
        page.add_init_script("delete CSS.highlights; delete window.Highlight;")
    page.goto(site.address)
    page.evaluate(f"() => {{ {RECORD} }}")
    yield page
    assert page.evaluate("violations") == []
    context.close()


def press(page, name):
    page.click(f"[data-listen={name}]")


def wait_for(page, state):
    page.wait_for_selector(f"[data-listen-bar][data-state={state}]")


def until(page, condition, argument=None):
    """Wait for a condition in the page; Playwright's own way needs eval, which is forbidden."""
    for _ in range(400):
        if page.evaluate(condition, argument):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


def says(page, words):
    until(page, "words => document.querySelector('[role=status]').textContent === words", words)


def status(page):
    return page.inner_text("[role=status]")


def is_in_order(few, all_):
    """Say whether ``few`` are some of ``all_``, in the same order."""
    rest = iter(all_)
    return all(one in rest for one in few)


def test_the_marked_word_follows_the_voice_and_the_page_is_as_before_at_the_end(page, site):
    before = page.inner_html("article")
    page.select_option("[data-listen=speed]", "1")
    press(page, "play")
    wait_for(page, "playing")
    assert page.inner_html("article").replace(' class="speaking"', "") == before
    says(page, "Terminé")
    heard = [tuple(word) for word in page.evaluate("heard")]
    assert is_in_order(heard, site.words())
    assert len(heard) > len(site.words()) / 2
    assert {block for block, _ in heard} == set(BLOCKS)
    assert page.evaluate("marked()") is None
    assert page.inner_html("article").replace(' class=""', "") == before
    assert page.get_attribute("[data-listen-bar]", "data-state") == "stopped"
    assert page.is_visible("[data-listen=play]")


def test_words_across_tags_and_behind_an_emoji_are_marked_whole(page, site):
    page.select_option("[data-listen=speed]", "0.5")
    press(page, "play")
    until(page, "heard.some(([, word]) => word === 'lit')")
    words = [word for _, word in page.evaluate("heard")]
    assert is_in_order(words, ["Un", "😀", "mot", "l'élève", "lit"])
    assert "l'élève" in words


def test_a_pause_keeps_the_word_and_goes_on_from_there(page):
    page.select_option("[data-listen=speed]", "0.5")
    press(page, "play")
    until(page, "marked()?.length > 1")
    press(page, "pause")
    wait_for(page, "paused")
    assert status(page) == "En pause"
    word = page.evaluate("marked()")
    assert word
    page.evaluate("scrollBy({ top: 40, behavior: 'instant' })")
    until(page, "word => marked() === word", word)
    press(page, "play")
    wait_for(page, "playing")
    assert page.get_attribute(".speaking", "data-block") == "b1"
    assert status(page) == ""


def test_the_keyboard_stays_on_the_button_that_takes_over(page):
    page.focus("[data-listen=play]")
    page.keyboard.press("Enter")
    wait_for(page, "playing")
    assert page.evaluate("document.activeElement.dataset.listen") == "pause"
    page.keyboard.press("Enter")
    wait_for(page, "paused")
    assert page.evaluate("document.activeElement.dataset.listen") == "play"


def test_stopping_takes_every_mark_away_and_starts_from_the_top_again(page):
    press(page, "forward")
    page.wait_for_selector("[data-block=b1].speaking")
    press(page, "forward")
    page.wait_for_selector("[data-block=b2].speaking")
    press(page, "stop")
    wait_for(page, "stopped")
    assert page.query_selector(".speaking") is None
    assert page.evaluate("marked()") is None
    press(page, "play")
    page.wait_for_selector("[data-block=b1].speaking")


def test_forward_and_back_go_sentence_by_sentence(page):
    def in_sentence(words):
        until(page, "words => words.split(' ').includes(marked())", words)

    page.select_option("[data-listen=speed]", "0.5")
    press(page, "play")
    page.wait_for_selector("[data-block=b1].speaking")
    for words in ("Voici la fin", "Elle vient", "Tout est dit"):
        press(page, "forward")
        in_sentence(words)
    press(page, "back")
    in_sentence("Elle vient")
    press(page, "forward")
    press(page, "forward")
    page.wait_for_selector("[data-block=b3].speaking")
    press(page, "back")
    in_sentence("Tout est dit")
    press(page, "pause")
    press(page, "back")
    in_sentence("Elle vient")
    press(page, "back")
    press(page, "back")
    page.wait_for_selector("[data-block=b1].speaking")


def test_forward_and_back_pass_from_block_to_block_and_bring_it_into_view_without_sliding(page):
    press(page, "play")
    page.wait_for_selector("[data-block=b1].speaking")
    press(page, "forward")
    page.wait_for_selector("[data-block=b2].speaking")
    until(
        page,
        "() => { const r = document.querySelector('[data-block=b2]').getBoundingClientRect();"
        " return r.top >= 0 && r.bottom <= innerHeight; }",
    )
    assert set(page.evaluate("scrolls")) == {"auto"}
    assert len(page.query_selector_all(".speaking")) == 1
    press(page, "back")
    page.wait_for_selector("[data-block=b1].speaking")


def test_the_sound_of_the_next_block_is_on_its_way_before_it_is_needed(page, site):
    page.select_option("[data-listen=speed]", "0.5")
    with page.expect_request("**/sound/b2"):
        press(page, "play")
    assert page.get_attribute(".speaking", "data-block") == "b1"
    assert "/sound/b3" not in site.asked


def test_where_nothing_can_be_heard_the_page_says_so_and_tries_again_when_asked(page, site):
    site.refused.add("/speech")
    press(page, "play")
    says(page, "Le son ne vient pas")
    assert page.get_attribute("[data-listen-bar]", "data-state") == "stopped"
    site.refused.clear()
    press(page, "play")
    wait_for(page, "playing")
    assert status(page) == ""


def test_a_sound_that_does_not_come_leaves_the_page_clean_and_is_asked_for_again(page, site):
    site.refused.add("/sound/b1")
    press(page, "play")
    says(page, "Le son ne vient pas")
    assert page.query_selector(".speaking") is None
    site.refused.clear()
    press(page, "play")
    wait_for(page, "playing")
    assert page.get_attribute(".speaking", "data-block") == "b1"


def test_a_bar_without_words_stays_silent(page, site):
    page.evaluate(
        "for (const name in document.querySelector('[data-listen-bar]').dataset)"
        " if (name.startsWith('word')) "
        "delete document.querySelector('[data-listen-bar]').dataset[name]"
    )
    site.refused.add("/speech")
    with page.expect_response("**/speech"):
        press(page, "play")
    wait_for(page, "stopped")
    assert status(page) == ""


def test_a_word_that_is_pressed_while_the_page_is_read_is_where_it_goes_on(page):
    page.select_option("[data-listen=speed]", "0.5")
    press(page, "play")
    wait_for(page, "playing")
    press(page, "pause")
    wait_for(page, "paused")
    place = page.evaluate(
        """() => {
          const block = document.querySelector("[data-block=b2]");
          block.scrollIntoView({ block: "center" });
          const range = document.createRange();
          range.setStart(block.firstChild, block.textContent.indexOf("vient"));
          range.setEnd(block.firstChild, block.textContent.indexOf("vient") + 5);
          const { left, top, width, height } = range.getBoundingClientRect();
          return [left + width / 2, top + height / 2];
        }"""
    )
    page.evaluate("heard.length = 0")
    page.mouse.click(*place)
    until(page, "() => heard.some(([block, word]) => block === 'b2' && word === 'vient')")
    assert next(word for block, word in page.evaluate("heard") if block == "b2") == "vient"


def test_before_it_is_read_a_press_on_the_text_means_nothing(page):
    page.click("[data-block=b1]")
    assert page.get_attribute("[data-listen-bar]", "data-state") == "stopped"


def test_from_here_begins_at_what_is_in_sight(page):
    page.evaluate("document.querySelector('[data-block=b2]').scrollIntoView()")
    page.evaluate("document.querySelector('[data-listen=here]').click()")
    until(page, "() => document.querySelector('[data-block=b2].speaking') !== null")


def test_from_here_begins_at_the_word_that_was_chosen(page):
    page.select_option("[data-listen=speed]", "0.5")
    page.evaluate(
        """() => {
          const block = document.querySelector("[data-block=b2]");
          block.scrollIntoView();
          getSelection().collapse(block.firstChild, block.textContent.indexOf("Tout") + 1);
          document.querySelector("[data-listen=here]").click();
        }"""
    )
    until(page, "() => heard.some(([block, word]) => block === 'b2' && word === 'Tout')")
    assert next(word for block, word in page.evaluate("heard") if block == "b2") == "Tout"


def test_arrows_on_the_bar_lead_to_paragraphs_and_a_sentence_is_said_again(page):
    page.select_option("[data-listen=speed]", "0.0625")  # each word lasts for seconds
    page.evaluate(
        """() => {
          const block = document.querySelector("[data-block=b2]");
          block.scrollIntoView();
          getSelection().collapse(block.firstChild, block.textContent.indexOf("vient") + 1);
          document.querySelector("[data-listen=here]").click();
        }"""
    )
    until(page, "() => heard.some(([block, word]) => block === 'b2' && word === 'vient')")
    press(page, "again")
    until(page, "() => heard.some(([block, word]) => block === 'b2' && word === 'Elle')")
    page.focus("[data-listen=pause]")
    page.keyboard.press("ArrowRight")
    until(page, "() => heard.some(([block, word]) => block === 'b2' && word === 'Tout')")
    page.keyboard.press("ArrowUp")
    until(page, "() => document.querySelector('[data-block=b1].speaking') !== null")
    page.keyboard.press("ArrowDown")
    until(page, "() => document.querySelector('[data-block=b2].speaking') !== null")
