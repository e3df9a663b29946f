"""What a stick offers: each bundle by itself, one that cannot be used hides no other."""

import json
from html import unescape

import pytest
from click.testing import CliRunner
from tuf.api.metadata import TargetFile

from content.formats import folder
from content.manifest import Manifest
from i18n.translate import in_language
from server import clock
from server.actors import CONSOLE
from server.bundles import offers, trusting
from server.bundles.cli import bundle
from server.roles import Role
from sync import carry, roles
from sync.medium import FolderMedium
from tests.server import course
from tests.sync.site import Publisher


@pytest.fixture
def stick(new_school, tmp_path):
    """Return what makes a stick with "maths", and with its release 7 under other values."""

    def made(**values):
        publisher = Publisher(tmp_path / "publisher").begin(at=clock.now())
        trusting.trust_root(new_school.site.trust, publisher.root, CONSOLE, at=clock.now())
        draft = folder.read(course.write_maths(tmp_path / "maths"))
        medium = tmp_path / "stick"
        publisher.release(draft, tmp_path / "built", medium, at=clock.now())
        manifest = next(medium.glob("targets/content/maths/*")).read_bytes()
        body = {**json.loads(manifest), "release": 7, **values}
        data = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        target = TargetFile.from_data("content/maths/7.json", data)
        name = carry.target_name("maths", 7, target.hashes["sha256"])
        (medium / name).write_bytes(data)
        publisher.forge(
            medium,
            roles.CONTENT,
            lambda content: content.signed.targets.update({target.path: target}),
            [publisher.signers["anne"], publisher.signers["bruno"]],
        )
        new_school.medium = medium
        return medium

    return made


def looked_at(school):
    site, medium = school.site, FolderMedium(school.medium)
    return offers.look(site, medium, CONSOLE, at=school.now)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        pytest.param({"format": 2}, "newer version of Ardoise", id="of a later format"),
        pytest.param({"format": 2, "more": 1}, "newer version of Ardoise", id="with more in it"),
        pytest.param({"min_program": 9}, "needs version 9", id="for a later program"),
        pytest.param({"nodes": -1}, "is not valid", id="that is not valid"),
    ],
)
def test_a_bundle_that_cannot_be_used_is_named_and_the_others_are_offered(
    new_school, stick, values, words
):
    stick(**values)
    found = looked_at(new_school)
    assert [(each.manifest.id, each.manifest.release) for each in found.offered] == [("maths", 1)]
    (refused,) = found.unusable
    assert (refused.offer.bundle, refused.offer.release) == ("maths", 7)
    assert words in str(refused.why)


def test_a_manifest_that_is_spoilt_is_named_and_the_others_are_offered(new_school, stick):
    medium = stick()
    spoilt = next(medium.glob("targets/content/maths/*.7.json"))
    spoilt.write_bytes(spoilt.read_bytes()[:-1] + b" ")
    found = looked_at(new_school)
    assert len(found.offered) == len(found.unusable) == 1


def test_no_more_descriptions_are_read_than_a_page_can_hold(new_school, stick, monkeypatch):
    medium = stick(description="m" * 1_500)
    sizes = [each.stat().st_size for each in medium.glob("targets/content/maths/*")]
    monkeypatch.setattr(offers, "LARGEST_MANIFEST", sum(sizes) - 1)
    found = looked_at(new_school)
    assert [each.manifest.release for each in found.offered] == [1]
    assert [each.offer.release for each in found.unusable] == [7]
    assert "fewer bundles" in str(found.unusable[0].why)


def test_the_page_and_the_console_name_what_cannot_be_used(open_site, new_school, stick):
    medium = stick(format=2)
    school = open_site(new_school.site.home, media=str(medium))
    page = school.sign_in(Role.CONTENT_MANAGER).page(f"/bundles/medium?place={medium}")
    assert "Les maths" in page
    assert "version plus récente d'Ardoise" in page
    told = CliRunner().invoke(bundle, ["check", str(medium), "--json"], obj=school.site)
    rows = json.loads(told.stdout)
    assert [(row["release"], bool(row["refused"])) for row in rows] == [(1, False), (7, True)]
    assert told.exit_code == 1


def test_a_language_that_the_program_does_not_know_is_shown_by_its_code(
    open_site, new_school, stick
):
    medium = stick(language="br", languages=["br", "fr"])
    assert Manifest.from_bytes(next(medium.glob("targets/content/maths/*.7.json")).read_bytes())
    school = open_site(new_school.site.home, media=str(medium))
    page = school.sign_in(Role.CONTENT_MANAGER).page(f"/bundles/medium?place={medium}")
    assert '<span lang="br">br</span>' in page


def test_an_address_that_names_no_medium_says_so_and_not_an_empty_name(desk):
    office = desk.school.sign_in(desk.claude)
    for address in ("/bundles/medium", "/bundles/medium?place=", "/bundles/medium?place=%20"):
        answer = office.get(address)
        assert answer.status_code == 404
        with in_language("fr"):
            assert offers.NoMediumNamed().in_words() in unescape(answer.text)
