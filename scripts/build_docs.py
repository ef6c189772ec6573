"""Write docs/cli.md from the command's own help: python scripts/build_docs.py (a test compares them)."""

from pathlib import Path

import click

from dashboard.cli import whoholds

TARGET = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
HEAD = "# The command line\n\nWritten by `scripts/build_docs.py` from the help of the command; do not edit by hand.\n"


def page() -> str:
    """The help of every command, as Markdown."""
    return "\n".join([HEAD, *_sections(whoholds, "whoholds")])


def _sections(command: click.Command, name: str) -> list[str]:
    context = click.Context(command, info_name=name, max_content_width=100, terminal_width=100)
    parts = [f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            parts += _sections(command.commands[child], f"{name} {child}")
    return parts


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
