"""Which characters do these bytes stand for? Never fails on text; refuses what is no text."""

from __future__ import annotations

import codecs
import re
from typing import Final

from dateline.errors import InputError

# Longest first: UTF-16's little-endian mark is the start of UTF-32's.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT: Final = 65536  # bytes; enough to tell a script, cheap to look at
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a]")
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]{3,}")
_HIGH: Final = re.compile(rb"[\x80-\xff]")


def decode(data: bytes, *, name: str) -> str:
    """Return the text of a file whose encoding nobody declared.

    Parameters
    ----------
    data
        The bytes of the file; CR, LF and non-breaking spaces are kept as they are.
    name
        Of the file, for the error message.

    Raises
    ------
    InputError
        The bytes are no text (control characters).

    Notes
    -----
    Byte order marks decide first, then UTF-8 if it fits. Of the one-byte encodings, letters of
    another script come in runs (a Cyrillic word) and are left to charset-normalizer, with
    windows-1251 preferred; lone high bytes (curly quotes, a name's accent) are windows-1252.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if len(_CONTROLS.findall(data[:_LOOKED_AT])) > len(data[:_LOOKED_AT]) // 500:
        msg = f"not a text file: {name}"
        raise InputError(msg, hint="dateline reads plain text, Markdown, HTML and PDF")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(data, error):
            return data.decode("utf-8", errors="replace")
    sample = data[:_LOOKED_AT]
    in_runs = sum(len(run) for run in _HIGH_RUN.findall(sample))
    if in_runs * 2 >= len(_HIGH.findall(sample)):
        return data.decode(_detected(sample), errors="replace")
    return data.decode("cp1252", errors="replace")


def _mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether a few bytes are broken in what is UTF-8 otherwise."""
    loose = data.decode("utf-8", errors="ignore")
    letters = sum(char > "\x7f" for char in loose)
    lost = len(data) - len(loose.encode("utf-8"))
    return letters > 3 * lost and error.start >= 0


def _detected(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    found = from_bytes(sample).best()
    if found is None:
        return "cp1252"
    return "cp1251" if "cp1251" in found.could_be_from_charset else found.encoding
