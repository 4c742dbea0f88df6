-- Corpora: pages that are rows of tables, pages that triage passed over, and what a new reading changed.

ALTER TABLE pages ADD COLUMN line INTEGER;                     -- line, row or record of a file of many pages, from 1
ALTER TABLE pages ADD COLUMN said TEXT;                        -- JSON: what a table's row says of it; null for no row
ALTER TABLE pages ADD COLUMN known TEXT NOT NULL DEFAULT '{}'; -- JSON: what the user said of it
UPDATE pages SET known = (SELECT r.options FROM articles a JOIN runs r ON r.id = a.run WHERE a.id = pages.article);

ALTER TABLE runs ADD COLUMN finished TEXT;                     -- ISO time, UTC; null where it was stopped

ALTER TABLE rejects ADD COLUMN page TEXT;                      -- id of the page, where there were bytes to take it from
DELETE FROM rejects WHERE number NOT IN (SELECT max(number) FROM rejects GROUP BY origin, ifnull(line, 0));
CREATE UNIQUE INDEX rejects_once ON rejects (origin, ifnull(line, 0));
DROP INDEX rejects_by_origin;

CREATE TABLE skipped (
    number       INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,     -- the id that the article would have
    run          TEXT NOT NULL REFERENCES runs (id),
    triage       TEXT NOT NULL,            -- version of the triage that passed it over
    score        REAL NOT NULL,            -- its chance of a political event, 0 to 1
    title        TEXT,
    published    TEXT,
    origin       TEXT NOT NULL,
    line         INTEGER,
    url          TEXT,
    content_type TEXT,
    said         TEXT,
    known        TEXT NOT NULL,
    size         INTEGER NOT NULL,         -- bytes before compression
    data         BLOB NOT NULL             -- the bytes that were given, zlib
) STRICT;

CREATE TABLE changes (
    number  INTEGER PRIMARY KEY,
    run     TEXT NOT NULL REFERENCES runs (id),
    article TEXT NOT NULL,
    event   TEXT NOT NULL,
    change  TEXT NOT NULL CHECK (change IN ('added', 'gone', 'changed')),
    fields  TEXT NOT NULL,                 -- JSON: each changed field with its old and new value; {} unless changed
    record  TEXT                           -- JSON of an event that is gone
) STRICT;
CREATE INDEX changes_by_run ON changes (run, article);
