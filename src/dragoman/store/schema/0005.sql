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
