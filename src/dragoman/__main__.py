"""`python -m dragoman` is `dragoman`."""

import sys

from dragoman.cli.main import run

sys.exit(run())
