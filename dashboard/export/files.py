"""Write a file as a whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from dashboard.model import WhoHoldsError


def put_bytes(path: Path, data: bytes) -> None:
    """Write the bytes beside the file and rename, so that nobody ever sees half of it, whatever stops the writing.

    A link is followed, a file keeps its permissions, a device or pipe is written to as it is. Raises WhoHoldsError
    where the path is a folder, its folder is missing, or it cannot be written.
    """
    if path.is_dir():
        raise WhoHoldsError(f"{path}: is a folder; give the name of a file in it")
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise WhoHoldsError(f"{path}: is a link that leads to itself; choose another place")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        _replace(target, data)
    except OSError as error:
        raise WhoHoldsError(f"{path}: cannot be written ({error.strerror}); choose another place") from error


def _replace(path: Path, data: bytes) -> None:
    if not path.parent.is_dir():
        raise WhoHoldsError(f"{path}: there is no folder {path.parent}; make it first")
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(prefix=".whoholds.", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        part.chmod(mode)
        part.replace(path)
    finally:  # a stop by the keyboard too
        part.unlink(missing_ok=True)
