"""A PostgreSQL server with PostGIS for one test run: on a socket, as a user without rights."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEBIAN = Path("/usr/lib/postgresql")


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server without a network port; yield the address of a database with PostGIS.

    Skips the test, with the reason, where PostgreSQL or PostGIS is not installed.
    """
    pytest.importorskip("psycopg", reason="psycopg (the extra postgis) is not installed")
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: socket names have 107 bytes at most
    as_user: list[str] = []
    if os.getuid() == 0:  # which PostgreSQL refuses to run as
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]

    def run(*command: str) -> None:
        done = subprocess.run(
            [*as_user, *command], capture_output=True, text=True, timeout=120, check=False,
            stdin=subprocess.DEVNULL, cwd=folder,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr + done.stdout

    data = folder / "data"
    try:
        run(str(programs / "initdb"), "-D", str(data), "-U", "owner", "-A", "trust", "-E", "UTF8",
            "--locale=C", "--no-sync")  # fmt: skip
        options = f"-c listen_addresses='' -k {folder} -c fsync=off"
        run(str(programs / "pg_ctl"), "-D", str(data), "-l", str(folder / "log"), "-w",
            "-o", options, "start")  # fmt: skip
        try:
            yield f"postgresql:///postgres?host={folder}&user=owner"
        finally:
            run(str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = shutil.which("initdb")
    if found is None:
        there = sorted(_DEBIAN.glob("*/bin/initdb"))
        if not there:
            pytest.skip("PostgreSQL is not installed (postgresql)")
        found = str(there[-1])
    programs = Path(found).resolve().parent
    share = subprocess.run(
        [str(programs / "pg_config"), "--sharedir"], capture_output=True, text=True, check=True
    ).stdout.strip()
    if not (Path(share) / "extension" / "postgis.control").exists():
        pytest.skip("PostGIS is not installed (postgresql-postgis)")
    return programs
