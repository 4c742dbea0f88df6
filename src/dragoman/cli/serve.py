"""`dragoman serve`: the desk, a store in a browser."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import click

from dragoman.cli import options

__all__ = ["command"]


@click.command(short_help="Open a store in a browser: read, search, review.")
@options.store
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8642, show_default=True, metavar="N", help="Port to listen on."
)
@click.option(
    "--password-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Who may come in: lines NAME:HASH, as `dragoman password` writes them.",
)
@click.option("--token", is_flag=True, help="Make a secret and let in whoever has it.")
@click.option("--read-only", is_flag=True, help="Nothing may be kept or decided.")
@options.lexicons
@options.codebook
@options.allow_private
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
def command(
    store: Path,
    host: str,
    port: int,
    password_file: Path | None,
    token: bool,
    read_only: bool,
    lexicons: tuple[str, ...],
    codebook: str | None,
    allow_private: bool,
    no_browser: bool,
) -> None:
    """Open STORE as a web page on this machine, until Ctrl-C. A store that is not there yet is made. Beyond this
    machine (--host) one must sign in, by a password file or a token.

    \b
    Example:
      dragoman serve desk.db
      dragoman serve desk.db --host 0.0.0.0 --password-file people.txt --read-only
    """
    # Imported here: the web server is of no use to `dragoman --help`.
    from secrets import token_urlsafe

    import uvicorn

    from dragoman.desk.app import make_app
    from dragoman.desk.passwords import read_passwords
    from dragoman.desk.settings import Settings

    secret = token_urlsafe(18) if token else None
    settings = Settings(
        store=store, host=host, port=port, users=read_passwords(password_file) if password_file else {}, token=secret,
        read_only=read_only, allow_private=allow_private, lexicons=lexicons, codebook=codebook,
    )  # fmt: skip
    if not store.exists() and not read_only:
        click.echo(f"{store} is new: no store of that name was there", err=True)
    app = make_app(settings)
    named = f"[{host}]" if ":" in host else host
    address = f"http://{named}:{port}/" + (f"sign-in?token={secret}" if secret else "")
    click.echo(f"The desk of {store} is at {address} (Ctrl-C ends it)", err=True)
    if not no_browser and _has_screen():
        click.launch(address)
    server = uvicorn.Server(
        uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False, access_log=False)
    )
    app.state.ending = lambda: server.should_exit  # streams to browsers end with it, which would keep it from ending
    with contextlib.suppress(KeyboardInterrupt):
        server.run()
    if not server.started:
        raise SystemExit(3)  # uvicorn has said why


def _has_screen() -> bool:
    """Whether a browser can be seen here: on a server the attempt only prints what is missing."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
