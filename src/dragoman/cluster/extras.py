"""The packages of the extra `cluster`, imported where they are used: who reads on one machine needs none of them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from dragoman.errors import UsageError

__all__ = ["needed", "protocols", "said"]


def needed(module: str) -> Any:
    """A module of the extra. Raises UsageError where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        missing = (error.name or module).split(".")[0]
        raise UsageError(
            f"this needs {missing}, which is not installed: pip install 'dragoman[cluster]' (for s3:// and gs:// "
            "also dragoman[s3] or dragoman[gcs])"
        ) from error


def protocols(filesystem: Any) -> tuple[str, ...]:
    """What an fsspec filesystem's addresses may begin with."""
    found = filesystem.protocol
    return found if isinstance(found, tuple) else (found,)


def said(error: BaseException) -> str:
    """What an error says, in a line."""
    return " ".join((getattr(error, "strerror", None) or str(error) or type(error).__name__).split())
