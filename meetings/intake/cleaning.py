"""Characters of received texts: encodings, and what no page shows and no database takes."""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

# What is left of a text when bytes were read in the wrong encoding: “Ã©”, “â€™”, “Ð¿Ñ€”.
_MOJIBAKE = re.compile(r"[\u00c2\u00c3\u00d0\u00d1][\u0080-\u00bf\u0152-\u2122]|\u00e2\u20ac.")
_FEW = 3
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page declares its encoding
# Joiners are letters in the scripts that need them; elsewhere they only hide.
_JOINERS = "\u200c\u200d"
_JOINING = re.compile(r"[\u0600-\u08ff\u0900-\u0dff\u0e80-\u1cff\ufb50-\ufeff]")


def decoded(data: bytes) -> str:
    """Return the text of bytes: by their mark, as UTF-8, as declared within, or as it seems."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    declared = _DECLARED.search(data[:_HEAD])
    for encoding in ("utf-8", declared[1].decode("ascii") if declared else ""):
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    best = from_bytes(data[:65_536]).best()
    try:
        return data.decode(best.encoding if best else "cp1252", errors="replace")
    except LookupError:
        return data.decode("utf-8", errors="replace")


def cleaned(text: str) -> tuple[str, list[str]]:
    """Return a text as it is kept, and sentences on what was changed.

    Line ends are those of Unix. Control characters, marks of direction and invisible characters
    are left out: they hide, or turn round, what an editor believes to read.
    """
    text = _LINE_ENDS.sub("\n", text)
    text, notes = _repaired(text)
    kept = "".join(
        letter for place, letter in enumerate(text) if not _is_hidden(letter, text, place)
    )
    if hidden := len(text) - len(kept):
        notes.append(f"{hidden} invisible or control character{'s'[: hidden != 1]} left out.")
    if lost := kept.count("\ufffd"):
        notes.append(
            f"{lost} character{'s'[: lost != 1]} could not be read (“\ufffd”): compare with the "
            "page."
        )
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip(), notes


def _is_hidden(letter: str, text: str, place: int) -> bool:
    if letter in "\n\t" or letter.isalnum() or letter == " ":
        return False
    if letter in _JOINERS:
        return not (place and _JOINING.match(text[place - 1]))
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co")


def _repaired(text: str) -> tuple[str, list[str]]:
    """Return a text whose UTF-8 was read as Windows-1252, read again as UTF-8."""
    if len(_MOJIBAKE.findall(text)) < _FEW:
        return text, []
    try:
        again = "".join(map(_as_bytes, text)).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text, ["Some characters seem to be in the wrong encoding: compare with the page."]
    return again, ["The text was in the wrong encoding and was put right: compare with the page."]


def _as_bytes(letter: str) -> str:
    try:
        return letter.encode("cp1252").decode("latin-1")
    except UnicodeError:
        return letter


def is_binary(text: str) -> bool:
    """Whether a decoded text is no writing: many control or unreadable characters."""
    start = text[:20_000]
    strange = sum(
        letter == "\ufffd"
        or (unicodedata.category(letter) in ("Cc", "Cn", "Co") and letter not in "\n\r\t\f")
        for letter in start
    )
    return strange * 10 > len(start)
