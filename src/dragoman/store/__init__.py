"""What was read is kept: SQLite with the page, the record, the runs and the decisions of people."""

from dragoman.store.changes import Change
from dragoman.store.corpus import CRASH, FAULT, Corpus, PageToRead, Skip
from dragoman.store.packing import PackedPage, PackedRecord, pack_page, pack_record
from dragoman.store.query import EventQuery, Source
from dragoman.store.runs import new_run
from dragoman.store.store import Decision, Store

__all__ = [
    "CRASH",
    "FAULT",
    "Change",
    "Corpus",
    "Decision",
    "EventQuery",
    "PackedPage",
    "PackedRecord",
    "PageToRead",
    "Skip",
    "Source",
    "Store",
    "new_run",
    "pack_page",
    "pack_record",
]
