// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/http/message.h"
#include "engine/run/event.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::replay {

/// A body as a cassette keeps it: JSON as the value that it is, everything else as text.
struct Body
{
    Value json;       ///< of a JSON body, whatever `text` says
    std::string text; ///< of any other
    bool isJson = false;

    static Body of(std::string_view bytes);
    /// As it is sent: JSON is written anew.
    std::string bytes() const;
};

/// One attempt of a request and what came of it, without secrets.
struct Recording
{
    std::string node; ///< whose code or tool asked, with those around it: "outer/inner"
    std::size_t line = 0;
    std::string method;
    std::string host;   ///< as it was asked then; a replay doesn't look at it
    std::string target; ///< path and query, without keys
    Body request;
    int status = 0;     ///< 0: there was no answer
    std::string error;  ///< why not, or why it broke off
    bool isCut = false; ///< the run didn't wait for the end of the answer
    http::Headers headers;
    /// The answer's body: one, or those of a stream as they came.
    std::vector<Body> pieces;
    std::chrono::microseconds elapsed{0};
};

/// What is said of a cassette as a whole.
struct CassetteHead
{
    std::string program; ///< that wrote it: "postern 0.1.0"
    std::string flow;    ///< the folder's name
    /// The simulator answered: what it stands in for is stood in for again.
    bool simulated = false;
    std::string variant;
    std::string node; ///< it alone was run
    Dict inputs;      ///< as they were given
};

/// What a node of the run gave.
struct GivenByNode
{
    std::string node;
    run::NodeState state = run::NodeState::Done;
    Value inputs; ///< dict
    Value output;
    bool isExact = true; ///< else `output` is the repr of what is no JSON
};

/// What a flow asked of models and services, and what they answered.
///
/// As a file it is JSON, an object a line, the first of which is {"cassette": 1, ...}: see
/// docs/tests.md. One that breaks off, as a recording that was killed does, holds all lines before.
struct Cassette
{
    static constexpr int kVersion = 1;

    CassetteHead head;
    std::vector<Recording> recordings;
    std::vector<GivenByNode> nodes; ///< in the order in which they ended
    bool isBroken = false;          ///< the last line wasn't whole

    /// Throws Error InvalidInput with `name` and the line for what is no cassette, is damaged or was
    /// written by a newer Postern.
    static Cassette parse(std::string_view text, const std::string &name);
    /// Throws as store::readFile() and parse().
    static Cassette load(const std::filesystem::path &file);
};

/// Lines of the file, each with its end.
std::string cassetteLine(const CassetteHead &head);
std::string cassetteLine(const Recording &recording);
std::string cassetteLine(const GivenByNode &given);

/// What is to be kept of an event, if it tells of a request whose bodies were kept. Redirections are
/// left out: what they led to is there.
std::optional<Recording> recordingOf(const run::RunEvent &event);

/// What is to be kept of the end of a node of the run itself.
std::optional<GivenByNode> givenByNode(const run::RunEvent &event);

/// A target as cassettes have it: without the query's keys, signatures and versions of the API.
std::string withoutKeys(std::string_view target);

} // namespace postern::replay
