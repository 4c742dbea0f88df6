-- The store of what was read. One row of `articles` a page, with the reading that holds at present; decisions of
-- people are rows of their own, bound to an event's id alone, so that they outlive every new reading.
-- `record` columns hold the record's JSON; the columns beside it are there to be searched.

CREATE TABLE runs (
    id       TEXT PRIMARY KEY,
    started  TEXT NOT NULL,           -- ISO time, UTC
    program  TEXT NOT NULL,           -- version
    model    TEXT NOT NULL,
    lexicon  TEXT NOT NULL,
    codebook TEXT NOT NULL,
    options  TEXT NOT NULL            -- JSON object
) STRICT;

CREATE TABLE articles (
    number         INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,   -- hash of the bytes that were given
    run            TEXT NOT NULL REFERENCES runs (id),
    url            TEXT,
    title          TEXT,
    publisher      TEXT,
    agency         TEXT,
    byline         TEXT,
    genre          TEXT NOT NULL,
    published      TEXT,                   -- ISO day or time
    published_from TEXT NOT NULL,
    language       TEXT NOT NULL,
    origin         TEXT,
    text           TEXT NOT NULL,
    record         TEXT NOT NULL           -- the article's JSON without `text` and `lines`
) STRICT;
CREATE INDEX articles_by_publisher ON articles (publisher);
CREATE INDEX articles_by_published ON articles (published);

CREATE TABLE pages (
    article      TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    origin       TEXT,
    url          TEXT,
    content_type TEXT,
    size         INTEGER NOT NULL,         -- bytes before compression
    data         BLOB NOT NULL,            -- the bytes that were given, zlib
    lines        BLOB NOT NULL             -- the labelled lines as JSON, zlib
) STRICT;

CREATE TABLE events (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    article     TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    run         TEXT NOT NULL REFERENCES runs (id),
    position    INTEGER NOT NULL,          -- order in the reading, from 0
    act         TEXT NOT NULL,
    type        TEXT,
    status      TEXT NOT NULL,
    background  INTEGER NOT NULL,          -- 0 or 1
    date_start  TEXT,                      -- ISO day
    date_end    TEXT,
    country     TEXT,                      -- of the place, ISO alpha-3
    latitude    REAL,
    longitude   REAL,
    confidence  REAL NOT NULL,
    evidence    TEXT NOT NULL,
    record      TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_article ON events (article, position);
CREATE INDEX events_by_date ON events (date_start, date_end);
CREATE INDEX events_by_type ON events (type, status);
CREATE INDEX events_by_act ON events (act, status);

CREATE TABLE event_actors (
    event   TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    side    TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    ordinal INTEGER NOT NULL,              -- place on its side, from 0
    actor   TEXT NOT NULL,                 -- the actor's id
    name    TEXT NOT NULL,
    party   TEXT,
    country TEXT,
    sectors TEXT NOT NULL,                 -- joined by +, the main one first
    role    TEXT NOT NULL,
    PRIMARY KEY (event, side, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_actors_by_actor ON event_actors (actor);
CREATE INDEX event_actors_by_party ON event_actors (party);
CREATE INDEX event_actors_by_country ON event_actors (country);

CREATE TABLE quotations (
    id       TEXT NOT NULL,
    article  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    run      TEXT NOT NULL REFERENCES runs (id),
    position INTEGER NOT NULL,
    speaker  TEXT,                         -- id of the first speaker
    direct   INTEGER NOT NULL,
    text     TEXT NOT NULL,
    record   TEXT NOT NULL,
    PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX quotations_by_article ON quotations (article, position);
CREATE INDEX quotations_by_speaker ON quotations (speaker);

CREATE TABLE positions (
    id       TEXT NOT NULL,
    article  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    run      TEXT NOT NULL REFERENCES runs (id),
    position INTEGER NOT NULL,
    party    TEXT NOT NULL,                -- the party, or the actor's id where it acts for none
    stance   TEXT NOT NULL,
    issue    TEXT,
    record   TEXT NOT NULL,
    PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX positions_by_article ON positions (article, position);
CREATE INDEX positions_by_party ON positions (party, stance);

CREATE TABLE promises (
    id       TEXT NOT NULL,
    article  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    run      TEXT NOT NULL REFERENCES runs (id),
    position INTEGER NOT NULL,
    sort     TEXT NOT NULL,
    due      TEXT,                         -- last ISO day by which it is due
    outcome  TEXT NOT NULL,
    record   TEXT NOT NULL,
    PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX promises_by_article ON promises (article, position);
CREATE INDEX promises_by_due ON promises (outcome, due);

CREATE TABLE negotiations (
    id       TEXT NOT NULL,
    article  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    run      TEXT NOT NULL REFERENCES runs (id),
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    state    TEXT,
    record   TEXT NOT NULL,
    PRIMARY KEY (article, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX negotiations_by_article ON negotiations (article, position);

CREATE TABLE rejects (
    number  INTEGER PRIMARY KEY,
    run     TEXT NOT NULL REFERENCES runs (id),
    origin  TEXT NOT NULL,
    line    INTEGER,                       -- row of a table, from 1
    reason  TEXT NOT NULL,
    message TEXT NOT NULL
) STRICT;
CREATE INDEX rejects_by_origin ON rejects (origin, line);

CREATE TABLE decisions (
    number INTEGER PRIMARY KEY,
    made   TEXT NOT NULL,                  -- ISO time, UTC
    who    TEXT NOT NULL,
    event  TEXT NOT NULL,                  -- no foreign key: a decision outlives the reading it was made on
    field  TEXT NOT NULL,
    old    TEXT,                           -- JSON
    new    TEXT                            -- JSON
) STRICT;
CREATE INDEX decisions_by_event ON decisions (event, number);
CREATE TRIGGER decisions_are_not_changed BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision is never changed: add another'); END;
CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision is never deleted: add another'); END;

CREATE VIRTUAL TABLE articles_text USING fts5 (
    title, text, content = 'articles', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_text_insert AFTER INSERT ON articles BEGIN
    INSERT INTO articles_text (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER articles_text_delete AFTER DELETE ON articles BEGIN
    INSERT INTO articles_text (articles_text, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
END;
CREATE TRIGGER articles_text_update AFTER UPDATE OF title, text ON articles BEGIN
    INSERT INTO articles_text (articles_text, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
    INSERT INTO articles_text (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

CREATE VIRTUAL TABLE events_text USING fts5 (
    evidence, content = 'events', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER events_text_insert AFTER INSERT ON events BEGIN
    INSERT INTO events_text (rowid, evidence) VALUES (new.number, new.evidence);
END;
CREATE TRIGGER events_text_delete AFTER DELETE ON events BEGIN
    INSERT INTO events_text (events_text, rowid, evidence) VALUES ('delete', old.number, old.evidence);
END;
