"""A hand that counts: every field filled, key that chooses and click is one interaction."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page


class Hand:
    """Fills, clicks and presses keys, and counts all of it under the step it belongs to."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps: Counter[str] = Counter()
        self._step = ""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        self._step = name
        yield
        self._step = ""

    def fill(self, target: str | Locator, text: str) -> None:
        self._count()
        (self.page.locator(target) if isinstance(target, str) else target).fill(text)

    def click(self, target: str | Locator) -> None:
        self._count()
        (self.page.locator(target) if isinstance(target, str) else target).click()

    def press(self, target: str, key: str) -> None:
        self._count()
        self.page.locator(target).press(key)

    def go(self, address: str) -> None:
        self._count()
        self.page.goto(address)

    def _count(self) -> None:
        self.steps[self._step] += 1

    @property
    def interactions(self) -> int:
        return sum(self.steps.values())
