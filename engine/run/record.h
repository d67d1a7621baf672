// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/image/images.h"
#include "engine/run/flowrun.h"

#include <filesystem>
#include <string>

namespace postern::run {

/// The run and its nodes in the form of prompt flow's flow.detail.json:
/// {"flow_runs": [...], "node_runs": [...]}.
/// Images are written to `imageFolder`, and named relative to the folder of its folder; when it is
/// empty they are there as base64.
Value toDetail(const FlowRunResult &result, const std::filesystem::path &imageFolder = {});

/// An input or output as a record has it: what isn't JSON, or holds anything that isn't, by its
/// repr; images by their references.
Value recordedValue(const Value &value, const image::ImagePlace &images);

/// prompt flow's word for a state: "Completed", "Failed", "Bypassed", "Canceled".
std::string_view statusText(NodeState state);

/// An error as a run's record has it: {"message", "code", "innerError", ...}.
Value toRecord(const Error &error);

/// Whether a --detail means a folder: one that exists, or a path ending in "/".
bool isDetailFolder(const std::string &target);

/// Writes the records where `target` says: a folder gets prompt flow's files (flow.detail.json, flow.output.json, flow.metrics.json, flow.log, named
/// flow-NODE.node.* for a single node), anything else is one file with toDetail().
/// Throws Error FileUnwritable.
void writeDetail(const FlowRunResult &result, const std::string &target, const std::string &node);

} // namespace postern::run
