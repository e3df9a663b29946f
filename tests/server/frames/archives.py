"""Archives of pages in the library of a school."""

import re
from pathlib import Path

from content.bundle import build, open_bundle
from content.formats.asked import Asked
from content.formats.sources import sources
from content.library import Library
from tests.content.zim.writer import Writer, small

FRAME = re.compile(r'<iframe[^>]* src="([^"]+)" sandbox="([^"]*)"')


def tools() -> Writer:
    """Three pages in French, with a sound, a picture, a style and links that lead elsewhere."""
    writer = small()
    writer.add(
        "atelier/banc",
        "<html lang='fr'><head><title>x</title><link rel=stylesheet href=../style.css>"
        "<script>parent.x=1</script></head><body class=page onload='x()'>"
        "<p>Un établi solide. <a href='../rabot'>Le rabot</a> <a href='https://example.org/a'>"
        "Ailleurs</a> <img src='../point.png' alt='un point'><img src='//example.org/b.png'></p>",
        title="L'établi",
    )
    writer.add("style.css", "p{color:#123}", type="text/css")
    writer.add("point.png", b"\x89PNG\r\n\x1a\n" + bytes(40), type="image/png")
    writer.add("dessin.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>", type="image/svg+xml")
    writer.add("outil.js", "alert(1)", type="text/javascript")
    writer.add("outil.exe", b"MZ", type="application/x-msdownload")
    return writer


def install(
    library: Library, data: bytes, folder: Path, name: str = "outils", release: int = 1
) -> None:
    """Put an archive into a library as an installation does, without its road."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.zim"
    path.write_bytes(data)
    (source,) = sources(path, Asked(release, license="CC0", language="fr", id=name))
    draft = source().draft
    manifest = open_bundle(build(draft, folder / "built"))
    for sha256, blob in draft.blobs.items():
        library.store.add(sha256, [blob if isinstance(blob, bytes) else blob.read_bytes()])
    library.switch(library.stage(draft.catalogue, manifest))


def frame_of(page: str) -> tuple[str, str]:
    """Return where the frame of a reader page points, and its sandbox."""
    found = FRAME.search(page)
    assert found, page
    return found[1], found[2]
