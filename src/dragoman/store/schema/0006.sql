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
