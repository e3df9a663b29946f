"""Lists as spreadsheets save them are read alike; what is no list is refused in a sentence."""

import pytest

from i18n.translate import in_language
from server.classes import spreadsheet, wordings

ROWS = [
    ["Nom", "Prénom", "Classe"],
    ["Élan", "Jean-Pierre", "CFG"],
    ["d’Arc", "Zoé", ""],
    ["Œuvrard", "Anne Marie", "Français"],
]


def written(separator, encoding, end="\r\n"):
    return (end.join(separator.join(row) for row in ROWS) + end).encode(encoding)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_list_is_read_whatever_the_spreadsheet_has_made_of_it(separator, encoding, end):
    sheet = spreadsheet.read(spreadsheet.text_of(written(separator, encoding, end)))
    assert [(line.number, line.name, line["class"]) for line in sheet.lines] == [
        (2, "Jean-Pierre Élan", "CFG"),
        (3, "Zoé d’Arc", ""),
        (4, "Anne Marie Œuvrard", "Français"),
    ]


@pytest.mark.parametrize(
    ("header", "row", "name"),
    [
        pytest.param("prénom;NOM", "Zoé;Élan", "Zoé Élan", id="another order, capitals"),
        pytest.param("Prenom,Nom", "Zoé,Élan", "Zoé Élan", id="without accents"),
        pytest.param("first name,family name", "Zoé,Élan", "Zoé Élan", id="in English"),
        pytest.param("nom", "Zoé Élan", "Zoé Élan", id="the whole name in one"),
        pytest.param("Nom et prénom;classe", "Élan Zoé;CFG", "Élan Zoé", id="said to be whole"),
        pytest.param("الاسم,القسم", "محمد بن علي,CFG", "محمد بن علي", id="in Arabic"),
        pytest.param("nom;prénom", '"Élan; dite Petit";Zoé', "Zoé Élan; dite Petit", id="quoted"),
        pytest.param("nom;prénom", "  Élan\u00a0 ;  Zoé ", "Zoé Élan", id="blanks too many"),
        pytest.param("nom;;prénom", "Élan;;Zoé", "Zoé Élan", id="an empty column"),
    ],
)
def test_columns_stand_in_any_order_under_many_names(header, row, name):
    (line,) = spreadsheet.read(f"{header}\n{row}\n").lines
    assert line.name == name


def test_empty_lines_are_passed_over_and_numbers_stay_those_of_the_spreadsheet():
    sheet = spreadsheet.read('\nnom;prénom\n\nÉlan;Zoé\n;\n"Du\npont";Léa\nPetit;Sacha\n')
    assert [(line.number, line.name) for line in sheet.lines] == [
        (4, "Zoé Élan"),
        (6, "Léa Du pont"),
        (8, "Sacha Petit"),
    ]


def test_what_a_list_must_not_hold_is_named_and_not_kept():
    sheet = spreadsheet.read("nom;numéro d'écrou;date de naissance\nÉlan;123456;1.1.1980\n")
    assert sheet.unknown == ("numéro d'écrou", "date de naissance")
    assert list(sheet.lines[0].cells) == ["family"]


def test_a_separator_in_a_name_is_noticed():
    (line,) = spreadsheet.read("nom,prénom\nÉlan,Zoé,Marie\n").lines
    assert line.has_too_many


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        pytest.param(b"PK\x03\x04\x14\x00\x06\x00", spreadsheet.NotAList, id="a workbook"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", spreadsheet.NotAList, id="a picture"),
        pytest.param(b"", spreadsheet.NoSuchHeader, id="nothing"),
        pytest.param(b"\xef\xbb\xbf\r\n", spreadsheet.NoSuchHeader, id="an empty line"),
        pytest.param("Élan;Zoé\n".encode(), spreadsheet.NoSuchHeader, id="no header"),
        pytest.param(b"classe;groupe\nCFG;A\n", spreadsheet.NoSuchHeader, id="no name"),
        pytest.param(b"nom;nom\nA;B\n", spreadsheet.ColumnTwice, id="twice"),
        pytest.param(b"nom\n", spreadsheet.NobodyInIt, id="a header alone"),
        pytest.param(b"nom\n" + b"A B\n" * 1001, spreadsheet.TooLong, id="too long"),
        pytest.param(b'nom\n"' + b"a" * 200_000 + b'"\n', spreadsheet.NotAList, id="a huge cell"),
    ],
)
def test_what_is_no_list_is_refused(data, refusal):
    with pytest.raises(refusal):
        spreadsheet.read(spreadsheet.text_of(data))


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_list_to_fill_in_is_read_back(language):
    text = spreadsheet.text_of(spreadsheet.template(language))
    sheet = spreadsheet.read(text + "Élan\r\n")
    assert (sheet.unknown, sheet.lines[0].name) == ((), "Élan")


@pytest.mark.parametrize(
    ("text", "code"),
    [("CFG", "cfg"), ("cap", "cap"), ("Brevet", "brevet"), ("Débutant", "beginner"), ("", "")],
)
def test_a_level_is_understood_as_people_write_it(text, code):
    with in_language("ar"):
        assert wordings.level_of(text) == (code, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [("français", "fr"), ("FR", "fr"), ("arabe", "ar"), ("العربية", "ar"), ("English", "en")],
)
def test_a_language_is_understood_as_people_write_it(text, code):
    assert wordings.language_of(text, "fr") == (code, None)


def test_what_is_not_understood_is_left_out_and_said():
    level, why = wordings.level_of("licence")
    assert (level, "licence" in why.in_words()) == ("", True)
    code, why = wordings.language_of("somali", "fr")
    assert (code, "somali" in why.in_words()) == ("fr", True)
