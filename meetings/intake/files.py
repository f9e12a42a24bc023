"""Files that are no pages: PDF with a text layer, and e-mail."""

import io
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as default_policy
from email.utils import parsedate_to_datetime

from pypdf import PdfReader

from .documents import Document, NotReadable
from .pages import document_of_page

_MOST_PAGES = 200
_HYPHENATED = re.compile(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])")
# A line that ends within a sentence: the text layer has the lines of the print.
_BROKEN = re.compile(r"(?<=[^\n.!?:”\"])\n(?=[^\n])")


def document_of_pdf(data: bytes) -> Document:
    """Return the text layer of a PDF. Raises NotReadable where there is none."""
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise NotReadable("This PDF is locked with a password. Paste the words of the story.")
    if len(reader.pages) > _MOST_PAGES:
        raise NotReadable(f"This PDF has more than {_MOST_PAGES} pages. Paste the story alone.")
    text = "\n\n".join(page.extract_text() for page in reader.pages)
    if not text.strip():
        raise NotReadable(
            "This PDF has no text layer: it is a picture of a page. Paste the words of the story."
        )
    about = reader.metadata
    return Document(
        text=_BROKEN.sub(" ", _HYPHENATED.sub("", text)),
        title=str(about.title or "") if about else "",
        notes=["The lines of the PDF were put together: compare with the file."],
    )


def document_of_mail(data: bytes) -> Document:
    """Return the text of an e-mail; subject and day of sending are title and day."""
    message = message_from_bytes(data, policy=default_policy)
    assert isinstance(message, EmailMessage)  # noqa: S101 - this policy makes no other
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise NotReadable("This e-mail has no text. Drop the file that is attached to it.")
    content = str(body.get_content())
    document = (
        document_of_page(content)
        if body.get_content_subtype() == "html"
        else Document(content.replace("\r\n", "\n"))
    )
    document.title = str(message["subject"] or document.title)
    document.published = _day_of(message) or document.published
    return document


def _day_of(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message["date"])).date().isoformat()
    except (TypeError, ValueError):
        return ""
