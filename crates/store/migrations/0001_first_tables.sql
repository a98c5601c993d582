-- Records as they stand now: one row for each id of a kind, whichever source it came from.
-- `body` is the record as JSON. A record that vanished from its source stays, with is_active = 0.
CREATE TABLE record (
    kind      TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    source    TEXT    NOT NULL,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    body      TEXT    NOT NULL,
    -- The row of change_log that made the record what it is.
    sequence  INTEGER NOT NULL REFERENCES change_log (sequence),
    PRIMARY KEY (kind, id)
);
CREATE INDEX record_by_source ON record (source, kind, id) WHERE is_active = 1;

-- What happened, in the order in which it happened. Rows are only ever added.
-- `body` is empty for an inactivation, whose record is in an earlier row, and for responses: see the crate's README.
CREATE TABLE change_log (
    sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
    at        TEXT    NOT NULL,
    source    TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    operation TEXT    NOT NULL CHECK (operation IN ('added', 'updated', 'inactivated', 'reactivated')),
    body      TEXT
);
CREATE TRIGGER change_log_keeps_its_rows BEFORE UPDATE ON change_log
BEGIN SELECT RAISE(ABORT, 'the change log only grows: a row cannot be changed'); END;
CREATE TRIGGER change_log_loses_no_row BEFORE DELETE ON change_log
BEGIN SELECT RAISE(ABORT, 'the change log only grows: a row cannot be deleted'); END;

-- Imports that changed something.
CREATE TABLE import_log (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    at          TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    files       TEXT    NOT NULL,
    added       INTEGER NOT NULL,
    updated     INTEGER NOT NULL,
    unchanged   INTEGER NOT NULL,
    reactivated INTEGER NOT NULL,
    inactivated INTEGER NOT NULL,
    warnings    INTEGER NOT NULL,
    sequence    INTEGER NOT NULL
);
CREATE TRIGGER import_log_keeps_its_rows BEFORE UPDATE ON import_log
BEGIN SELECT RAISE(ABORT, 'the import log only grows: a row cannot be changed'); END;
CREATE TRIGGER import_log_loses_no_row BEFORE DELETE ON import_log
BEGIN SELECT RAISE(ABORT, 'the import log only grows: a row cannot be deleted'); END;

-- The district itself: one row or none.
CREATE TABLE district (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    body     TEXT    NOT NULL,
    sequence INTEGER NOT NULL REFERENCES change_log (sequence)
);
