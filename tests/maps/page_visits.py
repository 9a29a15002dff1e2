"""The page opened in a browser from a file, without a network, and what went wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

AXE = (Path(__file__).parent / "assets" / "axe.min.js").read_text("utf-8")
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


class Visit:
    """A page in the browser and everything that went wrong with it."""

    def __init__(self, context: Any, path: Path, anchor: str = "") -> None:
        self.requests: list[str] = []
        self.troubles: list[str] = []
        self.page = context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", lambda message: self.troubles.append(message.text))
        self.page.on("dialog", lambda dialog: self.troubles.append("dialog"))
        self.page.goto(path.as_uri() + anchor)
        self.page.wait_for_timeout(250)

    def clean(self, path: Path) -> bool:
        return self.requests == [path.as_uri()] and self.troubles == []


def violations(seen: Visit) -> list[str]:
    # Through the debugger, which the page's policy does not bind.
    seen.page.evaluate(AXE + ";0")
    found = seen.page.evaluate("axe.run()")["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]
