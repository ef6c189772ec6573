"""`whoholds serve`: the page."""

from __future__ import annotations

import errno
import socket
import webbrowser
from pathlib import Path

import click

from dashboard.cli.options import case_option, open_situation, store_option
from dashboard.model import WhoHoldsError


@click.command("serve")
@case_option
@store_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 lets other machines in."
)
@click.option("--port", type=click.IntRange(1, 65535), default=8050, show_default=True, help="Port to listen on.")
@click.option("--open/--no-open", "open_page", default=False, help="Open the page in a browser.")
def serve_command(case_folder: Path | None, store_file: Path | None, host: str, port: int, open_page: bool) -> None:
    """Serve the map of a case, on this machine and without any other.

    \b
    Example:  whoholds serve
              whoholds serve --case examples/afghanistan-2021 --port 8060
    """
    listener = _listen(host, port)
    from waitress import serve  # imported after the port is known to be free, so that a mistake is told at once

    from dashboard.web import create_app

    situation = open_situation(case_folder, store_file=store_file)
    app = create_app(situation)
    url = f"http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/"
    case = situation.case
    click.echo(
        f"{case.title}: {len(situation.articles)} articles, {len(situation.claims)} claims. Open {url} (Ctrl+C stops).",
        err=True,
    )
    if open_page:
        webbrowser.open(url)
    serve(app.server, sockets=[listener], threads=8, ident="whoholds")


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens, so that a port in use is told before anything is read."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        mend = "Name an address of this machine, such as 127.0.0.1 or 0.0.0.0."
        if error.errno == errno.EADDRINUSE:
            mend = f"Another program is using it, perhaps another whoholds: stop that one, or try --port {port % 65535 + 1}."
        elif error.errno == errno.EACCES:
            mend = "Ports below 1024 may need more rights: try --port 8050."
        raise WhoHoldsError(f"cannot listen on --host {host} --port {port} ({error.strerror}). {mend}") from error
    return listener
