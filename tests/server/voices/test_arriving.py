"""A voice on the whole road: built, signed by two, brought in, looked at, approved, heard of."""

import shutil

from content.bundle import build
from content.formats.asked import Asked
from content.formats.sources import sources
from server.actors import Actor
from server.bundles import bringing, offers, review, trusting
from server.bundles import operations as bundles
from server.jobs.doing import do
from server.jobs.models import Job
from server.voices import choosing
from sync import publish
from sync.medium import FolderMedium
from tests import small_voice
from tests.server.conftest import SECRET


def signed(publisher, folder, at):
    """Return a stick with a voice, signed by the two people of the publisher."""
    home = shutil.copytree(publisher / "home", folder / "home")
    (source,) = sources(small_voice.write(folder / "voix"), Asked(id="voix"))
    publish.add(home, build(source().draft, folder / "built"), at=at)
    for person in ("aline", "bruno"):
        publish.sign(home, person, SECRET)
    publish.publish(home, folder / "stick", SECRET, at=at)
    return FolderMedium(folder / "stick")


def test_a_voice_is_signed_brought_in_looked_at_approved_and_speaks(
    new_school, publisher, tmp_path
):
    school, site = new_school, new_school.site
    medium = signed(publisher, tmp_path, school.now)
    first, second = school.manager(), school.manager("Sacha Petit")
    trusting.trust_root(
        site.trust, (publisher / "root.json").read_bytes(), school.by, at=school.now
    )
    listed = offers.look(site, medium, school.by, at=school.now).offered
    offer = next(each for each in listed if each.offer.bundle == "voix")
    arrival, job = bringing.bring_in(
        medium, offer, Actor(first.name, None, first.id), at=school.now
    )
    do(site, job, quiet=True)
    arrival = bundles.find(arrival.id)
    assert choosing.installed(site.library, "fr") == []
    (drawn,) = review.samples(arrival)
    preview = school.sign_in(second).page(f"/bundles/{arrival.id}/pages/{drawn}/")
    assert "License: CC0" in preview
    by = Actor(second.name, None, second.id)
    do(site, bundles.approve(bundles.find(arrival.id), second, by, at=school.now), quiet=True)
    assert [each.voice.language for each in choosing.installed(site.library, "fr")] == ["fr"]
    assert Job.newest("library.speak").arguments == '{"channel": "voix"}'
