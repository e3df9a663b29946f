"""Pages, drawings, documents and media that would do something, signed by two people.

A lesson is also cleaned each time it is read, by the one way in to its text: had it not been
refused, what acts in it would not be shown and do nothing.
"""

import json
import re

import pytest

from content.html import clean
from content.refusals import FileRefused, PageRefused
from tests.content.documents import document, packed
from tests.sync.refused.forgery import case, must_be_refused, page

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"%b>%b</svg>'
XLINK = b' xmlns:xlink="http://www.w3.org/1999/xlink"'
TRAP = "Le piège"


def svg(inside):
    return page("lesson", "image/svg+xml", SVG % (XLINK, inside))


def pdf(*objects):
    return page("document", "application/pdf", document(*objects))


DRAWINGS = {
    "a script": b"<script>alert(1)</script>",
    "a script in CDATA": b"<script><![CDATA[alert(1)]]></script>",
    "an event handler": b'<path d="M0 0" onload="alert(1)"/>',
    "an event handler in capitals": b'<path d="M0 0" OnClick="alert(1)"/>',
    "a page in it": b'<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    "an outside picture": b'<image href="https://example.org/x.png"/>',
    "a picture written into it": b'<image href="data:image/png;base64,AAAA"/>',
    "an outside drawing": b'<use href="https://example.org/x.svg#a"/>',
    "an outside drawing by an older link": b'<use xlink:href="//example.org/x.svg#a"/>',
    "an outside colour": b'<path d="M0 0" fill="url(https://example.org/x#a)"/>',
    "an outside colour with a hidden letter": b'<path d="M0 0" fill="u\\72l(https://example.org)"/>',
    "a style": b"<style>@import 'https://example.org/x.css'</style>",
    "a style of an element": b'<path d="M0 0" style="fill:url(//example.org)"/>',
    "a link that runs": b'<a href="javascript:alert(1)"><path d="M0 0"/></a>',
    "an attribute that is set later": b'<set attributeName="href" to="javascript:alert(1)"/>',
    "an animation": b'<animate attributeName="href" values="javascript:alert(1)"/>',
    "a frame": b'<iframe src="https://example.org"/>',
    "a sound": b'<audio src="https://example.org/x.mp3"/>',
    "a form": b'<form action="https://example.org"><input/></form>',
    "broken elements": b"<g>",
    "itself in it": b'<g id="a"><use href="#a"/></g>',
    "itself in its own colour": b"<pattern id='a'><path fill=\"url('#a')\"/></pattern>",
    "a billion things in two kilobytes": b"".join(
        b'<g id="a%d"><use href="#a%d"/><use href="#a%d"/></g>' % (n, n + 1, n + 1)
        for n in range(30)
    ),
    "a thing at each of a million points": b'<marker id="a">%b</marker><g marker-mid="url(#a)">'
    b'<path d="%b"/></g>' % (b"<g/>" * 1_000, b"M0 0" * 1_000),
    "elements in each other 61 deep": b"<g>" * 60 + b"</g>" * 60,
}
WHOLE_DRAWINGS = {
    "an entity": b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG % (b"", b"<text>&a;</text>"),
    "entities that grow a thousandfold": b"<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b "
    b"'&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>" + SVG % (b"", b"<text>&b;</text>"),
    "an entity that is a file": b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    + SVG % (b"", b"<text>&a;</text>"),
    "a stylesheet": b'<?xml-stylesheet href="https://example.org"?>' + SVG % (b"", b""),
    "another alphabet": (b'<?xml version="1.0" encoding="utf-16"?>' + SVG % (b"", b"")),
    "letters of two bytes": (SVG % (b"", b"")).decode().encode("utf-16"),
    "more than a drawing takes": SVG % (b"", b" " * (1 << 20)),
    "nothing": b"",
    "a page": b"<!doctype html><script>alert(1)</script>",
}
ACTIONS = {
    "JavaScript when it opens": (b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>",),
    "JavaScript with a name written otherwise": (b"/OpenAction << /S /J#61vaScript /JS (x) >>",),
    "JavaScript by name": (b"/Names << /JavaScript << /Names [] >> >>",),
    "a program that it starts": (b"/AA << /WC 4 0 R >>", b"<< /S /Launch /F (cmd.exe) >>"),
    "a form that is sent": (b"/A 4 0 R", b"<< /S /SubmitForm /F (https://example.org) >>"),
    "another document that it opens": (b"/OpenAction << /S /GoToR /F (//share/x.pdf) >>",),
    "a file in it": (b"/Names << /EmbeddedFiles << /Names [] >> >>",),
    "a form of programs": (b"/AcroForm << /XFA [] >>",),
    "an address that runs": (b"/A << /S /URI /URI (javascript:alert(1)) >>",),
    "an address of the server's files": (b"/A << /S /URI /URI ( FILE:///etc/passwd) >>",),
    "a program that nothing points to": (b"", b"<< /S /JavaScript /JS (app.alert(1)) >>"),
    "dictionaries in each other without end": (b"/A " + b"<< /A " * 3_000 + b">>" * 3_000,),
}
FALSE = {
    "a sound that is a program": ("audio", "audio/mpeg", b"MZ\x90\0" + bytes(60)),
    "a sound that is a page": ("audio", "audio/ogg", b"<script>alert(1)</script>"),
    "a sound that is nothing": ("audio", "audio/mp4", b""),
    "a film that is a program": ("video", "video/mp4", b"\x7fELF" + bytes(60)),
    "a film that is a page": ("video", "video/webm", b"<!doctype html><script>x</script>"),
    "a picture that is a program": ("lesson", "image/png", b"MZ\x90\0" + bytes(60)),
    "a picture that is a page": ("lesson", "image/jpeg", b"<script>alert(1)</script>"),
    "a picture that is a drawing": ("lesson", "image/webp", SVG % (b"", b"")),
    "a document that is a page": ("document", "application/pdf", b"<script>x</script>"),
    "a document that is a program": ("document", "application/pdf", b"MZ" + bytes(60)),
    "a document with a program before it": ("document", "application/pdf", b"MZ" + document(b"")),
    "a document that is an archive": ("document", "application/pdf", b"PK\3\4" + bytes(60)),
}
REFUSED = [
    *(case(f"a drawing with {k}", svg(v), FileRefused, page=TRAP) for k, v in DRAWINGS.items()),
    *(
        case(f"a drawing with {k}", page("lesson", "image/svg+xml", v), FileRefused, page=TRAP)
        for k, v in WHOLE_DRAWINGS.items()
    ),
    *(case(f"a document with {k}", pdf(*v), FileRefused, page=TRAP) for k, v in ACTIONS.items()),
    case(
        "a document with a program in a packed stream",
        page(
            "document",
            "application/pdf",
            packed(b"<< /Type /Catalog /OpenAction 2 0 R >>", b"<< /S /Launch /F (x) >>"),
        ),
        FileRefused,
        page=TRAP,
    ),
    case(
        "a document that is locked",
        page(
            "document",
            "application/pdf",
            document(b"").replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard >>"),
        ),
        FileRefused,
        page=TRAP,
    ),
    *(case(k, page(*v), FileRefused, page=TRAP) for k, v in FALSE.items()),
    case(
        "an exercise that is a page",
        page("exercise", "application/json", b"<p>2 + 2"),
        PageRefused,
        page=TRAP,
    ),
    case(
        "an exercise without questions",
        page("exercise", "application/json", b'{"format":1}'),
        PageRefused,
        page=TRAP,
    ),
    case(
        "an exercise nested 100,000 deep",
        page("exercise", "application/json", b"[" * 100_000),
        PageRefused,
        page=TRAP,
    ),
    case(
        "a lesson that is not UTF-8",
        page("lesson", "text/html", b"<p>\xff</p>"),
        PageRefused,
        page=TRAP,
    ),
    case(
        "a lesson in letters of two bytes",
        page("lesson", "text/html", "<p>é</p>".encode("utf-16")),
        PageRefused,
        page=TRAP,
    ),
]


@pytest.mark.parametrize(("deed", "refusal", "said"), REFUSED)
def test_refused(gate, publisher, stick, deed, refusal, said):
    deed(publisher, stick)
    must_be_refused(gate, stick, refusal, said)


ACTING = {
    "a script": "<script>alert(1)</script>",
    "a script in pieces": "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "a script from outside": '<script src="https://example.org/x.js"></script>',
    "a script in a drawing": "<svg><script>alert(1)</script></svg>",
    "a script in a formula": '<math><annotation-xml encoding="text/html"><script>alert(1)</script>'
    "</annotation-xml></math>",
    "an event handler": '<p onclick="alert(1)">x</p>',
    "an event handler of a picture": "<img src=x onerror=alert(1)>",
    "an event handler without quotes": "<p/onmouseover=alert(1)>x",
    "a frame": '<iframe src="https://example.org"></iframe>',
    "a frame with its page in it": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "an outside picture": '<img src="https://example.org/x.png">',
    "an outside picture without a scheme": '<img src="//example.org/x.png">',
    "a set of outside pictures": '<img srcset="https://example.org/x.png 2x">',
    "a picture written into it": '<img src="data:image/svg+xml,<svg onload=alert(1)>">',
    "another place by itself": '<meta http-equiv="refresh" content="0;url=https://example.org">',
    "another base": '<base href="https://example.org/">',
    "a form": '<form action="https://example.org"><input name="a"><button>x</button></form>',
    "a button that sends elsewhere": '<button formaction="https://example.org">x</button>',
    "a link that runs": '<a href="javascript:alert(1)">x</a>',
    "a link that runs, with a tab": '<a href="java\tscript:alert(1)">x</a>',
    "a link that runs, in other letters": '<a href="&#106;avascript:alert(1)">x</a>',
    "a link to the outside": '<a href="https://example.org">x</a>',
    "a link to the program's own pages": '<a href="/audit">x</a>',
    "a ping": '<a href="#a" ping="https://example.org">x</a>',
    "a style": "<style>@import 'https://example.org/x.css'</style>",
    "a style of an element": '<p style="background:url(https://example.org)">x</p>',
    "a stylesheet": '<link rel="stylesheet" href="https://example.org">',
    "an object": '<object data="https://example.org"></object>',
    "an embedded thing": '<embed src="https://example.org">',
    "a film from outside": '<video src="https://example.org/x.mp4" autoplay></video>',
    "a template": "<template><script>alert(1)</script></template>",
    "a comment that ends early": "<!--><script>alert(1)</script>-->",
    "a text that is no text": "<noscript><p title='</noscript><script>alert(1)</script>'>",
    "a worker": "<portal src='https://example.org'></portal>",
}
ACTS = re.compile(
    r"<(script|iframe|object|embed|form|input|button|meta|base|link|style|template|svg|video|audio"
    r"|portal|noscript)\b|<[^>]*[\s/](on\w+|style|srcset|srcdoc|formaction|ping)\s*="
    r"|(src|href)\s*=\s*(?![\"']?(\.\./|#|files/))",
    re.IGNORECASE,
)
"""What acts or leads out of the library."""


@pytest.mark.parametrize("fragment", [pytest.param(v, id=k) for k, v in ACTING.items()])
def test_a_lesson_with(gate, publisher, stick, fragment):
    """It is refused; and had it been let in, what its readers are given would do nothing."""
    assert ACTS.search(fragment), "this case tries nothing"
    lesson = f"<p>Avant</p>{fragment}<p>Après</p>"
    page("lesson", "text/html", lesson.encode())(publisher, stick)
    must_be_refused(gate, stick, PageRefused, {"page": TRAP})
    shown = clean(lesson)
    assert not ACTS.search(shown), shown
    assert "<p>Avant</p>" in shown


def nested(depth):
    return "<div>" * depth + "</div>" * depth


def question(**others):
    body = {"type": "choice", "prompt": "<p>1 + 1</p>", "hint": "", "right": "", "review": ""}
    body |= {"options": ["2", "3"], "key": [0], "several": False, **others}
    return json.dumps({"format": 1, "intro": "", "questions": [body]})


SLOW = {
    "elements in each other 61 deep": nested(61),
    "elements that are never closed": "<div>" * 100_000,
    "elements that close in another order": "<b><i></b></i>",
    "20,001 elements": "<br>" * 40_001,
    "bold that is opened again in each paragraph": "".join(
        f'<b id="x{n}"><p>' for n in range(25)
    ).join(("<div>" * 5, "</p></b>" * 25 + "</div>" * 5))
    * 300,
    "signs that are written a million times": "&amp;" * 100_001,
    "a sign that is no reference": "<p>Dupont & fils</p>",
    "hard spaces as they are": "\u00a0" * 1_000_000,
    "an attribute of a million signs": '<p title="' + "&" * 1_000_000 + '"></p>',
    "text to be read aloud sixty times": '<span data-block="b1">' * 50 + "x" + "</span>" * 50,
}
"""What would keep a page busy for seconds or minutes each time somebody opens it."""


@pytest.mark.parametrize("fragment", [pytest.param(v, id=k) for k, v in SLOW.items()])
def test_a_lesson_that_takes_long_to_read_with(gate, publisher, stick, fragment):
    page("lesson", "text/html", fragment.encode())(publisher, stick)
    must_be_refused(gate, stick, PageRefused, {"page": TRAP})


@pytest.mark.parametrize(
    "others",
    [
        pytest.param({"options": ["2"] * 101}, id="a hundred and one answers"),
        pytest.param({"prompt": nested(61)}, id="elements in each other 61 deep"),
        pytest.param({"hint": "<script>alert(1)</script>"}, id="a script in its hint"),
        pytest.param({"options": ["<b>2", "3"]}, id="an answer that is never closed"),
    ],
)
def test_an_exercise_with(gate, publisher, stick, others):
    page("exercise", "application/json", question(**others).encode())(publisher, stick)
    must_be_refused(gate, stick, PageRefused, {"page": TRAP})
