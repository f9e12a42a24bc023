"""Pages for what goes wrong say in plain words what it is, and where to go from there."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from meetings.views import errors


def text_of(response: HttpResponse) -> str:
    """Return what a reader sees of the main part of a page."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main[main.index(">") + 1 :]).split())


@pytest.mark.parametrize(
    ("view", "error", "status", "words"),
    [
        (
            errors.bad_request,
            BadRequest(),
            400,
            (
                "This request cannot be read The address, or something else that the browser sent "
                "with it, is malformed."
            ),
        ),
        (
            errors.forbidden,
            PermissionDenied(),
            403,
            (
                "You do not have access to this page It exists, but seeing it needs a login with "
                "the right permission."
            ),
        ),
        (
            errors.not_found,
            Http404(),
            404,
            (
                "There is no page here Nothing has this address. It may be mistyped, or what it "
                "stands for was never published."
            ),
        ),
    ],
)
def test_a_page_says_what_is_wrong_and_where_to_go(
    rf: RequestFactory,
    view: Callable[[HttpRequest, Exception], HttpResponse],
    error: Exception,
    status: int,
    words: str,
) -> None:
    response = view(rf.get("/somewhere/"), error)
    assert (response.status_code, response["Cache-Control"]) == (status, "no-cache")
    assert text_of(response) == (
        f"{words} From here you can find a meeting , look through people , countries and "
        "summits , or start at the front page ."
    )


def test_a_failure_says_so_without_anything_else(rf: RequestFactory) -> None:
    response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert b"This is our fault" in response.content
