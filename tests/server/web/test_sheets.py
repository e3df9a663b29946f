"""A table as a file that a spreadsheet opens at once."""

from datetime import date
from decimal import Decimal

import pytest

from server.web.sheets import as_csv

ROWS = [("Personne", "Heures"), ("Zoé Noël", Decimal("12.50")), ("L'“autre”; ici", -3)]


def test_accents_decimal_commas_and_semicolons_are_as_french_spreadsheets_expect_them():
    written = as_csv(ROWS, "fr")
    assert written.startswith(b"\xef\xbb\xbf")
    lines = written.decode("utf-8-sig").split("\r\n")
    assert lines == ["Personne;Heures", "Zoé Noël;12,50", '"L\'“autre”; ici";-3', ""]


def test_in_english_cells_are_parted_by_commas_and_numbers_have_a_point():
    assert as_csv(ROWS, "en").decode("utf-8-sig").splitlines()[1] == "Zoé Noël,12.50"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_what_somebody_wrote_can_be_no_formula(sign):
    written = as_csv([(f"{sign}1+1",)], "fr").decode("utf-8-sig")
    assert written.strip('"\r\n').startswith("'")


def test_days_are_written_so_that_they_sort_and_nothing_is_an_empty_cell():
    assert as_csv([(date(2026, 11, 22), None)], "fr").decode("utf-8-sig") == "2026-11-22;\r\n"
