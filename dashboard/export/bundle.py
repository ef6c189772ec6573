"""The bundle: one ZIP with the map, the tables, the quotes and a README that says what they are."""

from __future__ import annotations

import io
import zipfile

from dashboard import __version__
from dashboard.export.geojson import geojson_text
from dashboard.export.picture import map_sheet
from dashboard.export.quotes import quotes_text
from dashboard.export.shot import Shot
from dashboard.export.tables import change_rows, claim_rows, csv_text, source_rows, status_rows
from dashboard.export.totals import total_rows
from dashboard.figures.sentences import clocks_text, totals_sentence
from dashboard.model import Extent, Kind

_WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP can say: the clock on the wall is no part of the data


def bundle_bytes(shot: Shot) -> bytes:
    """A ZIP of map.png, map.svg, status.csv, status.geojson, claims.csv, changes.csv, totals.csv, sources.csv, quotes.md, README.md."""
    sheet = map_sheet(shot)
    members = {
        "README.md": readme(shot).encode(),
        "map.png": sheet.save("png"),
        "map.svg": sheet.save("svg"),
        "status.csv": csv_text(status_rows(shot)).encode(),
        "status.geojson": geojson_text(shot).encode(),
        "claims.csv": csv_text(claim_rows(shot)).encode(),
        "changes.csv": csv_text(change_rows(shot)).encode(),
        "totals.csv": csv_text(total_rows(shot)).encode(),
        "sources.csv": csv_text(source_rows(shot)).encode(),
        "quotes.md": quotes_text(shot).encode(),
    }
    return zipped(members)


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP whose bytes depend on its members only."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(info, data, compresslevel=9)
    return buffer.getvalue()


def readme(shot: Shot) -> str:
    """What is in the bundle, as of when, known when, by which rule, what the words mean, and how to make it again."""
    words = shot.words
    day, known, rule = shot.day.isoformat(), shot.known_at.isoformat(), shot.control.rule
    mark = [f"**{words('picture.machine')}.**", ""] if shot.machine_read else []
    meanings = [f"- {words.label('kind', k.value)}: {words(f'kind_meaning.{k.value}')}" for k in Kind]
    reaches = [
        f"- {words.label('extent', e.value)}: {words(f'extent_meaning.{e.value}')}"
        for e in Extent
        if e is not Extent.NONE
    ]
    command = f"`whoholds export --at {day} --known-at {known} --rule {rule} -o bundle.zip`"
    made = {"version": __version__, "data": shot.digest, "engines": ", ".join(shot.engines) or "-"}
    return "\n".join(
        [
            f"# {shot.look.title}",
            "",
            clocks_text(shot.day, shot.known_at, words.lang) + ".",
            totals_sentence(shot.totals, shot.situation, words.lang, of=True) + ".",
            "",
            *mark,
            f"| {words('bundle.file')} | {words('bundle.holds')} |",
            "|---|---|",
            *(f"| {name} | {words(f'bundle.{key}')} |" for name, key in _FILES),
            "",
            f"## {words('bundle.statuses')}",
            *meanings,
            "",
            f"## {words('bundle.reaches')}",
            *reaches,
            "",
            f"## {words('bundle.credits')}",
            *dict.fromkeys(f"- {n}" for n in (*shot.look.notes, *shot.look.credits)),
            "",
            f"## {words('bundle.again')}",
            words("bundle.command", command=command),
            words("bundle.made", **made),
            "",
        ]
    )


_FILES = (
    ("map.png, map.svg", "map"),
    ("status.csv", "status"),
    ("status.geojson", "geojson"),
    ("claims.csv", "claims"),
    ("changes.csv", "changes"),
    ("totals.csv", "totals"),
    ("sources.csv", "sources"),
    ("quotes.md", "quotes"),
)
