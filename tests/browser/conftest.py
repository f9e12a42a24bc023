"""A real browser: the machine's own Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from .small_pages import SmallPages

# Playwright runs an event loop in the test's thread, and Django takes that for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start CHROMIUM, or the first known name on PATH; none at all is a failure, not a skip."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail("No Chromium was found: install Debian's `chromium`, or set CHROMIUM.")
    # Root has no sandbox to offer; and containers give /dev/shm too little room.
    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return {**browser_type_launch_args, "executable_path": found, "args": arguments}


@pytest.fixture
def small_pages(page: Page) -> Iterator[SmallPages]:
    """Pages of the test's own, in a browser that complains of nothing but failed requests."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield SmallPages(page)
    assert errors == []
