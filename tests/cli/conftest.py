"""Lets the tests of this folder import their runner, and the servers of tests/geo."""

from __future__ import annotations

import sys
from pathlib import Path

# With --import-mode=importlib pytest puts no test folder on the path.
sys.path.insert(0, str(Path(__file__).parents[1] / "geo"))
sys.path.insert(0, str(Path(__file__).parent))
