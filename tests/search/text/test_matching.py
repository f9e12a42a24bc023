"""What is found, in literal record numbers; the suite runs on both databases."""

import pytest
from pyroaring import BitMap

from meetings.models import Record, RecordText
from meetings.search.text.matching import by_relevance, condition, matching_ids, relevance
from meetings.search.text.query import parse

from .texts import about, records_with

pytestmark = pytest.mark.django_db

TEXTS = [
    about(
        "They spoke of Ukraine and of grain exports.", title="Xi Jinping and Vladimir Putin"
    ),  # 1
    about("A partnership without limits: “no limits” said the Chinese side."),  # 2
    about("There are limits to what no one would say."),  # 3
    about("Sanctions on Russia", "no", "limits"),  # 4
    about("王毅 met Лавров in Łódź; Recep Tayyip Erdoğan did not come."),  # 5
    about("王 and 毅 are two letters; 毅王 is another order."),  # 6
    about("The U.S. side spoke to us. U.S.-China trade, 1,000 goods."),  # 7
    about("The to-be-or-not-to-be of co-operation", "WHO and the UN"),  # 8
    about("See https://news.example/2024/11/g20?id=7 or write to desk@news.example"),  # 9
    about("On 2024-11-19 at 10:30 (GMT+8), 3.5 % of version 1.2.3"),  # 10
    about("L'Élysée, São Paulo, Ñuñoa, Straße, naïve café, ﬁnance"),  # 11
    about("sanction sanctioned sanctioning; nation national", title="Ukraine"),  # 12
]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ukraine", [1, 12]),
        ("UKRAINE grain", [1]),
        ("Ukrainé", [1, 12]),
        ("putin ukraine", [1]),
        ('"putin they"', []),
        ('"vladimir putin"', [1]),
        ('"putin vladimir"', []),
        ("limits", [2, 3, 4]),
        ("limit", [2, 3, 4]),
        ("no limits", [2, 3, 4]),
        ('"no limits"', [2]),
        ("no-limits", [2]),
        ('"without limits no limits"', [2]),
        ('"limits to what no one would"', [3]),
        ('"limits to what one would"', []),
        ('"there are limits"', [3]),
        ("limits -no", []),
        ('limits -"no limits"', [3, 4]),
        ("limits NOT russia", [2, 3]),
        ("sanctions", [4, 12]),
        ("sanctions OR grain", [1, 4, 12]),
        ("sanctions OR grain ukraine", [1, 12]),
        ("sanctions OR grain -ukraine", [4]),
        ("sanctions|grain", []),
        ("ukraine OR limits -sanctions", [1, 2, 3]),
        ('"no limits" OR "grain exports" OR ukraine', [1, 2, 12]),
        ("национальный", []),
        ("лавров", [5]),
        ("王毅", [5]),
        ("王 毅", [5, 6]),
        ("毅王", [6]),
        ("-王毅 毅", [6]),
        ('"王毅 met"', [5]),
        ("lodz", [5]),
        ("łódź erdogan", [5]),
        ('"recep tayyip erdoğan"', [5]),
        ("US", [7]),
        ("U.S.", [7]),
        ('"US China trade"', [7]),
        ("u s", []),
        ("1,000", [7]),
        ("1000", []),
        ("000", [7]),
        ("to be or not to be", [8]),
        ('"to be or not to be"', [8]),
        ('"or not"', [8]),
        ("who un", [8]),
        ("cooperation", []),
        ("co-operate", [8]),
        ('"the to"', [8]),
        ("news.example", [9]),
        ("https://news.example/2024/11/g20?id=7", [9]),
        ("desk@news.example", [9]),
        ("g20", [9]),
        ("2024-11-19", [10]),
        ("2024", [9, 10]),
        ("10:30", [10]),
        ("3.5", [10]),
        ("1.2.3", [10]),
        ("1.2", [10]),
        ("GMT+8", [10]),
        ("elysee", [11]),
        ("l’elysée", [11]),
        ("sao paulo nunoa strasse NAIVE café", [11]),
        ("finance", [11]),
        ("nation", [12]),
        ("x2", []),
        ('"not" -be', [5]),
        ('"not" -erdogan', [8]),
        ("-ukraine", [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
        ('-the -of -sanction -"no limits" -news', [3, 5, 6, 11]),
        ("-the -limits -2024", [1, 5, 6, 11, 12]),
    ],
)
def test_what_is_found(typed: str, expected: list[int]) -> None:
    records = records_with(*TEXTS)
    query = parse(typed)
    number = {record.pk: position for position, record in enumerate(records, 1)}
    found = Record.objects.filter(condition(query)).order_by("pk").values_list("pk", flat=True)
    assert [number[pk] for pk in found] == expected
    ids = matching_ids(query, BitMap(number))
    assert [number[pk] for pk in ids] == expected


@pytest.mark.parametrize(
    "typed",
    [
        "' OR 1=1 --",
        '"; DROP TABLE meetings_record; --',
        "head : ukraine",
        "{head body} : x",
        "NEAR(a b, 3)",
        "a* ^b + c",
        "a & b | !c <-> d:*",
        "%s %(x)s %",
        "\\ a \\' \\\" b",
        "\x00 a \ufffe",
        "a:b:c: :d",
        "((((((((((a",
        "'x':A",
        "🇨🇳 met 🇷🇺",
        " ".join(["x"] * 200),
        "王" * 400,
        "a" * 400,
    ],
)
def test_hostile_texts_are_only_words(typed: str) -> None:
    (record,) = records_with(about("something else altogether"))
    query = parse(typed)
    found = Record.objects.filter(condition(query)).annotate(hits=relevance(query))
    assert list(found.order_by("hits")) == ([] if query.all_of else [record])
    assert by_relevance(query, matching_ids(query, BitMap([record.pk])))[1:] == []


def test_a_text_that_changes_or_goes_is_found_no_more_by_what_it_was() -> None:
    (record,) = records_with(about("sanctions", title="Talks"))
    assert Record.objects.filter(condition(parse("sanctions talks"))).exists()
    RecordText.objects.write({record.pk: about("grain")})
    assert not Record.objects.filter(condition(parse("sanctions"))).exists()
    assert not Record.objects.filter(condition(parse("talks"))).exists()
    assert Record.objects.filter(condition(parse("grain"))).exists()
    RecordText.objects.clear([record.pk])
    assert not matching_ids(parse("grain"), BitMap())
    RecordText.objects.clear([record.pk])
    RecordText.objects.write({record.pk: about("sanctions")})
    assert list(matching_ids(parse("sanctions"), BitMap())) == [record.pk]


def test_rows_written_in_bulk_are_found_after_rebuilding_the_index() -> None:
    (record,) = records_with(about("grain"))
    RecordText.objects.filter(pk=record.pk).update(body="wheat")
    RecordText.objects.rebuild_index()
    assert list(matching_ids(parse("wheat"), BitMap())) == [record.pk]
    assert not matching_ids(parse("grain"), BitMap())


def test_relevance_counts_what_is_in_title_and_participants() -> None:
    none, one, both, phrase = records_with(
        about("china russia trade"),
        about("russia trade", title="china"),
        about("trade", title="russia and china"),
        about("russia", title="china trade"),
    )
    query = parse('china "trade" russia OR moscow')
    found = Record.objects.filter(condition(query)).annotate(hits=relevance(query))
    expected = {none.pk: 0, one.pk: 1, both.pk: 2, phrase.pk: 2}
    assert dict(found.values_list("pk", "hits")) == expected
    parts = by_relevance(query, BitMap(expected))
    assert parts == [BitMap([both.pk, phrase.pk]), BitMap([one.pk]), BitMap([none.pk])]
    assert by_relevance(parse("-japan"), BitMap(expected)) == [BitMap(expected)]
