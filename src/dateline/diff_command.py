"""The command ``dateline diff``: what changed between two versions of a report or a map?"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import click

from dateline.errors import InputError
from dateline.known import known_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.known import Known
    from dateline.layers.claims.changes import Changes, FieldChange, PlaceMove, SeenClaim


@click.command("diff", epilog="Example: dateline diff monday.txt tuesday.txt -o changes.html")
@click.argument("old")
@click.argument("new")
@click.option("-o", "--output", metavar="FILE", help="Page to write: what changed, on a map.")
@click.option("--date", metavar="DATE", help="Day of the reports that have none of their own.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@known_options
def diff_command(
    old: str, new: str, *, output: str | None, date: str | None, as_json: bool, known: Known
) -> None:
    """Say what changed from OLD to NEW: claims added, changed or gone, places moved.

    Each is a report, a file of claims (.json, .jsonl, .csv, .jsonld) or a map that dateline made.
    Claims are the same where most of their words are.
    """
    from dateline.diff_sides import read_side
    from dateline.layers.claims.changes import find_changes
    from dateline.report_files import target_of

    target = target_of(output, old, new) if output else None
    if "-" in (old, new):
        msg = "standard input (-) cannot be compared"
        raise InputError(msg, hint="save both sides in files: their names say what they are")
    if date is not None:
        from dateline.geo.reports.reading import check_date

        check_date(date)
    before, after = (read_side(path, known=known, date=date) for path in (old, new))
    changes = find_changes(
        before.claims, after.claims, old_places=before.places, new_places=after.places
    )
    if target is not None:
        from dateline.maps.changes.page import changes_page
        from dateline.maps.write import write_page

        page = changes_page(
            changes, names=(old, new), features=(before.features, after.features)
        )  # fmt: skip
        write_page(page, target)
    if as_json:
        from dateline.streams import print_json

        print_json(changes_record(changes, old=old, new=new))
        return
    from dateline.tables import terminal_width

    for line in changes_text(changes, old=old, new=new, width=terminal_width()):
        click.echo(line)
    if target is not None:
        click.echo(f"\n{output}: the changes on a map")


def changes_text(changes: Changes, *, old: str, new: str, width: int) -> Iterator[str]:
    """Yield the lines that tell what changed."""
    from dateline.maps.changes.page import counts_words, distance_words

    yield from _wrapped(f"{old} → {new}: {counts_words(changes)}", "", width)
    for title, claims in (("added", changes.added), ("gone", changes.gone)):
        if claims:
            yield f"\n{title}:"
        for claim in claims:
            yield from _claim_lines(claim, claim.id, width)
    if changes.changed:
        yield "\nchanged:"
    for pair in changes.changed:
        ids = pair.new.id if pair.old.id == pair.new.id else f"{pair.old.id} → {pair.new.id}"
        yield from _claim_lines(pair.new, ids, width)
        for field in pair.fields:
            yield from _wrapped(f"{field.field}: {_field_words(field)}", "       ", width)
    if changes.moves:
        yield "\nplaces moved:"
    for move in changes.moves:
        yield from _wrapped(_move_line(move, distance_words(move)), "  ", width)


def _field_words(field: FieldChange) -> str:
    """Both values; of a claim's words those alone that differ, within the others."""
    from dateline.layers.claims.changes import word_changes

    if field.field != "words":
        return f"{field.old or 'nothing'} → {field.new or 'nothing'}"
    pieces = word_changes(field.old, field.new)
    return " ".join(
        p.new if p.kept else f"[{p.old or 'nothing'} → {p.new or 'nothing'}]" for p in pieces
    )


def _claim_lines(claim: SeenClaim, ids: str, width: int) -> Iterator[str]:
    quote = " ".join(claim.quote.split())
    yield from _wrapped(f"{ids}  {claim.fields.get('speaker', '')}: “{quote}”", "  ", width)


def _move_line(move: PlaceMove, distance: str) -> str:
    from dateline.maps.changes.page import place_words

    claims = f" ({', '.join(move.claims)})" if move.claims else ""
    was, now = place_words(move.old), place_words(move.new)
    return f"“{move.words}”: {was} → {now}, {distance}{claims}"


def _wrapped(line: str, indent: str, width: int) -> Sequence[str]:
    from dateline.tables import clip

    plain = clip(line, 100_000)
    return textwrap.wrap(
        plain, width, initial_indent=indent, subsequent_indent=indent + "  "
    )  # fmt: skip


def changes_record(changes: Changes, *, old: str, new: str) -> dict[str, Any]:
    """Return what changed, for programs."""
    return {
        "record": "diff",
        "old": old,
        "new": new,
        "added": [_claim_record(claim) for claim in changes.added],
        "gone": [_claim_record(claim) for claim in changes.gone],
        "changed": [
            {
                "old": _claim_record(pair.old),
                "new": _claim_record(pair.new),
                "fields": [{"field": f.field, "old": f.old, "new": f.new} for f in pair.fields],
            }
            for pair in changes.changed
        ],
        "unchanged": len(changes.unchanged),
        "moved": [
            {
                "words": move.words,
                "old": _place_record(move.old),
                "new": _place_record(move.new),
                "distance_km": None if move.distance_km is None else round(move.distance_km, 3),
                "claims": list(move.claims),
            }
            for move in changes.moves
        ],
    }


def _claim_record(claim: SeenClaim) -> dict[str, Any]:
    places = [place.name for place in claim.places]
    return {"id": claim.id, "quote": claim.quote, **claim.fields, "places": places}


def _place_record(place: Any) -> dict[str, Any]:
    return {"place_id": place.id, "name": place.name, "lat": place.lat_deg, "lon": place.lon_deg}
