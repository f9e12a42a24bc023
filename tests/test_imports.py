"""The direction of imports (docs/architecture.md), read from the syntax tree of every module.

Imports inside functions count: a rule that they could go round would be none.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MEETINGS = ROOT / "meetings"

# A package may import from those with a lower number, and from itself.
LAYERS = {
    "archives": 1,
    "dates": 0,
    "english": 0,
    "identifiers": 0,
    "text": 0,
    "time_limits": 0,
    "nearness": 1,
    "snapshot": 1,
    "tokens": 1,
    "models": 3,
    "kinds": 4,
    "groups": 5,
    "publication": 5,
    "search": 5,
    "desk": 6,
    "pages": 6,
    "demo": 7,
    "exports": 7,
    "intake": 7,
    "reference": 7,
    "admin": 8,
    "history": 8,  # its tables are read as those of the reference data
    "management": 9,
    "templatetags": 8,  # they write what pages hand over
    "views": 8,
    "api": 9,  # validators and cache headers are those of the pages
    "apps": 10,
    "urls": 10,
    "migrations": 10,
}
# They tell by the request who asks.
_ASKED = ("api", "admin", "views")
PUBLIC = ("search", "pages", "exports", "views", "api", "templatetags")
# The public record and the vocabularies: all that public surfaces may know of the models.
PUBLIC_MODELS = (
    "meetings.models.choices",
    "meetings.models.record",
    "meetings.models.record_text",
)


def modules() -> list[Path]:
    """Return every module of the app."""
    return sorted(path for path in MEETINGS.rglob("*.py") if "__pycache__" not in path.parts)


def dotted(path: Path) -> str:
    """Return the dotted name of a module."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path, source: str | None = None) -> Iterator[str]:
    """Yield the dotted name of everything a module imports from the app, name by name."""
    tree = ast.parse(path.read_text() if source is None else source)
    package = list(path.relative_to(ROOT).parts[:-1])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{start}.{alias.name}" for alias in node.names)


def layer_of(name: str) -> str:
    """Return the first part of a dotted name below ``meetings``."""
    return name.split(".")[1]


def within(name: str) -> bool:
    """Whether a dotted name lies in the app, below its root."""
    return name.startswith("meetings.")


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_imports_point_one_way(path: Path) -> None:
    if path == MEETINGS / "__init__.py":
        return
    own = layer_of(dotted(path))
    wrong = [
        name
        for name in imported(path)
        if within(name) and layer_of(name) != own and LAYERS[layer_of(name)] >= LAYERS[own]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if path.relative_to(MEETINGS).parts[0] in PUBLIC],
    ids=dotted,
)
def test_public_surfaces_read_the_public_record_and_nothing_else(path: Path) -> None:
    wrong = [
        name
        for name in imported(path)
        if layer_of(f"{name}.")
        in ("publication", "desk", "intake", "admin", "demo", "history", "reference")
        or (
            layer_of(f"{name}.") == "models"
            and not any(name == one or name.startswith(f"{one}.") for one in PUBLIC_MODELS)
        )
        if within(name)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_the_app_does_not_import_tests_tools_or_the_project(path: Path) -> None:
    allowed = {"diplomacy.requests"} if layer_of(f"{dotted(path)}..") in _ASKED else set()
    names = {".".join(name.split(".")[:2]) for name in imported(path)}
    outside = {name for name in names if name.split(".")[0] in ("tests", "tools", "bench")}
    project = {name for name in names if name.split(".")[0] == "diplomacy"}
    assert outside | project - allowed == set()


def test_no_module_imports_itself_in_a_circle() -> None:
    names = {dotted(path): path for path in modules()}
    waiting = {
        name: {
            target if target in names else target.rpartition(".")[0] for target in imported(path)
        }
        for name, path in names.items()
    }
    # Take away what imports nothing that is left; a circle is what remains.
    while free := {name for name, targets in waiting.items() if not targets & waiting.keys()}:
        for name in free:
            del waiting[name]
    assert waiting == {}


def test_the_reader_of_imports_sees_every_form() -> None:
    path = MEETINGS / "views" / "lists.py"
    source = """
import meetings.models
from meetings.models import Meeting
from ..publication import publish
from . import caching
def f():
    from meetings.models.meetings import Meeting
"""
    assert sorted(imported(path, source)) == [
        "meetings.models",
        "meetings.models.Meeting",
        "meetings.models.meetings.Meeting",
        "meetings.publication.publish",
        "meetings.views.caching",
    ]
