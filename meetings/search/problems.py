"""What can be wrong with the address of a selection, and the ways out."""

from dataclasses import dataclass

from .query import Query


@dataclass(frozen=True)
class Suggestion:
    """What was probably meant, and the selection with it."""

    label: str
    query: Query


@dataclass(frozen=True)
class Problem:
    """One value that cannot be read; ``message`` is a sentence for the reader."""

    parameter: str
    value: str
    message: str
    suggestions: tuple[Suggestion, ...] = ()


class UnreadableSelection(Exception):
    """An address whose parameters cannot all be read: answered 400.

    ``query`` is the selection without the values that have problems.
    """

    def __init__(self, problems: list[Problem], query: Query) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems
        self.query = query


class MovedSelection(Exception):
    """An address that uses a key of before: ``query`` is the one to redirect to."""

    def __init__(self, query: Query) -> None:
        super().__init__(query.encoded)
        self.query = query
