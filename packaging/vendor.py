"""Bring in the files that others made: fonts and signs, each from its npm package.

``server/web/static/vendor/MANIFEST.json`` says what is wanted: package, version, licence, the
hash of its tarball, and the files taken from it. This script takes the tarballs with ``npm pack``,
refuses one whose SHA-512 is not the one written there, copies the files, and draws the sprites
``icons.svg`` and ``icons-staff.svg`` (the signs that only staff's pages show) from OpenMoji's line
drawings and our own in ``signs/``. It is run by hand when the manifest changes; its results are
committed, so nobody else needs npm or a network.

Needs npm, and fontTools with brotli for the fonts that are made lighter.

    python packaging/vendor.py            fetch, draw, and check every file against the manifest
    python packaging/vendor.py --record   the same, then write the new hashes into the manifest
"""

import argparse
import base64
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent / "server" / "web" / "static" / "vendor"
SIGNS = HERE / "signs"
SVG = "http://www.w3.org/2000/svg"
PEN = {
    "fill": "none",
    "stroke": "#000",
    "stroke-width": "4",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
"""How a sign is drawn; in the sprite the style sheet says it, once for all (``.icon``)."""
NOT_GEOMETRY = {"id", "class", "fill", "transform", "opacity"} | PEN.keys()
"""Attributes of a shape that the pen replaces, or that are carried apart."""


class NotWhatWasPinned(Exception):
    """A package or a file does not have the hash that the manifest gives."""


def fetch(package: dict[str, Any], folder: Path) -> Path:
    """Take a package's tarball with npm and return its path, once its hash is right.

    Raises:
        NotWhatWasPinned: its SHA-512 is not the manifest's.
        subprocess.CalledProcessError: npm could not get it.
    """
    name = f"{package['name']}@{package['version']}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), name]
    made = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return checked(folder / made[-1], package["integrity"])


def checked(tarball: Path, integrity: str) -> Path:
    """Return a tarball that has the hash which npm's ``integrity`` gives.

    Raises:
        NotWhatWasPinned: it has another.
    """
    digest = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != integrity:
        raise NotWhatWasPinned(f"{tarball.name}: sha512-{digest}")
    return tarball


def member(tarball: Path, name: str) -> bytes:
    """Return the bytes of one file of an npm tarball.

    Raises:
        KeyError: the package holds no such file.
    """
    with tarfile.open(tarball) as archive:
        file = archive.extractfile(f"package/{name}")
        if file is None:
            raise KeyError(name)
        return file.read()


def members(tarball: Path, folder: str, target: str) -> dict[str, bytes]:
    """Return the files of one folder of an npm tarball, licences left out, by their new paths."""
    with tarfile.open(tarball) as archive:
        names = [each.name.removeprefix("package/") for each in archive if each.isfile()]
    inside = [name for name in names if name.rpartition("/")[0] == folder]
    return {
        f"{target}/{name.rpartition('/')[2]}": member(tarball, name)
        for name in sorted(inside)
        if not name.rpartition("/")[2].startswith("LICENSE")
    }


def shorter(text: str) -> str:
    """Round every number of a drawing to a tenth of its 72 units: less than the eye can see."""

    def rounded(match: re.Match[str]) -> str:
        number = f"{float(match[0]):.1f}".rstrip("0").rstrip(".")
        return "0" if number in {"-0", ""} else number

    text = re.sub(r"-?\d*\.\d+", lambda m: f" {rounded(m)}", text)
    return re.sub(r"\s*([,A-Za-z])\s*|\s+(-)", r"\1\2", " ".join(text.split())).strip()


def shapes_in(
    element: ET.Element, fill: str = "#000", stroke: str = "none", moved: str = ""
) -> Iterator[dict[str, str]]:
    """Yield each shape of a drawing as its attributes, with what its groups say about it.

    Yields:
        The geometry, rounded, with ``tag``, ``fill``, ``stroke`` and (where there is one)
        ``transform``.
    """
    fill, stroke = element.get("fill", fill), element.get("stroke", stroke)
    moved = f"{moved} {element.get('transform', '')}".strip()
    tag = element.tag.removeprefix(f"{{{SVG}}}")
    if tag in {"svg", "g"}:
        for child in element:
            yield from shapes_in(child, fill, stroke, moved)
        return
    geometry = {k: shorter(v) for k, v in element.attrib.items() if k not in NOT_GEOMETRY}
    where = {"transform": moved} if moved else {}
    yield {"tag": tag, "fill": fill, "stroke": stroke, **geometry, **where}


def lines_of(drawing: bytes, without: list[int]) -> list[ET.Element]:
    """Return the shapes of a drawing, freed of what the common pen already says.

    Args:
        drawing: an SVG of black lines on nothing, 72 by 72 units.
        without: the numbers of shapes to leave out, from 0, where they would clog a small sign.
    """
    kept: list[ET.Element] = []
    for number, shape in enumerate(shapes_in(ET.fromstring(drawing))):  # noqa: S314 - hash checked
        if number in without:
            continue
        tag, fill, stroke = shape.pop("tag"), shape.pop("fill"), shape.pop("stroke")
        if fill != "none":
            shape.update(
                {"fill": "currentColor"} | ({"stroke": stroke} if stroke == "none" else {})
            )
        last = kept[-1].attrib if kept else {}
        if last.keys() == shape.keys() == {"d"} and re.match(r"M|m[^a-zA-Z]+[a-zA-Z]", shape["d"]):
            last["d"] += "M" + shape["d"][1:]
        else:
            kept.append(ET.Element(tag, shape))
    return kept


def alone(drawn: ET.Element) -> bytes:
    """Return a sign as a file of its own, for style sheets that use it as a mask."""
    picture = ET.Element("svg", {"xmlns": SVG, "viewBox": drawn.attrib["viewBox"], **PEN})
    picture.extend(drawn)
    return written(picture).replace(b"currentColor", b"#000")


def written(picture: ET.Element) -> bytes:
    """Return a drawing as the bytes of its file, a sign a line."""
    return ET.tostring(picture).replace(b" />", b"/>").replace(b"<symbol", b"\n<symbol") + b"\n"


def cut_down(font: bytes, letters: str | None) -> bytes:
    """Return a font without the hints for coarse screens, and with some of its letters only.

    Args:
        font: a font file of any kind.
        letters: what it must still be able to write, joined as it is there; None for everything.
    """
    from fontTools.subset import (  # type: ignore[import-untyped]  # it has no types
        Options,
        Subsetter,
        load_font,
        save_font,
    )

    options = Options(flavor="woff2", hinting=False)
    opened = load_font(io.BytesIO(font), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=opened.getBestCmap() if letters is None else map(ord, letters))
    subsetter.subset(opened)
    made = io.BytesIO()
    save_font(opened, made, options)
    return made.getvalue()


def made_files(manifest: dict[str, Any], folder: Path) -> dict[str, bytes]:
    """Return every vendored file by its path under ``vendor/``.

    Raises:
        NotWhatWasPinned: a tarball has another hash than the manifest's.
        KeyError: a package lacks a file that the manifest names.
    """
    tarballs = {package["name"]: fetch(package, folder) for package in manifest["packages"]}
    files = {
        target: member(tarballs[package["name"]], source)
        for package in manifest["packages"]
        for target, source in package["files"].items()
    }
    for package in manifest["packages"]:
        for target, source in package.get("folders", {}).items():
            files |= members(tarballs[package["name"]], source, target)
        for target, part in package.get("parts", {}).items():
            whole = member(tarballs[package["name"]], part["from"])
            files[target] = cut_down(whole, part["letters"])
    sprites = {name: ET.Element("svg", {"xmlns": SVG}) for name in ("icons.svg", "icons-staff.svg")}
    for name, sign in sorted(manifest["signs"].items()):
        if "ours" in sign:
            drawing = (SIGNS / sign["ours"]).read_bytes()
        else:
            drawing = member(tarballs["openmoji"], f"black/svg/{sign['openmoji']}.svg")
        sprite = sprites["icons-staff.svg" if sign.get("staff") else "icons.svg"]
        drawn = ET.SubElement(sprite, "symbol", id=name, viewBox=sign["box"])
        drawn.extend(lines_of(drawing, sign.get("without", [])))
        if sign.get("mask"):
            files[f"signs/{name}.svg"] = alone(drawn)
    files |= {name: written(sprite) for name, sprite in sprites.items()}
    return files


def main() -> int:
    """Fetch and draw everything; say what differs from the manifest."""
    parser = argparse.ArgumentParser(description="Fetch fonts and signs into static/vendor.")
    parser.add_argument("--record", action="store_true", help="write the hashes into the manifest")
    record = parser.parse_args().record
    path = VENDOR / "MANIFEST.json"
    manifest = json.loads(path.read_text())
    with tempfile.TemporaryDirectory() as folder:
        files = made_files(manifest, Path(folder))
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    if not record and hashes != manifest["sha256"]:
        changed = {k for k in hashes if manifest["sha256"].get(k) != hashes[k]}
        raise NotWhatWasPinned(", ".join(sorted(changed | manifest["sha256"].keys() - hashes)))
    for name, data in files.items():
        (VENDOR / name).parent.mkdir(parents=True, exist_ok=True)
        (VENDOR / name).write_bytes(data)
    manifest["sha256"] = hashes
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
    print(f"{len(files)} files, {sum(map(len, files.values())):,} bytes in {VENDOR}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NotWhatWasPinned as refusal:
        sys.exit(f"not what was pinned: {refusal}")
