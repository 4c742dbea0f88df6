"""What was read is kept: SQLite with the page, the record, the runs and the decisions of people."""

from dragoman.store.query import EventQuery, Source
from dragoman.store.runs import new_run
from dragoman.store.store import Decision, Store

__all__ = ["Decision", "EventQuery", "Source", "Store", "new_run"]
