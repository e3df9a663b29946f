"""Films and recordings, with what lies beside them.

A *container* (MP4, WebM, Ogg, MP3) holds *tracks*, each written by a *codec*. Whether a file can be
played in a classroom depends on its codecs, not on its name: each is *probed* by a small reader of
its container, which opens no more than its tables and never its pictures. What lies beside
``film.mp4`` belongs to it by its name: ``film.fr.vtt`` and ``film.en.srt`` are captions,
``film.chapters.vtt`` chapters, ``film.descriptions.vtt`` what is seen, ``film.txt`` or ``film.md``
what is said, ``film.signs.mp4`` the same in sign language, ``film.jpg`` the picture that stands for
it.
"""

from content.formats.media.reader import FORMAT

__all__ = ["FORMAT"]
"""A format of files: see ``content/formats/files.py``."""
