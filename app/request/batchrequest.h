// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/request/runrequest.h"
#include "engine/batch/batchrun.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace postern::request {

/// A batch run as it is asked for in words, by flags or by a run.yaml.
struct BatchOptions
{
    RunOptions run;                      ///< flow, variant, init, variables, who answers
    std::vector<std::string> overrides;  ///< "node.connection=name", "node.deployment_name=name"
    std::string data;                    ///< file or folder
    std::string sourceRun;               ///< name of the run whose outputs are data
    std::vector<std::string> mapping;    ///< "input=${data.column}" words, or one file
    std::vector<std::string> properties; ///< --set: "display_name=x", "description=x", "tags.k=v"
    std::string name;
    std::string resumeFrom;      ///< another run, whose completed lines count
    std::size_t concurrency = 0; ///< zero: as BatchLimits has it
    double lineTimeout = 0;      ///< seconds; zero: as BatchLimits has it
    double batchTimeout = 0;     ///< seconds; zero: none
    double requestsPerMinute = 0;
    double tokensPerMinute = 0;
    double maxCost = 0; ///< zero: no limit
};

/// A batch as the engine is asked for it.
struct BatchRequest
{
    batch::BatchSpec spec;
    run::Network network;
    batch::RunRecord record; ///< of a new run; that of the run when it goes on
};

/// Fills in what a run.yaml says and the options don't. Paths in it are relative to its folder.
/// Throws Error FileUnreadable, InvalidInput.
void addRunFile(BatchOptions &options, const std::filesystem::path &file);

/// Reads what the options name. Throws Error, with prompt flow's class where it has one.
BatchRequest makeBatchRequest(const BatchOptions &options);

/// The request to go on with a run. `more` gives what isn't kept of it (variables, which may be
/// secrets) and what is to be otherwise now. Throws Error Usage when something is missing.
BatchRequest makeResumeRequest(const batch::RunFolder &folder, const BatchOptions &more);

/// Sets display name, description and tags of a record by "key=value" words, as `pf run update --set`
/// does. Throws Error Usage.
void setProperties(batch::RunRecord &record, const std::vector<std::string> &words);

} // namespace postern::request
