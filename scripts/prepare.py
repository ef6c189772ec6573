"""Make .venv with the standard library alone, and say what is missing where that cannot be done."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent / ".venv"


def make_environment() -> None:
    """Create .venv; on Debian without python3-venv install that first where it is allowed."""
    if (HOME / "bin" / "python").exists():
        return
    try:
        import ensurepip  # noqa: F401  (Debian splits it off into python3-venv)
    except ImportError:
        _install_venv()
    venv.create(HOME, with_pip=True, clear=True)


def _install_venv() -> None:
    package = f"python3.{sys.version_info.minor}-venv"
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        if subprocess.run(["apt-get", "install", "-y", "-qq", package], check=False).returncode == 0:
            return
    sys.exit(f"Python's venv module is not complete here. Install it first:  sudo apt-get install {package}")


def main() -> None:
    """Check Python's version, make the environment and install what the arguments of pip name."""
    if sys.version_info < (3, 11):
        sys.exit(
            f"Who Holds needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: make PYTHON=python3.12 serve"
        )
    make_environment()
    pip = [str(HOME / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--upgrade", "pip"], check=True)
    print("Installing Who Holds into .venv (a minute or two the first time) ...", flush=True)
    subprocess.run([*pip, *sys.argv[1:]], check=True)


if __name__ == "__main__":
    main()
