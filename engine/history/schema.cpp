// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/database.h"

#include <array>

namespace postern::history {

namespace {

// A run's row holds what lists sort and filter by and is short, so that a hundred thousand are looked
// through in a moment. `detail` is the rest of its summary, closed; `state` of a node is the worst of
// its attempts. A value that many have (an image, a flow's file) is one `blob`. Times are microseconds.
constexpr const char *kVersion1 = R"(
CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE run(
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    state INTEGER NOT NULL,
    name TEXT NOT NULL,
    flow TEXT NOT NULL,
    variant TEXT NOT NULL,
    node TEXT NOT NULL,
    parent TEXT NOT NULL,
    started INTEGER NOT NULL,
    elapsed INTEGER NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    total_tokens INTEGER NOT NULL,
    cost REAL,
    lines INTEGER NOT NULL,
    failed_lines INTEGER NOT NULL,
    failed_node TEXT NOT NULL,
    revision TEXT NOT NULL,
    dirty INTEGER NOT NULL,
    pinned INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    owner TEXT NOT NULL
);
CREATE INDEX run_started ON run(started);
CREATE INDEX run_going ON run(state) WHERE state = 0;
CREATE INDEX run_parent ON run(parent) WHERE parent <> '';
CREATE TABLE detail(run INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE node(
    name TEXT NOT NULL,
    run INTEGER NOT NULL,
    state INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    elapsed INTEGER NOT NULL,
    total_tokens INTEGER NOT NULL,
    PRIMARY KEY(name, run)
) WITHOUT ROWID;
CREATE INDEX node_run ON node(run);
CREATE TABLE tag(name TEXT NOT NULL, run INTEGER NOT NULL, PRIMARY KEY(name, run)) WITHOUT ROWID;
CREATE INDEX tag_run ON tag(run);
CREATE TABLE block(number INTEGER PRIMARY KEY, run INTEGER NOT NULL, data BLOB NOT NULL);
CREATE INDEX block_run ON block(run);
CREATE TABLE blob(number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, data BLOB NOT NULL);
CREATE TABLE use(run INTEGER NOT NULL, blob INTEGER NOT NULL, PRIMARY KEY(run, blob)) WITHOUT ROWID;
CREATE INDEX use_blob ON use(blob);
CREATE VIRTUAL TABLE words USING fts5(body, tokenize = 'unicode61 remove_diacritics 2');
)";

constexpr std::array kSteps{kVersion1};

} // namespace

std::span<const char *const> schemaSteps()
{
    return kSteps;
}

} // namespace postern::history
