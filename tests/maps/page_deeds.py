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


def select_words(live: Any, words: str, *, within: str = "") -> None:
    """Select words in the report, as with the mouse: in the first paragraph that has others, too."""
    live.evaluate(_SELECT, [words, within])
    live.wait_for_timeout(50)


_SELECT = """([words, within]) => {
  const zone = [...document.querySelectorAll('#report .zone')].find(z => z.textContent.includes(words) && z.textContent.includes(within));
  const walker = document.createTreeWalker(zone, NodeFilter.SHOW_TEXT), nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const start = zone.textContent.indexOf(words), range = document.createRange();
  const at = offset => { for (const n of nodes) { if (offset <= n.length) return [n, offset]; offset -= n.length; } };
  range.setStart(...at(start));
  range.setEnd(...at(start + words.length));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
