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
INSERT INTO unlinked_articles SELECT id FROM articles;
INSERT INTO unlinked_events SELECT id FROM events;
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
