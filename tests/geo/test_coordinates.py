"""Coordinates in text: what is read from which form, how exactly, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyproj import Proj

from dateline.geo.positions.coordinates import (
    LEAST_RADIUS_KM,
    find_coordinates,
    precision_radius_km,
)
from dateline.geo.positions.grids import (
    BANDS,
    COLUMNS,
    ROWS,
    band_latitudes,
    mgrs_to_point,
    read_utm,
    utm_to_point,
    zone_longitudes,
)
from dateline.geo.shapes.geodesy import distance_km

DUSHANBE = (38 + 32 / 60, 68 + 47 / 60)
FORMS = [
    ("38°32′N 68°47′E", DUSHANBE, 2.353),
    ("38° 32' N, 68° 47' E", DUSHANBE, 2.353),
    ("38º32’N, 68º47’E", DUSHANBE, 2.353),
    ("N 38° 32′ E 068° 47′", DUSHANBE, 2.353),
    ("38 deg 32 min N, 68 deg 47 min E", DUSHANBE, 2.353),
    ("38 degrees 32 minutes north, 68 degrees 47 minutes east", DUSHANBE, 2.353),
    ("38-32N 068-47E", DUSHANBE, 2.353),
    ("38:32N 68:47E", DUSHANBE, 2.353),
    ("3832N06847E", DUSHANBE, 2.353),
    ("3832N 06847E", DUSHANBE, 2.353),
    ("N3832 E06847", DUSHANBE, 2.353),
    ("68°47′E, 38°32′N", DUSHANBE, 2.353),
    ("38°32′14″N 68°47′03″E", (38.537222, 68.784167), 0.0392),
    ("38°32'14\"N 68°47'03\"E", (38.537222, 68.784167), 0.0392),
    ("38°32'14''N 68°47'03''E", (38.537222, 68.784167), 0.0392),
    ("38°32’14”N 68°47’03”E", (38.537222, 68.784167), 0.0392),
    ("383214N0684703E", (38.537222, 68.784167), 0.0392),
    ("38:32:14N 68:47:03E", (38.537222, 68.784167), 0.0392),
    ("38-32-14N 068-47-03E", (38.537222, 68.784167), 0.0392),
    ("38°32.5′N 68°47.1′E", (38.541667, 68.785), 0.2353),
    ("38°32,5′N 68°47,1′E", (38.541667, 68.785), 0.2353),
    ("33°52′S 151°12′E", (-33.866667, 151.2), 2.409),
    ("35.4011 N, 35.9487 E", (35.4011, 35.9487), 0.03),
    ("N35.4011 E35.9487", (35.4011, 35.9487), 0.03),
    ("35.4011N/35.9487E", (35.4011, 35.9487), 0.03),
    ("48.0159° N 37.8028° E", (48.0159, 37.8028), 0.03),
    ("48,0159° N, 37,8028° E", (48.0159, 37.8028), 0.03),
    ("lat 35.4, lon 35.9", (35.4, 35.9), 14.35),
    ("latitude: 35.4, longitude: 35.9", (35.4, 35.9), 14.35),
    ("longitude 35.9 and latitude 35.4", (35.4, 35.9), 14.35),
    ("35.4 degrees north latitude and 35.9 degrees east longitude", (35.4, 35.9), 14.35),
    ("35° N, 36° E", (35.0, 36.0), 143.7),
    ("16.97 N, 0.55 W", (16.97, -0.55), 1.538),
    ("coordinates 35.40, 35.95", (35.40, 35.95), 1.435),
    ("coordinates: 35.4, 35.95", (35.4, 35.95), 11.16),
    ("located at 15.36, 44.19", (15.36, 44.19), 1.545),
    ("geo:35.4011,35.9487", (35.4011, 35.9487), 0.03),
    ("-33.8688, 151.2093", (-33.8688, 151.2093), 0.03),
    ("−33.8688, 151.2093", (-33.8688, 151.2093), 0.03),
    ("151.2093, -33.8688", (-33.8688, 151.2093), 0.03),
    ("42S WF 12345 67890", (36.756688, 69.138311), 0.03),
    ("42SWF1234567890", (36.756688, 69.138311), 0.03),
    ("42S WF 1234 6789", (36.756731, 69.138308), 0.03),
    ("42S WF 123 678", (36.756325, 69.138364), 0.0707),
    ("42SWF1267", (36.753166, 69.140036), 0.7071),
    ("42S 512345 4267890", (38.559363, 69.141691), 0.03),
    ("42S 512000 4267000", (38.551349, 69.137719), 0.7071),
    ("zone 42N, 512345 E, 4267890 N", (38.559363, 69.141691), 0.03),
    ("UTM zone 42 north, easting 512345, northing 4267890", (38.559363, 69.141691), 0.03),
    ("UTM zone 56 south 334873 6252266", (-33.857000, 151.214999), 0.03),
]
REFUSED = [
    "35.40, 35.95",  # two decimals and no cue
    "12.3, 45.6 and 7.8",
    "35 N, 36 E",
    "38°72′N 68°47′E",
    "38°32′61″N 68°47′E",
    "98°32′N 68°47′E",
    "38°32′N 181°47′E",
    "38.5°32′N 68°47′E",
    "38°32′N 68°47′N",
    "38°32′ 68°47′",
    "9932N06847E",
    "3872N06847E",
    "35.4N to 36.2N",
    "-35.4011 N, 35.9487 E",
    "0.0000, 0.0000",
    "0.5123, 0.4877",
    "12.345, 200.678",
    "12.345 67.890",
    "12.345, 67.890, 13.579",
    "1.2345, 1.3456 euros",
    "$12.345, 67.890",
    "2.345, 6.789%",
    "12 MAY 2021",
    "12MAY2021",
    "14 JUN 22",
    "61SWF1234567890",
    "42IWF1234567890",
    "42SAF1234567890",
    "42SWW1234567890",
    "42SWF123456789",
    "32XNA1234",
    "61S 512345 4267890",
    "42S 912345 4267890",
    "42T 512345 4267890",  # 38 degrees north is not in band T
    "10.0.0.1, 10.0.0.2",
    "2021-05-12 10:30:15",
    "12-05N 2021",
    "555-1234 ext. 67",
]


@pytest.mark.parametrize(("words", "point", "radius_km"), FORMS)
def test_each_usual_form_is_read(words: str, point: tuple[float, float], radius_km: float) -> None:
    text = f"It was found at {words}."
    (found,) = find_coordinates(text)
    assert (found.lat_deg, found.lon_deg) == pytest.approx(
        point, abs=1e-5
    )  # GEOTRANS agrees so far
    assert found.radius_km == pytest.approx(radius_km, rel=2e-3)
    bare = words.removeprefix("located at ").removeprefix("geo:")
    for cue in ("coordinates: ", "coordinates "):
        bare = bare.removeprefix(cue)
    assert text[found.span.start : found.span.end] == bare


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_coordinates_or_is_something_else_is_refused(words: str) -> None:
    assert find_coordinates(f"It reads {words} there.") == ()


def test_two_pairs_in_one_sentence_are_two() -> None:
    text = "Fired from 35.4011 N, 35.9487 E, it hit 36.2021 N, 37.1343 E at dawn."
    assert [round(c.lat_deg, 4) for c in find_coordinates(text)] == [35.4011, 36.2021]


def test_the_radius_is_the_published_one() -> None:
    # Chapman and Wieczorek, Georeferencing Best Practices (2020), table of coordinate precision.
    for unit, lat, metres in [
        (1.0, 0, 156_904), (0.01, 0, 1_570), (1 / 60, 0, 2_615), (1 / 3600, 0, 44),
        (1.0, 60, 124_605), (0.1, 30, 14_697), (1 / 60, 85, 1_869),
    ]:  # fmt: skip
        assert precision_radius_km(lat, unit, unit) * 1000 == pytest.approx(metres, rel=0.012)


# ------------------------------------------------------------------ round trips
LATS = st.floats(-89.9, 89.9)
LONS = st.floats(-179.9, 179.9)


@given(lat=LATS, lon=LONS, decimals=st.integers(1, 7))
def test_decimals_come_back(lat: float, lon: float, decimals: int) -> None:
    ns, ew = "NS"[lat < 0], "EW"[lon < 0]
    (found,) = find_coordinates(f"at {abs(lat):.{decimals}f}° {ns}, {abs(lon):.{decimals}f}° {ew}")
    assert found.lat_deg == pytest.approx(lat, abs=0.51 * 10**-decimals)
    assert found.lon_deg == pytest.approx(lon, abs=0.51 * 10**-decimals)
    assert distance_km((found.lon_deg, found.lat_deg), (lon, lat)) <= found.radius_km


@given(
    lat=LATS, lon=LONS, seconds=st.booleans(), quotes=st.sampled_from(["′″", "'\"", "’”"]),
    blank=st.sampled_from(["", " "]),
)  # fmt: skip
def test_degrees_minutes_and_seconds_come_back(
    lat: float, lon: float, seconds: bool, quotes: str, blank: str
) -> None:
    def written(value: float, sides: str) -> str:
        total = round(abs(value) * 3600) if seconds else round(abs(value) * 60) * 60
        parts = f"{total // 3600}°{blank}{total // 60 % 60:02d}{quotes[0]}"
        more = f"{blank}{total % 60:02d}{quotes[1]}" if seconds else ""
        return f"{parts}{more}{blank}{sides[value < 0]}"

    (found,) = find_coordinates(f"at {written(lat, 'NS')}, {written(lon, 'EW')} today")
    unit = 1 / 3600 if seconds else 1 / 60
    assert found.lat_deg == pytest.approx(lat, abs=0.51 * unit)
    assert found.lon_deg == pytest.approx(lon, abs=0.51 * unit)


def zone_and_band(lat: float, lon: float) -> tuple[int, str]:
    """Return zone and band of a point by the definition, Norway and Svalbard included."""
    band = BANDS[min(int((lat + 80) // 8), 19)]
    for zone in range(1, 61):
        if (zone, band) in {(32, "X"), (34, "X"), (36, "X")}:
            continue
        west, east = zone_longitudes(zone, band)
        if west <= lon < east:
            return zone, band
    msg = f"no zone for {lat}, {lon}"
    raise AssertionError(msg)


@given(lat=st.floats(-79.9, 83.9), lon=LONS, half=st.integers(1, 5))
def test_mgrs_comes_back(lat: float, lon: float, half: int) -> None:
    assume(abs(lat) > 1e-6)
    zone, band = zone_and_band(lat, lon)
    east, north = Proj(proj="utm", zone=zone, ellps="WGS84")(lon, lat)
    north += 10_000_000 if lat < 0 else 0
    column = COLUMNS[(zone - 1) % 3][int(east // 100_000) - 1]
    row = ROWS[(int(north // 100_000) + (5 if zone % 2 == 0 else 0)) % 20]
    cell = 10 ** (5 - half)
    digits = f"{int(east % 100_000 // cell):0{half}d}{int(north % 100_000 // cell):0{half}d}"
    found = mgrs_to_point(zone, band, column + row, digits)
    assert found is not None
    assert distance_km(found[0], (lon, lat)) <= found[1] * 1.01 + 1e-6
    (read,) = find_coordinates(f"grid {zone}{band} {column}{row} {digits[:half]} {digits[half:]}.")
    assert (read.lon_deg, read.lat_deg) == found[0]
    assert read.radius_km == max(found[1], LEAST_RADIUS_KM)


@given(lat=st.floats(-79.9, 83.9), lon=LONS)
def test_utm_comes_back(lat: float, lon: float) -> None:
    zone, band = zone_and_band(lat, lon)
    east, north = Proj(proj="utm", zone=zone, ellps="WGS84")(lon, lat)
    north = round(north + (10_000_000 if lat < 0 else 0), 1)
    assume(abs(lat) > 1e-6)
    assume(north >= 100_000)  # nearer to the equator it has fewer digits, and is not read
    (found,) = find_coordinates(f"UTM {zone}{band} {east:.1f} {north:.1f}")
    assert distance_km((found.lon_deg, found.lat_deg), (lon, lat)) < 0.001


# Pairs that others publish: (grid reference, latitude, longitude, where they stand).
KNOWN = [
    # The documentation of the Python package mgrs, which wraps the NGA's GEOTRANS.
    ("15T", "WG", "0000049776", 42.0, -93.0),
    # GeographicLib's examples, GeoConvert -p 2: 38SMB4488 is Baghdad.
    ("38S", "MB", "4488", 33.33424, 44.40363),
    # The tests of mgrs.js, made with GeographicLib's GeoConvert (centre of the square).
    ("24X", "WT", "783908", 83.62777, -32.66434),
]


@pytest.mark.parametrize(("area", "square", "digits", "lat", "lon"), KNOWN)
def test_published_grid_references_are_where_they_are_said_to_be(
    area: str, square: str, digits: str, lat: float, lon: float
) -> None:
    found = mgrs_to_point(int(area[:2]), area[2], square, digits)
    assert found is not None
    assert found[0] == pytest.approx((lon, lat), abs=2e-5)


def test_the_eiffel_tower_has_its_published_utm_coordinates() -> None:
    # "31U 448251.8 5411932.7": the example of the Movable Type UTM scripts, 48.8582 N 2.2945 E.
    assert utm_to_point(31, 448251.8, 5411932.7, south=False) == pytest.approx(
        (2.2945, 48.8582), abs=2e-5
    )


def test_s_is_a_band_where_the_northing_lies_in_it_and_else_the_south() -> None:
    assert read_utm(42, "S", 512_345, 4_267_890) == (
        pytest.approx((69.141691, 38.559363), abs=1e-6), "band S"
    )  # fmt: skip
    found = read_utm(56, "S", 334_873, 6_252_266)
    assert found is not None
    assert (found[0][1] < 0, found[1]) == (True, "southern hemisphere")


def test_bands_are_eight_degrees_high_but_the_last() -> None:
    assert band_latitudes("C") == (-80.0, -72.0)
    assert band_latitudes("N") == (0.0, 8.0)
    assert band_latitudes("X") == (72.0, 84.0)


@given(st.text(alphabet="0123456789.,°′″'\"NSEWnsew :-/latonmiUTM42SWF", max_size=120))
def test_any_text_of_their_signs_slices_back(text: str) -> None:
    for found in find_coordinates(text):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert abs(found.lat_deg) <= 90
        assert abs(found.lon_deg) <= 180
        assert found.radius_km >= LEAST_RADIUS_KM
