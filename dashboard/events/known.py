"""What a table of events may name, and how names from elsewhere are understood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """Units, sides with the names that sentences use, and who knows the names of provinces, sides and places."""

    units: frozenset[str]
    sides: Mapping[str, str]
    states: frozenset[str]
    unit_of: Callable[[str], str | None]
    side_of: Callable[[str], str | None]
    place_of: Callable[[str, str], tuple[str, bool] | None]  # wording, unit -> id, whether it is the unit's capital
