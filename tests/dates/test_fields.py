"""The model field: its two days follow the text, in code, in the database and in migrations."""

import datetime
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, migrations, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.operations.base import Operation
from django.db.migrations.questioner import MigrationQuestioner
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from meetings.dates.edtf import DateError
from meetings.dates.fields import EDTFField, date_bounds_constraint, fill_bounds

with isolate_apps("tests"):

    class Dated(models.Model):
        """A base that is no table: each child gets the days once."""

        date = EDTFField(blank=True)
        date_earliest: datetime.date | None
        date_latest: datetime.date | None

        class Meta:
            abstract = True
            app_label = "dates_tests"

    class Audience(Dated):
        note = models.CharField(max_length=20, blank=True)

        objects: "models.Manager[Audience]" = models.Manager()

        class Meta:
            app_label = "dates_tests"
            constraints = [date_bounds_constraint("audience", "date")]

        def __str__(self) -> str:
            return self.date


COLUMNS = ["id", "date", "note", "date_earliest", "date_latest"]
NOVEMBER = (datetime.date(2024, 11, 1), datetime.date(2024, 11, 30))


@pytest.fixture
def table(transactional_db: None) -> Iterator[None]:
    with connection.schema_editor() as editor:
        editor.create_model(Audience)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Audience)


def stored() -> list[tuple[str, datetime.date | None, datetime.date | None]]:
    rows = Audience.objects.order_by("pk")
    return list(rows.values_list("date", "date_earliest", "date_latest"))


def test_the_two_days_join_the_model_once() -> None:
    assert sorted(field.name for field in Audience._meta.get_fields()) == sorted(COLUMNS)
    earliest = Audience._meta.get_field("date_earliest")
    assert type(earliest) is models.DateField
    assert earliest.null
    assert not earliest.editable


def test_deconstructs_as_itself() -> None:
    field = EDTFField(blank=True)
    field.set_attributes_from_name("date")
    assert field.deconstruct() == (
        "date",
        "meetings.dates.fields.EDTFField",
        [],
        {"blank": True, "max_length": 40},
    )


def test_saving_stores_canonical_text_and_days(table: None) -> None:
    audience = Audience.objects.create(date="[2024-11-18..2024-11-18]")
    day = datetime.date(2024, 11, 18)
    assert (audience.date, audience.date_earliest, audience.date_latest) == (
        "2024-11-18",
        day,
        day,
    )
    assert stored() == [("2024-11-18", day, day)]
    audience.date = ""
    audience.save()
    assert stored() == [("", None, None)]


def test_bulk_writes_store_the_days(table: None) -> None:
    Audience.objects.bulk_create([Audience(date="2024-11"), Audience()])
    assert stored() == [("2024-11", *NOVEMBER), ("", None, None)]
    audiences = list(Audience.objects.order_by("pk"))
    for audience in audiences:
        audience.date = "2024-11" if not audience.date else "1950"
    fill_bounds(audiences)
    Audience.objects.bulk_update(audiences, ["date", "date_earliest", "date_latest"])
    assert stored() == [
        ("1950", datetime.date(1950, 1, 1), datetime.date(1950, 12, 31)),
        ("2024-11", *NOVEMBER),
    ]


def test_text_is_not_saved_without_its_days(table: None) -> None:
    audience = Audience.objects.create(date="2024-11")
    audience.date = "2025"
    with pytest.raises(ValueError, match=r"must have \['date_earliest', 'date_latest'\] with it"):
        audience.save(update_fields=["date"])
    audience.save(update_fields=["note"])
    assert stored() == [("2024-11", *NOVEMBER)]


def test_days_are_queried_as_dates(table: None) -> None:
    Audience.objects.create(date="2024-11")
    assert Audience.objects.filter(date_latest__gte=datetime.date(2024, 11, 30)).count() == 1
    assert Audience.objects.filter(date_earliest__lt=datetime.date(2024, 11, 1)).count() == 0


def test_cleaning_sets_and_takes_away_the_days(table: None) -> None:
    audience = Audience(date=" 2024-11 ")
    audience.full_clean()
    assert (audience.date, audience.date_earliest, audience.date_latest) == ("2024-11", *NOVEMBER)
    audience.date = " "
    audience.full_clean()
    assert (audience.date, audience.date_earliest, audience.date_latest) == ("", None, None)


def test_cleaning_refuses_what_is_no_date() -> None:
    with pytest.raises(ValidationError) as refusal:
        Audience(date="2023-02-29").clean_fields()
    assert refusal.value.message_dict == {
        "date": ["There is no such day as 2023-02-29 in the calendar."]
    }


def test_a_required_date_may_not_be_blank() -> None:
    with pytest.raises(ValidationError, match="cannot be blank"):
        EDTFField().clean(" ", None)


def test_saving_what_is_no_date_fails(table: None) -> None:
    with pytest.raises(DateError, match="no such day as 2023-02-29"):
        Audience.objects.create(date="2023-02-29")
    assert stored() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"date": ""},
        {"date_earliest": None},
        {"date_latest": None},
        {"date_earliest": datetime.date(2024, 12, 1)},
        {"date_earliest": None, "date_latest": None},
    ],
)
def test_the_constraint_keeps_text_and_days_together(
    table: None, wrong: dict[str, datetime.date | str | None]
) -> None:
    Audience.objects.create(date="2024-11")
    with pytest.raises(IntegrityError, match="audience_date_bounds"):
        Audience.objects.update(**wrong)


def test_migrations_have_the_days_once_and_find_no_change() -> None:
    (first,) = changes(ProjectState(), state_of(Audience))
    (operation,) = written_and_read(first)
    assert isinstance(operation, migrations.CreateModel)
    assert [name for name, _ in operation.fields] == COLUMNS
    assert type(dict(operation.fields)["date_latest"]) is models.DateField

    migrated = ProjectState()
    operation.state_forwards("dates_tests", migrated)
    rendered = migrated.apps.get_model("dates_tests", "Audience")
    assert [field.name for field in rendered._meta.get_fields()] == COLUMNS
    assert changes(migrated, state_of(Audience)) == []
    assert changes(migrated, state_of(rendered)) == []


def test_a_model_of_a_migration_fills_its_days(table: None) -> None:
    historical = state_of(Audience).apps.get_model("dates_tests", "Audience")
    historical._default_manager.create(date="2024-11")
    assert stored() == [("2024-11", *NOVEMBER)]


def state_of(model: type[models.Model]) -> ProjectState:
    state = ProjectState()
    state.add_model(ModelState.from_model(model))
    return state


def changes(before: ProjectState, after: ProjectState) -> list[migrations.Migration]:
    asked = MigrationQuestioner(specified_apps={"dates_tests"})
    found = MigrationAutodetector(before, after, asked).changes(MigrationGraph())
    return found.get("dates_tests", [])


def written_and_read(migration: migrations.Migration) -> list[Operation]:
    """Return the operations of `migration` as they come back from its file."""
    source = MigrationWriter(migration).as_string()
    module: dict[str, type[migrations.Migration]] = {}
    exec(source, module)  # noqa: S102 - what Django does with the file
    return list(module["Migration"].operations)
