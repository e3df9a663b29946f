"""Languages of the pages that come in bundles: what is read, what is refused, what is said."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import formats, languages, packs
from i18n.translate import gettext, in_language, ngettext

HEADER = {
    "Language": "so",
    "X-Own-Name": "Soomaali",
    "X-English-Name": "Somali",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
SENTENCES = """
msgid "Sign in"
msgstr "Gal"

msgid "%(n)s hour"
msgid_plural "%(n)s hours"
msgstr[0] "%(n)s saac"
msgstr[1] "%(n)s saacadood"

msgid "Nobody translated this"
msgstr ""
"""


def pack(sentences=SENTENCES, **other):
    """Return the bytes of a pack; a field of its header that is None is left out."""
    said = HEADER | {name.replace("_", "-"): value for name, value in other.items()}
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in said.items() if value is not None)
    return f'msgid ""\nmsgstr ""\n{lines}{sentences}'.encode()


@pytest.fixture(autouse=True)
def nothing_stays():
    yield
    packs.use([])


def test_pages_speak_a_language_that_the_program_never_knew():
    found = packs.read(pack())
    packs.use([found])
    assert found.sentences == 2
    assert languages.interface() == (*languages.INTERFACE, "so")
    assert languages.get("so").own_name == "Soomaali"
    with in_language("so"):
        assert gettext("Sign in") == "Gal"
        assert ngettext("%(n)s hour", "%(n)s hours", 3) == "%(n)s saacadood"
        assert gettext("Leave") == "Quitter"
        assert formats.day(date(2026, 11, 23))


def test_a_language_that_nobody_has_described_writes_dates_as_french_does():
    packs.use([packs.read(pack(Language="rom", X_Own_Name="Romani ćhib"))])
    with in_language("rom"):
        assert formats.day(date(2026, 11, 23)) == "23 novembre 2026"


def test_a_language_that_the_program_knows_is_corrected_and_keeps_the_rest():
    packs.use(
        [
            packs.read(
                pack(
                    Language="ar",
                    Plural_Forms="nplurals=1; plural=0;",
                    sentences='\nmsgid "Sign in"\nmsgstr "ادخل هنا"\n',
                )
            )
        ]
    )
    with in_language("ar"):
        assert gettext("Sign in") == "ادخل هنا"
        assert gettext("Leave") not in ("Leave", "Quitter")
    assert languages.interface() == languages.INTERFACE


def test_a_pack_that_is_gone_is_gone():
    packs.use([packs.read(pack())])
    packs.use([])
    assert not languages.known("so")
    assert languages.offered("so", "fr") == "fr"


def test_a_sentence_that_lacks_a_plural_form_is_not_said():
    packs.use([packs.read(pack(Plural_Forms="nplurals=3; plural=n%3;"))])
    with in_language("so"):
        assert ngettext("%(n)s hour", "%(n)s hours", 2) == "%(n)s\xa0heures"


def test_what_is_unsure_is_not_said():
    unsure = '\n#, fuzzy\nmsgid "Sign in"\nmsgstr "Gal"\n'
    packs.use([packs.read(pack(unsure))])
    with in_language("so"):
        assert gettext("Sign in") == "Se connecter"


BROKEN = {
    "no code": (pack(Language=None), "(Language)"),
    "a code that is a path": (pack(Language="../fr"), "(Language)"),
    "no name": (pack(X_Own_Name=None), "(X-Own-Name)"),
    "a long name": (pack(X_Own_Name="a" * 41), "(X-Own-Name)"),
    "a name with a line in it": (pack(X_Own_Name="a\x07b"), "(X-Own-Name)"),
    "a voice that is a path": (pack(X_Voice="../../etc"), "eSpeak NG"),
    "no plural forms": (pack(Plural_Forms=None), "plural forms"),
    "plural forms that divide by nothing": (
        pack(Plural_Forms="nplurals=2; plural=(1 / n);"),
        "plural forms",
    ),
    "plural forms beyond their number": (
        pack(Plural_Forms="nplurals=2; plural=n;"),
        "plural forms",
    ),
    "plural forms that divide by nothing for a number that is seldom": (
        pack(Plural_Forms="nplurals=2; plural=0%(n-500);"),
        "plural forms",
    ),
    "a program for plural forms": (
        pack(Plural_Forms="nplurals=2; plural=__import__('os');"),
        "plural forms",
    ),
    "a placeholder too many": (
        pack('\nmsgid "Seat {number}"\nmsgstr "{number} {secret}"\n'),
        "other placeholders",
    ),
    "a page of its own": (
        pack('\nmsgid "Sign in"\nmsgstr "<script src=x></script>"\n'),
        "(<)",
    ),
    "the end of the attribute that a sentence stands in": (
        pack('\nmsgid "Sign in"\nmsgstr "x\\" formaction=\\"/evil"\n'),
        "(<)",
    ),
    "a tag that its own plural brings": (
        pack(
            '\nmsgid "%(n)s hour"\nmsgid_plural "<script src=x>"\n'
            'msgstr[0] "<script src=x>"\nmsgstr[1] "<script src=x>"\n'
        ),
        "(<)",
    ),
    "a placeholder that its own plural brings": (
        pack(
            '\nmsgid "%(n)s hour"\nmsgid_plural "%(secret)s"\n'
            'msgstr[0] "%(secret)s"\nmsgstr[1] "%(n)s"\n'
        ),
        "placeholder",
    ),
    "a text that fills the memory": (
        pack('\nmsgid "Seat {number}"\nmsgstr "{number:>999999999}"\n'),
        "other placeholders",
    ),
    "no file of translations": (pack("\nmsgid Gal\n"), "PO"),
    "another file behind the ending": (b"\x89PNG\r\n\x1a\n" + bytes(40), "(Language)"),
    "not in UTF-8": (pack().replace(b"Soomaali", b"Sooma\xff"), "UTF-8"),
    "empty": (b"", "(Language)"),
    "too large": (pack() + b"#" * packs.LARGEST, "larger"),
}


@pytest.mark.parametrize(("data", "what"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_pack_is_refused_and_says_why(data, what):
    with pytest.raises(packs.DamagedPack) as refused:
        packs.read(data)
    assert what in str(refused.value)


def test_a_sentence_is_read_back_as_it_was_judged_whatever_letters_the_header_names():
    hidden = '\nmsgid "Sign in"\nmsgstr "' + r"\\u003cscript src=x\\u003e" + '"\n'
    packs.use([packs.read(pack(hidden, Content_Type="text/plain; charset=raw_unicode_escape"))])
    with in_language("so"):
        assert gettext("Sign in") == r"\u003cscript src=x\u003e"


NO_SENTENCE = {
    "with a plural hidden in it": 'msgid "%(n)s hour\0<script>"\nmsgstr "%(n)s<script>"\n',
    "where another stands": 'msgctxt "%(n)s hour\0"\nmsgid "<b>%(n)s"\nmsgstr "<b>%(n)s"\n',
    "that never had a plural": 'msgid "Sign in"\nmsgid_plural "<b>"\n'
    'msgstr[0] "<b>"\nmsgstr[1] "<b>"\n',
}


@pytest.mark.parametrize("sentences", NO_SENTENCE.values(), ids=NO_SENTENCE)
def test_what_is_no_sentence_of_the_program_is_passed_over(sentences):
    packs.use([packs.read(pack("\n" + sentences))])
    with in_language("so"):
        assert ngettext("%(n)s hour", "%(n)s hours", 1) == "%(n)s\xa0heure"
        assert gettext("Sign in") == "Se connecter"


def test_a_second_header_chooses_no_plural_forms():
    header = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=0%(n-3);\\n"\n'
    packs.use([packs.read(pack("\n" + header + SENTENCES))])
    with in_language("so"):
        assert ngettext("%(n)s hour", "%(n)s hours", 3) == "%(n)s saacadood"


@given(st.binary(max_size=400), st.integers(0, 400))
def test_bytes_that_nobody_would_write_are_refused_or_read(noise, at):
    data = pack()
    with suppress(packs.DamagedPack):
        packs.read(data[:at] + noise + data[at:])
