"""Benchmark Sidelines and Datasette with the same questions: ``python bench/ask.py --help``."""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STEPS = ("pages", "workers")


def main(arguments: list[str]) -> int:
    """Measure and print; return the exit code."""
    options = _options(arguments)
    _set_up_django()
    from bench.asking import run  # noqa: PLC0415 - needs Django

    run.run(options)
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure Sidelines and Datasette.")
    parser.add_argument("--meetings", type=int, default=100_000, help="of registers made here")
    parser.add_argument("--sqlite", default="", help="a file with a register, or where to make it")
    parser.add_argument("--postgresql", default="", help="address of a register or empty database")
    parser.add_argument("--datasette", type=Path, help="its program; without it there is no peer")
    parser.add_argument(
        "--python",
        # Not resolved: what belongs to an environment is a link to its interpreter.
        type=lambda path: str(Path(path).absolute()),
        default=sys.executable,
        help="what serves Sidelines; by default this one",
    )
    parser.add_argument("--samples", type=int, default=40)
    parser.add_argument(
        "--beside", type=Path, help="another checkout, to be measured in turn with this one"
    )
    parser.add_argument(
        "--beside-sqlite",
        default="",
        help="the other checkout's file, if it cannot read this one's",
    )
    parser.add_argument("--beside-postgresql", default="", help="likewise, an address")
    parser.add_argument("--only", choices=STEPS, action="append", help="leave the others out")
    options = parser.parse_args(arguments)
    options.only = options.only or list(STEPS)
    return options


def _set_up_django() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "diplomacy.settings"
    os.environ["SIDELINES_ENV"] = "development"
    # Django needs a database setting, but only the vocabularies are used.
    os.environ["DATABASE_URL"] = "sqlite://:memory:"
    import django  # noqa: PLC0415 - reads the environment set above

    django.setup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
