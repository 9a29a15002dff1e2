"""What a reader does on the page and sees there."""

from __future__ import annotations

from typing import Any


def listed(live: Any) -> list[str]:
    cards = live.locator(".card:visible")
    return cards.evaluate_all("nodes => nodes.map(node => node.dataset.claim)")


def search(live: Any, words: str) -> None:
    live.keyboard.press("/")
    live.keyboard.type(words)
    live.wait_for_timeout(250)


def choose(live: Any, facet: str, value: str) -> None:
    if live.locator("#filters").is_hidden():
        live.keyboard.press("f")
    group = live.locator("fieldset", has=live.locator(f"legend:text-is('{facet}')"))
    group.locator("label", has_text=value).click()


def option(live: Any, facet: str, value: str) -> int:
    group = live.locator("fieldset", has=live.locator(f"legend:text-is('{facet}')"))
    return int(group.locator("label", has_text=value).locator(".number").inner_text())
