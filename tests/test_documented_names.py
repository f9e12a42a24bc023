"""Names of modules, functions and files in docstrings, comments and documents exist."""

import ast
import re
import tokenize
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted(
    path
    for package in ("meetings", "diplomacy")
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
)
# The document of the API has relative addresses in it, which look like paths.
DOCUMENTS = [
    path
    for path in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
    if path.name != "api.md"
]

DOTTED = re.compile(r"``(?!\w+\.md`)([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)(?:\(\))?``")
FILE = re.compile(r"`((?:[a-z_0-9.-]+/)+(?:[a-z_0-9-]+\.[a-z]+)?|[a-z_0-9]+\.py)`")


def prose_of(path: Path) -> str:
    """Return all docstrings and comments of a module."""
    source = path.read_text(encoding="utf-8")
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    texts = [
        ast.get_docstring(node) or ""
        for node in ast.walk(ast.parse(source))
        if isinstance(node, documented)
    ]
    with path.open("rb") as file:
        comments = [
            token.string
            for token in tokenize.tokenize(file.readline)
            if token.type == tokenize.COMMENT
        ]
    return "\n".join(texts + comments)


def dotted_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def resolves(name: str, module: str) -> bool:
    """Whether a dotted name means something to a reader of ``module``.

    It is absolute, or relative to the module, to a package it lies in, or to the models.
    """
    parents = [module.rsplit(".", n)[0] for n in range(module.count(".") + 1)]
    return any(exists(f"{parent}.{name}") for parent in (*parents, "meetings.models")) or exists(
        name
    )


def exists(name: str) -> bool:
    parts = name.split(".")
    for number in range(len(parts), 0, -1):
        try:
            module = import_module(".".join(parts[:number]))
        except ImportError:
            continue
        return has(module, parts[number:])
    return False


def has(thing: object, names: list[str]) -> bool:
    for name in names:
        annotations = getattr(thing, "__annotations__", {})
        if name in annotations:
            return True
        if not hasattr(thing, name):
            return False
        thing = getattr(thing, name)
    return True


@pytest.mark.parametrize("path", SOURCES, ids=dotted_name)
def test_names_in_docstrings_and_comments(path: Path) -> None:
    module = dotted_name(path)
    missing = [name for name in DOTTED.findall(prose_of(path)) if not resolves(name, module)]
    assert missing == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_files_in_documents(path: Path) -> None:
    missing = [name for name in files_in(path.read_text(encoding="utf-8")) if not is_file(name)]
    assert missing == []


def files_in(text: str) -> Iterator[str]:
    outside = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    yield from FILE.findall(outside)


def is_file(name: str) -> bool:
    """Whether a path exists from the root, from the application or one of its rooms."""
    homes = (ROOT, ROOT / "meetings", *(ROOT / "meetings").iterdir())
    return any((home / name).exists() for home in homes)
