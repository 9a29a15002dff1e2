"""The sample report with words in every field that try to become markup or script."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from page_sample import HEADLINE, TEXT, claim, layer, make_report
from shapely.geometry import Point

from dateline.geo.reports.article import Span, Zone

PAYLOADS = (
    "</script><script>window.__hit=1</script>", "<img src=x onerror=window.__hit=1>",
    "${window.__hit=1}", "`${window.__hit=1}`", "{{ 7*7 }}", "{% raise %}", "{# x #}",
    "<svg onload=window.__hit=1>", "javascript:window.__hit=1", '" onmouseover="window.__hit=1',
    "' onfocus='window.__hit=1' autofocus='", "<!--", "--><script>window.__hit=1</script>",
    "]]>", "<iframe srcdoc='<script>parent.__hit=1</script>'>", "</title><script>window.__hit=1</script>",
    "</style><script>window.__hit=1</script>", "</noscript><img src=x onerror=window.__hit=1>",
    "\u202egnp.exe", "\u2066\u202eabc", "\u2028window.__hit=1\u2029", "\\u003cscript>", "\\1 \\g<0>",
    "&lt;script&gt;", "<base href=https://x/>", "<meta http-equiv=refresh content=0>", "\x00\x1b",
    "</textarea></svg></math><script>window.__hit=1</script>", "__proto__", '#claim-C01" x="',
)  # fmt: skip


def hostile() -> Any:
    """The sample with every payload in the text and in every word of a claim and a feature."""
    sample = make_report()
    mess = "\n".join(PAYLOADS)
    text = f"{mess}\n\n{TEXT}"
    zone = Zone(span=Span(0, len(text)), kind="paragraph")
    article = replace(
        sample.article, text=text, zones=(zone,), source=mess, author=mess,
        url="javascript:window.__hit=1", published=mess, title=mess, sha256=mess,
    )  # fmt: skip
    rows = [
        {
            "feature_id": f"p{number:02}", "place_id": f"seed:{number}", "claim_ids": [f"C{number}"],
            "geometry": Point(20 + number % 6, 10 + number // 6), "status": payload,
            **dict.fromkeys(("name", "label", "note", "kind", "source", "claimed_text"), payload),
        }
        for number, payload in enumerate(PAYLOADS)
    ]  # fmt: skip
    resolutions = tuple(
        replace(found, reason=payload, mention=replace(found.mention, surface=payload))
        for payload in PAYLOADS
        for found in sample.resolutions
    )
    records = tuple(hostile_claim(f"C{i}", payload) for i, payload in enumerate(PAYLOADS))
    return replace(
        sample, article=article, claims=records, layers=(layer("events", *rows),),
        resolutions=resolutions,
    )  # fmt: skip


def hostile_claim(claim_id: str, payload: str) -> dict[str, Any]:
    words = {"start": 0, "end": len(payload), "text": payload}
    return claim(claim_id, HEADLINE, HEADLINE) | {
        "sentence": words, "content": words, "cue": words, "condition": words, "type": payload,
        "act": payload, "tier": payload, "flags": [payload], "grade": payload,
        "speaker": {"name": payload, "role": payload, "kind": payload},
        "via": {"name": payload, "explicit": True},
        "time": {"text": payload, "normal": payload, "precision": payload, "bound": payload},
        "places": [{"text": payload, "role": payload, "resolves_to": payload + "!"}],
        "quantities": [{"text": payload, "of": payload}],
        "links": [{"rel": payload, "to": payload}],
    }  # fmt: skip
