"""Packages as others write them, reduced to what a test looks at."""

import io
import json
import zipfile
from pathlib import Path

from tests.content.formats.brought import zipped

PAGE = "<!doctype html><html lang=fr><head><title>Le vélo</title></head><body><p>Un vélo.</p>"
ACTING = f"{PAGE}<script src=a.js></script>"

_SCORM = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/{adlcp}" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Sécurité à l'atelier</title>
{items}</organization></organizations><resources>{resources}</resources></manifest>"""
_CMI5 = """<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="https://example.org/c"><title><langstring lang="fr-FR">Le feu</langstring></title>
<description><langstring lang="fr-FR">Que faire ?</langstring></description></course>{units}
</courseStructure>"""
_TIN_CAN = """<?xml version="1.0" encoding="utf-8" ?>
<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities><activity id="https://example.org/t"
 type="course"><name lang="fr">La route</name><description lang="fr">Des panneaux.</description>
<launch lang="fr">index.html</launch></activity></activities></tincan>"""


def item(name: str, title: str, *, href: str = "", more: str = "", below: str = "") -> tuple:
    """An item of SCORM and its resource, None where it names none."""
    named = f' identifierref="r{name}"' if href else ""
    made = f'<item identifier="{name}"{named}{more}><title>{title}</title>{below}</item>'
    kept = f'<resource identifier="r{name}" type="webcontent" href="{href}"/>' if href else ""
    return made, kept


def scorm(items: list[tuple], files: dict[str, str | bytes], *, later: bool = False) -> bytes:
    """A package of SCORM 1.2, or 2004."""
    manifest = _SCORM.format(
        adlcp="adlcp_v1p3" if later else "adlcp_rootv1p2",
        version="2004 3rd Edition" if later else "1.2",
        items="".join(made for made, _ in items),
        resources="".join(kept for _, kept in items),
    )
    return zipped({"imsmanifest.xml": manifest, **files})


def one_sco(page: str = ACTING, *, later: bool = False) -> bytes:
    """A package of SCORM with one part."""
    found = item("un", "Casque", href="a/index.html?p=1", more=' parameters="&amp;q=2"')
    return scorm([found], {"a/index.html": page, "a/a.js": "1"}, later=later)


def h5p(*, without: str = "", text: str = "Bonjour") -> bytes:
    """A package of H5P: a content that runs two libraries, one through the other."""

    def library(name: str, *needs: str) -> str:
        return json.dumps(
            {"machineName": name, "majorVersion": 1, "minorVersion": 0, "runnable": 1}
            | {
                "preloadedJs": [{"path": "a.js"}],
                "preloadedDependencies": [_needs(n) for n in needs],
            }
        )

    files: dict[str, str | bytes] = {
        "h5p.json": json.dumps(
            {"title": "Salutations", "language": "fr", "mainLibrary": "H5P.Hello"}
            | {"embedTypes": ["div"], "license": "CC BY", "licenseVersion": "4.0"}
            | {"authors": [{"name": "Ada"}], "preloadedDependencies": [_needs("H5P.Hello")]}
        ),
        "content/content.json": json.dumps({"text": text}),
        "H5P.Hello-1.0/library.json": library("H5P.Hello", "H5P.Other"),
        "H5P.Hello-1.0/a.js": HELLO,
        "H5P.Other-1.0/library.json": library("H5P.Other"),
        "H5P.Other-1.0/a.js": "",
    }
    return zipped({k: v for k, v in files.items() if not k.startswith(without or "?")})


def _needs(name: str) -> dict[str, object]:
    return {"machineName": name, "majorVersion": 1, "minorVersion": 0}


HELLO = """var H5P = H5P || {};
H5P.Hello = (function ($) {
  function Hello(options, id, extras) {
    H5P.EventDispatcher.call(this);
    this.attach = function ($on) {
      var state = extras && extras.previousState, self = this;
      $on.append('<p>' + options.text + (state ? ' encore ' + state.n : '') + '</p>');
      $on.append($('<button id=ok>OK</button>').on('click', function () {
        self.n = (state ? state.n : 0) + 1;
        self.triggerXAPIScored(3, 4, 'answered', true, true);
      }));
    };
    this.getCurrentState = function () { return this.n ? { n: this.n } : undefined; };
  }
  Hello.prototype = Object.create(H5P.EventDispatcher.prototype);
  Hello.prototype.triggerXAPIScored = function (score, max, verb, completed, success) {
    var event = new H5P.XAPIEvent();
    event.setActor(); event.setVerb(verb);
    event.data.statement.object = { id: 'x', objectType: 'Activity' };
    event.setScoredResult(score, max, this, completed, success);
    this.trigger(event);
  };
  return Hello;
})(H5P.jQuery);
"""


def cmi5(*units: str, files: dict[str, str | bytes] | None = None) -> bytes:
    """A package of cmi5."""
    return zipped({"cmi5.xml": _CMI5.format(units="".join(units)), **(files or {})})


def unit(url: str, title: str = "Extincteur", *, name: str = "https://example.org/c/1") -> str:
    """What a course of cmi5 launches."""
    return (
        f'<au id="{name}" masteryScore="0.8"><title><langstring lang="fr-FR">{title}</langstring>'
        f"</title><description><langstring>x</langstring></description><url>{url}</url></au>"
    )


def tin_can(page: str = ACTING) -> bytes:
    """A package of xAPI."""
    return zipped({"tincan.xml": _TIN_CAN, "index.html": page})


def crafted(*entries: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    """A zip of entries that no decent program writes, beside a page."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.html", PAGE)
        for entry, data in entries:
            archive.writestr(entry, data)
    return target.getvalue()


def link(name: str = "etc") -> tuple[zipfile.ZipInfo, bytes]:
    """A link to another place."""
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o120777 << 16
    return entry, b"/etc/passwd"


def locked(data: bytes) -> bytes:
    """The same zip with every entry said to be locked."""
    found = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = found.find(mark)
        while place >= 0:
            found[place + at] |= 1
            place = found.find(mark, place + 4)
    return bytes(found)


def nameless(data: bytes) -> bytes:
    """The same zip with its last file listed without its name of one letter."""
    found = bytearray(data)
    at = found.rindex(b"PK\1\2")
    found[at + 28 : at + 30] = b"\0\0"
    found[at + 32 : at + 34] = b"\1\0"  # the letter is a comment of it
    return bytes(found)


def kept(folder: Path, name: str, data: bytes) -> Path:
    """Write a file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path
