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
    options  TEXT NOT NULL,           -- JSON object
    finished TEXT                     -- ISO time, UTC; null where it was stopped
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
    lines        BLOB NOT NULL,            -- the labelled lines as JSON, zlib
    line         INTEGER,                  -- line, row or record of a file of many pages, from 1
    said         TEXT,                     -- JSON: what a table's row says of it; null for no row
    known        TEXT NOT NULL DEFAULT '{}' -- JSON: what the user said of it
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
    message TEXT NOT NULL,
    page    TEXT                           -- id of the page, where there were bytes to take it from
) STRICT;
CREATE UNIQUE INDEX rejects_once ON rejects (origin, ifnull(line, 0));

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

-- Pages that triage passed over, and what a new reading changed.

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

-- One text, one happening: what linking works with, and the incidents that it finds. All of it can be made again from
-- `articles`, `events`, `vectors` and `decisions`.

CREATE TABLE vectors (
    event TEXT PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    data  BLOB NOT NULL                    -- what the encoder made of the clause: 384 signed bytes
) STRICT, WITHOUT ROWID;

-- Texts by a sample of their word shingles, to find copies.

CREATE TABLE fingerprints (
    article  INTEGER PRIMARY KEY,          -- `articles.number`
    shingles INTEGER NOT NULL,             -- different shingles of the text
    rate     INTEGER NOT NULL,             -- one in so many is sampled
    marks    BLOB NOT NULL                 -- the sampled hashes, 8 bytes each
) STRICT;
CREATE TABLE fingerprint_marks (
    mark    INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (mark, article)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER fingerprints_delete AFTER DELETE ON articles BEGIN
    DELETE FROM fingerprints WHERE article = old.number;
END;

CREATE TABLE copies (
    one       TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    other     TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    contained REAL NOT NULL,               -- share of the shorter text that stands in the longer one
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_other ON copies (other);
CREATE TABLE copy_groups (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
    text    TEXT NOT NULL                  -- the smallest id among the copies of this text
) STRICT, WITHOUT ROWID;
CREATE INDEX copy_groups_by_text ON copy_groups (text);

-- Events as linking sees them, and which of them hang together.

CREATE TABLE reports (
    event TEXT PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    data  BLOB NOT NULL                    -- `linking.report.Report` without its vector, MessagePack
) STRICT, WITHOUT ROWID;
CREATE TABLE report_keys (
    key     TEXT NOT NULL,                 -- family of acts, and two parties, one party or a place
    first   INTEGER NOT NULL,              -- first and last day on which it may lie, as ordinals
    last    INTEGER NOT NULL,
    event   TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    several INTEGER NOT NULL,              -- 1: it names several parties and the key only one of them
    PRIMARY KEY (key, first, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_keys_by_event ON report_keys (event);
CREATE TABLE report_ties (
    one   TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    other TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    score REAL NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX report_ties_by_other ON report_ties (other, one);

CREATE TABLE incidents (
    id           TEXT PRIMARY KEY,
    act          TEXT NOT NULL,
    status       TEXT NOT NULL,
    background   INTEGER NOT NULL,
    date_start   TEXT,
    date_end     TEXT,
    first_report TEXT,
    last_report  TEXT,
    reports      INTEGER NOT NULL,
    independent  INTEGER NOT NULL,
    record       TEXT NOT NULL
) STRICT;
CREATE INDEX incidents_by_date ON incidents (date_start, date_end);
CREATE INDEX incidents_by_report ON incidents (first_report, last_report);
CREATE INDEX incidents_by_act ON incidents (act, status);
CREATE TABLE incident_events (
    event    TEXT PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,
    incident TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_events_by_incident ON incident_events (incident);
CREATE TABLE incident_actors (
    incident TEXT NOT NULL REFERENCES incidents (id) ON DELETE CASCADE,
    side     TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    ordinal  INTEGER NOT NULL,
    actor    TEXT NOT NULL,
    name     TEXT NOT NULL,
    party    TEXT,
    country  TEXT,
    PRIMARY KEY (incident, side, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_actors_by_actor ON incident_actors (actor);
CREATE INDEX incident_actors_by_party ON incident_actors (party);
CREATE INDEX incident_actors_by_country ON incident_actors (country);
CREATE TABLE incident_aliases (
    alias    TEXT PRIMARY KEY,
    incident TEXT NOT NULL                 -- no foreign key: an alias outlives the grouping that it was made in
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_aliases_by_incident ON incident_aliases (incident);

-- What is still to be linked: filled here, emptied by `store.incidents.link`. (No OR IGNORE in the triggers: the upsert
-- that fires them would overrule it.)

CREATE TABLE unlinked_articles (
    article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE unlinked_events (
    event TEXT PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE stale_incidents (
    incident TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TRIGGER articles_to_link AFTER INSERT ON articles BEGIN
    INSERT INTO unlinked_articles SELECT new.id WHERE new.id NOT IN (SELECT article FROM unlinked_articles);
END;
CREATE TRIGGER articles_to_link_again AFTER UPDATE OF text ON articles WHEN old.text IS NOT new.text BEGIN
    INSERT INTO unlinked_articles SELECT new.id WHERE new.id NOT IN (SELECT article FROM unlinked_articles);
END;
CREATE TRIGGER events_to_link AFTER INSERT ON events BEGIN
    INSERT INTO unlinked_events VALUES (new.id);
END;
CREATE TRIGGER incidents_to_make_anew BEFORE DELETE ON events BEGIN
    INSERT INTO stale_incidents SELECT incident FROM incident_events
    WHERE event = old.id AND incident NOT IN (SELECT incident FROM stale_incidents);
END;

-- Negotiations as users name them; a later row of the same name takes the place of an earlier one.

CREATE TABLE negotiation_names (
    number     INTEGER PRIMARY KEY,
    made       TEXT NOT NULL,              -- ISO time, UTC
    name       TEXT NOT NULL,
    definition TEXT                        -- JSON of `negotiations.naming.Naming`; null: the name was taken back
) STRICT;

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

-- Events of other data sets, to be seen beside ours and compared with them. Never mixed with `events`.

CREATE TABLE foreign_records (
    number         INTEGER PRIMARY KEY,
    source         TEXT NOT NULL,          -- gdelt, icews, polecat, ucdp-ged, acled
    id             TEXT NOT NULL,          -- as the data set has it
    file           TEXT NOT NULL,
    day            TEXT,                   -- first ISO day
    last_day       TEXT,
    type           TEXT,                   -- PLOVER's type that its code stands for
    code           TEXT,                   -- its own code or type
    quad           TEXT,
    intensity      REAL,                   -- on its own scale
    actor          TEXT,
    actor_country  TEXT,                   -- ISO alpha-3; several joined by ;
    target         TEXT,
    target_country TEXT,
    place          TEXT,
    country        TEXT,
    latitude       REAL,
    longitude      REAL,
    deaths         INTEGER,
    publisher      TEXT,
    url            TEXT,
    text           TEXT,                   -- what the data set says in words
    UNIQUE (source, id)
) STRICT;
CREATE INDEX foreign_records_by_day ON foreign_records (source, day);

-- Feeds that are watched: what is due when, the pages that they led to, each version of a page with its place in the
-- web archive beside the store, and what was told to whom. Times are ISO, UTC.

CREATE TABLE watch_feeds (
    url        TEXT PRIMARY KEY,           -- as the user wrote it
    name       TEXT NOT NULL,
    address    TEXT NOT NULL,              -- where it is fetched from, after it moved for good
    listed     INTEGER NOT NULL,           -- 1 while it stands in the user's file
    status     TEXT NOT NULL CHECK (status IN ('new', 'ok', 'failing', 'barred', 'gone')),
    message    TEXT,
    failures   INTEGER NOT NULL DEFAULT 0, -- one after another
    etag       TEXT,
    modified   TEXT,
    next_at    TEXT NOT NULL,
    tried_at   TEXT,
    fetched_at TEXT,                       -- when it last answered as it should
    new_at     TEXT                        -- when it last had something new
) STRICT;

CREATE TABLE watch_hosts (
    host      TEXT PRIMARY KEY,            -- scheme, name and port
    ready_at  TEXT,                        -- no request before
    failures  INTEGER NOT NULL DEFAULT 0,
    robots    TEXT,                        -- its robots.txt; null where it has none or was never asked
    robots_at TEXT,                        -- when it was asked for it
    closed    INTEGER NOT NULL DEFAULT 0   -- 1 where it could not say: nothing is fetched until it does
) STRICT;

CREATE TABLE watch_pages (
    number     INTEGER PRIMARY KEY,
    address    TEXT NOT NULL UNIQUE,
    feed       TEXT NOT NULL REFERENCES watch_feeds (url),
    title      TEXT,                       -- as the feed has it
    published  TEXT,                       -- as the feed has it
    updated    TEXT,                       -- as the feed has it
    found_at   TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'passed', 'refused', 'failed', 'gone')),
    message    TEXT,
    tries      INTEGER NOT NULL DEFAULT 0, -- failed ones, one after another
    looks      INTEGER NOT NULL DEFAULT 0, -- how often it was looked at
    next_at    TEXT,                       -- null where it is not looked at any more
    looked_at  TEXT,
    etag       TEXT,
    modified   TEXT
) STRICT;
CREATE INDEX watch_pages_due ON watch_pages (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX watch_pages_by_feed ON watch_pages (feed, found_at);

CREATE TABLE watch_versions (
    number       INTEGER PRIMARY KEY,
    page         INTEGER NOT NULL REFERENCES watch_pages (number),
    version      INTEGER,                  -- from 1, of those whose text differs from the one before
    state        TEXT NOT NULL CHECK (state IN ('fetched', 'kept', 'same', 'passed', 'refused')),
    fetched_at   TEXT NOT NULL,
    url          TEXT NOT NULL,            -- after redirects
    content_type TEXT,
    digest       TEXT NOT NULL,            -- the id that an article of these bytes has
    file         TEXT NOT NULL,            -- of the web archive
    place        INTEGER NOT NULL,         -- of the record's first byte
    article      TEXT,                     -- no foreign key: a version outlives the reading of it
    changed      TEXT                      -- JSON: the text against the version before, as [[mark, words], …]
) STRICT;
CREATE INDEX watch_versions_by_page ON watch_versions (page, number);
CREATE INDEX watch_versions_by_article ON watch_versions (article);
CREATE INDEX watch_versions_to_read ON watch_versions (number) WHERE state = 'fetched';

CREATE TABLE watch_archives (
    file TEXT PRIMARY KEY,
    size INTEGER NOT NULL                  -- bytes that are whole; what is beyond was being written when it ended
) STRICT;

CREATE TABLE watch_marks (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- What was told. A subject is an event with its status, a negotiation, a pair's week …, so that nothing is told twice
-- even where incidents are joined or parted later.

CREATE TABLE watch_rules (
    name  TEXT PRIMARY KEY,
    since TEXT NOT NULL                    -- what was in the store by then is not told
) STRICT;
CREATE TABLE watch_told (
    rule    TEXT NOT NULL,
    subject TEXT NOT NULL,
    value   TEXT,
    PRIMARY KEY (rule, subject)
) STRICT, WITHOUT ROWID;
CREATE TABLE watch_alerts (
    number   INTEGER PRIMARY KEY,
    rule     TEXT NOT NULL,
    subject  TEXT NOT NULL,
    made_at  TEXT NOT NULL,
    headline TEXT NOT NULL,
    record   TEXT NOT NULL,                -- JSON of `watch.alerts.Alert`
    UNIQUE (rule, subject)
) STRICT;
CREATE TABLE watch_letters (
    number  INTEGER PRIMARY KEY,
    key     TEXT NOT NULL UNIQUE,          -- what is told, and to whom
    target  TEXT NOT NULL,                 -- name of the way of delivery
    alert   INTEGER REFERENCES watch_alerts (number),
    subject TEXT NOT NULL,
    body    TEXT NOT NULL,                 -- JSON of `watch.letters.Body`
    made_at TEXT NOT NULL,
    state   TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'unsure')),
    tries   INTEGER NOT NULL DEFAULT 0,
    next_at TEXT,
    sent_at TEXT,
    message TEXT
) STRICT;
CREATE INDEX watch_letters_due ON watch_letters (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX watch_letters_by_state ON watch_letters (state, number);
