"""A reading process and one that publishes: every answer is whole, and none is old."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.processes import ROOT

pytestmark = pytest.mark.django_db(transaction=True)

SET_UP = """
import django, subprocess, sys
django.setup()
from django.core.management import call_command
from django.http import QueryDict
from meetings.search.by_index.holder import holder
from meetings.search.selection import read_selection
from tests.register import meeting_of
from tests.search.by_index.answered import answered
"""

PUBLISH = (
    SET_UP
    + """
for day in range(1, 11):
    meeting_of(["CHN", "RUS", "IND"][:2 + day % 2], f"2024-03-{day:02}")
"""
)

READ = (
    SET_UP
    + """
call_command("migrate", verbosity=0)
meeting_of(["CHN", "RUS"], "2024-01-01")
holder.build_now()
everything = read_selection(QueryDict("country=CHN"))
answers = [answered(everything)]
publisher = subprocess.Popen([sys.executable, "-c", sys.argv[1]])
while publisher.poll() is None or answers[-1].number < 11:
    answers.append(answered(everything))
    if publisher.poll():
        sys.exit("the other process failed")
for one in answers:
    facets = {facet.parameter: facet for facet in one.facets}
    # One meeting a tick of the clock, so that each figure says of which moment it is.
    assert one.number == one.clock, one
    assert len(one.records) == one.number
    assert max(record.clock for record in one.records) == one.clock
    assert sum(value.count for value in facets["channel"].values) == one.number
    assert facets["country"].values[0].count == one.number
    assert [year.count for year in one.years] == [one.number]
assert [one.number for one in answers] == sorted(one.number for one in answers)
by_index = sum(one.indexed for one in answers)
print(answers[-1].number, by_index > 0.9 * len(answers), len({one.number for one in answers}) > 1)
"""
)


def address(folder: Path) -> str:
    """Return the address of the test's database, or of one in a file where it is in memory."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'register.sqlite3'}"
    query = f"?host={settings['HOST']}" if settings["HOST"].startswith("/") else ""
    host = "" if query else f"{settings['HOST']}:{settings['PORT']}"
    user = f"{settings['USER']}:{settings['PASSWORD']}@" if settings["USER"] else ""
    return f"postgres://{user}{host}/{settings['NAME']}{query}"


def test_answers_follow_what_another_process_publishes(tmp_path: Path) -> None:
    reader = subprocess.run(
        [sys.executable, "-c", READ, PUBLISH],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": address(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert reader.stderr == ""
    assert reader.stdout.split() == ["11", "True", "True"]
