"""Write docs/cli.md from the command's own help: python scripts/build_docs.py (a test compares them)."""

from pathlib import Path

import click

from dashboard.cli import whoholds

TARGET = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
HEAD = "# The command line\n\nWritten by `scripts/build_docs.py` from the help of the command; do not edit by hand.\n"


def page() -> str:
    """The help of every command, as Markdown."""
    return "\n".join([HEAD, *_sections(whoholds, "whoholds", None)])


def _sections(command: click.Command, name: str, parent: click.Context | None) -> list[str]:
    """The help of a command and of those below it; the parent's context gives them its settings, as when they run."""
    context = click.Context(
        command, info_name=name.split()[-1], parent=parent, terminal_width=100, **command.context_settings
    )
    parts = [f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            parts += _sections(command.commands[child], f"{name} {child}", context)
    return parts


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
