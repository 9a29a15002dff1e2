"""A real PostgreSQL with PostGIS and a GeoPackage hold and answer the same."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from itertools import count, product
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from export_inputs import rows
from postgres_server import running_server

from dateline.errors import InputError
from dateline.layers.stores.query import Query, find_claims, read_box, read_time
from dateline.layers.stores.rows import CLAIMS, FEATURES, TABLES
from dateline.layers.stores.store import Counts, open_store, sync

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
_NUMBERS = count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_server() as url:
        yield url


@pytest.fixture
def database(server: str) -> Iterator[str]:
    """Give each test a database of its own, without PostGIS in it yet."""
    import psycopg

    name = f"t{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _export(destination: str, *names: str, mode: str = "upsert", **options: str) -> Counts:
    with open_store(destination, **options) as store:
        return sync(store, [rows(name) for name in names], mode=mode)  # type: ignore[arg-type]


def _ask(database: str, query: str) -> list[tuple[object, ...]]:
    import psycopg

    with psycopg.connect(database) as connection:
        return connection.execute(query).fetchall()  # type: ignore[call-overload]


def test_export_makes_postgis_and_the_tables_with_an_index_and_a_crs(database: str) -> None:
    assert _export(database, "sahel") == Counts(added=7)
    assert _ask(database, "SELECT count(*) FROM dateline.claims") == [(7,)]
    columns = dict(
        _ask(
            database,
            "SELECT f_table_name, type || ' ' || srid FROM geometry_columns WHERE "
            "f_table_schema = 'dateline'",
        )
    )
    assert columns["areas"] == "MULTIPOLYGON 4326"
    assert columns["events"] == "POINT 4326"
    indexes = _ask(database, "SELECT indexdef FROM pg_indexes WHERE schemaname = 'dateline'")
    assert sum("USING gist" in str(row[0]) for row in indexes) == len(FEATURES)
    assert _ask(database, "SELECT value FROM dateline.dateline_store") == [("1",)]
    assert _ask(database, "SELECT bool_and(ST_IsValid(geom)) FROM dateline.areas") == [(True,)]


def test_what_the_database_holds_is_what_was_given(database: str) -> None:
    _export(database, "sahel", "hostile")
    from dateline.layers.stores.postgis import open_postgis
    from dateline.layers.stores.store import comparable

    with open_postgis(database, schema="dateline") as store:
        for name, table in product(("sahel", "hostile"), TABLES):
            given = {table.key_of(row): comparable(table, row) for row in rows(name)[table.name]}
            assert store.rows(table, [name]) == given


def test_both_stores_count_and_answer_the_same(database: str, tmp_path: Path) -> None:
    file = str(tmp_path / "claims.gpkg")
    steps = [
        (("sahel",), "upsert"), (("sahel", "hostile"), "upsert"), (("sahel",), "replace"),
        (("hostile",), "append"),
    ]  # fmt: skip
    for names, mode in steps:
        assert _export(file, *names, mode=mode) == _export(database, *names, mode=mode)
    for text in ("sahel", "hostile"):
        with pytest.raises(InputError, match="has 'hostile' already"):
            _export(file if text == "sahel" else database, "hostile", mode="append")
    boxes = [None, "5,14,10,18", "7.99,16.97,8,17", "170,-20,-170,0", "-180,-90,180,90"]
    times = [None, "2021-07", "../2020", "2040/.."]
    speakers = [None, "COLONEL", "\u00e9lys\u00e9e", "agence"]
    types: list[tuple[str, ...]] = [(), ("armed_movement", "base_presence", "deployment")]
    seen = set()
    for box, when, speaker, kinds, undated in product(boxes, times, speakers, types, (False, True)):
        query = Query(
            boxes=read_box(box) if box else (), time=read_time(when) if when else None,
            undated=undated, speaker=speaker, types=kinds,
        )  # fmt: skip
        answer = find_claims(file, query)
        assert answer == find_claims(database, query), query
        seen.add(tuple(claim["claim_key"] for claim in answer.claims))
    assert len(seen) > 15  # the questions are not all alike


def test_another_program_reads_the_tables(database: str) -> None:
    if shutil.which("ogrinfo") is None:
        pytest.skip("ogrinfo (gdal-bin) is not installed")
    _export(database, "sahel")
    host = parse_qs(urlsplit(database).query)["host"][0]
    name = urlsplit(database).path[1:]
    shown = subprocess.run(
        ["ogrinfo", "-ro", "-so", "-al",
         f"PG:dbname={name} host={host} user=owner schemas=dateline"],
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout  # fmt: skip
    assert "Layer name: areas" in shown
    assert "Geometry: Multi Polygon" in shown
    assert "feature_key" in shown


def test_a_failed_export_leaves_the_database_as_it_was(database: str) -> None:
    _export(database, "sahel")
    before = _ask(database, "SELECT * FROM dateline.claims ORDER BY claim_key")
    broken = dict(rows("hostile"))
    at = CLAIMS.columns.index("earliest")
    broken["claims"] = [(*row[:at], "no day", *row[at + 1 :]) for row in broken["claims"]]
    with pytest.raises(InputError, match="no day") as caught, open_store(database) as store:
        sync(store, [rows("sahel"), broken], mode="replace")
    assert caught.value.hint == "nothing was written"
    assert _ask(database, "SELECT * FROM dateline.claims ORDER BY claim_key") == before


def test_errors_are_one_line_and_name_no_password(database: str, server: str) -> None:
    wrong = "postgresql://owner:s3cret@127.0.0.1:1/news"
    with pytest.raises(InputError) as caught:
        _export(wrong, "sahel")
    assert "s3cret" not in str(caught.value) + caught.value.hint
    assert "\n" not in str(caught.value)
    for odd in ("postgresql://owner:s3cret@h:port/news", "postgresql:///news?password=s3cret&x"):
        with pytest.raises(InputError) as caught:
            find_claims(odd, Query())
        assert "s3cret" not in str(caught.value) + caught.value.hint
    with pytest.raises(InputError, match="no store of dateline"):
        find_claims(database, Query())
    _export(database, "sahel")
    _run(database, "UPDATE dateline.dateline_store SET value = '99'")
    with pytest.raises(InputError, match="version 99, not 1"):
        _export(database, "sahel")


def test_a_role_that_may_not_install_postgis_is_told_whom_to_ask(database: str) -> None:
    name = urlsplit(database).path[1:]
    _run(database, f"CREATE ROLE poor_{name} LOGIN")
    _run(database, f"GRANT CREATE ON DATABASE {name} TO poor_{name}")
    with pytest.raises(InputError, match="PostGIS is not there") as caught:
        _export(database.replace("user=owner", f"user=poor_{name}"), "sahel")
    assert "CREATE EXTENSION postgis" in caught.value.hint
    _run(database, "CREATE EXTENSION postgis")
    assert _export(database.replace("user=owner", f"user=poor_{name}"), "sahel").added == 7
    _run(database, f"DROP OWNED BY poor_{name} CASCADE; DROP ROLE poor_{name}")


def test_schemas_are_stores_of_their_own(database: str) -> None:
    _export(database, "sahel", schema='odd "name"')
    assert len(find_claims(database, Query(), schema='odd "name"').claims) == 7
    with pytest.raises(InputError, match="no store of dateline"):
        find_claims(database, Query(), schema="dateline")


def test_exports_at_once_wait_for_each_other(database: str) -> None:
    _export(database, "sahel")
    code = (
        f"import sys; sys.path.insert(0, {str(HERE)!r})\n"
        "from export_inputs import rows\n"
        "from dateline.layers.stores.store import open_store, sync\n"
        "with open_store(sys.argv[1]) as store:\n"
        "    sync(store, [rows(sys.argv[2])], mode=sys.argv[3])\n"
    )
    jobs = [
        subprocess.Popen([sys.executable, "-c", code, database, name, mode])
        for name, mode in (("hostile", "upsert"), ("sahel", "replace"), ("hostile", "upsert"))
    ]
    assert [job.wait(timeout=120) for job in jobs] == [0, 0, 0]
    documents = {claim["document"] for claim in find_claims(database, Query()).claims}
    assert documents in ({"sahel"}, {"sahel", "hostile"})
    keys = [claim["claim_key"] for claim in find_claims(database, Query()).claims]
    assert len(keys) == len(set(keys))


def test_a_killed_export_changes_nothing(database: str) -> None:
    _export(database, "sahel")
    code = (
        f"import sys, time; sys.path.insert(0, {str(HERE)!r})\n"
        "from export_inputs import rows\n"
        "from dateline.layers.stores.store import open_store, sync\n"
        "with open_store(sys.argv[1]) as store:\n"
        "    sync(store, [rows('hostile')], mode='replace')\n"
        "    print('written', flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, database], stdout=subprocess.PIPE, text=True
    ) as job:
        assert job.stdout is not None
        assert job.stdout.readline() == "written\n"
        os.kill(job.pid, signal.SIGKILL)
    for _ in range(50):  # the server notices that the client is gone
        if _export(database, "sahel") == Counts(unchanged=7):
            break
        time.sleep(0.1)
    documents = {claim["document"] for claim in find_claims(database, Query()).claims}
    assert documents == {"sahel"}


def test_the_command_line_fills_and_asks_a_database(
    database: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from dateline.cli import main

    report = tmp_path / "osh.txt"
    report.write_text("Guards shelled Osh on 3 May 2022, the governor of Osh said.\n", "utf-8")
    for arguments in (
        ["export", str(report), "--to", database, "--json"],
        ["query", database, "--time", "2022-05", "--box", "72,40,73,41", "--json"],
    ):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert not left.value.code
    lines = [json.loads(line) for line in capfdbinary.readouterr().out.decode().splitlines()]
    assert lines[0]["record"] == "export"
    assert lines[0]["added"] >= 1
    assert lines[1]["time_value"] == "2022-05-03"
    assert lines[1]["features"][0]["name"] == "Osh"


def _run(database: str, command: str) -> None:
    import psycopg

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(command)  # type: ignore[call-overload]
