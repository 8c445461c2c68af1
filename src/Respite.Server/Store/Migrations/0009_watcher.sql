-- What clients of Watcher's API have made (docs/watcher.md). wake_at: when something is next to be done for it; null: nothing is.
CREATE TABLE watcher_templates (
    id   TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    body TEXT NOT NULL
);

CREATE UNIQUE INDEX watcher_template_names ON watcher_templates (name);

CREATE TABLE watcher_audits (
    id      TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    wake_at BIGINT,
    version BIGINT NOT NULL,
    body    TEXT NOT NULL
);

CREATE UNIQUE INDEX watcher_audit_names ON watcher_audits (name);

CREATE INDEX watcher_audits_due ON watcher_audits (wake_at) WHERE wake_at IS NOT NULL;

CREATE TABLE watcher_plans (
    id       TEXT PRIMARY KEY,
    audit_id TEXT NOT NULL,
    is_open  INTEGER NOT NULL,
    version  BIGINT NOT NULL,
    body     TEXT NOT NULL
);

CREATE INDEX watcher_plans_of_audit ON watcher_plans (audit_id);

CREATE INDEX watcher_plans_open ON watcher_plans (is_open) WHERE is_open = 1;
