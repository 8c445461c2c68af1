-- A row holds its record as JSON; a column is only what SQL asks for.
CREATE TABLE maintenances (
    id          TEXT PRIMARY KEY,
    host        TEXT NOT NULL,
    state       TEXT NOT NULL,
    is_open     INTEGER NOT NULL,
    created_at  BIGINT NOT NULL,
    wake_at     BIGINT NOT NULL,
    version     BIGINT NOT NULL,
    epoch       BIGINT NOT NULL,
    lease_owner TEXT NOT NULL,
    lease_until BIGINT NOT NULL,
    body        TEXT NOT NULL
);

-- One open maintenance per host, whoever asks and from wherever.
CREATE UNIQUE INDEX one_open_maintenance_per_host ON maintenances (host) WHERE is_open = 1;

CREATE INDEX maintenances_due ON maintenances (wake_at) WHERE is_open = 1;

CREATE TABLE moves (
    maintenance_id TEXT NOT NULL REFERENCES maintenances (id),
    instance_id    TEXT NOT NULL,
    in_flight      INTEGER NOT NULL,
    position       INTEGER NOT NULL,
    body           TEXT NOT NULL,
    PRIMARY KEY (maintenance_id, instance_id)
);

CREATE INDEX moves_in_flight ON moves (in_flight) WHERE in_flight = 1;

CREATE TABLE events (
    seq            $SERIAL,
    at             BIGINT NOT NULL,
    maintenance_id TEXT NOT NULL REFERENCES maintenances (id),
    host           TEXT NOT NULL,
    instance_id    TEXT,
    instance_name  TEXT,
    type           TEXT NOT NULL,
    message        TEXT NOT NULL
);

CREATE INDEX events_of_maintenance ON events (maintenance_id, seq);
