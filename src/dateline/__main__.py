"""``python -m dateline``: the command line without the installed command."""

from __future__ import annotations

from dateline.cli import run

if __name__ == "__main__":
    run()
