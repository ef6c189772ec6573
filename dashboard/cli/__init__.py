"""`whoholds`: every command translates its words and calls one function of the package."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import click

from dashboard import __version__
from dashboard.cli.case import case_group
from dashboard.cli.claims import claims_command
from dashboard.cli.control import control_command
from dashboard.cli.doctor import doctor_command
from dashboard.cli.evaluate import evaluate_command
from dashboard.cli.export import export_command
from dashboard.cli.read import read_command
from dashboard.cli.serve import serve_command
from dashboard.model import WhoHoldsError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="whoholds")
def whoholds() -> None:
    """Who holds this province, since when, who says so, and did we know it then?

    News articles go in, claims of control come out, and a map shows them on two clocks: the day of the situation
    and the day on which it was known. Every colour can be followed back to a sentence.

    \b
    Start here:  whoholds serve
    """


for _command in (
    serve_command,
    read_command,
    claims_command,
    control_command,
    export_command,
    evaluate_command,
    case_group,
    doctor_command,
):
    whoholds.add_command(_command)


def main() -> None:
    """Run the command; a mistake in the input is one paragraph on stderr and exit code 2."""
    try:
        whoholds(standalone_mode=False)
    except WhoHoldsError as error:
        click.echo(f"whoholds: {error}", err=True)
        sys.exit(2)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("whoholds: stopped", err=True)
        sys.exit(130)
    except OSError as error:  # such as a full disk under standard output, which no command can know of
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains again at its end
        click.echo(f"whoholds: {error.filename or 'the output'}: {error.strerror}", err=True)
        sys.exit(2)
