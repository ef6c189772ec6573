"""What the program says about the data, before it is put into a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.model.world import NOTHING


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence as the key of its text and the values that stand in it.

    The texts are the keys `note.*` of `dashboard/figures/texts`; `figures.notes` puts them into the reader's language.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=lambda: NOTHING)
