"""Write a file as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from dashboard.model import WhoHoldsError


def put_bytes(path: Path, data: bytes) -> None:
    """Write the bytes beside the path and rename, so that nobody ever sees half a file.

    Raises WhoHoldsError where the folder is missing or cannot be written.
    """
    if path.is_dir():
        raise WhoHoldsError(f"{path}: is a folder; give the name of a file in it")
    if not path.parent.is_dir():
        raise WhoHoldsError(f"{path}: there is no folder {path.parent}; make it first")
    handle, name = -1, ""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise WhoHoldsError(f"{path}: cannot be written ({error.strerror}); choose another place") from error
