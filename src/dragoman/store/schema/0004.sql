-- What people decide wins: `events` holds what holds at present, and here lies what the program itself had read, for
-- those events of which a decision changes or removes something. All of it can be made again from `decisions` and a
-- new reading.

CREATE TABLE readings (
    event    TEXT PRIMARY KEY,
    article  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    run      TEXT NOT NULL REFERENCES runs (id),
    position INTEGER NOT NULL,
    vector   BLOB,                         -- as in `vectors`
    record   TEXT NOT NULL                 -- the event's JSON, as it was read
) STRICT, WITHOUT ROWID;
CREATE INDEX readings_by_article ON readings (article, position);

-- For programs that keep columns of the events in memory: which rows are gone since they last looked.

CREATE TABLE gone_events (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    number   INTEGER NOT NULL              -- `events.number`, which a later event may get again
) STRICT;
CREATE TRIGGER events_gone AFTER DELETE ON events BEGIN
    INSERT INTO gone_events (number) VALUES (old.number);
END;
