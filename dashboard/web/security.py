"""What every answer of the server carries: no foreign hosts, no framing but for embeds, nothing that a browser may guess."""

from __future__ import annotations

from dash import Dash
from flask import Flask, Response, request

YEAR = 31_536_000


def policy(scripts: list[str], *, framed: bool) -> str:
    """The Content-Security-Policy: all from our own host; `scripts` are the hashes of Dash's inline scripts."""
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *scripts]),
        "style-src": "'self' 'unsafe-inline'",  # Plotly and React write style attributes
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "*" if framed else "'self'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def secure(app: Dash, server: Flask) -> None:
    """Add the headers to every answer, and let browsers keep what carries its own digest or version in its address."""
    hashes = [f"'{digest}'" if not digest.startswith("'") else digest for digest in app.csp_hashes()]

    @server.after_request
    def headers(answer: Response) -> Response:
        framed = request.args.get("embed") == "1"
        answer.headers["Content-Security-Policy"] = policy(hashes, framed=framed)
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if not framed:
            answer.headers["X-Frame-Options"] = "SAMEORIGIN"
        if answer.status_code == 200 and lasting(request.path, request.query_string.decode("latin-1")):
            answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        return answer


def lasting(path: str, query: str) -> bool:
    """Whether an address names its very content: Dash's component files, assets with `m=`, and our data with a digest."""
    return (
        "_dash-component-suites/" in path
        or ("/assets/" in path and "m=" in query)
        or path.startswith("/data/")
        or (path == "/theme.css" and "v=" in query)
    )
