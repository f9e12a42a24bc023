"""Start the project's own programs as an operator does, with a chosen environment."""

import os
import subprocess
import sys
from pathlib import Path

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
