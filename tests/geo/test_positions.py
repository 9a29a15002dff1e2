"""Positions: which words give one, of what kind, where, how large; and which words give none."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

# importlib mode puts no test folder on the path.
sys.path.insert(0, str(Path(__file__).parent))

from marked_text import PLACES, marked, positions

from dateline.geo.positions.positions import find_positions, place_of
from dateline.geo.positions.uncertain_areas import band, capsule, cone, disc, reach_km
from dateline.geo.reports.article import Article, Span, Zone
from dateline.geo.shapes.geodesy import distance_km

# Sentence, kind, latitude and longitude of the centre, radius in km. Centres and radii follow from
# the hand-made places by the rules of docs/positions.md: 30 km (25 to 35) north (45 degrees either
# side) of a town that reaches 5 km is a circle of hypot(40 cos 45 - 30, 40 sin 45) = 28.3 km.
PLACED = [
    ("A convoy was hit 30 km north of [Kulob].", "offset", 38.180, 69.780, 28.34),
    ("A convoy was hit some 12 miles south-west of the city of [Homs].",
     "offset", 34.607, 36.571, 16.01),
    ("Rockets fell about 20 kilometers from [Homs].", "offset", 34.73, 36.72, 37.0),
    ("The camp is a few kilometres outside [Gao].", "offset", 16.27, -0.04, 11.0),
    ("Troops dug in north of [Homs].", "offset", 34.985, 36.72, 28.28),
    ("A helicopter fell near [Gao].", "near", 16.27, -0.04, 10.0),
    ("Shells landed close to [Mosul].", "near", 36.34, 43.13, 20.0),
    ("Fighting raged on the outskirts of [Homs].", "near", 34.73, 36.72, 15.0),
    ("Fighting raged on the northern outskirts of [Homs].", "near", 34.820, 36.72, 12.5),
    ("Traffic within 5 km of [Gao] was halted.", "within", 16.27, -0.04, 10.5),
    ("A patrol was ambushed on a road between [Gao] and [Ansongo].",
     "between", 15.965, 0.230, 57.8),
    ("A truck burned on the road from [Gao] to [Ansongo].", "between", 15.965, 0.230, 57.8),
    ("The post lies midway between [Gao] and [Ansongo].", "between", 15.965, 0.230, 18.3),
    ("The [Gao]–[Ansongo] highway was mined.", "between", 15.965, 0.230, 57.8),
    ("They left [Kulob] and stopped 30 km north.", "offset", 38.180, 69.78, 28.34),
    ("In [Kulob], police found a cache 30 km north of the city.", "offset", 38.180, 69.78, 28.34),
    ("A depot 25 kilometres (15 miles) north of [Mosul] burned.",
     "offset", 36.565, 43.13, 25.10),
    ("It crashed 20 km north and 10 km east of [Gao].", "offset", 16.451, 0.054, 10.59),
    ("The no-go zone has a 30 km radius around [Gao].", "within", 16.27, -0.04, 40.0),
    ("All lie within a 30-km radius of [Gao].", "within", 16.27, -0.04, 40.0),
    ("The site is 15 km east of the rebel-held [demonym:Syrian] city of [Homs].",
     "offset", 34.730, 36.884, 18.28),
    ("The hideout is 20 to 30 km west of [Kulob].", "offset", 37.910, 69.496, 28.47),
    ("The hideout is between 20 and 30 km west of [Kulob].", "offset", 37.910, 69.496, 28.47),
    ("A quake struck 33 km NNE of [Mosul].", "offset", 36.615, 43.271, 12.86),
    ("A quake struck 10 km NE of [Bagram].", "offset", 35.014, 69.337, 6.51),
    ("It landed due east of [Gao].", "offset", 16.270, 0.087, 13.53),
    ("It landed just south of [Gao].", "offset", 16.142, -0.04, 14.14),
    ("A village 2.5 km from [Farkhor] was searched.", "offset", 37.49, 69.40, 4.75),
    ("A village two and a half miles from [Farkhor] was searched.", "offset", 37.49, 69.4, 6.43),
    ("A village half a mile from [Farkhor] was searched.", "offset", 37.49, 69.40, 3.21),
    ("A bridge 800 metres south of [Farkhor] fell.", "offset", 37.483, 69.40, 2.35),
    ("A tanker was seen 150 nautical miles east of [Suva].", "offset", -18.122, -178.935, 218.5),
    ("A trawler sank 100 km north of [Vardo].", "offset", 71.266, 31.11, 90.4),
    ("More than 100 km west of [Gao] a well dried up.", "offset", 16.267, -1.092, 94.2),
    ("The line is less than 10 km from [Homs].", "within", 34.73, 36.72, 22.5),
    ("Up to 20 miles from [Homs] windows broke.", "within", 34.73, 36.72, 50.2),
    ("They camped 30 km\r\nnorth of [Kulob].", "offset", 38.180, 69.78, 28.34),
    ("The base at [Bagram], about 60 km south-west of [Kulob], is empty.",
     "offset", 37.527, 69.300, 30.83),
    ("In [Melitgrad], 30 km north of [Kulob], mines were found.", "offset", 38.18, 69.78, 28.34),
    ("The village of [Farkhor], which lies 50 km south-west of [Kulob], was hit.",
     "offset", 37.591, 69.380, 23.60),
    ("A car exploded in the vicinity of [Mosul].", "near", 36.34, 43.13, 20.0),
    ("A car exploded not far from [Mosul].", "near", 36.34, 43.13, 20.0),
    ("A drone fell in a suburb of [Homs].", "near", 34.73, 36.72, 15.0),
    ("A drone fell at the western edge of [Homs].", "near", 34.730, 36.611, 12.5),
    ("Security was tightened outside [Gao].", "near", 16.27, -0.04, 10.0),
    ("The plane vanished 12 km off [Suva].", "offset", -18.14, 178.44, 17.5),
    ("They met at an outpost 20 km from the village of [Farkhor].", "offset", 37.49, 69.4, 27.0),
    ("Clashes erupted in an area between [Kulob] and [Farkhor].",
     "between", 37.700, 69.589, 35.7),
    ("A checkpoint between [Kulob] and [Farkhor] was overrun.", "between", 37.700, 69.589, 35.7),
    ("The village lies between [Kulob] and [Farkhor].", "between", 37.700, 69.589, 35.7),
    ("Fighting between [Kulob] and [Farkhor] displaced families.",
     "between", 37.700, 69.589, 35.7),
    ("They met halfway between [Kulob] and [Farkhor].", "between", 37.700, 69.589, 13.6),
    ("Mortars were fired from 5 km south of [Kulob].", "offset", 37.865, 69.78, 7.81),
    ("They were moved to positions west of [Kulob].", "offset", 37.910, 69.579, 17.68),
    ("A dozen miles east of [Gao] is a well.", "offset", 16.270, 0.141, 19.47),
    ("One hundred and twenty kilometres south of [Gao] is a camp.",
     "offset", 15.186, -0.04, 96.1),
    ("They were seen 35 km to the north-east of [Mosul].", "offset", 36.563, 43.406, 18.78),
    ("It is 40 km north from [Mosul].", "offset", 36.700, 43.13, 38.91),
    ("Wells lie several kilometres south of [Gao].", "offset", 16.216, -0.04, 10.64),
    ("The post is 20 km away from [Kulob].", "offset", 37.91, 69.78, 30.0),
    ("It is 15 km by road from [Kulob].", "offset", 37.91, 69.78, 20.5),
    ("A hamlet lies next to [Kulob].", "near", 37.91, 69.78, 10.0),
    ("The mine is 10 km south of [Bor].", "offset", 6.120, 31.60, 10.26),
    ("The mine is 10 km south of [Bor] county.", "offset", 6.110, 31.56, 36.1),
    ("The column halted 60 km from [border:the Afghan border].", "offset", 38.001, 71.277, 395),
    ("Mines lie within 5 km of [border:the Afghan border].", "within", 38.001, 71.277, 335.6),
    ("The wreck lies at 16.9742 N, 0.5519 W.", "coordinate", 16.9742, -0.5519, 0.03),
    ("The wreck lies at 38°32′N 68°47′E.", "coordinate", 38.5333, 68.7833, 2.353),
    ("The wreck lies at 3832N06847E.", "coordinate", 38.5333, 68.7833, 2.353),
    ("The wreck lies in grid 42S WF 12345 67890.", "coordinate", 36.7567, 69.1383, 0.03),
    ("The wreck lies in 42SWF1267.", "coordinate", 36.7532, 69.1400, 0.707),
    ("The wreck lies at UTM 42S 512345 4267890.", "coordinate", 38.5594, 69.1417, 0.03),
    ("The wreck lies at coordinates 35.40, 35.95.", "coordinate", 35.40, 35.95, 1.435),
    ("The wreck lies at (35.4011, 35.9487).", "coordinate", 35.4011, 35.9487, 0.03),
    ("The wreck lies at 34 deg 31 min N, 69 deg 10 min E.", "coordinate", 34.5167, 69.1667, 2.40),
    ("The wreck lies at lat -18.14, lon 178.44.", "coordinate", -18.14, 178.44, 1.534),
]  # fmt: skip

NOTHING = [
    # Parties, not places.
    "Talks between [Kyiv] and [Minsk] failed.",
    "Relations between [Kulob] and [Farkhor] are poor.",
    "The war between [Kyiv] and [Minsk] goes on.",
    "Fighting between [Kyiv] and [Minsk] goes on.",
    "Fighting between [Gao] and [Homs] goes on.",
    "A match between [Homs] and [Mosul] was called off.",
    "A meeting in a village between [metonym:Kyiv] and [metonym:Minsk] envoys was held.",
    "Officials close to [metonym:Homs] said so.",
    "Sources close to [Homs] said so.",
    # Countries, borders, regions, rivers.
    "The border between [Mali] and [Syria] is closed.",
    "A road between [Mali] and [Syria] is closed.",
    "Troops moved near [Syria].",
    "He is outside [Syria].",
    "Villages near [border:the Afghan border] are empty.",
    "Rain fell north of [Mali].",
    "East of [Sahel] it is dry.",
    "Boats wait near [Niger].",
    "West of the [Gao] river they fled.",
    # Parts, lengths, ways, reaches.
    "The north of [Mali] is calm.",
    "A school in the north of [Homs].",
    "The army holds 150 km of [border:the Afghan border].",
    "Nearly 30 km of road was paved.",
    "The 30-kilometre road is new.",
    "The rocket has a range of 300 km.",
    "The rocket has a range of 300 km from [Gao].",
    "They drove from [Kulob] to [Farkhor].",
    "They drove 60 km from [Kulob] to [Farkhor].",
    "The pipeline stretches 60 km from [Kulob] towards the sea.",
    "They advanced 3 km from [Kulob].",
    "He ran 30 km north along the coast.",
    "The distance between [Kulob] and [Farkhor] is 60 km.",
    "Flights between [Kyiv] and [Minsk] stopped.",
    "He lives 5 km from the shore.",
    # Numbers of other things.
    "Prices rose north of 50 people.",
    "The team won 3.5, 4.5 and 6.1.",
    "The score was 35-36 at 10.30.",
    "It ended 2:1 and 3:2 at 18:30.",
    "On 12.05.2021 and 13.05.2021 it rained.",
    "Born 12 MAY 2021, filed 14JUN2022.",
    "It cost $35.401, 35.948 in all.",
    "The rate was EUR 1.2345, 1.3456 on Friday.",
    "The host is 192.168.10.12.",
    "Call 555 0123 456 or +993 12 345678.",
    "The ratio is 12:34 and 56:78.",
    "Version 12.345, 67.890 of the file.",
    "Lines 12.345, 67.890 km long were laid.",
    "Figures 12.345, 13.456, 14.567, 15.678 were given.",
    "Columns 12.345 13.456 follow.",
    "Shares were 0.512, 0.488 each.",
    "Route 35 N, 36 E is closed.",
    "He raised $20m from [Gao].",
    "A man of 5 ft 10 from [Gao].",
    "Between 1990 and 2000 [Gao] grew.",
    # Coordinates that cannot be.
    "At 91.1234 N, 35.1234 E nothing is.",
    "At 38°72′N 68°47′E nothing is.",
    "At 38°32′N 188°47′E nothing is.",
    "At 42I WF 12345 67890 nothing is.",
    "At 61SWF1234567890 nothing is.",
    "At 42SJF1234567890 nothing is.",
    "At 42SWF123456789 nothing is.",
]


@pytest.mark.parametrize(("words", "kind", "lat", "lon", "radius_km"), PLACED)
def test_a_position_is_of_its_kind_at_its_place_and_of_its_size(
    words: str, kind: str, lat: float, lon: float, radius_km: float
) -> None:
    (found,) = positions(words)
    assert found.kind == kind
    assert found.placed
    assert found.lat_deg == pytest.approx(lat, abs=6e-4)
    assert found.lon_deg == pytest.approx(lon, abs=6e-4)
    assert found.radius_km == pytest.approx(radius_km, rel=5e-3)


@pytest.mark.parametrize("words", NOTHING)
def test_other_words_give_no_position(words: str) -> None:
    assert positions(words) == ()


def test_the_tables_are_long_enough_to_mean_something() -> None:
    assert len(PLACED) >= 60
    assert len(NOTHING) >= 40


@pytest.mark.parametrize(
    ("words", "surfaces"),
    [
        ("They were stopped near [Gao] and [Ansongo].", ["near Gao", "Ansongo"]),
        ("Near [Gao], [Ansongo] and the town of [Homs], it rained.",
         ["Near Gao", "Ansongo", "the town of Homs"]),
        ("A bus burned near [Gao] and [Ansongo] was shelled.", ["near Gao"]),
        ("It fell near [Farkhor], [Kulob].", ["near Farkhor"]),
        ("It fell near [Gao] and [Mali].", ["near Gao"]),
    ],
)  # fmt: skip
def test_near_a_and_b_is_near_both(words: str, surfaces: list[str]) -> None:
    assert [p.surface for p in positions(words)] == surfaces


@pytest.mark.parametrize(
    ("words", "surface", "reason"),
    [
        ("It fell 30 km north of [Zorgolo].", "30 km north of Zorgolo",
         "“Zorgolo” could not be placed: no place of this name is known"),
        ("It fell 30 km north of Zorgolo.", "30 km north of Zorgolo",
         "no place called “Zorgolo” was recognised"),
        ("It fell near [Zorgolo].", "near Zorgolo",
         "“Zorgolo” could not be placed: no place of this name is known"),
        ("It stands 30 km north.", "30 km north", "the sentence does not say from where"),
        ("It stands 30 km north of the city.", "30 km north of the city",
         "the sentence does not say from where"),
        ("Between them, [Homs] and [Gao] have one post, 30 km north.", "30 km north",
         "it could be measured from each of Homs, Gao"),
        ("He is in [Homs]. It stands 30 km north.", "30 km north",
         "the sentence does not say from where"),
        ("It is an hour's drive north of [Homs].", "an hour's drive north of Homs",
         "a time on the way is no distance"),
        ("They massed 50 km from [Mali].", "50 km from Mali",
         "Mali is too large to measure from its middle"),
        ("It is 50 km from [border:the border].", "50 km from the border",
         "which border is not known: no place of this name is known"),
        ("A bus burned on the road from [Gao] to [Zorgolo].", "on the road from Gao to Zorgolo",
         "“Zorgolo” could not be placed: no place of this name is known"),
    ],
)  # fmt: skip
def test_a_position_without_an_anchor_is_listed_with_the_reason(
    words: str, surface: str, reason: str
) -> None:
    (found,) = positions(words)
    assert (found.surface, found.reason) == (surface, reason)
    assert not found.placed
    assert (found.lon_deg, found.lat_deg, found.radius_km, found.polygons) == (None,) * 3 + ((),)
    assert place_of(found) is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("In [Melitgrad], 30 km north of [Kulob], it rained.", "Melitgrad"),
        ("[Farkhor], which lies some 50 km south of [Kulob], is calm.", "Farkhor"),
        ("[Farkhor], a dusty railway town some 50 km south of [Kulob], is calm.", "Farkhor"),
        ("[Farkhor] near [Kulob] is calm.", "Farkhor"),
        ("It is near [Farkhor], 50 km south of [Kulob].", "Farkhor"),
        ("In [Mali], 50 km south of [Gao], it rained.", None),
        ("It is 60 km from [Homs], 50 km from [Kulob].", None),
        ("He left [Farkhor] on Monday and slept near [Kulob].", None),
    ],
)
def test_a_position_may_tell_where_a_name_lies(words: str, name: str | None) -> None:
    last = positions(words)[-1]
    article, _ = marked(words)
    assert (article.slice(last.describes) if last.describes else None) == name


def test_the_anchors_are_the_mentions_that_were_measured_from() -> None:
    article, names = marked("It burned between [Gao] and the town of [Ansongo], in a field.")
    assert find_positions(article, names) == ()  # nothing lies there: no place without a word
    article, names = marked("A field between [Gao] and the town of [Ansongo] burned.")
    (found,) = find_positions(article, names)
    assert [article.slice(span) for span in found.anchors] == ["Gao", "Ansongo"]
    assert found.country == "ML"


def test_words_that_mean_the_same_area_share_an_id() -> None:
    first, other, again = positions("It is near [Gao]. That is near [Homs]. This is near [Gao].")
    assert first.id == again.id == "position:6-14"
    assert other.id != first.id


def test_a_position_as_a_place_is_an_area_and_no_pin() -> None:
    (found,) = positions("It is 30 km\nnorth of [Kulob].")
    place = place_of(found)
    assert place is not None
    assert (place.id, place.name, place.country) == (found.id, "30 km north of Kulob", "TJ")
    assert place.geometry == "area"


def test_headlines_and_captions_are_read_and_tickers_are_not() -> None:
    text = "near 35.4011, 35.9487\n\nSAR 35.4011, 35.9487 x"
    zones = (Zone(span=Span(0, 21), kind="caption"), Zone(span=Span(23, len(text)), kind="rates"))
    article = Article(id="t", text=text, sha256="", zones=zones)
    assert [p.span for p in find_positions(article, ())] == [Span(5, 21)]


# ------------------------------------------------------------------ shapes
@pytest.mark.parametrize("words", [row[0] for row in PLACED])
def test_an_area_is_valid_lies_on_the_globe_and_within_its_radius(words: str) -> None:
    (found,) = positions(words)
    assert found.lon_deg is not None
    assert found.lat_deg is not None
    assert found.radius_km is not None
    for rings in found.polygons:
        shape = shapely.Polygon(rings[0], rings[1:])
        assert shape.is_valid
        west, south, east, north = shape.bounds
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90
    farthest = reach_km((found.lon_deg, found.lat_deg), found.polygons)
    assert farthest == pytest.approx(found.radius_km, rel=0.01, abs=0.005)


@given(
    lon=st.floats(-180, 180), lat=st.floats(-90, 90), radius=st.floats(0.05, 900),
)  # fmt: skip
def test_a_disc_holds_all_that_is_nearer_than_its_radius(
    lon: float, lat: float, radius: float
) -> None:
    polygons = disc((lon, lat), radius)
    shapes = shapely.MultiPolygon([shapely.Polygon(rings[0], rings[1:]) for rings in polygons])
    assert shapes.is_valid
    west, south, east, north = shapes.bounds
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90
    assert shapes.distance(shapely.Point(lon, lat)) < 1e-4


@given(
    a=st.tuples(st.floats(-180, 180), st.floats(-70, 70)),
    turn=st.floats(-8, 8), rise=st.floats(-8, 8), width=st.floats(1, 60),
)  # fmt: skip
def test_a_capsule_holds_both_ends_and_nothing_much_wider(
    a: tuple[float, float], turn: float, rise: float, width: float
) -> None:
    b = ((a[0] + turn + 180) % 360 - 180, a[1] + rise)
    shape = shapely.union_all(
        [shapely.make_valid(shapely.Polygon(rings[0])) for rings in capsule(a, b, width)]
    )
    for end in (a, b):
        assert shape.distance(shapely.Point(end)) < 1e-4
    far = max(min(distance_km(a, p), distance_km(b, p)) for p in shapely.get_coordinates(shape))
    assert far <= distance_km(a, b) / 2 + width + 1.0


def test_a_cone_opens_towards_its_bearing() -> None:
    (rings,) = cone((10.0, 10.0), 90.0, 45.0, 50.0)
    shape = shapely.Polygon(rings[0])
    assert shape.contains(shapely.Point(10.2, 10.0))
    assert not shape.contains(shapely.Point(9.9, 10.0))
    assert not shape.contains(shapely.Point(10.05, 10.2))


def test_a_band_keeps_a_hole_where_a_border_goes_around_a_country() -> None:
    ring = [(28.0, -29.0), (29.0, -29.0), (29.0, -30.0), (28.0, -30.0), (28.0, -29.0)]
    (rings,) = band([ring], (28.5, -29.5), 10.0)
    shape = shapely.Polygon(rings[0], rings[1:])
    assert not shape.contains(shapely.Point(28.5, -29.5))
    assert shape.contains(shapely.Point(28.5, -29.05))


def test_a_disc_over_a_pole_is_a_cap() -> None:
    ((outer,),) = disc((20.0, 89.9), 50.0)
    lats = sorted({lat for _, lat in outer})
    assert lats == pytest.approx([89.45, 90.0], abs=0.01)
    assert {lon for lon, _ in outer} == {-180.0, 180.0}


# ------------------------------------------------------------------ any text
WORDS = (
    "30 km north of [Kulob] near between and , . ( ) the city of from miles within on road to about "
    "some 12 outskirts 35.401, 35.948 N E 42SWF1267 [Mali] [border:the border] ° ′ highway - \n\n"
).split(" ")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60))
def test_any_words_slice_back_and_do_not_overlap(parts: list[str]) -> None:
    article, names = marked(" ".join(parts) + ".")
    found = find_positions(article, names)
    end = 0
    for position in found:
        assert article.slice(position.span) == position.surface
        assert position.span.start >= end
        assert position.placed or position.reason
        end = position.span.end
        assert all(span in {r.mention.span for r in names} for span in position.anchors)


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    if not text:
        return
    zone = Zone(span=Span(0, len(text)), kind="paragraph")
    article = Article(id="t", text=text, sha256="", zones=(zone,))
    for position in find_positions(article, ()):
        assert article.slice(position.span) == position.surface


@pytest.mark.parametrize(
    "part",
    ["20 km north of [Gao] ", "km ", "near the ", "between ", "on the road from ", "1", "35.401, ",
     "1°2′3″ ", "42S WF 12 ", "N", "an hour's drive ", "about about 3 ", "\n ", "[Gao]-", "[Gao] "],
)  # fmt: skip
def test_time_is_linear_in_hostile_text(part: str) -> None:
    def seconds(size: int) -> float:
        article, names = marked(part * size)
        began = time.perf_counter()
        find_positions(article, names)
        return time.perf_counter() - began

    size = max(200, 24_000 // len(part))
    seconds(size // 8)
    small, large = seconds(size // 4), seconds(size)
    assert large < 14 * small + 0.2  # four times the text


def test_every_hand_made_place_is_used() -> None:
    used = " ".join([row[0] for row in PLACED] + NOTHING)
    assert all(f"[{name}]" in used for name in PLACES)
