"""Consistent reads: a page reads one state of the register; picks the engine that answers."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from .by_index.engine import IndexEngine
from .by_index.holder import holder
from .by_sql.engine import SqlEngine
from .engine import Engine
from .one_state import State, one_state, state_now

# How often a page is read, at most, when another thread updates or builds the index meanwhile.
_TRIES = 3
# In a large register SQL takes far longer than building the index (with a million meetings on
# SQLite: minutes against ten seconds), and would slow the build down. So readers wait for it.
_PATIENCE_SECONDS = 15.0

Result = TypeVar("Result")


class _BeginAnew(Exception):
    """The index is being built, or has a later state than the transaction."""


@dataclass(frozen=True)
class Moment:
    """The state of an open transaction; ``patient``: wait for the index instead of using SQL."""

    state: State
    patient: bool

    @cached_property
    def engine(self) -> Engine:
        """The engine for this state: the index if it has the same state, otherwise SQL.

        No other place chooses the engine. No query, or five if the index has to catch up, for any
        number of changes. May raise ``_BeginAnew`` to restart the read.
        """
        index = holder.at(self.state)
        if index is not None:
            return IndexEngine(index)
        is_past = holder.is_past(self.state)
        if self.patient and (holder.is_building or is_past):
            raise _BeginAnew
        if is_past:
            # Still older after all retries: the database was replaced by another register.
            holder.start()
        return SqlEngine()


def at_one_moment(read: Callable[[Moment], Result]) -> Result:
    """Return the result of ``read``; all its queries see one state of the register.

    ``read`` may be called several times while the index is built or updated, so it must have no
    side effects. One query for the state itself. Waits for a running build, outside any
    transaction, up to a limit.
    """
    for _ in range(_TRIES - 1):
        with suppress(_BeginAnew), one_state():
            return read(Moment(state_now(), patient=True))
        holder.wait(_PATIENCE_SECONDS)
    with one_state():
        return read(Moment(state_now(), patient=False))
