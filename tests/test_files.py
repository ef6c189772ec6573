"""Files are written whole or not at all, and nothing but a file is ever replaced."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.export.files import put_bytes
from dashboard.model import WhoHoldsError

resource = pytest.importorskip("resource")  # not on Windows
WRITER = "import sys; from pathlib import Path; from dashboard.export.files import put_bytes\nput_bytes(Path(sys.argv[1]), b'x' * 10_000)"


def test_a_write_that_fails_in_the_middle_leaves_the_old_file_and_no_rest(tmp_path):
    path = tmp_path / "status.csv"
    path.write_text("old")
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "WhoHoldsError" in done.stderr.splitlines()[-1]
    assert "status.csv: cannot be written (File too large)" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["status.csv"]
    assert path.read_text() == "old"


def test_a_device_is_written_to_and_not_replaced(tmp_path):
    full = Path("/dev/full")
    if not full.is_char_device():
        pytest.skip("there is no /dev/full here")
    path = tmp_path / "map.png"
    path.symlink_to(full)  # a link, so that a mistake here can replace no more than the link
    with pytest.raises(WhoHoldsError, match=r"map\.png: cannot be written \(No space left on device\)"):
        put_bytes(path, b"x")
    assert path.is_symlink()
    assert full.is_char_device()


def test_a_link_is_followed_and_a_file_keeps_its_permissions(tmp_path):
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "a.csv", tmp_path / "link.csv"
    real.write_text("old")
    real.chmod(0o600)
    link.symlink_to(real)
    put_bytes(link, b"new")
    assert real.read_text() == "new"
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert [p.name for p in real.parent.iterdir()] == ["a.csv"]


def test_a_link_to_itself_and_a_file_taken_for_a_folder_are_told(tmp_path):
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    (tmp_path / "file").write_text("")
    for path, said in ((loop, "leads to itself"), (tmp_path / "file" / "a.csv", "no folder")):
        with pytest.raises(WhoHoldsError, match=said):
            put_bytes(path, b"x")
