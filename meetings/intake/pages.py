"""Web pages: the article of a page, and what the page says of itself."""

from html.parser import HTMLParser

import trafilatura
from trafilatura.settings import Document as Extracted

from .documents import Document, NotReadable

_SILENT = {"script", "style", "noscript", "template", "svg", "head", "iframe", "nav", "footer"}
_BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section"}
_LONGEST_PAGE = 6_000_000  # characters; pages with their pictures inside are larger


def document_of_page(html: str) -> Document:
    """Return the article of a page; all its text where none is found. Raises NotReadable."""
    if len(html) > _LONGEST_PAGE:
        raise NotReadable("This page is too large. Paste the words of the story.")
    article = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
    values = article.as_dict() if isinstance(article, Extracted) else {}
    document = Document(
        text=str(values.get("text") or ""),
        title=str(values.get("title") or ""),
        url=str(values.get("url") or ""),
        published=str(values.get("date") or ""),
        publisher=str(values.get("sitename") or ""),
    )
    if not document.text.strip():
        document.text = all_text(html)
        document.notes.append("No article was found in the page: this is all its text.")
    return document


def all_text(html: str) -> str:
    """Return the visible text of a page, one line a block."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(filter(None, lines))


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = ""

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if not self._silent and tag in _SILENT:
            self._silent = tag
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = ""
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)
