"""A plain static server of a published folder: what a medium has, and nothing else."""

import shutil
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from click.testing import CliRunner
from werkzeug.test import Client

from i18n.translate import use_language
from server import clock
from server.publisher import trying
from server.publisher.cli import publisher as console
from sync.medium import FolderMedium
from sync.trust import Trust
from sync.web import WebMedium


@pytest.fixture
def folder(publisher, tmp_path):
    """A published folder in which other things lie as well."""
    root = tmp_path / "published"
    shutil.copytree(publisher / "stick", root)
    (root / "photo.jpg").write_bytes(b"?")
    (root / "parts" / "secret").write_bytes(b"?")
    (root / "metadata" / "notes.txt").write_bytes(b"?")
    (root / "parts" / "ab").mkdir(exist_ok=True)
    (root / "parts" / "ab" / ("ab" * 32)).symlink_to(root / "photo.jpg")
    return root


@pytest.fixture
def client(folder):
    return Client(trying.application(FolderMedium(folder)))


def a_part(folder):
    path = max(folder.glob("parts/*/*"), key=lambda path: path.stat().st_size)
    return "/" + path.relative_to(folder).as_posix(), path.read_bytes()


def test_a_file_is_sent_whole_or_from_where_one_was_cut_off(client, folder):
    name, data = a_part(folder)
    whole, rest = client.get(name), client.get(name, headers={"Range": "bytes=100-"})
    assert (whole.status_code, whole.data) == (200, data)
    assert (rest.status_code, rest.data) == (206, data[100:])
    assert rest.headers["Content-Range"] == f"bytes 100-{len(data) - 1}/{len(data)}"
    beyond = client.get(name, headers={"Range": f"bytes={len(data)}-"})
    assert (beyond.status_code, beyond.data) == (416, b"")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("/", id="the list of the folder"),
        pytest.param("/parts/", id="the list of the parts"),
        pytest.param("/photo.jpg", id="what else lies there"),
        pytest.param("/parts/secret", id="what else lies among the parts"),
        pytest.param("/metadata/notes.txt", id="what else lies among the lists"),
        pytest.param(f"/parts/ab/{'ab' * 32}", id="a link"),
        pytest.param("/metadata/../photo.jpg", id="a path that climbs"),
        pytest.param("//etc/passwd", id="a path of the machine"),
        pytest.param("/metadata/%2e%2e/photo.jpg", id="a path that climbs in disguise"),
    ],
)
def test_nothing_else_is_sent(client, name):
    assert client.get(name).status_code == 404


def test_nothing_can_be_sent_to_it(client):
    assert client.post("/metadata/timestamp.json", data=b"?").status_code == 405


def test_a_site_reads_it_as_its_channel(folder, publisher, tmp_path):
    class Silent(WSGIRequestHandler):
        def log_message(self, *_):
            pass

    lines = []
    application = trying.application(FolderMedium(folder), lines.append)
    with make_server("127.0.0.1", 0, application, handler_class=Silent) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        trust = Trust(tmp_path / "trust")
        trust.pin((publisher / "root.json").read_bytes())
        channel = WebMedium(f"http://127.0.0.1:{server.server_port}")
        (offer,) = trust.offers(channel, at=clock.now())
        assert trust.manifest(channel, offer)
        server.shutdown()
        channel.close()
    assert "GET /metadata/timestamp.json 200" in lines


def test_it_says_that_it_is_for_trying(folder, monkeypatch):
    class Stopped:
        effective_host, effective_port = "127.0.0.1", 8090

        def run(self):
            raise KeyboardInterrupt

        def close(self):
            lines.append("closed")

    lines = []
    monkeypatch.setattr(trying, "server", lambda *_: Stopped())
    use_language("en")
    done = CliRunner().invoke(console, ["serve", str(folder)])
    assert "For trying only" in done.stderr
    assert done.stdout.startswith("http://127.0.0.1:8090")
    assert lines == ["closed"]


def test_a_folder_that_was_not_published_is_not_served(tmp_path):
    done = CliRunner().invoke(console, ["serve", str(tmp_path)])
    assert "holds no courses" in str(done.exception)
