"""A made-up island of seven square units in which every status, sign and age occurs, with one article that says so."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dashboard.case import Case, read_case
from dashboard.control import control_from
from dashboard.model import Article, Claim, Modality, Part, Precision, Predicate, Reading, Scope, SpeakerRole
from dashboard.situation import Situation

FIRST = date(2021, 8, 1)
NAMES = ("Ardal", "Bakki", "Dalur", "Eyri", "Fjara", "Gil", "Hof")
IDS = tuple(f"IS-{i}" for i in range(1, 8))
TEXT = (
    "The Reds captured Ardal. The Reds took all of Bakki. The Blues hold Dalur. Fighting raged in Eyri. "
    "=SUM(A1) said one, <script>alert(1)</script> said another. The Reds say they hold Fjara; the Blues say they do. "
    "The Reds neared Gil from the south."
)


def write_case(folder: Path) -> Path:
    """The folder of the case: seven squares of a degree, two sides, a capital in the middle of each unit."""
    features = []
    for i, (unit, name) in enumerate(zip(IDS, NAMES, strict=True)):
        x, y = -20.0 + i % 4, 64.0 + i // 4
        ring = [[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]
        about = {"id": unit, "name": name, "capital": f"{name} Town", "capital_lon": x + 0.5, "capital_lat": y + 0.5}
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "id": unit, "properties": about, "geometry": shape})
    note = {"note": "Seven squares, drawn for a test.", "credit": "Drawn by hand. No endorsement is implied."}
    (folder / "units.geojson").write_text(json.dumps({"type": "FeatureCollection", **note, "features": features}))
    rows = ["id,name,scope,unit,aliases,lon,lat,capital,population,district,source"]
    for i, (unit, name) in enumerate(zip(IDS, NAMES, strict=True)):
        rows.append(f"{unit},{name},province,{unit},,,,,,,hand")
        rows.append(f"{unit}.town,{name} Town,settlement,{unit},,{-19.5 + i % 4},{64.5 + i // 4},yes,,,hand")
    (folder / "places.csv").write_text("\n".join(rows) + "\n")
    (folder / "actors.toml").write_text(
        'country = "IS"\n[[actor]]\nid = "reds"\nname = "Reds"\nsaid = "the Reds"\naliases = ["Reds"]\n'
        '[[actor]]\nid = "blues"\nname = "Blues"\nsaid = "the Blues"\naliases = ["Blues"]\n'
    )
    (folder / "articles").mkdir()
    (folder / "articles" / "news.txt").write_text(TEXT)
    (folder / "articles" / "articles.toml").write_text(
        '[[article]]\nid = "news"\nfile = "news.txt"\ntitle = "A <b>bold</b> war"\npublisher = "The Daily $5_Test"\n'
        'published = 2021-08-20\npublished_basis = "inferred: it says so"\ncountry = "IS"\n'
    )
    (folder / "case.toml").write_text(
        'id = "seven-squares"\ntitle = "Seven squares & two sides"\ncountry = "IS"\ntimezone = "Atlantic/Reykjavik"\n'
        'boundaries = "units.geojson"\nplaces = "places.csv"\nactors = "actors.toml"\narticles = "articles"\n'
        'note = "Borders drawn for a test do not imply endorsement."\n'
    )
    return folder


def claim(unit: str, quote: str, actor: str = "reds", day: int = 10, **fields: Any) -> Claim:
    """A capture of the capital of a unit, quoted from the article."""
    start = TEXT.index(quote)
    when = FIRST + timedelta(day - 1)
    base: dict[str, Any] = {
        "article": "news",
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "predicate": Predicate.CAPTURED,
        "modality": Modality.ASSERTED,
        "unit": unit,
        "place": "the town",
        "scope": Scope.SETTLEMENT,
        "capital": True,
        "actor": actor,
        "event_from": when,
        "event_to": when,
        "precision": Precision.DAY,
        "published": date(2021, 8, 20),
        "publisher": "The Daily $5_Test",
        "origin": "news",
        "engine": "rules/0.1.0",
        "rule": "test",
    }
    return Claim(**(base | fields))


def claims() -> list[Claim]:
    """Held in the capital, held whole, held by the other side, contested, disputed, approached."""
    whole = {"scope": Scope.PROVINCE, "capital": False, "part": Part.ALL}
    fight = {"predicate": Predicate.CONTESTED, "from_actor": "blues"}
    said: dict[str, Any] = {"predicate": Predicate.HOLDS, "modality": Modality.ATTRIBUTED}
    role: dict[str, Any] = {"speaker_role": SpeakerRole.OFFICIAL}
    return [
        claim("IS-1", "The Reds captured Ardal", outlet="Morning Wire", origin="Morning Wire"),
        claim("IS-2", "The Reds took all of Bakki", day=3, **whole),
        claim("IS-3", "The Blues hold Dalur", actor="blues", day=12, outlet="Evening Wire"),
        claim("IS-4", "Fighting raged in Eyri", day=13, **fight),
        claim("IS-5", "The Reds say they hold Fjara", day=13, origin="red", speaker="a mayor", **said, **role),
        claim("IS-5", "the Blues say they do", actor="blues", day=13, origin="blue", speaker="a judge", **said, **role),
        claim("IS-6", "The Reds neared Gil", predicate=Predicate.ADVANCED, day=14, capital=False),
        claim("IS-1", "=SUM(A1) said one", day=14, origin="third", speaker="=cmd|' /C calc'!A1"),
    ]


def situation(folder: Path) -> Situation:
    """The made-up situation, its case read from the folder."""
    return of_case(read_case(write_case(folder)))


def of_case(case: Case) -> Situation:
    """The situation of the case with the claims above instead of read ones."""
    found = tuple(sorted(claims(), key=lambda c: (c.start, c.unit or "")))
    control = control_from(found, case.units.ids, [a.id for a in case.actors])
    articles: dict[str, Article] = {a.id: a for a in case.articles}
    return Situation(case, articles, {"news": Reading(article="news", claims=found)}, control)
