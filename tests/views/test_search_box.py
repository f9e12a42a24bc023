"""The list of meetings when words are searched for."""

import pytest
from django.test import Client

from tests.register import meeting_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks() -> None:
    """A meeting whose title and summary could break out of their place."""
    meeting_of(
        ["CHN", "RUS"],
        "2024-03-05",
        title="Talks on <b>grain & wheat</b>",
        summary="They <i>spoke</i> of Grains.",
    )


@pytest.mark.usefixtures("talks")
def test_words_found_are_marked_and_everything_else_is_escaped(client: Client) -> None:
    page = client.get("/meetings/", {"q": "grain -border"}).content.decode()
    assert "Talks on &lt;b&gt;<mark>grain</mark> &amp; wheat&lt;/b&gt;" in page
    assert "They &lt;i&gt;spoke&lt;/i&gt; of <mark>Grains</mark>." in page
    assert 'value="grain -border"' in page


@pytest.mark.usefixtures("talks")
def test_without_words_nothing_is_marked_and_no_summary_shown(client: Client) -> None:
    page = client.get("/meetings/").content.decode()
    assert "Talks on &lt;b&gt;grain &amp; wheat&lt;/b&gt;" in page
    assert "<mark>" not in page
    assert "of Grains" not in page


@pytest.mark.usefixtures("talks")
def test_filters_typed_redirect_to_the_selection(client: Client) -> None:
    answer = client.get("/meetings/", {"q": "country:CHN grain"})
    assert (answer.status_code, answer["Location"]) == (302, "/meetings/?q=grain&country=CHN")


def test_what_only_looks_like_a_filter_is_said(client: Client) -> None:
    page = client.get("/meetings/", {"q": "contry:<b>"}).content.decode()
    assert "“contry:” is no filter; “contry:&lt;b&gt;” is searched for as text." in page


@pytest.mark.parametrize("typed", ["!!!", "-country:CHN", "a" * 401, "is:<script>"])
def test_what_cannot_be_searched_for_is_said(client: Client, typed: str) -> None:
    answer = client.get("/meetings/", {"q": typed})
    assert answer.status_code == 400
    assert "<script>" not in answer.content.decode().replace("<script src", "")


@pytest.mark.parametrize(
    "typed", ["'\"", "\x00a", "%s", "\\", "a'b\" OR (", "🇨🇳 a", "a\ud7ff\ue000"]
)
def test_hostile_words_are_answered(client: Client, typed: str) -> None:
    assert client.get("/meetings/", {"q": typed}).status_code in {200, 400}
