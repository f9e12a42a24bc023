"""What is pasted or dropped becomes a document, or a sentence that says why not."""

import io
import random
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from meetings.intake.documents import Document, NotReadable
from meetings.intake.receiving import MOST_CHARACTERS, from_file, from_text

STORY = (
    "The foreign ministers of China and Russia met on Monday in Rio de Janeiro. They spoke of "
    "Ukraine and of the Korean Peninsula, their ministries said.\n\nThey agreed to go on."
)
PAGE = f"""<!DOCTYPE html><html><head><title>Ministers meet</title>
<meta property="og:site_name" content="Gazette">
<meta property="article:published_time" content="2024-11-19T08:00:00Z">
<link rel="canonical" href="https://news.example/g20"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ministers meet</h1>
<p>{STORY.replace(chr(10) * 2, "</p><p>")}</p><p>{"More was not said. " * 20}</p></article>
<script>alert(1)</script></body></html>"""


def pdf_of(*lines: str) -> bytes:
    """Return a PDF with the lines in its text layer; without lines a blank page."""
    content = (
        "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 6 0 R >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Font << /F1 5 0 R >> >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    table += "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF"
    return made + (table + trailer).encode()


def test_plain_text_stays_as_it_is() -> None:
    assert from_text(f"\r\n{STORY}\r\n") == Document(STORY)


def test_leading_lines_tell_what_the_document_says_of_itself() -> None:
    document = from_text(
        "# url: https://a.example/x\n# title: A title\n# date: 19 November 2024\n"
        f"# publisher: Gazette\n# licence: none\n\n{STORY}"
    )
    assert document == Document(STORY, "A title", "https://a.example/x", "2024-11-19", "Gazette")


def test_what_is_no_address_is_none() -> None:
    assert from_text(f"# url: (retold)\n\n{STORY}").url == ""


def test_a_line_that_only_looks_so_is_kept() -> None:
    assert from_text(f"{STORY}\n# title: x").text == f"{STORY}\n# title: x"


@pytest.mark.parametrize("data", [PAGE.encode(), PAGE.encode("utf-16"), PAGE])
def test_a_page_gives_its_article(data: bytes | str) -> None:
    document = from_text(data) if isinstance(data, str) else from_file(data, "page.html")
    assert document.text.startswith("Ministers meet\nThe foreign ministers of China")
    assert "alert" not in document.text
    assert (document.title, document.url) == ("Ministers meet", "https://news.example/g20")
    assert (document.publisher, document.published) == ("Gazette", "2024-11-19")


def test_a_page_without_an_article_gives_all_its_text() -> None:
    document = from_text("<html><body>" + "<div>" * 3000 + "They met.<script>no</script>")
    assert document.text == "They met."
    assert document.notes == ["No article was found in the page: this is all its text."]


def test_encodings_are_those_declared_or_those_that_fit() -> None:
    russian = "Министр иностранных дел встретился с коллегой в Москве. " * 5
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{russian}</p></body></html>'
    assert "Министр иностранных дел" in from_file(page.encode("cp1251")).text
    assert from_file(
        "Le président a rencontré son homologue à l’Élysée.".encode("cp1252")
    ).text == ("Le président a rencontré son homologue à l’Élysée.")


def test_a_text_in_the_wrong_encoding_is_put_right() -> None:
    right = "Le président a rencontré à Paris le ministre, “déjà connu”."
    wrong = right.encode().decode("latin-1")
    document = from_text(wrong)
    assert document.text == right
    assert document.notes == [
        "The text was in the wrong encoding and was put right: compare with the page."
    ]


def test_hidden_characters_are_left_out_and_counted() -> None:
    document = from_text("They\u200b met\u202e in\x00 Rio\ufeff. می\u200cروم")
    assert document.text == "They met in Rio. می\u200cروم"
    assert document.notes == ["4 invisible or control characters left out."]


def test_a_pdf_gives_its_text_layer() -> None:
    document = from_file(pdf_of("The ministers met in Rio", "and spoke of Ukraine."), "a.pdf")
    assert document.text == "The ministers met in Rio and spoke of Ukraine."


def test_a_pdf_without_text_says_so() -> None:
    with pytest.raises(NotReadable, match="no text layer"):
        from_file(pdf_of(), "scan.pdf")


def test_a_locked_pdf_says_so() -> None:
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(file)
    with pytest.raises(NotReadable, match="locked with a password"):
        from_file(file.getvalue(), "locked.pdf")


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_an_e_mail_gives_its_text(kind: str) -> None:
    message = EmailMessage()
    message["Subject"] = "Readout: the call"
    message["From"] = "Press office <press@ministry.example>"
    message["Date"] = "Tue, 19 Nov 2024 08:00:00 +0000"
    message.set_content(STORY if kind == "plain" else PAGE, subtype=kind)
    document = from_file(message.as_bytes(), "readout.eml")
    assert "The foreign ministers of China and Russia met" in document.text
    assert (document.title, document.published) == ("Readout: the call", "2024-11-19")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "There is no text"),
        (b"  \n \xe2\x80\x8b ", "There is no text"),
        (bytes(range(256)) * 50, "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(1000), "no text"),
        (b"%PDF-1.7 nonsense", "broken"),
        (b"x" * (MOST_CHARACTERS + 1), "200,001 characters long"),
        (b"x" * (11 * 2**20), "larger than 10 MB"),
        (b"<html><body>" + b"They met. " * 500_000, "characters long"),
    ],
)
def test_what_is_no_story_is_refused_in_words(data: bytes, sentence: str) -> None:
    with pytest.raises(NotReadable, match=sentence):
        from_file(data, "story")


def test_five_megabytes_pasted_are_refused_in_words() -> None:
    with pytest.raises(NotReadable, match="Keep the story alone"):
        from_text("They met. " * 500_000)


SEEDS = [
    STORY.encode(),
    PAGE.encode(),
    PAGE.encode("utf-16"),
    pdf_of("The ministers met in Rio", "and spoke of Ukraine."),
    b"Subject: x\nFrom: y\nDate: Tue, 19 Nov 2024 08:00:00 +0000\n\n" + STORY.encode(),
]
STRANGE = [
    "\0",
    "\u202e",
    "\u200b",
    "\ufeff",
    "<div>" * 500,
    "Ã©",
    "\ud83d",
    "<!--",
    "]]>",
    "=?x?q?",
]


@settings(max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.sampled_from(SEEDS), chance=st.integers(0, 2**32), times=st.integers(1, 12))
def test_whatever_is_mutilated_is_a_document_or_a_sentence(
    seed: bytes, chance: int, times: int
) -> None:
    data = mutilated(seed, random.Random(chance), times)
    for content in (data, data.decode("utf-8", "replace")):
        try:
            document = from_file(content) if isinstance(content, bytes) else from_text(content)
        except NotReadable as refusal:
            assert str(refusal).endswith((".", "…"))  # noqa: PT017 - it may be a document instead
            continue
        assert document.text
        assert not set(document.text + document.title + document.url) & {"\0", "\u202e", "\r"}
        document.text.encode()


def mutilated(data: bytes, chance: random.Random, times: int) -> bytes:
    """Return the data cut, doubled, turned round, and with strange characters put in."""
    for _ in range(times):
        place = chance.randrange(len(data) + 1)
        act = chance.randrange(5)
        if act == 0:
            data = data[:place]
        elif act == 1:
            data = data[place:] + data[:place]
        elif act == 2:
            strange = chance.choice(STRANGE).encode("utf-8", "surrogatepass")
            data = data[:place] + strange + data[place:]
        elif act == 3:
            data = data[:place] + chance.randbytes(20) + data[place:]
        else:
            data += data[place : place + 200]
    return data
