"""Answers as a page gets them."""

from meetings.search.answers.form_choices import offer
from meetings.search.answers.list import Answer, answer
from meetings.search.consistent_read import at_one_moment
from meetings.search.selection import Selection


def answered(selection: Selection) -> Answer:
    """Return the answer to a selection, read at one moment."""
    return at_one_moment(lambda moment: answer(selection, moment, offer()))
