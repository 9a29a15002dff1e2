"""Lets the tests of this folder import `layer_inputs`, their hand-made claims."""

from __future__ import annotations

import sys
from pathlib import Path

# With --import-mode=importlib pytest puts no test folder on the path.
sys.path.insert(0, str(Path(__file__).parent))
