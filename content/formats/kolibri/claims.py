"""What a curator said of a node beside its title: put in words that can be read and found.

A catalogue of ours has a subject and a level, and labels that were found true of the files. What
else Kolibri's lists can say has no column there: what is needed, what is done, a narrower subject,
what its makers say of its accessibility. It stands below the description, in the language of the
node; what its kind or its labels tell already is not said twice.

Source of the codes: le-utils 0.2.20, ``constants/labels``.
"""

from collections.abc import Mapping, Sequence

from content.formats.kolibri.page import Page
from content.formats.kolibri.rows import NodeRow
from i18n.translate import N_, in_language
from i18n.translate import gettext as _

NEEDS = {
    "Hsw9k7Bz": N_("materials"),
    "Hsw9k7Bz.OFIbUAK9": N_("paper and pencil"),
    "Hsw9k7Bz.dbXQw755": N_("special software"),
    "Hsw9k7Bz.#lLv#LB7": N_("other supplies"),
    "Hsw9k7Bz.G4h2UBuK": N_("the Internet"),
    "lsoCk5Uy": N_("other people"),
    "lsoCk5Uy.MKIzZKDO": N_("other learners"),
    "lsoCk5Uy.H&MVs7S#": N_("a teacher"),
    "sccgQZDd": N_("knowing something of it already"),
}
BEGINNERS = "sccgQZDd.sAQsauuo"
"""A need that is a level of ours."""
INTERNET = "Hsw9k7Bz.G4h2UBuK"
ACTIVITIES = {
    "UXADWcXZ": N_("create"),
    "#j8L0eq3": N_("explore"),
    "mkA1R3NU": N_("listen"),
    "VwRCom7G": N_("practise"),
    "wA01urpi": N_("read"),
    "3dSeJhqs": N_("reflect"),
    "UD5UGM0z": N_("watch"),
}
_SAID_BY_KIND = {
    "video": {"UD5UGM0z"},
    "audio": {"mkA1R3NU"},
    "exercise": {"VwRCom7G"},
    "lesson": {"wA01urpi"},
    "document": {"wA01urpi"},
    "html5": {"#j8L0eq3"},
    "zim": {"wA01urpi", "#j8L0eq3"},
}
ACCESSIBLE = {
    "Lb0tb9VC": N_("pictures are described"),
    "LNqKSN9j": N_("audio description"),
    "WnIhbgkY": N_("captions"),
    "uF4CI2wP": N_("high contrast"),
    "Dr4cVXkc": N_("sign language"),
    "Kxx#meDW": N_("tagged PDF"),
}
_FOUND = {"alternatives": "Lb0tb9VC", "captions": "WnIhbgkY"}
"""Labels of ours that say the same, where they hold."""
TOPICS = {
    "d&WXdXWF.qs0Xlaxq.0t5msbL5": N_("Algebra"),
    "d&WXdXWF.qs0Xlaxq.nG96nHDc": N_("Arithmetic"),
    "d&WXdXWF.qs0Xlaxq.8rJ57ht6": N_("Calculus"),
    "d&WXdXWF.qs0Xlaxq.lb7ELcK5": N_("Geometry"),
    "d&WXdXWF.qs0Xlaxq.jNm15RLB": N_("Statistics"),
    "d&WXdXWF.i1IdaNwr.mjSF4QlF": N_("Astronomy"),
    "d&WXdXWF.i1IdaNwr.uErN4PdS": N_("Biology"),
    "d&WXdXWF.i1IdaNwr.#r5ocgid": N_("Chemistry"),
    "d&WXdXWF.i1IdaNwr.zbDzxDE7": N_("Earth science"),
    "d&WXdXWF.i1IdaNwr.r#wbt#jF": N_("Physics"),
    "d&WXdXWF.e#RTW9E#.8ZoaPsVW": N_("Mechanical engineering"),
    "d&WXdXWF.e#RTW9E#.CfnlTDZ#": N_("Programming"),
    "d&WXdXWF.e#RTW9E#.P7s8FxQ8": N_("Web design"),
    "d&WXdXWF.kHKJ&PbV.DJLBbaEk": N_("Literature"),
    "d&WXdXWF.kHKJ&PbV.YMBXStib": N_("Logic and critical thinking"),
    "d&WXdXWF.kHKJ&PbV.r7RxB#9t": N_("Reading comprehension"),
    "d&WXdXWF.kHKJ&PbV.KFJOCr&6": N_("Writing"),
    "d&WXdXWF.5QAjgfv7": N_("Arts"),
    "d&WXdXWF.5QAjgfv7.BUMJJBnS": N_("Dance"),
    "d&WXdXWF.5QAjgfv7.XsWznP4o": N_("Theatre"),
    "d&WXdXWF.5QAjgfv7.u0aKjT4i": N_("Music"),
    "d&WXdXWF.5QAjgfv7.4LskOFXj": N_("Visual art"),
    "d&WXdXWF.K80UMYnW": N_("Social sciences"),
    "d&WXdXWF.K80UMYnW.ViBlbQR&": N_("Anthropology"),
    "d&WXdXWF.K80UMYnW.F863vKiF": N_("Civic education"),
    "d&WXdXWF.K80UMYnW.K72&pITr": N_("Political science"),
    "d&WXdXWF.K80UMYnW.75WBu1ZS": N_("Sociology"),
    "d&WXdXWF.zWtcJ&F2": N_("History"),
    "BCG3&slG": N_("Foundations"),
    "BCG3&slG.0&d0qTqS": N_("Logic and critical thinking"),
    "BCG3&slG.fP2j70bj": N_("Learning to learn"),
    "BCG3&slG.HLo9TbNq": N_("Reading and writing"),
    "BCG3&slG.Tsyej9ta": N_("Numeracy"),
    "BCG3&slG.wZ3EAedB": N_("Digital literacy"),
    "PbGoe2MV.J7CU1IxN": N_("Current events"),
    "PbGoe2MV.EHcbjuKq": N_("Diversity"),
    "PbGoe2MV.kyxTNsRS": N_("Starting a business"),
    "PbGoe2MV.tS7WKnZ7": N_("Environment"),
    "PbGoe2MV.HGIc9sZq": N_("Managing money"),
    "PbGoe2MV.UOTL#KIV": N_("Media literacy"),
    "PbGoe2MV.d8&gCo2N": N_("Mental health"),
    "PbGoe2MV.kivAZaeX": N_("Public health"),
    "l7DsPDlm": N_("Work"),
    "l7DsPDlm.#N2VymZo": N_("Professional skills"),
    "l7DsPDlm.ISEXeZt&": N_("Vocational training"),
    "l7DsPDlm.ISEXeZt&.pRvOzJTE": N_("A trade"),
    "l7DsPDlm.ISEXeZt&.&1WpYE&n": N_("Skills training"),
    "l7DsPDlm.ISEXeZt&.1JfIbP&N": N_("Tools and software"),
    "ziJ6PCuU": N_("For teachers"),
    "ziJ6PCuU.RLfhp37t": N_("Guides for teachers"),
    "ziJ6PCuU.lOBPr5ix": N_("Lesson plans"),
}
"""Categories that say more than a subject of ours."""
_SUBJECTS = {
    "d&WXdXWF",
    "d&WXdXWF.qs0Xlaxq",
    "d&WXdXWF.i1IdaNwr",
    "d&WXdXWF.e#RTW9E#",
    "d&WXdXWF.JDUfJNXc",
    "d&WXdXWF.kHKJ&PbV",
    "PbGoe2MV",
}
"""Those that say no more."""


def told(row: NodeRow, page: Page, language: str) -> tuple[str, ...]:
    """Return what the lists say of a node, each in a line.

    Args:
        row: the node.
        page: what it becomes; told of what is needed and is not here, and of unknown codes.
        language: of the node.
    """
    if INTERNET in row.needs:
        page.change(N_("its makers say that it needs the Internet; here it does without"))
    known = {*NEEDS, *ACTIVITIES, *ACCESSIBLE, *TOPICS, *_SUBJECTS, BEGINNERS}
    given = dict.fromkeys((*row.needs, *row.activities, *row.accessible, *row.categories))
    if strange := [code for code in given if code not in known]:
        page.change(N_("what “{codes}” says of it is not known here"), codes=", ".join(strange))
    found = {_FOUND[label] for label in page.labels() if label in _FOUND}
    done = [code for code in row.activities if code not in _SAID_BY_KIND.get(page.kind, ())]
    with in_language(language):
        lines = (
            (N_("You need: {what}"), _named(row.needs, NEEDS)),
            (N_("What you do: {what}"), _named(done, ACTIVITIES)),
            (
                N_("Its makers say: {what}"),
                _named([code for code in row.accessible if code not in found], ACCESSIBLE),
            ),
            ("{what}", _named(row.categories, TOPICS)),
        )
        return tuple(_(said).format(what=what) for said, what in lines if what)


def _named(codes: Sequence[str], names: Mapping[str, str]) -> str:
    """Return the names of codes in the language in use; one above another that is there goes."""
    narrowest = [code for code in codes if not any(each.startswith(f"{code}.") for each in codes)]
    return " · ".join(dict.fromkeys(_(names[code]) for code in narrowest if code in names))
