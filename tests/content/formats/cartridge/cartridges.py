"""Cartridges as other platforms write them, reduced to what a test looks at."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.content.formats.brought import zipped

_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="http://www.imsglobal.org/xsd/imsccv1p{minor}/imscp_v1p1">
<metadata><schema>IMS Common Cartridge</schema><lom><general>
<title><string>Jardinage</string></title><language>fr</language></general>
<rights><description><string>{rights}</string></description></rights></lom></metadata>
<organizations><organization><item identifier="root">{items}</item></organization></organizations>
<resources>{resources}</resources></manifest>"""
WEB = "webcontent"
TEST = "imsqti_xmlv1p2/imscc_xmlv1p1/assessment"
BANK = "imsqti_xmlv1p2/imscc_xmlv1p1/question-bank"


@dataclass
class Written:
    """A course that is written as a cartridge."""

    path: Path
    minor: int = 1
    rights: str = ""
    items: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    files: dict[str, str | bytes] = field(default_factory=dict)

    def resource(self, name: str, kind: str, entry: str, data: str | bytes = b"") -> None:
        """Add a resource, which no item names yet."""
        self.resources.append(
            f'<resource identifier="{name}" type="{kind}"><file href="{entry}"/></resource>'
        )
        if data:
            self.files[entry] = data

    def item(self, title: str, name: str = "", *below: str) -> str:
        """Return an item."""
        named = f' identifierref="{name}"' if name else ""
        number = f'identifier="i{title}"'
        return f"<item {number}{named}><title>{title}</title>{''.join(below)}</item>"

    def write(self, *items: str) -> Path:
        """Write it all, with these items."""
        manifest = _MANIFEST.format(
            minor=self.minor,
            rights=self.rights,
            items="".join(items),
            resources="".join(self.resources),
        )
        self.path.write_bytes(zipped({"imsmanifest.xml": manifest, **self.files}))
        return self.path


def test(*items: str, title: str = "Contrôle") -> str:
    """A test with questions."""
    held = "".join(items)
    return (
        '<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment '
        f'ident="a" title="{title}"><section>{held}</section></assessment></questestinterop>'
    )


def question(kind: str, text: str, answers: str, right: str, title: str = "Q") -> str:
    """A question: its profile, its text, how it is answered, what is right."""
    return (
        f'<item ident="i" title="{title}"><itemmetadata><qtimetadata><qtimetadatafield>'
        f"<fieldlabel>cc_profile</fieldlabel><fieldentry>cc.{kind}.v0p1</fieldentry>"
        f"</qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext "
        f'texttype="text/html">{text}</mattext></material>{answers}</presentation>'
        f"<resprocessing><respcondition><conditionvar>{right}</conditionvar>"
        '<setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing></item>'
    )


def choices(*options: str, several: bool = False) -> str:
    """Options to choose from, called a, b, c…"""
    labels = "".join(
        f'<response_label ident="{"abcdef"[n]}"><material><mattext>{option}</mattext></material>'
        "</response_label>"
        for n, option in enumerate(options)
    )
    cardinality = "Multiple" if several else "Single"
    return (
        f'<response_lid ident="r" rcardinality="{cardinality}"><render_choice>{labels}'
        "</render_choice></response_lid>"
    )


TYPED = (
    '<response_str ident="r"><render_fib><response_label ident="x"/></render_fib></response_str>'
)


def equal(*values: str) -> str:
    """Answers that are right."""
    return "".join(f'<varequal respident="r">{each}</varequal>' for each in values)
