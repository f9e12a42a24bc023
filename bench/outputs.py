"""Measure exports: rows a second and peak memory of each unit and format.

``python bench/outputs.py --database URL [--query from=2010] [csv:meeting csv:report …]``

Each case runs in a separate process, through the whole application as in a worker; the answer is
read part by part and discarded.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASES = (
    "csv:meeting",
    "jsonl:meeting",
    "json:meeting",
    "csv:pair",
    "csv:pair-year",
    "csv:participation",
    "csv:report",
    "csv:statement",
    "atom:meeting",
    "ics:meeting",
)
_MEGABYTE = 1024 * 1024


def main(arguments: list[str]) -> int:
    """Run the cases, each in its own process; return the exit code."""
    parser = argparse.ArgumentParser(description="Measure exports.")
    parser.add_argument("--database", default=os.environ.get("DATABASE_URL", ""))
    parser.add_argument("--query", default="", help="parameters of the selection")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("cases", nargs="*", help="format:unit")
    options = parser.parse_args(arguments)
    os.environ |= {"SIDELINES_ENV": "development", "DEBUG": "false"}
    if options.database:
        os.environ["DATABASE_URL"] = options.database
    if options.here:
        extension, unit = options.cases[0].split(":")
        _measure(extension, unit, options.query)
        return 0
    print(f"{'case':20} {'lines':>10} {'seconds':>8} {'lines/s':>9} {'MB':>7} {'peak MB':>8}")
    for case in options.cases or CASES:
        command = [sys.executable, __file__, "--here", "--query", options.query, case]
        if code := subprocess.run(command, check=False).returncode:
            return code
    return 0


def _measure(extension: str, unit: str, query: str) -> None:
    """Measure a case and print it; except in feeds and calendars, a line is a row."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "diplomacy.settings"
    import django  # noqa: PLC0415 - after the environment is set

    django.setup()
    from django.test import Client  # noqa: PLC0415 - needs settings

    client = Client(headers={"host": "localhost"})
    client.get("/healthz")
    start = time.perf_counter()
    answer = client.get(f"/meetings.{extension}?unit={unit}&{query}")
    size = lines = 0
    # Iterating reads a stream part by part, and a whole answer as one part.
    for part in answer:
        size += len(part)
        lines += part.count(b"\n")
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{extension + ':' + unit:20} {lines:10,} {took:8.2f} {lines / took:9,.0f} "
        f"{size / _MEGABYTE:7.1f} {peak:8.0f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
