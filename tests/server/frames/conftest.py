import pytest

from tests.server.frames import archives


@pytest.fixture
def archive(school, node, tmp_path):
    """The node of an archive in the library."""
    archives.install(school.site.library, archives.tools().to_bytes(), tmp_path / "zim")
    return node("Les outils de l'atelier")


@pytest.fixture
def frame(school, archive):
    """Return what asks for a path as the frame of a learner's reader page does: without cookies."""
    seat = school.sign_in(school.learner())
    address, _ = archives.frame_of(seat.page(f"/library/{archive.id}/"))
    base = address.partition("/p/")[0]
    bare = school.seat(address="10.9.9.9")

    def ask(path: str, **how):
        return bare.get(f"{base}/{path}", **how)

    ask.seat, ask.base = seat, base
    return ask
