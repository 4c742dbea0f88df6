"""One thread a process for the libraries of linear algebra: pages are read side by side, not one matrix."""

from __future__ import annotations

import os

__all__ = ["ONE_THREAD", "keep_to_one"]

ONE_THREAD = {
    **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1"),
    "TOKENIZERS_PARALLELISM": "false",
}


def keep_to_one() -> None:
    """Set what the user has not set; it must be done before the libraries are loaded."""
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
