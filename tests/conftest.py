"""What holds for every test."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from meetings.search.by_index.holder import Holder

# No deadline: how long an example takes says more about the machine than about the code. A
# build repeats the same examples, so that it does not fail for a reason nobody changed.
settings.register_profile("here", deadline=None)
settings.register_profile("build", deadline=None, derandomize=True)
settings.load_profile("build" if os.environ.get("CI") else "here")


@pytest.fixture
def facet_index() -> "Iterator[Holder]":
    """The facet index of this process, which no other test sees; to be built by the test."""
    from meetings.search.by_index.holder import holder  # noqa: PLC0415 - needs Django set up

    holder.forget()
    yield holder
    holder.forget()


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    """Let throttles begin anew: their store is no table that a test's transaction undoes."""
    from django.core.cache import cache  # noqa: PLC0415 - needs Django set up

    cache.clear()
