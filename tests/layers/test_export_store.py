"""A GeoPackage that is kept and added to: what is there afterwards, and what is found in it."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
from export_inputs import HOSTILE, HOSTILE_CLAIMS, export, layers, rows

from dateline.errors import InputError
from dateline.layers.exports.export import write_layers
from dateline.layers.exports.records import records_of
from dateline.layers.stores.query import Query, find_claims, read_box, read_time
from dateline.layers.stores.rows import CLAIMS, TABLES, rows_of
from dateline.layers.stores.store import Counts, check_store, comparable, open_store, sync

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dateline.layers.stores.rows import Row

HERE = Path(__file__).parent


def _put(path: Path, *names: str, mode: str = "upsert") -> Counts:
    return _put_rows(path, [rows(name) for name in names], mode=mode)


def _put_rows(
    path: Path, reports: Sequence[Mapping[str, Sequence[Row]]], *, mode: str = "upsert"
) -> Counts:
    with open_store(str(path)) as store:
        return sync(store, reports, mode=mode)  # type: ignore[arg-type]


def _keys(path: Path, **asked: object) -> list[str]:
    return [claim["claim_key"] for claim in find_claims(str(path), Query(**asked)).claims]  # type: ignore[arg-type]


# ------------------------------------------------------------------ append, replace, upsert
def test_upsert_adds_changes_and_takes_out_and_leaves_other_reports_alone(tmp_path: Path) -> None:
    path = tmp_path / "claims.gpkg"
    assert _put(path, "sahel", "hostile") == Counts(added=12)
    left = dict(rows("hostile"))
    at = CLAIMS.columns.index("note")
    first, second, *others = left["claims"]
    left["claims"] = [(*first[:at], "seen", *first[at + 1 :]), second, *others[1:]]
    left["claim_features"] = [row for row in left["claim_features"] if row[0] != others[0][0]]
    assert _put_rows(path, [left]) == Counts(changed=1, removed=1, unchanged=3)
    found = {c["claim_key"]: c["note"] for c in find_claims(str(path), Query()).claims}
    assert found["hostile#C01"] == "seen"
    assert "hostile#C03" not in found
    assert len(found) == 11


def test_a_second_run_changes_not_a_byte(tmp_path: Path) -> None:
    path = tmp_path / "claims.gpkg"
    _put(path, "sahel", "hostile")
    before, stamp = path.read_bytes(), path.stat().st_mtime_ns
    assert _put(path, "sahel", "hostile") == Counts(unchanged=12)
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == stamp


def test_replace_gives_what_a_new_file_holds(tmp_path: Path) -> None:
    kept, fresh = tmp_path / "kept.gpkg", tmp_path / "fresh.gpkg"
    _put(kept, "hostile", "sahel")
    assert _put(kept, "sahel", mode="replace") == Counts(added=7)
    _put(fresh, "sahel")
    dumps = []
    for path in (kept, fresh):
        with sqlite3.connect(path) as database:  # row numbers and extents too
            dumps.append([line for line in database.iterdump() if "_node" not in line])
    assert dumps[0] == dumps[1]


def test_append_refuses_a_report_that_is_there_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "claims.gpkg"
    _put(path, "sahel")
    before = path.read_bytes()
    with pytest.raises(InputError, match="has 'sahel' already") as caught:
        _put(path, "hostile", "sahel", mode="append")
    assert "upsert" in caught.value.hint
    assert path.read_bytes() == before
    assert _put(path, "hostile", mode="append") == Counts(added=5)


def test_the_store_gives_back_what_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "claims.gpkg"
    _put(path, "sahel", "hostile")
    with open_store(str(path)) as store:
        for name in ("sahel", "hostile"):
            for table in TABLES:
                given = {
                    table.key_of(row): comparable(table, row) for row in rows(name)[table.name]
                }
                assert store.rows(table, [name]) == given
    frame = gpd.read_file(path, layer="claims")
    quotes = dict(zip(frame["claim_key"], frame["quote"], strict=True))
    assert quotes["hostile#C02"] == HOSTILE.slice(HOSTILE_CLAIMS[1].content).replace(
        "\x07", "\ufffd"
    )


def test_two_reports_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "claims.gpkg"
    with pytest.raises(InputError, match="two reports are called 'sahel'"):
        _put(path, "sahel", "sahel")
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ the file
def test_tables_and_styles_of_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "claims.gpkg"
    _put(path, "sahel")
    mine = gpd.GeoDataFrame({"a": [1]}, geometry=gpd.points_from_xy([1], [2]), crs=4326)
    mine.to_file(path, layer="my own", driver="GPKG")
    with sqlite3.connect(path) as database:
        database.execute(
            "UPDATE layer_styles SET styleQML = '<qgis/>' WHERE f_table_name = 'areas'"
        )
    _put(path, "hostile", mode="replace")
    assert len(gpd.read_file(path, layer="my own")) == 1
    with sqlite3.connect(path) as database:
        styles = dict(database.execute("SELECT f_table_name, styleQML FROM layer_styles"))
    assert styles["areas"] == "<qgis/>"
    assert len(styles["events"]) > 1000


def test_the_spatial_index_follows_changes(tmp_path: Path) -> None:
    path = tmp_path / "claims.gpkg"
    _put(path, "sahel", "hostile")
    _put(path, "hostile", mode="replace")
    with sqlite3.connect(path) as database:
        for layer in ("areas", "borders", "events"):
            (shapes,) = database.execute(
                f"SELECT count(*) FROM {layer} WHERE geom IS NOT NULL"
            ).fetchone()
            (indexed,) = database.execute(f"SELECT count(*) FROM rtree_{layer}_geom").fetchone()
            assert shapes == indexed
    assert len(gpd.read_file(path, layer="events", bbox=(7, 16, 9, 18))) == 1
    assert gpd.read_file(path, layer="areas").empty


def test_a_file_that_is_no_store_is_never_touched(tmp_path: Path) -> None:
    other = tmp_path / "other.gpkg"
    gpd.GeoDataFrame({"a": [1]}, geometry=gpd.points_from_xy([1], [2]), crs=4326).to_file(other)
    text = tmp_path / "text.gpkg"
    text.write_text("not a database at all, " * 100)
    for path in (other, text):
        before = path.read_bytes()
        for call in (
            lambda p: _put(p, "sahel", mode="replace"),
            lambda p: check_store(str(p)),
            _keys,
        ):
            with pytest.raises(InputError) as caught:
                call(path)
            assert caught.value.hint
        assert path.read_bytes() == before


def test_a_database_without_psycopg_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for call in (open_store("postgresql:///news").__enter__, lambda: _keys("postgresql:///news")):  # type: ignore[arg-type]
        with pytest.raises(InputError, match="psycopg, which is not installed") as caught:
            call()
        assert "pip install" in caught.value.hint


@pytest.mark.parametrize("name", ["claims.kml", "claims", "none/claims.gpkg", "mysql://x/y"])
def test_a_wrong_destination_is_one_line_with_a_hint(tmp_path: Path, name: str) -> None:
    destination = name if "://" in name else str(tmp_path / name)
    for call in (open_store(destination).__enter__, lambda: check_store(destination)):
        with pytest.raises(InputError) as caught:
            call()
        assert caught.value.hint
        assert "\n" not in str(caught.value)


def test_a_file_that_another_program_writes_to_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "claims.gpkg"
    _put(path, "sahel")
    with sqlite3.connect(path) as editor:  # as QGIS with unsaved edits
        editor.execute("PRAGMA journal_mode = WAL")
        editor.execute("BEGIN IMMEDIATE")
        with pytest.raises(InputError, match="another program has"):
            _put(path, "hostile")
        editor.rollback()
    editor.close()
    assert _put(path, "hostile") == Counts(added=5)
    assert [p.name for p in tmp_path.iterdir()] == ["claims.gpkg"]


def test_a_store_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "claims.gpkg"
    _put(path, "sahel")
    with sqlite3.connect(path) as database:
        database.execute("UPDATE dateline_store SET value = '99' WHERE name = 'schema_version'")
    for call in (lambda: _put(path, "sahel"), lambda: _keys(path)):
        with pytest.raises(InputError, match="version 99, not 1"):
            call()


def test_layers_of_several_reports_can_be_asked_but_not_added_to(tmp_path: Path) -> None:
    from types import SimpleNamespace

    path = tmp_path / "joined.gpkg"
    told = [SimpleNamespace(key="r1", article=HOSTILE, claims=HOSTILE_CLAIMS, parse=None),
            SimpleNamespace(key="r2", article=HOSTILE, claims=(), parse=None)]  # fmt: skip
    write_layers(layers("hostile"), path, reports=told)  # type: ignore[arg-type]
    assert len(_keys(path)) == 5
    with pytest.raises(InputError, match="drawn together"):
        _put(path, "sahel")
    assert _put(path, "sahel", mode="replace") == Counts(added=7)


# ------------------------------------------------------------------ questions
@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "claims.gpkg"
    _put(path, "sahel", "hostile")
    return path


def test_a_box_finds_what_touches_it_and_not_what_is_beside(store: Path) -> None:
    # East of the western tip of Niger, inside the box of its shape but in Algeria.
    assert _keys(store, boxes=read_box("7.9,16.9,8.1,17.1")) == [
        "hostile#C02", "hostile#C04", "sahel#C01", "sahel#C02", "sahel#C03", "sahel#C04",
    ]  # fmt: skip
    assert "sahel#C01" not in _keys(store, boxes=read_box("0.3,22,0.5,22.1"))
    assert _keys(store, boxes=read_box("170,-20,-170,0")) == ["hostile#C05"]  # over the date line


def test_a_time_finds_what_shares_a_day_and_counts_the_undated(store: Path) -> None:
    answer = find_claims(str(store), Query(time=read_time("2021-07/2021-08")))
    assert [c["claim_key"] for c in answer.claims] == [
        "hostile#C01", "hostile#C02", "hostile#C03", "hostile#C04",
    ]  # fmt: skip
    assert answer.undated == 8
    assert _keys(store, time=read_time("2043/..")) == ["hostile#C03"]
    assert _keys(store, time=read_time("../2018")) == ["hostile#C04"]
    with_others = _keys(store, time=read_time("2043/.."), undated=True)
    assert len(with_others) == 9


def test_a_speaker_is_found_by_part_of_the_name_and_by_relay(store: Path) -> None:
    assert _keys(store, speaker="\u00c9LYS\u00c9E") == ["hostile#C02"]
    assert _keys(store, speaker="agence x") == ["hostile#C02"]
    assert _keys(store, speaker="colonel") == ["sahel#C01", "sahel#C06"]


def test_types_and_reports_narrow_the_answer(store: Path) -> None:
    assert _keys(store, types=("deployment", "basing_agreement")) == ["hostile#C04", "sahel#C03"]
    assert len(_keys(store, documents=("sahel",))) == 7
    assert _keys(store, types=("x' OR 1=1 --",)) == []


def test_a_claim_is_told_with_its_features(store: Path) -> None:
    (claim,) = find_claims(str(store), Query(types=("deployment",))).claims
    assert claim["features"] == [{"layer": "events", "id": "event:gn:1", "name": "Agadez"}]
    assert claim["negated"] is False
    assert (claim["earliest"], claim["latest"]) == (None, "2042-12-31")


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "0,10,10,0", "0,0,200,1", "5,1,5,2", "nan,0,1,1"])  # fmt: skip
def test_what_is_no_box_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="box"):
        read_box(text)


def test_a_time_without_days_is_never_dated(tmp_path: Path) -> None:
    from dataclasses import replace

    from export_inputs import when

    path = tmp_path / "claims.gpkg"
    values = {"C01": when("2021-07", None, None), "C02": when("sometime", None, None)}
    claims = [replace(c, time=values.get(c.id)) for c in HOSTILE_CLAIMS[:2]]
    _put_rows(path, [rows_of(layers("hostile"), records_of(HOSTILE, claims, ()))])
    assert _keys(path, time=read_time("2021-07-05")) == ["hostile#C01"]
    assert _keys(path, time=read_time("2042")) == []


# ------------------------------------------------------------------ stopped halfway
@pytest.mark.slow
def test_thirty_killed_exports_leave_a_whole_file_each_time(tmp_path: Path) -> None:
    first, both = tmp_path / "first", tmp_path / "both"
    first.mkdir()
    both.mkdir()
    _put(first / "c.gpkg", "sahel")
    export(first / "l.gpkg", "sahel")
    _put(both / "c.gpkg", "sahel")
    _put(both / "c.gpkg", "hostile")
    export(both / "l.gpkg", "hostile")
    whole = {
        name: {(d / name).read_bytes() for d in (first, both)} for name in ("c.gpkg", "l.gpkg")
    }
    code = (
        f"import sys; sys.path.insert(0, {str(HERE)!r})\n"
        "from pathlib import Path\n"
        "from export_inputs import export, rows\n"
        "from dateline.layers.stores.store import open_store, sync\n"
        "given = rows('hostile')\n"
        "import pyogrio\n"
        "print('ready', flush=True)\n"
        "sys.stdin.readline()\n"
        "with open_store('c.gpkg') as store:\n"
        "    sync(store, [given], mode='upsert')\n"
        "export(Path('l.gpkg'))\n"
        "print('done', flush=True)\n"
    )
    moments = random.Random(6)
    outcomes = set()
    work = tmp_path / "work"
    work.mkdir()
    lasts = 0.0
    for number in range(31):
        for name in whole:
            (work / name).write_bytes((first / name).read_bytes())
        with subprocess.Popen(
            [sys.executable, "-c", code], cwd=work, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        ) as job:  # fmt: skip
            assert job.stdin is not None
            assert job.stdout is not None
            assert job.stdout.readline() == "ready\n"
            began = time.monotonic()
            job.stdin.write("\n")
            job.stdin.flush()
            if number == 0:  # left alone, to see how long it takes
                assert job.stdout.readline() == "done\n"
                lasts = time.monotonic() - began
            else:
                time.sleep(moments.uniform(0, 1.1 * lasts))
                os.kill(job.pid, signal.SIGKILL)
        for name, allowed in whole.items():
            assert (work / name).read_bytes() in allowed
            outcomes.add((name, (work / name).read_bytes() == (both / name).read_bytes()))
        _put(work / "c.gpkg", "hostile")
        export(work / "l.gpkg", "hostile")
        for name in whole:
            assert (work / name).read_bytes() == (both / name).read_bytes()
    assert len(outcomes) > 2  # some were killed before, some after


def test_the_command_line_tells_what_it_did_in_json(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from dateline.cli import main

    report = tmp_path / "osh.txt"
    report.write_text("Guards shelled Osh on 3 May 2022, the governor of Osh said.\n", "utf-8")
    path = tmp_path / "claims.gpkg"
    outputs = []
    for arguments in (
        ["export", report, "--to", path, "--json"],
        ["export", report, "--to", path],
        ["query", path, "--speaker", "governor", "--json"],
        ["query", path, "--speaker", "governor", "--csv"],
        ["query", path, "--time", "2022-05"],
        ["query", path, "--time", "1999"],
    ):
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        assert not left.value.code
        sys.stdout.flush()
        outputs.append(capfdbinary.readouterr().out.decode())
    done = json.loads(outputs[0])
    assert (done["record"], done["mode"], done["reports"]) == ("export", "upsert", 1)
    assert done["added"] >= 1
    assert f"{done['added']} unchanged" in outputs[1]
    claim = json.loads(outputs[2].splitlines()[0])
    assert claim["document"] == "osh"
    assert claim["quote"] in report.read_text("utf-8")
    assert outputs[3].splitlines()[0].startswith("claim_key,document,")
    assert outputs[3].splitlines()[1].startswith("osh#")
    assert "on the map: Osh" in outputs[4]
    assert outputs[5] == "no claims\n"
