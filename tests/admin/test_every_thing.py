"""Every loaded thing is opened at the desk and posted back as it is: nothing refused or altered."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from meetings.demo.load import load_demo
from meetings.models import Actor, Person, Place, Topic
from meetings.reference.load import load

from .forms import errors_of, open_form

pytestmark = pytest.mark.django_db

KINDS = [
    "actor", "meeting", "office", "person", "place", "publisher", "report", "series", "source",
    "summit", "topic",
]  # fmt: skip
# What a save may stamp.
STAMPS = ("modified", "revision")
SAMPLE = 3


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load reference and demonstration once for the module, and take them back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        with connection.cursor() as cursor:
            # PostgreSQL plans badly for tables that grew inside one transaction.
            cursor.execute("ANALYZE")
        load_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def desk(loaded: None, client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chief"))
    return client


def rows_at_desk() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every model of the desk, without what a save may stamp."""
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in STAMPS}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in apps.get_app_config("meetings").get_models(include_auto_created=True)
        if not model.__module__.startswith("meetings.models.record")
        and model._meta.model_name != "meeting_editors"
    }


def post_back(desk: Client, row: models.Model) -> None:
    """Open the page of ``row`` and save it as it is."""
    kind = str(row._meta.model_name)
    address = f"/admin/meetings/{kind}/{row.pk}/change/"
    response = desk.post(address, open_form(desk, address, kind))
    assert response.status_code == 302, (str(row), errors_of(response))


def rows_of(kind: str) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = apps.get_model("meetings", kind)._base_manager.order_by("pk")
    return rows


def with_rows_in_every_inline() -> Iterator[models.Model]:
    """Yield things that have rows in each inline of their page."""
    for model, *groups in (
        (Person, "names", "tenures"),
        (Actor, "names", "memberships"),
        (Place, "names"),
        (Place, "former_states"),
        (Topic, "aliases"),
    ):
        rows = rows_of(str(model._meta.model_name))
        yield from rows.filter(**{f"{group}__isnull": False for group in groups}).distinct()[
            :SAMPLE
        ]


def test_a_few_of_each_kind_are_saved_unchanged(desk: Client) -> None:
    before = rows_at_desk()
    for kind in KINDS:
        for row in [*rows_of(kind)[:SAMPLE], *rows_of(kind).reverse()[:SAMPLE]]:
            post_back(desk, row)
    for row in with_rows_in_every_inline():
        post_back(desk, row)
    assert rows_at_desk() == before


@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
def test_every_one_is_saved_unchanged(desk: Client, kind: str) -> None:
    before = rows_at_desk()
    for row in rows_of(kind):
        post_back(desk, row)
    assert rows_at_desk() == before
