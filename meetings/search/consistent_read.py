"""One moment of the register, in which a whole page is read; and who answers at it."""

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

# How often a page begins anew because another thread brought the index on meanwhile, or
# built it.
_TRIES = 3
# In a large register SQL takes far longer than building the index it would stand in for (at a
# million meetings on SQLite, minutes; the index, ten seconds), and would slow the building down.
_PATIENCE_SECONDS = 15.0

Result = TypeVar("Result")


class _BeginAnew(Exception):
    """The index is being built, or is of a later state than the transaction sees."""


@dataclass(frozen=True)
class Moment:
    """The state that an open transaction reads, and whether it is worth waiting for the index."""

    state: State
    patient: bool

    @cached_property
    def engine(self) -> Engine:
        """What answers at this moment: the index where it is of this very state, else SQL.

        Here alone it is asked whether there is an index. No query, but where it has to catch up:
        five then, of any number of changes. May begin the whole moment anew.
        """
        index = holder.at(self.state)
        if index is not None:
            return IndexEngine(index)
        is_past = holder.is_past(self.state)
        if self.patient and (holder.is_building or is_past):
            raise _BeginAnew
        if is_past:
            # Read again and again it is still older: another register, in this one's place.
            holder.start()
        return SqlEngine()


def at_one_moment(read: Callable[[Moment], Result]) -> Result:
    """Return what ``read`` makes of the register while all its queries see one state.

    It is called again where the index was on its way, so it must do nothing but read. One query
    of our own, for the state. A build under way is waited for a while, outside any transaction.
    """
    for _ in range(_TRIES - 1):
        with suppress(_BeginAnew), one_state():
            return read(Moment(state_now(), patient=True))
        holder.wait(_PATIENCE_SECONDS)
    with one_state():
        return read(Moment(state_now(), patient=False))
