"""Start the project's own programs as an operator does, with a chosen environment."""

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent

PRODUCTION = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "sidelines.example.org",
    "DATABASE_URL": "sqlite://:memory:",
}


def run_python(*arguments: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run Python with nothing but `environment` and PATH, at the project's root."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def start_on_test_database(program: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a program in Python on the PostgreSQL database of the test that runs."""
    settings = connection.settings_dict
    options = settings.get("OPTIONS", {})
    query = f"?host={settings['HOST']}" if settings["HOST"].startswith("/") else ""
    host = "" if query else f"{settings['HOST']}:{settings['PORT']}"
    user = f"{settings['USER']}:{settings['PASSWORD']}@" if settings["USER"] else ""
    assert options is not None
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": f"postgres://{user}{host}/{settings['NAME']}{query}",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def next_line(process: subprocess.Popen[str]) -> str:
    """Wait for the next line that a process prints, and return it."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def said(process: subprocess.Popen[str]) -> str:
    """Tell a process to go on if it waits, and return the last line it prints."""
    output, _ = process.communicate("\n", timeout=60)
    return output.strip().splitlines()[-1]
