"""Which figure follows from two that the report states? Marked as derived, never as stated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateline.layers.quantities.quantities import Quantity

# How sure the product of two figures is: the weaker word of the two.
_LOOSE: Final = "approximately"


def share_of(part: Quantity, whole: Quantity) -> Quantity | None:
    """Return the figure that a share of a stated whole comes to, None where it is no share.

    Parameters
    ----------
    part
        A fraction or percentage ("about two-thirds").
    whole
        What it is a share of, with its unit ("over 1,350 kilometers").

    Returns
    -------
    Quantity or None
        In the unit of `whole`, at the place of `part`, with the words of both in `derived_from`.
        Its `modifier` is that of the only vague figure, "approximately" where they differ.
    """
    factor = {"fraction": 1.0, "percent": 0.01}.get(part.unit)
    if factor is None or whole.unit in {"fraction", "percent", "price"} or whole.derived_from:
        return None
    share = part.value * factor
    bounds = {part.modifier, whole.modifier} - {None}
    return replace(
        part,
        value=round(whole.value * share, 4),
        unit=whole.unit,
        of=part.of or whole.of,
        low=_scaled(whole.low, share),
        high=_scaled(whole.high, share),
        modifier=bounds.pop() if len(bounds) == 1 else _LOOSE if bounds else None,
        derived_from=(part.text, whole.text),
    )


def _scaled(end: float | None, share: float) -> float | None:
    return None if end is None else round(end * share, 4)
