"""Run this process in a given checkout: with its settings, its code, and an empty register.

The checkout need not contain this file, so that the same tool can compare two checkouts. A tool
uses only the settings, management commands and addresses of a checkout (and, where it says so, the
test helpers that create registers).
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
# Variables of the caller's environment that programs need.
LEFT_ALONE: Final = {"PATH", "HOME", "LANG", "TMPDIR"}


@contextmanager
def entered(root: Path, settings: str, environment: Mapping[str, str]) -> Iterator[None]:
    """Run this process in a checkout, as a development installation with an empty register.

    ``settings`` is the dotted name of the settings. The environment of this process is replaced by
    ``environment``. The register is an SQLite file, which several threads can read; it is deleted
    after the block. Can be entered only once in a process.
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
