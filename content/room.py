"""How much of the disk each installed release takes by itself."""

from content.models import Channel, File, Release


def alone(release: Release) -> int:
    """Return the bytes that only this release needs, of all that learners see or can go back to."""
    shown = Channel.select(Channel.current).where(Channel.current.is_null(False))
    before = Channel.select(Channel.previous).where(Channel.previous.is_null(False))
    in_use = (File.release << shown) | (File.release << before)
    others = File.select(File.sha256).where(in_use, File.release != release)
    mine = (
        File.select(File.sha256, File.size)
        .where(File.release == release, File.sha256.not_in(others))
        .distinct()
    )
    return sum(size for _sha256, size in mine.tuples())
