"""Lets the tests of this folder import `loopback_servers`."""

from __future__ import annotations

import sys
from pathlib import Path

# With --import-mode=importlib pytest puts no test folder on the path.
sys.path.insert(0, str(Path(__file__).parent))
