"""Which encounters are one meeting, and whether it is only recalled."""

from .telling import Told, names


def states(told: Told, text: str) -> list[tuple[list[str], str, str, bool]]:
    """Return names, occurrence, date and whether in the background, of each meeting."""
    return [
        (names(meeting), meeting.occurrence, meeting.date, meeting.background)
        for meeting in told.meetings(text)
    ]


PAIR = ["Wang Yi", "Penny Wong"]


def test_title_and_body_tell_of_one_meeting(told: Told) -> None:
    text = (
        "Wang Yi to meet Penny Wong in Canberra\n\nChinese Foreign Minister Wang Yi met "
        "Australian Foreign Minister Penny Wong in Canberra on Monday.\n"
    )
    assert states(told, text) == [(PAIR, "held", "2024-03-04", False)]


def test_pair_within_a_larger_meeting_met_alone(told: Told) -> None:
    text = (
        "Wang Yi met Penny Wong and Hakan Fidan in Paris on Monday. "
        "Then Wang Yi met Penny Wong alone."
    )
    assert told.who(text) == [["Wang Yi", "Penny Wong", "Hakan Fidan"], PAIR]


def test_each_of_several_was_met_alone(told: Told) -> None:
    text = "Wang Yi held separate meetings on Monday with Penny Wong and Hakan Fidan."
    assert told.who(text) == [PAIR, ["Wang Yi", "Hakan Fidan"]]


def test_called_off_after_it_was_announced(told: Told) -> None:
    text = (
        "Wang Yi will meet Penny Wong in Canberra on Thursday. On Tuesday the trip was called off."
    )
    assert states(told, text) == [(PAIR, "called_off", "2024-03-07", False)]


def test_earlier_meetings_are_background(told: Told) -> None:
    text = (
        "Wang Yi met Penny Wong on Monday. The ministers had last met in Jakarta in July. "
        "He met Retno Marsudi in 2023."
    )
    assert states(told, text) == [
        (PAIR, "held", "2024-03-04", False),
        (PAIR, "held", "", True),
        (["Wang Yi", "Retno Marsudi"], "held", "2023", True),
    ]


def test_people_long_out_of_office_met_in_the_past(told: Told) -> None:
    text = "Joe Biden was in Europe, where Antony Blinken met Dmytro Kuleba. Both were younger."
    (meeting,) = told.meetings(text, published="2029-03-05")
    assert meeting.background


def test_what_had_been_the_day_before_is_news(told: Told) -> None:
    text = (
        "Wang Yi met Penny Wong in Canberra on Monday. "
        "The day before, Wang Yi had met Retno Marsudi in Jakarta."
    )
    assert states(told, text) == [
        (PAIR, "held", "2024-03-04", False),
        (["Wang Yi", "Retno Marsudi"], "held", "2024-03-03", False),
    ]


def test_meetings_on_two_days_are_two(told: Told) -> None:
    text = "Wang Yi met Penny Wong on Sunday. Wang Yi will meet Penny Wong again on Thursday."
    assert states(told, text) == [
        (PAIR, "held", "2024-03-03", False),
        (PAIR, "announced", "2024-03-07", False),
    ]


def test_calls_and_meetings_of_one_pair_are_two(told: Told) -> None:
    text = "Wang Yi phoned Penny Wong on Monday. Wang Yi met Penny Wong on Tuesday in Paris."
    assert [meeting.channel for meeting in told.meetings(text)] == ["call", "in_person"]


def test_weak_words_make_no_meeting(told: Told) -> None:
    assert told.who("Wang Yi told Penny Wong that trade was growing.") == []


def test_delegation_is_the_person_named_for_it(told: Told) -> None:
    text = (
        "China and Australia held talks in Paris on Monday. "
        "Wang Yi and Penny Wong took part in the talks."
    )
    assert told.who(text) == [PAIR]
