"""Run every test: unit and docs tests on all cores, then the browser tests one by one, in a real Chromium."""

import subprocess
import sys


def main() -> int:
    """The exit code of the first run that fails, else 0."""
    for arguments in (["-q", "-n", "auto", "-m", "not browser"], ["-q", "-m", "browser"]):
        code = subprocess.run([sys.executable, "-m", "pytest", *arguments], check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
