"""Hand-coded events -> Claims, each with a short text of its own, so that every colour still leads back to a sentence.

`read_events(path)` takes our own table (docs/import.md) or one in the manner of ACLED; the header line tells which.
"""

from dashboard.events.read import read_events

__all__ = ["read_events"]
