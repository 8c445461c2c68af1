-- Who is told of the journal's events, and how far each has come. The secret is sealed (docs/webhooks.md).
CREATE TABLE webhooks (
    id          TEXT PRIMARY KEY,
    position    BIGINT NOT NULL,
    failures    BIGINT NOT NULL,
    error       TEXT,
    wake_at     BIGINT NOT NULL,
    epoch       BIGINT NOT NULL,
    lease_owner TEXT NOT NULL,
    lease_until BIGINT NOT NULL,
    secret      TEXT NOT NULL,
    body        TEXT NOT NULL
);

-- Events before a webhook's position that it has not taken: they wait for another try, or for a person once they are dead.
CREATE TABLE webhook_letters (
    webhook_id     TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    seq            BIGINT NOT NULL,
    maintenance_id TEXT NOT NULL,
    attempts       BIGINT NOT NULL,
    due_at         BIGINT NOT NULL,
    dead_at        BIGINT,
    error          TEXT NOT NULL,
    PRIMARY KEY (webhook_id, seq)
);
