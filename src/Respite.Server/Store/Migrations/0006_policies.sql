-- Policies that operators name instead of writing them out.
CREATE TABLE policies (
    name       TEXT PRIMARY KEY,
    is_default INTEGER NOT NULL,
    body       TEXT NOT NULL
);

-- One at most holds where none is said.
CREATE UNIQUE INDEX one_default_policy ON policies (is_default) WHERE is_default = 1;
