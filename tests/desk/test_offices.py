"""Which office somebody held: what the title as reported tells."""

import pytest

from meetings.desk.offices import meant_by
from meetings.desk.proposals import fill_offices
from meetings.models import Meeting, Participation
from tests.drafts import holder, state

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Foreign Minister", "Minister of Foreign Affairs"),
        (
            "director of the party's foreign affairs office",
            "Director of the Central Foreign Affairs Office",
        ),
        ("President", None),
        ("", None),
    ],
)
def test_a_title_tells_which_of_several_offices_is_meant(title: str, office: str | None) -> None:
    china = state("CHN", "China")
    tenures = [
        holder(china, "Wang Yi", "Minister of Foreign Affairs", "foreign_minister"),
        holder(
            china, "Wang Yi", "Director of the Central Foreign Affairs Office", "senior_official"
        ),
    ]
    meant = meant_by(title, tenures)
    assert (meant.office.name if meant else None) == office


def test_the_desk_fills_in_the_office_that_the_title_means_and_says_so() -> None:
    china = state("CHN", "China")
    minister = holder(china, "Wang Yi", "Minister of Foreign Affairs", "foreign_minister")
    holder(china, "Wang Yi", "Director of the Central Office", "senior_official")
    meeting = Meeting.objects.create(date="2024-11-18")
    row = Participation.objects.create(
        meeting=meeting, actor=china, person=minister.person, title_as_reported="Foreign Minister"
    )
    sentences = fill_offices(meeting)
    row.refresh_from_db()
    assert (row.tenure, row.rank) == (minister, "foreign_minister")
    assert sentences[0] == (
        "Wang Yi was taken for Minister of Foreign Affairs, China, of several offices, because the "
        "title is “Foreign Minister”."
    )
