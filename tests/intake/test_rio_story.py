"""What the page of a newspaper says around a story about a summit, and of older meetings."""

from meetings.intake.proposal import Reading
from meetings.intake.reader import read_with
from tests.gazetteer import RIO, RIO_SUMMIT, gazetteer

TEXT = """date 2024-11-19 WORLD
2 MIN READ
Chinese and Russian ministers speak of Ukraine
On the margins of the G20 meeting, Wang Yi met Sergey Lavrov.
Leaders stand for a photo at the G20 Summit in Rio de Janeiro, on November 18, 2024. / Photo: AFP

In March this year, Lavrov and Jaishankar pledged a new start.

Wang Yi has also met his Indian counterpart Subrahmanyam Jaishankar, a paper from his ministry \
said."""


def read() -> Reading:
    return read_with(gazetteer(), TEXT)


def people(reading: Reading, *, background: bool) -> list[list[str]]:
    """Return the names of those who met, of each meeting that is recalled, or that is not."""
    return [
        [person.name for person in meeting.participants]
        for meeting in reading.meetings
        if meeting.background == background
    ]


def test_a_meeting_of_the_group_is_its_summit_on_these_days() -> None:
    first, last = (meeting for meeting in read().meetings if not meeting.background)
    for meeting in (first, last):
        assert (meeting.summit, meeting.place, meeting.sidelines) == (RIO_SUMMIT, RIO, True)
        assert meeting.date == "[2024-11-18..2024-11-19]"


def test_what_two_agreed_in_an_earlier_month_is_recalled() -> None:
    reading = read()
    assert people(reading, background=True) == [["Sergey Lavrov", "Subrahmanyam Jaishankar"]]
    assert len(people(reading, background=False)) == 2
    (recalled,) = (meeting for meeting in reading.meetings if meeting.background)
    assert recalled.date == "2024-03"
