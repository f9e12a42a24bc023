"""Make this process one of a checkout: its settings, its code, and an empty register.

What is measured here may be another tree than the one this file lies in, so that two of them
can be compared with the same tool. Nothing of a tree is used but its settings, management
commands and addresses (and, where a tool says so, what its tests make registers with).
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
# What programs need of the environment of whoever started this one.
LEFT_ALONE: Final = {"PATH", "HOME", "LANG", "TMPDIR"}


@contextmanager
def entered(root: Path, settings: str, environment: Mapping[str, str]) -> Iterator[None]:
    """Run this process in a checkout, as a development installation with an empty register.

    ``settings`` is the dotted name of the settings. What this process was told in its
    environment does not count: only ``environment`` does. The register is a file of SQLite, which
    several threads can read, and gone after the block. Can be entered once a process.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name in set(os.environ) - LEFT_ALONE:
            del os.environ[name]
        os.environ.update(environment)
        os.environ["SIDELINES_ENV"] = "development"
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/register.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = settings
        os.chdir(root)
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(root))
        _make_register()
        yield


def _make_register() -> None:
    import django  # noqa: PLC0415 - reads the environment set above
    from django.core.management import call_command  # noqa: PLC0415 - likewise

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
