"""Make this process one of a checkout: its settings, its code, and an empty register.

What is measured here may be another tree than the one this file lies in, so that two of them
can be compared with the same tool. Nothing of a tree is used but its settings, management
commands and addresses (and, where a tool says so, what its tests make registers with).
"""

import os
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent


def enter(root: Path, database: str, settings: str, environment: dict[str, str]) -> None:
    """Run this process in a checkout, as a development installation with a fresh database.

    ``database`` is an address as DATABASE_URL has it, of a database that is empty or not there;
    ``settings`` the dotted name of the settings. What this process was told in its environment
    does not count: only ``environment`` does. Can be called once a process.
    """
    for name in set(os.environ) - {"PATH", "HOME", "LANG", "TMPDIR"}:
        del os.environ[name]
    os.environ.update(environment)
    os.environ.update(
        SIDELINES_ENV="development", DATABASE_URL=database, DJANGO_SETTINGS_MODULE=settings
    )
    os.chdir(root)
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(root))
    _fill()


def _fill() -> None:
    import django  # noqa: PLC0415 - reads the environment set above
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
