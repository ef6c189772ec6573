"""What must not be lost: articles taken in, and reviews. One SQLite file, append-only, safe against a kill at any moment."""

from dashboard.store.sqlite import Review, Store

__all__ = ["Review", "Store"]
