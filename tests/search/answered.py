"""Answers as a page gets them."""

from meetings.search.answer import Answer, answer
from meetings.search.moment import at_one_moment
from meetings.search.offered import offer
from meetings.search.selection import Selection


def answered(selection: Selection) -> Answer:
    """Return the answer to a selection, read at one moment."""
    return at_one_moment(lambda moment: answer(selection, moment, offer()))
