-- The store as one SQLite file. Everything here is derived from the files that
-- were handed in; deleting it loses nothing. Paths are bytes, not text. Words for
-- states, kinds and roles are the machine words of the record.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per intake. entries: directory entries found by the last whole walk, less
-- those forgotten since; NULL before there was one. walking: a walk began and did not end.
CREATE TABLE root (
    name    BLOB PRIMARY KEY,
    entries INTEGER,
    walking INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One row per content (id = SHA-256 of the bytes). root, path, member: the
-- smallest place that is not gone; the image is the record of that place unless
-- stale, which asks for that file to be read again. live: some place is not gone;
-- only then there are links and a search row.
CREATE TABLE document (
    row     INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    root    BLOB NOT NULL,
    path    BLOB NOT NULL,
    member  BLOB NOT NULL,
    live    INTEGER NOT NULL,
    stale   INTEGER NOT NULL,
    size    INTEGER NOT NULL,
    draft   INTEGER NOT NULL,
    format  TEXT NOT NULL,
    state   TEXT NOT NULL,
    reason  TEXT NOT NULL,
    nature  TEXT NOT NULL,
    type    TEXT NOT NULL,
    number  TEXT NOT NULL,
    key     TEXT NOT NULL,
    date    TEXT NOT NULL,
    issuer  TEXT NOT NULL,
    subject TEXT NOT NULL
) STRICT;
CREATE INDEX document_key ON document (key) WHERE key <> '';
CREATE INDEX document_stale ON document (root, path) WHERE stale;

-- Apart from document, because it is large. hash: see image_hash.
CREATE TABLE image (
    document INTEGER PRIMARY KEY REFERENCES document (row),
    hash     INTEGER NOT NULL,
    bytes    BLOB NOT NULL
) STRICT;

-- One row per place. Records without an id have no document; their image is here.
CREATE TABLE occurrence (
    root      BLOB NOT NULL,
    path      BLOB NOT NULL,
    member    BLOB NOT NULL,
    document  INTEGER REFERENCES document (row),
    gone      INTEGER NOT NULL,
    size      INTEGER NOT NULL,
    container TEXT NOT NULL,
    format    TEXT NOT NULL,
    state     TEXT NOT NULL,
    reason    TEXT NOT NULL,
    number    TEXT NOT NULL,
    key       TEXT NOT NULL,
    date      TEXT NOT NULL,
    criterion TEXT NOT NULL,
    hash      INTEGER,
    image     BLOB,
    PRIMARY KEY (root, path, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_document ON occurrence (document, gone, root, path, member)
    WHERE document IS NOT NULL;

-- How a file looked when its reading was complete. retry: it ended in a state
-- that is tried again.
CREATE TABLE file (
    root        BLOB NOT NULL,
    path        BLOB NOT NULL,
    device      INTEGER NOT NULL,
    inode       INTEGER NOT NULL,
    size        INTEGER NOT NULL,
    mtime       INTEGER NOT NULL,
    ctime       INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    retry       INTEGER NOT NULL,
    PRIMARY KEY (root, path)
) STRICT, WITHOUT ROWID;

-- start and until are bytes of the normal text.
CREATE TABLE finding (
    document INTEGER NOT NULL REFERENCES document (row),
    ordinal  INTEGER NOT NULL,
    start    INTEGER NOT NULL,
    until    INTEGER NOT NULL,
    plan     INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    role     TEXT NOT NULL,
    value    TEXT NOT NULL,
    key      TEXT NOT NULL,
    type     TEXT NOT NULL,
    date     TEXT NOT NULL,
    issuer   TEXT NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_replaced ON finding (document) WHERE role = 'replaced';

-- position: of the criterion in its set.
CREATE TABLE link (
    document  INTEGER NOT NULL REFERENCES document (row),
    ordinal   INTEGER NOT NULL,
    criterion TEXT NOT NULL,
    position  INTEGER NOT NULL,
    need      INTEGER NOT NULL,
    series    INTEGER NOT NULL,
    signals   INTEGER NOT NULL,
    faults    INTEGER NOT NULL,
    start     INTEGER NOT NULL,
    until     INTEGER NOT NULL,
    PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_criterion ON link (criterion);

-- Reading text of live documents, by document.row; the words only, not the text.
CREATE VIRTUAL TABLE search USING fts5 (text, content = '', tokenize = 'vn');
INSERT INTO search (search, rank) VALUES ('hashsize', 4194304);
