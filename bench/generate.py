"""Generate a large register from a random seed: see bench/README.md.

python bench/generate.py --meetings 1000000 --seed 7 --database URL
"""

import argparse
import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Fill an empty database; return the exit code."""
    options = _options(arguments)
    # Exit normally on SIGTERM, so that the other processes are stopped.
    signal.signal(signal.SIGTERM, _leave)
    _set_up_django(options.database)
    from bench.generator import database, register  # noqa: PLC0415 - needs Django

    database.migrate()
    say = partial(print, flush=True)
    try:
        register.make_register(options.meetings, options.seed, options.people, say)
    except register.NotEmpty as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make a large register that follows from a seed.")
    parser.add_argument("--meetings", type=int, default=10_000, metavar="N")
    parser.add_argument("--seed", type=int, default=7, metavar="N")
    parser.add_argument(
        "--people", type=int, metavar="N", help="default: one for 20 meetings, 500 to 20,000"
    )
    parser.add_argument(
        "--database", metavar="URL", help="as in DATABASE_URL, which is the default; empty"
    )
    return parser.parse_args(arguments)


def _set_up_django(database: str | None) -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    os.environ.setdefault("SIDELINES_ENV", "development")
    # In debug mode Django keeps every statement in memory.
    os.environ["DEBUG"] = "false"
    if database:
        os.environ["DATABASE_URL"] = database
    import django  # noqa: PLC0415 - reads the environment set above

    django.setup()


def _leave(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
