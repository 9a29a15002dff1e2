"""Every error that dateline raises on purpose.

DatelineError                 base: message + hint; the CLI prints both, one line each
├── InputError (ValueError)   the user's input is wrong              exit code 2
├── ModelError (RuntimeError) a language model gave no usable answer exit code 1
└── DataError (RuntimeError)  a data file of ours is missing or bad  exit code 1
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all errors of the package.

    Parameters
    ----------
    message
        One line: what is wrong, and where.
    hint
        One line: what to do next; may be empty.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InputError(DatelineError, ValueError):
    """The user's input (file, option, record) is wrong."""

    exit_code = 2


class ModelError(DatelineError, RuntimeError):
    """The language model that the user chose cannot be reached or gave no usable answer."""


class DataError(DatelineError, RuntimeError):
    """A data file that ships with dateline is missing or does not fit this version."""
