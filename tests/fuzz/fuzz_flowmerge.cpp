// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "engine/git/flowdiff.h"
#include "engine/git/flowmerge.h"
#include "engine/git/mergecheck.h"
#include "engine/git/picking.h"
#include "engine/yaml/document.h"

#include <cstdint>
#include <cstdlib>

// Three texts, cut at bytes 0xFF, which no text has: what is merged without conflicts is a flow, and a
// side that is alone is taken as it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string all(reinterpret_cast<const char *>(data), size);
    const std::size_t first = std::min(all.find('\xFF'), all.size());
    const std::size_t second = std::min(all.find('\xFF', first + 1), all.size());
    const std::string base = all.substr(0, first);
    const std::string ours = first < all.size() ? all.substr(first + 1, second - first - 1) : base;
    const std::string theirs = second < all.size() ? all.substr(second + 1) : base;
    const postern::git::FlowMerge merge = postern::git::mergeFlows(base, ours, theirs);
    if (merge.conflicts == 0
        && !postern::git::isSoundFlow(postern::yaml::Document::parse(merge.text)))
        std::abort();
    try {
        if (!postern::git::diffFlows(ours, ours).isEmpty())
            std::abort();
        postern::git::withNode(ours, theirs, "a");
    } catch (const postern::Error &error) {
        if (error.message().empty())
            std::abort();
    }
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < postern::git::hunksBetween(ours, theirs).size(); ++i)
        chosen.push_back(i);
    if (postern::git::withHunks(ours, theirs, chosen) != theirs
        || postern::git::withHunks(ours, theirs, {}) != ours)
        std::abort();
    return 0;
}
