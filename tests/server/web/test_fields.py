"""Fields say in their label what must be filled in: where one looks, and in the name one hears."""

import re
from pathlib import Path

import pytest

from server.roles import Role

MUST = r'<label for="name">[^<]+ <span class="must">Obligatoire.</span></label>'

IN_A_LABEL = r"\{\{ must\(\) \}\}(\{% endif %\})?</label>"
TEMPLATES = [
    path
    for path in sorted(Path("server").rglob("templates/*/*.html"))
    if "{{ must(" in path.read_text("utf-8")
]


def test_a_required_field_says_so_in_its_label(school):
    page = school.sign_in(Role.ADMINISTRATOR).get("/accounts").text
    assert re.search(MUST, page)
    assert "name-hint" not in page


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_field_of_a_page_says_it_anywhere_else(template):
    page = template.read_text("utf-8")
    assert len(re.findall(r"must\(", page)) == len(re.findall(IN_A_LABEL, page))
