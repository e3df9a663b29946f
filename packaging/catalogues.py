"""The translators' files: bring them up to date with the program, and say what they lack.

    python packaging/catalogues.py update    new sentences come in, empty; those gone go out
    python packaging/catalogues.py check     says what is missing or wrong; exit 1 if anything is

Run by the environment's Python. The sentences are the English ones in the code and the
templates; they are found as catalogues/babel.cfg says. The files are sorted by sentence and say
in which files each stands, without line numbers or dates: a change to them is a change of words.
"""

import re
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # run as a program, it finds only its own folder

from i18n.catalogue import fault, is_translated  # noqa: E402

KEYWORDS = {"N_": None, "gettext": None, "_": None, "ngettext": (1, 2)}
NOISE = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Project-Id-Version'
    rb"|Report-Msgid-Bugs-To|Last-Translator|Language-Team|MIME-Version):.*\n",
    re.MULTILINE,
)
"""The lines of a header that change by themselves, or that nobody here fills."""


def in_the_program(root: Path = ROOT) -> Catalog:
    """Return every sentence of the code and the templates, with the files it stands in."""
    with (root / "i18n" / "catalogues" / "babel.cfg").open(encoding="utf-8") as file:
        method_map, options_map = parse_mapping_cfg(file)
    found = Catalog(charset="utf-8", fuzzy=False, header_comment="")
    for path, _line, message, comments, context in extract_from_dir(
        root, method_map, options_map, keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        name = Path(path).as_posix()
        found.add(message, None, [(name, 1)], auto_comments=comments, context=context)
    return found


def files(root: Path = ROOT) -> dict[str, Path]:
    """Return the file of each language that has a folder, whether or not it is written yet."""
    folders = sorted((root / "i18n" / "catalogues").glob("*/LC_MESSAGES"))
    return {folder.parent.name: folder / "ardoise.po" for folder in folders}


def read(language: str, path: Path) -> Catalog:
    """Read a catalogue; an empty one where there is no file."""
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False, header_comment="")
    with path.open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True)


def as_bytes(catalogue: Catalog) -> bytes:
    """Return the text of a catalogue, the same for the same words; its header comment stays."""
    out = BytesIO()
    if not catalogue.header_comment:
        catalogue.header_comment = f"# Ardoise in {catalogue.locale.english_name}."
    catalogue.fuzzy = False
    write_po(out, catalogue, width=96, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return NOISE.sub(b"", out.getvalue())


def update(root: Path = ROOT) -> list[str]:
    """Write every catalogue anew with the sentences of today; say what came and what went."""
    program = in_the_program(root)
    said = []
    for language, path in files(root).items():
        catalogue = read(language, path)
        before = {message.id for message in catalogue if message.id}
        catalogue.update(program, no_fuzzy_matching=True)
        now = {message.id for message in catalogue if message.id}
        path.write_bytes(as_bytes(catalogue))
        empty = sum(not is_translated(message) for message in catalogue if message.id)
        said.append(
            f"{language}: {len(now - before)} new, {len(before - now)} gone, "
            f"{empty} of {len(now)} to translate"
        )
    return said


def complaints(root: Path = ROOT) -> list[str]:
    """Say of each language which sentences are missing, empty, unsure, or lost a placeholder."""
    program = in_the_program(root)
    said = []
    for language, path in files(root).items():
        catalogue = read(language, path)
        for wanted in program:
            if wanted.id:
                message = catalogue.get(wanted.id, wanted.context)
                wrong = fault(message) if message else "is new: run packaging/catalogues.py update"
                said += [f"{language}: {_first(wanted.id)}: {wrong}"] if wrong else []
        said += _complaints_of_easy_words(language, path.with_name("easy.po"), program)
        unknown = [m for m in catalogue if m.id and program.get(m.id, m.context) is None]
        said += [f"{language}: no longer in the program: {_first(m.id)}" for m in unknown]
    return said


def _complaints_of_easy_words(language: str, path: Path, program: Catalog) -> list[str]:
    said = []
    for message in read(language, path) if path.exists() else ():
        if message.id:
            there = program.get(message.id, message.context) is not None
            wrong = fault(message) if there else "is no longer in the program"
            said += [f"{language}, easy: {_first(message.id)}: {wrong}"] if wrong else []
    return said


def _first(text: str | tuple[str, ...]) -> str:
    """Return a sentence, or the singular of a pair."""
    return text if isinstance(text, str) else text[0]


def main(arguments: list[str]) -> int:
    """Do what the command line says; return the exit code."""
    if arguments == ["update"]:
        print("\n".join(update()))
        return 0
    if arguments == ["check"]:
        found = complaints()
        print("\n".join(found) or "Every sentence is translated.")
        return int(bool(found))
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
