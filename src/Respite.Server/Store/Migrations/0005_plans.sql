-- Plans that are kept, to be started as they are.
CREATE TABLE plans (
    id   TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    body TEXT NOT NULL
);

CREATE INDEX plans_of_host ON plans (host, id);
