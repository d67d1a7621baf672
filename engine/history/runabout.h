// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flowdocument.h"
#include "engine/run/runspec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postern::history {

/// What is to be known of a run that its events don't tell.
struct RunAbout
{
    std::string kind = "test"; ///< "test", "debug", "batch" ...; one word
    flow::FlowDocument document;
    flow::Trust trust = flow::Trust::Restricted;
    std::string variant;
    std::string node;   ///< run alone
    std::string parent; ///< the run that it is a fork of
    std::string change; ///< what the fork changed: "answer: prompt edited"
    Dict environment;   ///< what is known of where it runs; names of variables, not their values
    std::vector<std::string> tags;
    /// Many lines under one run's id: it ends when its recording is told so (Recording::end()).
    bool isBatch = false;
};

/// Of a run that is about to begin with this spec.
RunAbout aboutRun(const run::RunSpec &spec, std::string kind);

/// What is kept of runs, and how.
struct RecorderOptions
{
    bool isEncrypted = false;           ///< values are sealed with the vault's key
    std::string redact;                 ///< a pattern; what matches isn't kept. Empty: none
    std::optional<std::uint64_t> days;  ///< retention by age
    std::optional<std::uint64_t> bytes; ///< and by size

    bool operator==(const RecorderOptions &) const = default;
};

} // namespace postern::history
