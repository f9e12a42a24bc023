"""Answers as a page gets them."""

from dataclasses import dataclass

from meetings.search.answers.list import Answer, answer
from meetings.search.by_index.engine import IndexEngine
from meetings.search.consistent_read import Moment, at_one_moment
from meetings.search.selection import Selection


@dataclass(frozen=True)
class Answered(Answer):
    """An answer, the clock of its moment, and whether it came from the index."""

    clock: int
    indexed: bool


def answered(selection: Selection) -> Answered:
    """Return the answer to a selection, read at one moment."""
    return at_one_moment(lambda moment: _answer(selection, moment))


def _answer(selection: Selection, moment: Moment) -> Answered:
    engine = moment.engine
    answer_given = answer(selection, engine)
    return Answered(
        **vars(answer_given), clock=moment.state.clock, indexed=isinstance(engine, IndexEngine)
    )
