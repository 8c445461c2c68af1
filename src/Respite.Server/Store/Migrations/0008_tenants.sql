-- Whose instance moves. A move that was stored before gets it when it next changes.
ALTER TABLE moves ADD COLUMN project_id TEXT NOT NULL DEFAULT '';

CREATE INDEX moves_of_project ON moves (project_id, instance_id);

CREATE INDEX events_of_instance ON events (instance_id, seq);

-- What scheduled maintenances are expected to do, made anew now and then until they begin.
CREATE TABLE forecasts (
    maintenance_id TEXT PRIMARY KEY REFERENCES maintenances (id),
    made_at        BIGINT NOT NULL
);

CREATE TABLE forecast_moves (
    maintenance_id TEXT NOT NULL REFERENCES forecasts (maintenance_id) ON DELETE CASCADE,
    instance_id    TEXT NOT NULL,
    project_id     TEXT NOT NULL,
    begins_at      BIGINT NOT NULL,
    ends_at        BIGINT,
    body           TEXT NOT NULL,
    PRIMARY KEY (maintenance_id, instance_id)
);

CREATE INDEX forecast_moves_of_project ON forecast_moves (project_id, instance_id);
