"""Tables that people edit: a mistake in a file is told with its line, its column, its value and what is allowed."""

from datetime import date

import pytest

from dashboard.csvfile import read_csv
from dashboard.events import read_events
from dashboard.model import WhoHoldsError

CODED = "id,unit,predicate,actor,event_from,grade\n"
ACLED = "event_date,sub_event_type,actor1,actor2,unit,time_precision\n"


@pytest.fixture
def table(tmp_path):
    """A function that writes bytes as a table and gives its path."""

    def written(data):
        path = tmp_path / "events.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return written


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", r"events\.csv: is empty\. The first line names the columns"),
        (b"id,unit\na,caf\xe9\n", r"byte 13 \(0xe9\) is not UTF-8.*iconv"),
        ("id,unit\na,b\n".encode("utf-16"), r"is binary \(a NUL byte at"),
        (b"id,unit\na,\x00\n", r"is binary \(a NUL byte at 10\)"),
        (b"id,unit,id\na,b,c\n", r"line 1: the column 'id' stands there twice"),
        (b"id,unit\na,b,c\n", "line 2: more cells than columns"),
        (b'id,unit\na,"b\n', "line 2: cannot be read as CSV"),
        (b"id,unit\na," + b"x" * 200_000, "line 2: cannot be read as CSV .field larger than"),
    ],
)
def test_a_file_that_is_no_table_is_told_with_the_mend(table, data, said):
    with pytest.raises(WhoHoldsError, match=said):
        read_csv(table(data))


def test_a_folder_a_missing_file_and_a_link_to_itself_are_no_tables(tmp_path):
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    for path, said in ((tmp_path, "this is a folder"), (tmp_path / "x.csv", "no such file"), (loop, "symbolic links")):
        with pytest.raises(WhoHoldsError, match=said):
            read_csv(path)


@pytest.mark.parametrize(
    "data", ["id,unit\r\na, b \r\n,\r\n", "\ufeffid,unit\na,b\n", "id,unit,\na,b,,,\n", "id,unit\ra,b\r"]
)
def test_what_spreadsheets_write_is_read(table, data):
    (row,) = read_csv(table(data)).rows
    assert (row.line, row.text("id"), row.text("unit"), row.text("actor")) == (2, "a", "b", None)


@pytest.mark.parametrize(
    ("cell", "read", "said"),
    [
        ("soon", "day", "write a day as 2021-08-14"),
        ("0001-01-01", "day", "from 1800 to 2199"),
        ("9999-12-31", "day", "from 1800 to 2199"),
        ("east", "number", "it is not a number"),
        ("nan", "number", "it is not a number"),
        ("1e999", "number", "it is not a number"),
        ("12.5", "count", "a whole number, 0 or more"),
        ("-3", "count", "a whole number, 0 or more"),
        ("maybe", "flag", "allowed are yes, no"),
    ],
)
def test_a_cell_of_the_wrong_kind_is_told_with_line_and_value(table, cell, read, said):
    (row,) = read_csv(table(f"id\n{cell}\n")).rows
    with pytest.raises(WhoHoldsError, match=rf"events\.csv, line 2: id = '{cell}': .*{said}"):
        getattr(row, read)("id")


def test_cells_are_read_as_days_and_counts(table):
    (row,) = read_csv(table("day,people,none\n2021-08-14,1200,\n")).rows
    assert row.day("day") == date(2021, 8, 14)
    assert row.count("people") == 1200
    assert row.day("none") is row.number("none") is row.count("none") is None


def test_columns_with_other_separators_are_shown(table):
    with pytest.raises(WhoHoldsError, match=r"columns are missing: id, unit.*found are id;unit .commas stand between"):
        read_events(table("id;unit\na;b\n"), ["XX-1"], ["army"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CODED + "a,XX-1,captured,army,2021-08-01,Z9\n", "line 2: grade = 'Z9': write a letter A-F"),
        (CODED + "a,XX-1,,army,2021-08-01,\n", "line 2: predicate = '': it must not be empty"),
        (CODED + "a,XX-1,captured,army,2021-08-01,B2,more\n", "line 2: more cells than columns"),
        (ACLED + "0001-01-01,Armed clash,army,rebels,XX-1,3\n", "line 2: event_date = '0001-01-01'"),
    ],
)
def test_an_event_that_cannot_be_is_refused_in_its_line(table, text, said):
    with pytest.raises(WhoHoldsError, match=said):
        read_events(table(text), ["XX-1"], ["army", "rebels"])
