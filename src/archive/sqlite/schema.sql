-- An archive of ibid in one file. The evidence is `capture.line`, byte for byte, and is never changed; all the rest is made of it.

CREATE TABLE platform (
    n INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

-- `id` is the platform's stable id, else the handle, folded.
CREATE TABLE account (
    n INTEGER PRIMARY KEY,
    platform INTEGER NOT NULL,
    id TEXT NOT NULL,
    slug TEXT NOT NULL,
    UNIQUE (platform, id),
    UNIQUE (platform, slug)
) STRICT;

-- Who was seen under which handle; `known` when the stable id was shown. Times are microseconds.
CREATE TABLE sighting (
    account INTEGER NOT NULL,
    folded TEXT NOT NULL,
    known INTEGER NOT NULL,
    handle TEXT NOT NULL,
    name TEXT,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (account, folded, known)
) STRICT, WITHOUT ROWID;

CREATE INDEX sighting_handle ON sighting (folded, account);

-- `n` is in the order of time: see moment.rs. What is counted of a post is kept, so that counting reads no captures.
CREATE TABLE post (
    n INTEGER PRIMARY KEY,
    platform INTEGER NOT NULL,
    id TEXT NOT NULL,
    account INTEGER NOT NULL,
    captures INTEGER NOT NULL,
    year INTEGER NOT NULL,
    state TEXT NOT NULL,
    media INTEGER NOT NULL,
    hashed INTEGER NOT NULL,
    wordless INTEGER NOT NULL,
    UNIQUE (platform, id)
) STRICT;

CREATE INDEX post_account ON post (account, n);

-- `import` is the number of the log's entry that speaks of it, once that is written; -1 where an import that was cut off left it
-- behind and the next one was another.
CREATE TABLE capture (
    n INTEGER PRIMARY KEY,
    post INTEGER NOT NULL,
    import INTEGER NOT NULL,
    fingerprint BLOB NOT NULL UNIQUE,
    line TEXT NOT NULL
) STRICT;

CREATE INDEX capture_post ON capture (post);
CREATE INDEX capture_left ON capture (n) WHERE import = -1;

-- The row is the post's. Folded words, `#tag`, `@1` for the account and `@@1` for the platform of that number.
CREATE VIRTUAL TABLE words USING fts5 (
    folded,
    content = '',
    contentless_delete = 1,
    detail = none,
    tokenize = "ascii tokenchars '#@_'"
);
