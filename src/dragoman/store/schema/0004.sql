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

-- For programs that keep columns of these tables in memory: which rows went or changed since they last looked.

CREATE TABLE gone_rows (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    place    TEXT NOT NULL,                -- the table
    number   INTEGER NOT NULL              -- its row, whose number a later one may get again
) STRICT;
CREATE TRIGGER gone_events AFTER DELETE ON events BEGIN
    INSERT INTO gone_rows (place, number) VALUES ('events', old.number);
END;
CREATE TRIGGER gone_articles AFTER DELETE ON articles BEGIN
    INSERT INTO gone_rows (place, number) VALUES ('articles', old.number);
END;
CREATE TRIGGER changed_articles AFTER UPDATE ON articles BEGIN
    INSERT INTO gone_rows (place, number) VALUES ('articles', old.number);
END;
CREATE TRIGGER gone_incidents AFTER DELETE ON incidents BEGIN
    INSERT INTO gone_rows (place, number) VALUES ('incidents', old.rowid);
END;
