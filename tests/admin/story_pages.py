"""What tests of the page of a story do: paste, read inputs, press buttons."""

from typing import Any

from django.test import Client

from tests.stories import TEXT

from .forms import open_form

ADD = "/admin/meetings/story/add/"


def paste(desk: Client, text: str = TEXT, **values: Any) -> str:
    """Paste a story; return the address of its page."""
    response = desk.post(ADD, {"text": text, **values})
    assert response.status_code == 302, response.context["form"].errors
    return str(response.headers["Location"])


def page_of(desk: Client, address: str) -> dict[str, str]:
    return open_form(desk, address, "story")


def problems_of(response: Any) -> list[str]:  # noqa: ANN401 - as the test client answers
    return [f"{one.where}: {one.sentence}" for one in response.context["problems"]]


def send(desk: Client, address: str, values: dict[str, str], button: str) -> Any:  # noqa: ANN401 - as above
    return desk.post(address, values | {button: ""})


def decided(values: dict[str, str]) -> dict[str, str]:
    return values | {"m1-decision": "accept", "m2-decision": "accept", "m3-decision": "drop"}
