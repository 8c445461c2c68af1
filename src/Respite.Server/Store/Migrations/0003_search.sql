-- What lists are filtered by. The record's JSON holds both as well.
ALTER TABLE maintenances ADD COLUMN ticket TEXT;

CREATE INDEX maintenances_of_ticket ON maintenances (ticket);

CREATE TABLE maintenance_metadata (
    maintenance_id TEXT NOT NULL REFERENCES maintenances (id),
    name           TEXT NOT NULL,
    value          TEXT NOT NULL,
    PRIMARY KEY (maintenance_id, name)
);

CREATE INDEX maintenances_of_metadata ON maintenance_metadata (name, value);
