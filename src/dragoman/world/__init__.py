"""What is known before any page is read: countries, offices by date, organisations, roles and places."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.world.index import Hit, Sense
    from dragoman.world.world import Person, World

__all__ = ["Hit", "Person", "Sense", "World"]


def __getattr__(name: str) -> Any:
    """What is exported, when it is asked for: who folds a name's accents (`names`) needs no index of the world."""
    if name in ("Hit", "Sense"):
        from dragoman.world import index as module
    elif name in ("Person", "World"):
        from dragoman.world import world as module  # type: ignore[no-redef]
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(module, name)
