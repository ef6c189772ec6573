"""Python's cycle collector, paused while very many small objects are made: it would look at all of them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 20_000  # below this a pause gains nothing


@contextmanager
def collector_paused(objects: int) -> Iterator[None]:
    """Pause the collector for the making of so many objects; nothing here makes cycles, so nothing is missed."""
    if objects < MANY or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
