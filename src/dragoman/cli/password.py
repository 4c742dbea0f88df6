"""`dragoman password`: who may sign in to a desk that others can reach."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


@click.command(short_help="Set a password for a desk that others can reach.")
@click.argument("name")
@click.option(
    "--file",
    "file",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The password file; it is made if there is none.",
)
@click.password_option(help="The password; asked for unless given.")
def command(name: str, file: Path, password: str) -> None:
    """Write NAME and the hash of a password into a file for `dragoman serve --password-file`. A NAME that is there
    gets the new password.

    \b
    Example:
      dragoman password ines --file people.txt
    """
    from dragoman.desk.passwords import set_password

    set_password(file, name, password)
    click.echo(f"{name} may sign in with this password; start the desk again.", err=True)
