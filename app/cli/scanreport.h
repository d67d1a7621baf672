// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"
#include "engine/check/inventory.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::cli {

/// The inventory as docs/cli.md describes it.
Value scanJson(const check::Inventory &inventory, const std::filesystem::path &root);
/// For people: a few lines a flow, then what all of them need.
std::string scanText(const check::Inventory &inventory, const std::filesystem::path &root);
/// RFC 4180, a row a flow; no cell is a formula to a spreadsheet. Without the last line end.
std::string scanCsv(const check::Inventory &inventory);

std::string_view readinessText(check::Readiness readiness);
/// "dag, 2 nodes", "prompty".
std::string kindText(const check::ScannedFlow &flow);
std::string_view runnerText(check::Runner runner);

/// What a flow needs as short texts: "aoai (azure_open_ai)", "openai==1.2".
struct NeedTexts
{
    explicit NeedTexts(const check::ScannedFlow &flow);

    /// The needs, each with what a report calls it, in the order in which it tells them.
    std::vector<std::pair<std::string_view, std::vector<std::string>>> rows() const;

    std::vector<std::string> connections;
    std::vector<std::string> deployments;
    std::vector<std::string> hosts;
    std::vector<std::string> packages;
    std::vector<std::string> imports;
    std::vector<std::string> variables;
    std::string python;
    std::vector<std::string> breaks; ///< places and sentences
    std::vector<std::string> others; ///< of the problems that won't break it
};

/// What all flows need: which, and how many of them.
struct ScanTotals
{
    explicit ScanTotals(const check::Inventory &inventory);

    /// "3 ready, 1 to be looked at, 0 will break".
    std::string states() const;
    /// As those of NeedTexts, but for the imports, which are told of each flow only.
    std::vector<std::pair<std::string_view, std::map<std::string, std::size_t>>> rows() const;

    std::map<std::string, std::size_t> readiness;
    std::map<std::string, std::size_t> connections;
    std::map<std::string, std::set<std::string>> connectionTypes;
    std::map<std::string, std::size_t> deployments;
    std::map<std::string, std::size_t> hosts;
    std::map<std::string, std::size_t> packages;
    std::map<std::string, std::size_t> python;
    std::map<std::string, std::size_t> variables;
};

} // namespace postern::cli
