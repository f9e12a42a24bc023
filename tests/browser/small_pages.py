"""Small pages for tests of one script: answered by the test itself, without any server."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, Request, Route

STATIC = Path(__file__).resolve().parent.parent.parent / "static"
# A name that no resolver knows: what is not answered here fails.
ORIGIN = "http://register.test"

Answer = Callable[[Request], tuple[int, str, str]]


class SmallPages:
    """Answers every request of a page; ``asked`` says which there were, as path and parameters."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.waiting: list[Route] = []
        self._answers: dict[str, Answer | None] = {}
        page.route("**/*", self._answer)

    def answer(
        self, path: str, body: str, kind: str = "application/json", status: int = 200
    ) -> None:
        """Answer requests for ``path`` with ``body``."""
        self._answers[path] = lambda _: (status, kind, body)

    def hold(self, path: str) -> None:
        """Keep requests for ``path`` in ``waiting``, for the test to fulfil."""
        self._answers[path] = None

    def open(self, script: str, body: str, head: str = "") -> Page:
        """Open a page with ``body`` that runs a script of the static files; clear ``asked``."""
        self.answer("/script.js", (STATIC / script).read_text(), "text/javascript")
        document = (
            f'<!doctype html><title>Small</title>{head}<script src="/script.js" defer></script>'
        )
        self.answer("/", f"{document}<main>{body}</main>", "text/html")
        self.page.goto(f"{ORIGIN}/")
        self.asked.clear()
        return self.page

    def _answer(self, route: Route) -> None:
        request = route.request
        parts = urlsplit(request.url)
        self.asked.append((parts.path, dict(parse_qsl(parts.query, keep_blank_values=True))))
        if parts.path not in self._answers:
            route.fulfill(status=404, body="")
            return
        answer = self._answers[parts.path]
        if answer is None:
            self.waiting.append(route)
            return
        status, kind, body = answer(request)
        route.fulfill(status=status, content_type=f"{kind}; charset=utf-8", body=body)
