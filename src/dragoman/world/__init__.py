"""What is known before any page is read: countries, offices by date, organisations, roles and places."""

from dragoman.world.index import Hit, Sense
from dragoman.world.world import Person, World

__all__ = ["Hit", "Person", "Sense", "World"]
