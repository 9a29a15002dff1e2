"""Which bytes of our scripts and styles does a page not need? Comments and indentation.

The files in maps/assets stay as people read them; the page carries them without what only people
read. Lines stay lines, so that a message of the browser still names one. Names are never changed.
"""

from __future__ import annotations

import re
from typing import Final

# A comment that fills whole lines; one after code needs `; // ` to be sure that it is no text.
_BLOCK: Final = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*$", re.DOTALL | re.MULTILINE)
_LINE: Final = re.compile(r"^[ \t]*//.*$|(?<=[;,{}]) // [^\n\"'`]*$", re.MULTILINE)
_CSS_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_SPACE: Final = re.compile(r"\s+")
_CSS_AROUND: Final = re.compile(r" ?([{};]) ?|([:,]) ")


def strip_script(code: str) -> str:
    r"""Return a script without comment lines, blank lines and indentation.

    Parameters
    ----------
    code
        A script of ours: text over several lines (a template literal) would lose its indentation,
        and tests see to it that there is none.

    Examples
    --------
    >>> strip_script("/* What? */\nif (a) {\n  b(); // why\n}\n")
    'if (a) {\nb();\n}'
    """
    bare = _BLOCK.sub("", code)
    lines = (line.strip() for line in _LINE.sub("", bare).splitlines())
    return "\n".join(line for line in lines if line)


def strip_style(css: str) -> str:
    r"""Return a style sheet on one line without comments.

    Examples
    --------
    >>> strip_style("/* ink */ a, b {\n  color: red;\n}")
    'a,b{color:red;}'
    """
    flat = _CSS_SPACE.sub(" ", _CSS_COMMENT.sub("", css)).strip()
    return _CSS_AROUND.sub(lambda match: match[1] or match[2], flat)
