"""What is the running text of a PDF? Lines are joined to paragraphs, running heads set aside."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Final

from dateline.errors import InputError

_SENTENCE_END: Final = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_SHORT: Final = 0.8  # a line this much of the usual width ends its paragraph after a full stop


def pdf_text(data: bytes, *, name: str) -> tuple[str, str | None]:
    """Return the text of a PDF and its title.

    Parameters
    ----------
    data
        The file.
    name
        Of the file, for the error message.

    Returns
    -------
    tuple
        The paragraphs divided by blank lines, with running heads and page numbers once at the
        end; and the title of the document's information, None where there is none.

    Raises
    ------
    InputError
        The file is damaged, needs a password, or holds pictures of pages only.
    """
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            msg = f"the PDF needs a password: {name}"
            raise InputError(msg, hint="save a copy without a password and pass that")
        pages = [(page.extract_text() or "").splitlines() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except InputError:
        raise
    except Exception as error:  # pypdf raises many kinds on damaged files
        msg = f"the PDF cannot be read: {name}"
        raise InputError(msg, hint="is it complete? try to print it into a new PDF") from error
    if not any(line.strip() for page in pages for line in page):
        msg = f"the PDF has no text, only pictures of pages: {name}"
        raise InputError(msg, hint="run text recognition (OCR) on it first")
    return join_pages(pages), str(title).strip() or None if title else None


def join_pages(pages: list[list[str]]) -> str:
    """Join the lines of pages to paragraphs; what stands on most pages goes to the end, once."""
    heads = _running_heads(pages)
    body: list[str] = []
    aside: list[str] = []
    for page in pages:
        filled = [i for i, line in enumerate(page) if line.strip()]
        edges = {*filled[:2], *filled[-2:]}
        for i, line in enumerate(page):
            if i in edges and (_numberless(line) in heads or line.strip().isdigit()):
                aside.append(" ".join(line.split()))
            else:
                body.append(line)
    return "\n\n".join([*_paragraphs(body), *dict.fromkeys(aside)]) + "\n"


def _numberless(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _running_heads(pages: list[list[str]]) -> set[str]:
    counts: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line.strip()]
        counts.update({_numberless(line) for line in filled[:2] + filled[-2:]})
    return {line for line, count in counts.items() if count >= 3 and count * 2 > len(pages)}


def _paragraphs(lines: list[str]) -> list[str]:
    widths = sorted(len(line) for line in lines if line.strip())
    width = widths[len(widths) * 9 // 10] if widths else 0
    out: list[str] = []
    ended = True
    for line in lines:
        words = " ".join(line.split())
        if not words:
            ended = ended or bool(_SENTENCE_END.search(out[-1])) or len(out[-1]) < _SHORT * width
            continue
        if ended or not out:
            out.append(words)
        elif out[-1].endswith("-") and words[0].islower():
            out[-1] = out[-1][:-1] + words
        else:
            out[-1] += " " + words
        short = len(words) < _SHORT * width
        ended = short and (bool(_SENTENCE_END.search(words)) or len(out[-1]) == len(words))
    return out
