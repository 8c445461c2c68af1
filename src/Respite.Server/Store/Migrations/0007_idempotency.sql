-- Requests that make something, by the key that their caller gave them: one that is sent again gets the answer of the first.
CREATE TABLE idempotency_keys (
    caller        TEXT NOT NULL,
    key           TEXT NOT NULL,
    request       TEXT NOT NULL,
    resource_id   TEXT NOT NULL,
    at            BIGINT NOT NULL,
    claimed_until BIGINT NOT NULL,
    status        BIGINT,
    location      TEXT,
    body          TEXT,
    PRIMARY KEY (caller, key)
);

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (at);
