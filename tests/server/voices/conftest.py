import pytest

from content.bundle import build, open_bundle
from content.formats.asked import Asked
from content.formats.desk import opened
from content.formats.sources import sources
from i18n.speech.piper import is_installed
from server import clock
from server.jobs import operations as jobs
from server.library import jobs as library_jobs
from server.voices import choosing
from tests import small_voice


@pytest.fixture
def voice(school, tmp_path):
    """Return what installs a voice that hums, as an installation does, without its road."""

    def install(channel="voix", release=1, data=None, checked=True):
        folder = small_voice.write(tmp_path / f"{channel}-{release}")
        (source,) = sources(folder, Asked(license="CC0", id=channel, release=release))
        draft = source().draft
        manifest = open_bundle(build(draft, tmp_path / "built"))
        library = school.site.library
        for sha256, blob in draft.blobs.items():
            with opened(blob) as file:
                library.store.add(sha256, [file.read()])
        library.switch(library.stage(draft.catalogue, manifest))
        return next(
            each for each in choosing.installed(library, "fr") if each.node.channel == channel
        )

    return install


@pytest.fixture
def spoken(school):
    """Return what speaks a course ahead of time, and gives the job as it ended."""
    if not is_installed():
        pytest.skip("onnxruntime")
    cache = school.site.home.cache
    if cache.is_symlink():
        cache.unlink()

    def run(channel="maths", steps=None):
        told = []

        def work(progress, channel):
            def report(done, total):
                told.append(done)
                if steps is not None and done >= steps:
                    raise KeyboardInterrupt
                progress(done, total)

            library_jobs.speak(school.site, report, channel)

        job = jobs.ask("library.speak", channel, school.by, at=clock.now(), channel=channel)
        return jobs.run(job, work, lambda done, total: None)

    return run
