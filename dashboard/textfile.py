"""The text of a file, or an error that names the file and the mend; what is not UTF-8 is never guessed at."""

from __future__ import annotations

from pathlib import Path

from dashboard.model import WhoHoldsError


def read_text(path: Path, kind: str = "a text file") -> str:
    """The text of a file in UTF-8, without a byte order mark, line ends as they are; `kind` is what errors ask for.

    Raises WhoHoldsError where the file is missing, a folder, not readable, binary, or in another encoding.
    """
    return decoded(read_bytes(path, kind), path)


def read_bytes(path: Path, kind: str = "a file") -> bytes:
    """The bytes of a file; WhoHoldsError where it is missing, a folder or not readable."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise WhoHoldsError(f"{path}: there is no such file.") from None
    except IsADirectoryError:
        raise WhoHoldsError(f"{path}: this is a folder; {kind} is needed.") from None
    except OSError as error:
        raise WhoHoldsError(f"{path}: cannot be read ({error.strerror}).") from None


def decoded(data: bytes, where: Path | str) -> str:
    """Bytes as UTF-8 text without a byte order mark; WhoHoldsError, which begins with `where`, for any other bytes."""
    if b"\x00" in data:
        raise WhoHoldsError(f"{where}: is binary (a NUL byte at {data.index(0)}), not text. Save it as text in UTF-8.")
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise WhoHoldsError(
            f"{where}: byte {error.start} (0x{data[error.start]:02x}) is not UTF-8. "
            "Save the file as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8"
        ) from None
