"""A name of what runs, made of its files: two releases never share one by mistake."""

import hashlib
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

# The folders whose content decides what an answer looks like.
_FOLDERS = ("diplomacy", "meetings", "templates", "static")


def fingerprint(root: Path, *settings: object) -> str:
    """Return sixteen hexadecimal digits for the code below ``root`` and the installed packages.

    ``settings`` are values that change pages too. The same on every machine with the same files.
    """
    digest = hashlib.sha256(repr((settings, _packages())).encode())
    for path in _files(root):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(root: Path) -> Iterator[Path]:
    found = (path for folder in _FOLDERS for path in (root / folder).rglob("*"))
    yield from sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def _packages() -> list[tuple[str, str]]:
    return sorted({(package.name, package.version) for package in distributions()})
