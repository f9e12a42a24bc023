"""Make a large register that follows from a seed: ``python bench/generate.py --help``."""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Fill an empty database; return the exit code."""
    options = _options(arguments)
    _set_up_django(options.database)
    from bench.generator import database, fill, setting, world  # noqa: PLC0415 - needs Django

    with _step("migrate"):
        database.migrate()
    if not database.is_empty():
        print("The database has people or meetings already; give an empty one.", file=sys.stderr)
        return 1
    with _step("reference data"):
        database.load_reference()
    random = Random(f"{options.seed}:setting")
    with _step("people and publishers"):
        setting.make_people(random, options.people or _people_for(options.meetings))
        setting.make_publishers(random)
        setting.publish_setting()
    with database.bulk_load(), _step("meetings"):
        for done in fill.fill(world.World(options.seed), options.meetings):
            _progress(done, options.meetings)
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Make a large register that follows from a seed.")
    parser.add_argument("--meetings", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--people", type=int, help="default: one for 20 meetings, 500 to 20,000")
    parser.add_argument("--database", help="address as in DATABASE_URL, which is the default")
    return parser.parse_args(arguments)


def _people_for(meetings: int) -> int:
    return min(20_000, max(500, meetings // 20))


def _set_up_django(database: str | None) -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "diplomacy.settings")
    os.environ.setdefault("SIDELINES_ENV", "development")
    # In debug mode Django remembers every statement.
    os.environ["DEBUG"] = "false"
    if database:
        os.environ["DATABASE_URL"] = database
    import django  # noqa: PLC0415 - reads the environment set above

    django.setup()


@contextmanager
def _step(name: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    print(f"{name}: {time.monotonic() - started:,.1f} s", flush=True)


def _progress(done: int, total: int) -> None:
    if done % 50_000 == 0 and done < total:
        print(f"  {done:,}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
