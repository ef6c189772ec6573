"""`whoholds`, also as `python -m dashboard`."""

import sys


def main() -> None:
    """Run the command; a stop by the keyboard is one word and exit code 130, from the first moment on."""
    try:
        from dashboard.cli import main as run  # takes a second, in which a person may stop it

        run()
    except KeyboardInterrupt:
        sys.stderr.write("whoholds: stopped\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
