// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/check/foldertree.h"
#include "engine/check/needs.h"

#include <filesystem>
#include <string>
#include <vector>

namespace postern::check {

/// How ready a flow is.
enum class Readiness {
    Ready,
    Attention, ///< something is worth a look
    Breaks     ///< something will keep it from running
};

/// A flow of a tree as the inventory has it.
struct ScannedFlow
{
    std::string folder; ///< relative to the tree's root; "." for itself
    std::string file;   ///< the flow file's, relative to the root
    flow::FlowKind kind = flow::FlowKind::Dag;
    std::size_t nodes = 0;
    std::size_t variants = 0; ///< nodes that have variants
    bool isChat = false;
    bool hasAggregation = false;
    FlowNeeds needs;
    std::vector<flow::Diagnostic> problems;

    Readiness readiness() const;
};

/// Whether a problem will keep its flow from running, here or once a service is gone: an error, or
/// what is retired.
bool willBreak(const flow::Diagnostic &problem);

struct Inventory
{
    std::vector<ScannedFlow> flows; ///< by path
    std::vector<SkippedPath> skipped;
};

/// Reads a tree of flow folders, several at a time, as restricted ones: runs nothing of theirs,
/// reads nothing outside of them. Throws as findFlows().
Inventory takeInventory(const std::filesystem::path &root);

} // namespace postern::check
