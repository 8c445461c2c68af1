-- Every request that changes something, and who sent it. Kept whatever becomes of the maintenance.
CREATE TABLE audit (
    seq            $SERIAL,
    at             BIGINT NOT NULL,
    user_id        TEXT NOT NULL,
    user_name      TEXT NOT NULL,
    project_id     TEXT,
    address        TEXT NOT NULL,
    request_id     TEXT NOT NULL,
    method         TEXT NOT NULL,
    path           TEXT NOT NULL,
    status         INTEGER NOT NULL,
    reason         TEXT,
    ticket         TEXT
);
