"""`python -m dashboard` is `whoholds`."""

from dashboard.cli import main

if __name__ == "__main__":
    main()
