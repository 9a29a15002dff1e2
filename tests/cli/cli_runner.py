"""Runs the command line in this process, as a shell would."""

from __future__ import annotations

import sys

import pytest

from dateline.cli import main


def run(capfdbinary: pytest.CaptureFixture[bytes], *arguments: object) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error of ``dateline ARGUMENTS…``."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    sys.stdout.flush()
    out, err = capfdbinary.readouterr()
    return int(left.value.code or 0), out.decode("utf-8"), err.decode("utf-8")
