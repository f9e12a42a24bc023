"""The demonstration meetings: all are published, and there is one of every kind to look at."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from pytest_django import DjangoDbBlocker

from meetings.demo.load import DemoTally, load_demo
from meetings.demo.meetings import public_id_of
from meetings.models import (
    Meeting,
    Person,
    Record,
    RecordLink,
    RegisterClock,
    Report,
    Source,
    Tenure,
    Version,
)
from meetings.models.choices import RecordState
from meetings.publication.check import problems_of_register
from meetings.reference.load import load
from meetings.search.box.suggestions import suggestions
from meetings.search.by_sql.engine import SqlEngine
from meetings.search.selection import MovedSelection, UnreadableSelection, read_selection

# Each test runs inside the transaction of the fixture below.
pytestmark = pytest.mark.django_db

LINK = RecordLink.Role


@pytest.fixture(scope="module")
def tally(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[DemoTally]:
    """Load everything once for the module, and take it back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        with connection.cursor() as cursor:
            # PostgreSQL plans badly for tables that grew inside one transaction.
            cursor.execute("ANALYZE")
        yield load_demo()
        transaction.set_rollback(True)


def record(key: str) -> Record:
    """Return the record of the demonstration meeting with ``key``."""
    return Record.objects.get(public_id=public_id_of(key))


def snapshot(key: str) -> dict[str, object]:
    version = record(key).version
    assert version is not None
    return dict(version.snapshot)


def counted(field: str) -> Counter[str]:
    published = Record.objects.filter(state=RecordState.PUBLISHED)
    return Counter(published.values_list(field, flat=True))


def test_every_meeting_is_published_and_a_second_load_adds_nothing(tally: DemoTally) -> None:
    assert (tally.described, tally.created) == (166, 166)
    assert Record.objects.count() == Meeting.objects.count() == 166
    clock = RegisterClock.objects.now()
    assert load_demo() == DemoTally(described=166, created=0)
    assert (RegisterClock.objects.now(), Version.objects.count()) == (clock, 171)
    assert list(problems_of_register()) == []


def test_some_show_that_permalinks_hold(tally: DemoTally) -> None:
    kinds = Counter(Version.objects.values_list("kind", flat=True))
    assert kinds == {
        "first": 166,
        "correction": 2,
        "addition": 1,
        "source_revised": 1,
        "withdrawal": 1,
    }
    assert counted("state") == {"published": 165}


def test_there_is_every_channel_setting_and_occurrence(tally: DemoTally) -> None:
    assert counted("channel") == {"in_person": 150, "call": 11, "video": 4}
    assert counted("setting") == {
        "talks": 136,
        "plenary": 14,
        "ceremony": 11,
        "brief_encounter": 2,
        "meal": 2,
    }
    assert counted("occurrence") == {
        "held": 155,
        "called_off": 4,
        "postponed": 3,
        "disputed": 2,
        "announced": 1,
    }


def test_there_are_accounts_of_all_sides_of_some_and_of_none(tally: DemoTally) -> None:
    assert counted("accounts") == {
        "all_sides": 104,
        "some_sides": 10,
        "one_side": 23,
        "joint_text": 24,
        "third_party": 1,
        "disputed": 3,
    }


def test_most_are_meetings_of_leaders(tally: DemoTally) -> None:
    assert counted("level") == {
        "leaders": 146,
        "foreign_ministers": 11,
        "ministers": 3,
        "officials": 1,
        "": 4,
    }


@pytest.mark.parametrize(
    ("key", "level"),
    [
        ("hiroshima-2023-g7", "leaders"),
        ("new-delhi-2023-g20", "leaders"),
        ("kazan-2024-brics", "leaders"),
        ("beijing-1989-gorbachev-deng", "leaders"),
        ("beijing-1988-gandhi-deng", "leaders"),
        ("beijing-1982-thatcher-deng", "leaders"),
        ("washington-1979-deng", "leaders"),
        ("geneva-1985", "leaders"),
        ("moscow-1990-two-plus-four", "foreign_ministers"),
        ("washington-1962-gromyko", "foreign_ministers"),
        ("beijing-1971-kissinger", "ministers"),
        ("paris-1973-kissinger-tho", "officials"),
        ("doha-2020", ""),
    ],
)
def test_the_level_is_what_people_mean(tally: DemoTally, key: str, level: str) -> None:
    assert record(key).level == level


@pytest.mark.parametrize(
    ("key", "sides"),
    [
        ("bandung-1955", 29),
        ("new-delhi-2023-g20", 21),
        ("kazan-2024-brics", 9),
        ("hiroshima-2023-g7", 8),
        ("beijing-1972-nixon-visit", 2),
    ],
)
def test_what_all_adopted_is_a_joint_text_of_all(tally: DemoTally, key: str, sides: int) -> None:
    joint = record(key)
    assert (joint.accounts, joint.sides) == ("joint_text", sides)
    assert joint.card["accounts"]["joint_sides"] == sides


def test_they_reach_from_1945_to_2025(tally: DemoTally) -> None:
    years = [one.year for one in Record.objects.values_list("latest", flat=True) if one]
    decades = Counter(year // 10 * 10 for year in years)
    assert decades == {
        1940: 4,
        1950: 4,
        1960: 8,
        1970: 19,
        1980: 13,
        1990: 17,
        2000: 11,
        2010: 31,
        2020: 58,
    }


def test_a_summit_of_many_is_one_meeting(tally: DemoTally) -> None:
    assert record("bandung-1955").sides == 29
    assert record("new-delhi-2023-g20").sides == 21
    assert record("kazan-2024-brics").sides == 9
    assert record("hiroshima-2023-g7").sides == 8
    assert record("rambouillet-1975").sides == 6


def test_dates_are_days_spans_months_and_one_unknown_day(tally: DemoTally) -> None:
    dates = Meeting.objects.values_list("date", flat=True)
    forms = Counter(re.sub(r"\d", "0", date) for date in dates)
    assert forms == {
        "0000-00-00": 111,
        "0000-00-00/0000-00-00": 48,
        "[0000-00-00..0000-00-00]": 2,
        "0000-00": 4,
        "0000": 1,
    }


def test_what_was_called_off_is_replaced_by_what_was_held(tally: DemoTally) -> None:
    held, off = record("singapore-2018"), record("singapore-2018-called-off")
    assert (off.occurrence, held.occurrence) == ("called_off", "held")
    content = snapshot("singapore-2018")["content"]
    assert isinstance(content, dict)
    assert content["replaces"] == off.public_id


def test_postponed_then_held_is_one_meeting(tally: DemoTally) -> None:
    meeting = Meeting.objects.get(public_id=public_id_of("beijing-2023-blinken-qin"))
    occurrences = set(meeting.reports.values_list("occurrence", flat=True))
    assert occurrences == {"postponed", "held"}
    assert record("beijing-2023-blinken-qin").occurrence == "held"


def test_a_mediator_is_no_side(tally: DemoTally) -> None:
    camp_david = record("camp-david-1978")
    assert camp_david.sides == 2
    links = camp_david.links.filter(role=LINK.ACTOR).order_by("entry__key")
    assert list(links.values_list("entry__key", "side")) == [("EGY", 1), ("ISR", 2), ("USA", None)]


@pytest.mark.parametrize(
    ("key", "host"),
    [
        ("yalta-1945", "SUN"),
        ("potsdam-1945", None),
        ("erfurt-1970", "DDR"),
        ("reykjavik-1986", "ISL"),
        ("sochi-2021", "RUS"),
        ("jerusalem-1977", None),
        ("call-2023-xi-zelensky", None),
    ],
)
def test_the_host_is_the_state_the_place_lay_in_then(
    tally: DemoTally, key: str, host: str | None
) -> None:
    entry = record(key).host
    assert (entry.key if entry else None) == host


def test_the_rio_meetings_are_as_their_source_has_them(tally: DemoTally) -> None:
    russia, india = record("rio-2024-wang-lavrov"), record("rio-2024-wang-jaishankar")
    assert (russia.accounts, india.accounts) == ("all_sides", "one_side")
    assert (str(russia.earliest), str(russia.latest)) == ("2024-11-18", "2024-11-19")
    assert {russia.level, india.level} == {"foreign_ministers"}
    reports = Meeting.objects.get(public_id=russia.public_id).reports.order_by("voices__code")
    assert list(reports.values_list("voices__code", "extent", "source__publisher__slug")) == [
        ("CHN", "relayed", "trt-world"),
        ("RUS", "relayed", "trt-world"),
    ]
    topics = india.links.filter(role=LINK.TOPIC).order_by("entry__key")
    assert list(topics.values_list("entry__key", flat=True)) == [
        "bilateral-relations",
        "direct-flights",
        "journalists",
        "visas",
    ]


def test_people_are_found_in_their_own_script(tally: DemoTally) -> None:
    assert Person.objects.named("王毅").get().slug == "wang-yi"
    assert Person.objects.named("лавров").get().sort_name == "Lavrov, Sergey"
    assert Person.objects.get(slug="xi-jinping").sort_name == "Xi Jinping"
    assert Person.objects.get(slug="charles-de-gaulle").sort_name == "Gaulle, Charles de"


def test_no_tenure_lies_outside_the_life_of_its_actor(tally: DemoTally) -> None:
    outside = [
        str(tenure)
        for tenure in Tenure.objects.select_related("office__actor", "person")
        if (tenure.start and _before(tenure.start, tenure.office.actor.start))
        or (tenure.end and _before(tenure.office.actor.end, tenure.end))
    ]
    assert outside == []


def _before(first: str, second: str) -> bool:
    """Whether one EDTF date lies before another, as far as both are precise."""
    length = min(len(first), len(second))
    return length > 0 and first[:length] < second[:length]


def test_every_source_opens_and_most_accounts_have_a_quotation(tally: DemoTally) -> None:
    assert Source.objects.count() == 364
    assert not Source.objects.filter(url="").exists()
    assert Source.objects.exclude(language="en").count() >= 20
    quoted = Report.objects.exclude(statements=None).distinct().count()
    assert quoted / Report.objects.count() > 0.75


def test_whoever_is_not_named_is_a_delegation(tally: DemoTally) -> None:
    meeting = Meeting.objects.get(public_id=public_id_of("baghdad-2021-iran-saudi"))
    assert set(meeting.participations.values_list("person", flat=True)) == {None}
    assert record("baghdad-2021-iran-saudi").occurrence == "held"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("country:us", "country=USA"),
        ("country:uk", "country=GBR"),
        ("country:America", "country=USA"),
        ("country:Britain", "country=GBR"),
        ("country:USSR", "country=SUN"),
        ("country:Holland", "country=NLD"),
        ("country:Burma", "country=MMR"),
        ("country:Persia", "country=IRN"),
        ("country:UAE", "country=ARE"),
        ("country:DPRK", "country=PRK"),
        ("country:ROK", "country=KOR"),
        ("country:Korea", "country=KOR"),
        ("country:Czechia", "country=CZE"),
        ("country:U.S.A.", "country=USA"),
        ('country:"the Netherlands"', "country=NLD"),
        ('country:"Ivory Coast"', "country=CIV"),
        ("country:Swaziland", "country=SWZ"),
        ("organisation:nato", "organisation=NATO"),
        ("person:xi", "person=xi-jinping"),
        ("person:biden", "person=joe-biden"),
        ('summit:"g20 rio"', "summit=g20-2024-rio-de-janeiro"),
        ("with:china with:xi", "country=CHN&person=xi-jinping"),
        ("in:russia", "host=RUS"),
    ],
)
@pytest.mark.usefixtures("tally")
def test_the_commonest_names_are_read(typed: str, address: str) -> None:
    with pytest.raises(MovedSelection) as elsewhere:
        read_selection(QueryDict(urlencode({"q": typed})))
    assert elsewhere.value.query.encoded == address


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("uk", "16 meetings found by searching for uk"),
        ("USSR", "32 meetings found by searching for USSR"),
        # The pronoun is another word.
        ("us", "84 meetings found by searching for us"),
        ("america", "83 meetings found by searching for america"),
        ("xi or putin", "43 meetings found by searching for xi or putin"),
    ],
)
@pytest.mark.usefixtures("tally")
def test_words_find_those_who_took_part_by_any_name(typed: str, sentence: str) -> None:
    selection = read_selection(QueryDict(urlencode({"q": typed})))
    assert selection.words(selection.records().count()) == sentence


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("country=USA", "82 meetings at which the United States took part"),
        ("topic=india-china-border", "6 meetings about the India–China border"),
        (
            "country=USA&country=RUS",
            "13 meetings at which Russia and the United States both took part",
        ),
        (
            "summit=g20-2024-rio-de-janeiro",
            "2 meetings at the G20 summit, Rio de Janeiro 2024",
        ),
    ],
)
@pytest.mark.usefixtures("tally")
def test_sentences_have_articles(query: str, sentence: str) -> None:
    selection = read_selection(QueryDict(query))
    assert selection.words(selection.records().count()) == sentence


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("summit:g20 rio", ["G20 summit, Rio de Janeiro 2024", "G20 summit, New Delhi 2023"]),
        ("topic:border", ["Borders and demarcation", "India–China border"]),
        ("person:zelenskiy", ["Volodymyr Zelensky"]),
        ("person:Lavrow", ["Sergey Lavrov"]),
        ('person:"Macron Emanuel"', ["Emmanuel Macron"]),
    ],
)
@pytest.mark.usefixtures("tally")
def test_what_may_be_several_or_is_misspelt_is_asked_back(typed: str, choices: list[str]) -> None:
    with pytest.raises(UnreadableSelection) as error:
        read_selection(QueryDict(urlencode({"q": typed})))
    (problem,) = error.value.problems
    assert [way.label for way in problem.suggestions][: len(choices)] == choices


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("chi", ("CHN", 53)),
        ("us", ("USA", 82)),
        ("uk", ("GBR", 16)),
        ("russ", ("RUS", 36)),
        ("biden", ("joe-biden", 14)),
        ("zelenskiy", ("volodymyr-zelensky", 6)),
        ("macron emanuel", ("emmanuel-macron", 6)),
    ],
)
@pytest.mark.usefixtures("tally")
def test_suggestions_begin_with_the_nearest_that_has_most_meetings(
    typed: str, first: tuple[str, int]
) -> None:
    suggested = suggestions(typed, SqlEngine())[0].suggested[0]
    assert (suggested.entry.key, suggested.meetings) == first
