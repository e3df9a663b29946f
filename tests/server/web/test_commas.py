"""Between a name and a day stands the comma of the language, which no page writes by itself."""

import re
from pathlib import Path

import server

WRITTEN = re.compile(r"(?:</bdi>|\}\}), \{\{|</bdi>\{% if not loop\.last %\}, ")


def test_no_page_writes_a_comma_of_its_own_between_two_things():
    pages = Path(server.__file__).parent.rglob("*.html")
    assert [page.name for page in pages if WRITTEN.search(page.read_text("utf-8"))] == []
