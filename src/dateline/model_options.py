"""Which language model may read the report? The options ``--model…`` of the command line.

Without ``--model-url`` no model is asked (docs/language-model.md).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from dateline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.batch import Record
    from dateline.layers.language_model.extraction import ClaimModel, ModelExtraction
    from dateline.pipeline import Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The model that the user chose.

    Attributes
    ----------
    compare
        Whether its claims are shown beside those of the rules, and not in their place.
    """

    model: ClaimModel
    name: str
    compare: bool

    def refuse(self, *, from_file: str | None, output: str | None) -> None:
        """Raise `InputError` where other options leave the model nothing to do."""
        if from_file is not None:
            msg = "both --from and --model-url given"
            raise InputError(msg, hint="claims of a file are read as they are, no model is asked")
        if self.compare and output is not None:
            msg = "--compare writes no file"
            raise InputError(msg, hint="leave -o out; --compare --json prints records")


def model_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that choose a model; the command gets it, or None, as `model`."""

    @wraps(command)
    def with_model(*given: Any, **options: Any) -> None:
        chosen = chosen_model(
            url=options.pop("model_url"),
            name=options.pop("model_name"),
            timeout_s=options.pop("model_timeout"),
            allow_remote=options.pop("allow_remote"),
            compare=options.pop("compare"),
        )
        command(*given, model=chosen, **options)

    result: Callable[..., None] = with_model
    for option in (
        click.option("--compare", is_flag=True,
                     help="Show the claims of the rules and of the model side by side."),
        click.option("--allow-remote", is_flag=True,
                     help="Allow a --model-url on another machine: the REPORT'S TEXT IS SENT there."),
        click.option("--model-timeout", type=float, metavar="SECONDS",
                     help="Longest wait for one answer; by default 120 seconds."),
        click.option("--model", "model_name", metavar="NAME",
                     help="The model's name, as the server of --model-url knows it."),
        click.option("--model-url", metavar="URL",
                     help="Let a language model read the claims: an OpenAI-compatible server on this "
                     "machine, e.g. http://127.0.0.1:8080/v1. It gets the report's text. Without "
                     "this option no model is asked."),
    ):  # fmt: skip
        result = option(result)
    return result


def chosen_model(
    *, url: str | None, name: str | None, timeout_s: float | None, allow_remote: bool, compare: bool
) -> Chosen | None:
    """Return the model that the options name, None where they name none.

    Raises
    ------
    InputError
        An option cannot be meant, or needs another one.
    """
    if url is None:
        given = {"--model": name is not None, "--model-timeout": timeout_s is not None,
                 "--allow-remote": allow_remote, "--compare": compare}  # fmt: skip
        unused = [option for option, used in given.items() if used]
        if unused:
            msg = f"{unused[0]} without --model-url"
            raise InputError(
                msg, hint="say where the model is: --model-url http://127.0.0.1:8080/v1"
            )
        return None
    if name is None:
        msg = "--model-url without --model"
        raise InputError(msg, hint="--model NAME, as the server calls it")
    from dateline.layers.language_model.client import TIMEOUT_S, open_model

    seconds = TIMEOUT_S if timeout_s is None else timeout_s
    server = open_model(url, name, allow_remote=allow_remote, timeout_s=seconds)
    return Chosen(model=server, name=name, compare=compare)


def read_claims(analysis: Analysis, chosen: Chosen) -> ModelExtraction:
    """Ask the model, and warn on standard error of what could not be used."""
    from dateline.layers.language_model.extraction import extract_with_model

    found = extract_with_model(
        analysis.article,
        analysis.parse,
        analysis.resolutions,
        chosen.model,
        gazetteer=analysis.gazetteer,
        positions=analysis.positions,
    )
    for words in found.warnings:
        _warn(words)
    if found.dropped:
        parts = "; ".join(f"{count} {words}" for words, count in found.dropped)
        _warn(f"dropped from the model's answer: {parts}")
    return found


def model_records(analysis: Analysis, chosen: Chosen) -> list[Record]:
    """Return what ``--json`` prints: the document and the model's claims, or pairs of claims."""
    from dateline.layers.claims.records import claim_record, document_record

    if chosen.compare:
        return compared_records(analysis, chosen)
    article = analysis.article
    head = document_record(article, analysis.parse, analysis.attributions)
    claims = read_claims(analysis, chosen).claims
    return [head, *(claim_record(claim, article) for claim in claims)]


def compared_records(analysis: Analysis, chosen: Chosen) -> list[Record]:
    """Return a record for each pair of claims, then one that sums up."""
    from dateline.layers.claims.comparison import compare_claims
    from dateline.layers.claims.records import claim_record

    found = read_claims(analysis, chosen)
    article = analysis.article
    pairs = compare_claims(article, analysis.claims, found.claims)
    records: list[Record] = [
        {
            "record": "pair",
            "doc": article.id,
            "overlap": pair.overlap,
            "differences": [
                {"field": d.field, "rules": d.first, "model": d.second} for d in pair.differences
            ],
            "rules": claim_record(pair.first, article) if pair.first else None,
            "model": claim_record(pair.second, article) if pair.second else None,
        }
        for pair in pairs
    ]
    return [
        *records,
        {
            "record": "comparison",
            "doc": article.id,
            "model": chosen.name,
            "both": sum(bool(pair.first and pair.second) for pair in pairs),
            "rules_alone": sum(pair.second is None for pair in pairs),
            "model_alone": sum(pair.first is None for pair in pairs),
            "dropped": dict(found.dropped),
            "warnings": list(found.warnings),
        },
    ]


def compared_text(analysis: Analysis, chosen: Chosen, *, width: int) -> str:
    """Return the claims of rules and model side by side."""
    from dateline.layers.claims.comparison import compare_claims
    from dateline.model_tables import comparison_text

    found = read_claims(analysis, chosen)
    pairs = compare_claims(analysis.article, analysis.claims, found.claims)
    return comparison_text(analysis.article, pairs, width=width)


def _warn(words: str) -> None:
    line = "\r\x1b[K" if sys.stderr.isatty() else ""  # in place of the line of progress
    plain = "".join(c if c.isprintable() else " " for c in words)
    click.echo(f"{line}warning: {' '.join(plain.split())}", err=True)
