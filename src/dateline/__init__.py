"""dateline: news reports about military and border facts into maps that can be checked."""

from __future__ import annotations
