"""A refused page lists its errors at the top, each with a link to its field."""

import pytest
from django.test import Client

from tests.drafts import Rio

from .forms import open_form

pytestmark = pytest.mark.django_db


def test_every_error_is_listed_with_a_link_to_its_field(desk: Client, story: Rio) -> None:
    address = f"/admin/meetings/meeting/{story.with_russia.pk}/change/"
    response = desk.post(
        address,
        open_form(desk, address, "meeting") | {"date": "soon", "participations-1-actor": "Narnia"},
    )
    assert response.status_code == 200
    listed = [(one.where, one.target) for one in response.context["problems"]]
    assert listed == [
        ("Date", "id_date"),
        ("Participant 2, Actor", "id_participations-1-actor"),
    ]
    page = response.content.decode()
    assert "Not saved: 2 things to correct" in page
    for _, target in listed:
        assert f'href="#{target}"' in page
        assert f'id="{target}"' in page
    assert "Please correct the error" not in page


def test_errors_of_hidden_inputs_are_said(desk: Client, story: Rio) -> None:
    person = story.wang.person
    person.names.create(name="王毅", language="zh-Hans")
    address = f"/admin/meetings/person/{person.pk}/change/"
    response = desk.post(
        address, open_form(desk, address, "person") | {"names-0-person": "Wang Yi"}
    )
    assert response.status_code == 200
    assert "The inline value did not match the parent instance." in response.content.decode()


def test_a_page_without_errors_lists_none(desk: Client, story: Rio) -> None:
    page = desk.get(f"/admin/meetings/meeting/{story.with_russia.pk}/change/").content.decode()
    assert "things to correct" not in page
