"""Does a record follow the published schema, and where not?

Reads the part of JSON Schema (2020-12) that ``data/claim.schema.json`` uses, so that files can be
checked where no validator is installed; `KEYWORDS` says which part that is.
"""

from __future__ import annotations

import json
import math
import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

Node = dict[str, Any]
Fault = tuple[tuple[str | int, ...], str]

VERSION: Final = "1.0"
KEYWORDS: Final = frozenset(
    "$ref additionalProperties const description enum items maximum minLength minimum oneOf "
    "pattern properties required type".split()
)
_SHOWN: Final = 40  # code points of a wrong value that a message shows


@lru_cache(maxsize=1)
def published_schema() -> Node:
    """Return the JSON Schema of claims, as shipped; not to be changed."""
    text = files("dateline.layers").joinpath("data", "claim.schema.json").read_text("utf-8")
    schema: Node = json.loads(text)
    return schema


def definition(name: str) -> Node:
    """Return a definition of the schema: "claim", "document", "article", "span" …"""
    found: Node = published_schema()["$defs"][name]
    return found


def resolved(node: Node) -> Node:
    """Return the node, or what it refers to."""
    return definition(node["$ref"].rsplit("/", 1)[1]) if "$ref" in node else node


def first_fault(value: object, name: str) -> str:
    """Return the first fault of a record as one line, "" where it is good.

    Parameters
    ----------
    value
        A JSON value.
    name
        Of the definition that it must follow.

    Examples
    --------
    >>> first_fault({"start": 3, "end": 7}, "span")
    'the field `text` is missing'
    >>> first_fault({"start": -3, "end": 7, "text": "Oran"}, "span")
    '`start`: -3 is below 0'
    """
    for where, what in faults(value, definition(name)):
        return f"`{path_words(where)}`: {what}" if where else what
    return ""


def version_fault(version: object) -> str:
    """Return why a file's version of the schema cannot be read here, "" where it can."""
    mine = VERSION.partition(".")[0]
    if isinstance(version, str) and version.partition(".")[0] == mine:
        return ""
    return f"its `schema_version` is {shown(version)}, this dateline reads {mine}.x"


def path_words(where: tuple[str | int, ...]) -> str:
    """Return a path as words: ``places[0].role``."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in where)
    return words.removeprefix(".")


def faults(value: object, node: Node) -> Iterator[Fault]:
    """Yield every fault with the path to it."""
    node = resolved(node)
    if "oneOf" in node:
        yield from _choice(value, [resolved(choice) for choice in node["oneOf"]])
        return
    if "const" in node and not _same(value, node["const"]):
        yield (), f"{shown(value)} must be {shown(node['const'])}"
    elif "enum" in node and not any(_same(value, allowed) for allowed in node["enum"]):
        words = ["empty" if item is None else str(item) for item in node["enum"]]
        yield (), f"{shown(value)} is not one of {', '.join(words)}"
    elif "type" in node and not _is_any(value, node["type"]):
        yield (), f"{shown(value)} must be {_type_words(node['type'])}"
    elif isinstance(value, dict):
        yield from _object_faults(value, node)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _below(index, faults(item, node.get("items", {})))
    elif isinstance(value, str):
        yield from _text_faults(value, node)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _number_faults(value, node)


def shown(value: object) -> str:
    """Return a value as a message shows it, cut to a few words."""
    if value is None:
        return "empty (null)"
    words = json.dumps(value) if isinstance(value, dict | list | bool) else repr(value)
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def _choice(value: object, choices: list[Node]) -> Iterator[Fault]:
    found = [list(faults(value, choice)) for choice in choices]
    if sum(not each for each in found) == 1:
        return
    if all(found):
        # What comes closest: the choice whose first fault lies deepest, the later one of two.
        yield from max(reversed(found), key=lambda each: len(each[0][0]))
    else:
        yield (), f"{shown(value)} fits more than one layout"


def _object_faults(value: dict[str, object], node: Node) -> Iterator[Fault]:
    known: Node = node.get("properties", {})
    for name in node.get("required", ()):
        if name not in value:
            yield (), f"the field `{name}` is missing"
    if node.get("additionalProperties") is False:
        for name in value:
            if name not in known:
                yield (), f"the field {shown(name)} is not known"
    for name, item in value.items():
        if name in known:
            yield from _below(name, faults(item, known[name]))


def _text_faults(value: str, node: Node) -> Iterator[Fault]:
    if len(value) < node.get("minLength", 0):
        yield (), "must not be empty"
    pattern = node.get("pattern")
    # In Python "$" would let a line break pass at the end.
    if pattern and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        meaning = node.get("description")
        yield (), f"{shown(value)} is not of the form {pattern}" + (f" ({meaning})" if meaning else "")  # fmt: skip


def _number_faults(value: float, node: Node) -> Iterator[Fault]:
    if not math.isfinite(value):
        yield (), f"{value} is no number"
    if value < node.get("minimum", value):
        yield (), f"{value} is below {node['minimum']}"
    if value > node.get("maximum", value):
        yield (), f"{value} is above {node['maximum']}"


def _below(step: str | int, found: Iterator[Fault]) -> Iterator[Fault]:
    return (((step, *where), what) for where, what in found)


def _same(value: object, other: object) -> bool:
    return value == other and isinstance(value, bool) == isinstance(other, bool)


def _is_any(value: object, types: str | list[str]) -> bool:
    return any(_is(value, name) for name in ([types] if isinstance(types, str) else types))


def _is(value: object, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, _TYPES[name])


_TYPES: Final[dict[str, type | tuple[type, ...]]] = {
    "object": dict, "array": list, "string": str, "integer": int, "number": (int, float),
    "boolean": bool, "null": type(None),
}  # fmt: skip
_TYPE_WORDS: Final = {
    "object": "an object", "array": "a list", "string": "text", "integer": "a whole number",
    "number": "a number", "boolean": "true or false", "null": "empty",
}  # fmt: skip


def _type_words(types: str | list[str]) -> str:
    names = [types] if isinstance(types, str) else types
    return " or ".join(_TYPE_WORDS[name] for name in names)
