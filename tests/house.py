"""The rules of the house, each a function from a source tree to a list of complaints.

An empty list means that the rule holds. Every import counts, also one inside a function.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

MAY_IMPORT = {
    "i18n": {"i18n"},
    "content": {"content", "i18n"},
    "search": {"search", "content", "i18n"},
    "sync": {"sync", "content", "i18n"},
    "server": {"server", "search", "sync", "content", "i18n"},
}
"""The picture: server above search and sync, which do not know each other, above content."""

OF_THE_WEB = {"flask", "flask_wtf", "jinja2", "waitress", "werkzeug", "wtforms"}
NOWHERE_TO_PUT_THINGS = {"utils", "helpers", "common", "manager", "managers", "service", "services"}
HOST = re.compile(r"(?:https?:|[\"'(=\s])//([\w-]+(?:\.[\w-]+)*)")
NAMES_THAT_ARE_NO_PLACES = {"www.w3.org", "creativecommons.org"}
"""Names of XML vocabularies and of licences, never opened."""


def modules(root: Path) -> dict[str, Path]:
    """Find every module of the five packages, by its dotted name."""
    found = {}
    for package in MAY_IMPORT:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, path: Path, known: dict[str, Path]) -> set[str]:
    """Return the dotted names that a module imports, submodules named where they are meant."""
    found: set[str] = set()
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level]
            base = ".".join(
                [*(above if node.level else []), *([node.module] if node.module else [])]
            )
            for alias in node.names:
                submodule = f"{base}.{alias.name}"
                found.add(submodule if submodule in known else base)
        elif isinstance(node, ast.Call):
            found |= _imported_by_call(node)
    return found - {name}


def _imported_by_call(call: ast.Call) -> set[str]:
    """Return the name in import_module("…"), __import__("…") or Later(name, "…"); else nothing."""
    called = ast.unparse(call.func).rpartition(".")[2]
    place = {"import_module": 0, "__import__": 0, "Later": 1}.get(called, len(call.args))
    for asked in call.args[place : place + 1]:
        if isinstance(asked, ast.Constant) and isinstance(asked.value, str):
            return {asked.value.partition(":")[0]}
    return set()


def graph(root: Path) -> dict[str, set[str]]:
    """Return what every module imports."""
    known = modules(root)
    return {name: imports(name, path, known) for name, path in known.items()}


def imports_that_climb(root: Path) -> list[str]:
    """Complain of an import that goes up or sideways in the picture, or to the tests."""
    ours = {*MAY_IMPORT, "tests", "bench"}
    return [
        f"{name} imports {other}"
        for name, found in graph(root).items()
        for other in sorted(found)
        if (top := other.partition(".")[0]) in ours
        and top not in MAY_IMPORT[name.partition(".")[0]]
    ]


def web_below_the_server(root: Path) -> list[str]:
    """Complain of Flask and its kind anywhere but in server/."""
    return [
        f"{name} imports {other}"
        for name, found in graph(root).items()
        for other in sorted(found)
        if other.partition(".")[0] in OF_THE_WEB and not name.startswith("server")
    ]


def cycles(root: Path) -> list[str]:
    """Complain of modules that import each other, however long the way round."""
    imported = graph(root)
    complaints = []
    for start in sorted(imported):
        path = _way_back(start, imported)
        if path and start == min(path):
            complaints.append(" imports ".join([*path, start]))
    return complaints


def _way_back(start: str, imported: dict[str, set[str]]) -> list[str]:
    """Return the shortest way of imports from a module back to itself, or nothing."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for other in sorted(imported[way[-1]] & imported.keys()):
            if other == start:
                return way
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


def slices_out_of_order(root: Path, order: tuple[str, ...]) -> list[str]:
    """Complain of a slice that uses a later one, or the pages or commands of another.

    ``order`` names the slices, lowest first. What lies beside them in server/ is either below
    (imports no slice) or above (no slice imports it); web/, settings, clock and database are
    below.
    """
    imported = graph(root)
    below = {"web", "settings", "clock", "database", "roles", "migrations"}
    rank = {name: number for number, name in enumerate(order, start=1)}
    above = {
        part
        for name, found in imported.items()
        if (part := _part(name)) not in rank
        and any(_part(other) in rank for other in found)
        and part not in below
    }
    complaints = []
    for name, found in imported.items():
        part = _part(name)
        for other in sorted(found):
            there, module = _part(other), other.split(".")[2:3]
            if part in rank and there in rank and part != there:
                if rank[there] > rank[part]:
                    complaints.append(f"{name} imports {other}, which is a later slice")
                elif module and module[0].startswith(("views", "cli")):
                    complaints.append(f"{name} imports {other}, the pages of another slice")
            elif (part in rank and there in above) or (part in below and there in rank):
                complaints.append(f"{name} imports {other}, which lies above it")
    return complaints


def _part(name: str) -> str:
    """Return the part of server/ that a module belongs to; nothing outside of server/."""
    parts = name.split(".")
    return parts[1] if parts[0] == "server" and len(parts) > 1 else ""


def folders_that_are_no_slice(root: Path, order: tuple[str, ...]) -> list[str]:
    """Complain of a folder with pages or operations that is missing from the order of slices."""
    return [
        f"server/{folder.name} is not in the order of slices"
        for folder in sorted((root / "server").iterdir())
        if (folder / "operations.py").exists() and folder.name not in order
    ]


def views_that_write(root: Path) -> list[str]:
    """Complain of a page that opens a transaction itself: only operations write."""
    complaints = []
    for name, path in modules(root).items():
        if name.startswith("server.") and path.stem.startswith("views"):
            names = {
                part.id if isinstance(part, ast.Name) else part.attr
                for part in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                if isinstance(part, ast.Name | ast.Attribute)
            }
            writing = "writing delete_instance insert_many insert_rows bulk_create".split()
            written = names & set(writing)
            complaints += [f"{name} uses {word}" for word in sorted(written)]
    return complaints


def undocumented(root: Path) -> list[str]:
    """Complain of a module, or a public class or function, that does not say what it is for."""
    complaints = []
    for name, path in modules(root).items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if tree.body and ast.get_docstring(tree) is None:
            complaints.append(f"{name} has no docstring")
        complaints += [f"{name}: {found} has no docstring" for found in _silent(tree.body)]
    return complaints


def _silent(body: list[ast.stmt]) -> Iterator[str]:
    """Yield the public definitions without a docstring, and those inside public classes."""
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if node.name.startswith("_"):
            continue
        by_decorator = [ast.unparse(decorator) for decorator in node.decorator_list]
        if ast.get_docstring(node) is None and not {"overload", "override"} & set(by_decorator):
            yield node.name
        if isinstance(node, ast.ClassDef):
            inner = [part for part in node.body if not isinstance(part, ast.ClassDef)]
            yield from (f"{node.name}.{found}" for found in _silent(inner))


def too_long(files: list[Path], limit: int = 500) -> list[str]:
    """Complain of files of more than ``limit`` lines."""
    counted = [(path, len(path.read_text(encoding="utf-8").splitlines())) for path in files]
    return [f"{path.name} has {lines} lines" for path, lines in counted if lines > limit]


def names_that_say_nothing(files: list[Path]) -> list[str]:
    """Complain of files and folders called utils, helpers and the like."""
    return [str(path) for path in files if {path.stem, path.parent.name} & NOWHERE_TO_PUT_THINGS]


def other_hosts(files: list[Path]) -> list[str]:
    """Complain of a template, script, style or picture that names another host.

    Lines that give a licence or a source in a comment may: ``SPDX``, ``licence``, ``license``.
    """
    complaints = []
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if re.search(r"SPDX|licen[cs]e", line, re.IGNORECASE):
                continue
            hosts = set(HOST.findall(line)) - NAMES_THAT_ARE_NO_PLACES
            complaints += [f"{path.name}, line {number}: {host}" for host in sorted(hosts)]
    return complaints
