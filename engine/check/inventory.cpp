// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/inventory.h"

#include "engine/base/pathtext.h"
#include "engine/check/advice.h"
#include "engine/check/nodecheck.h"
#include "engine/check/promptycheck.h"
#include "engine/flow/pythonreader.h"
#include "engine/tool/templatechecker.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace postern::check {

namespace {

namespace fs = std::filesystem;

/// What became of one flow.
struct Scanned
{
    std::optional<ScannedFlow> flow;
    std::vector<SkippedPath> skipped;
};

/// Reads flows one after the other, on one thread.
class FlowScanner
{
public:
    explicit FlowScanner(fs::path root)
        : m_root(std::move(root))
    {}

    Scanned scan(const FoundFlow &found)
    {
        Scanned scanned;
        try {
            const auto document = flow::FlowDocument::load(found.location, flow::Trust::Restricted);
            scanned.flow = look(document, found, scanned.skipped);
            for (SkippedPath &skipped : scanned.skipped)
                skipped.path = shown(found.location.folder / fs::path(skipped.path));
        } catch (const Error &error) {
            scanned.skipped.assign(1, {shown(found.location.file), error.translatableMessage()});
        }
        return scanned;
    }

private:
    std::string shown(const fs::path &path) const
    {
        return pathText(path.lexically_relative(m_root));
    }

    ScannedFlow look(const flow::FlowDocument &document,
                     const FoundFlow &found,
                     std::vector<SkippedPath> &skipped)
    {
        const flow::Flow &flow = document.flow();
        ScannedFlow scanned;
        scanned.folder = shown(found.location.folder);
        scanned.file = shown(found.location.file);
        scanned.kind = document.flow().kind;
        scanned.nodes = flow.nodes.size();
        scanned.variants = flow.variants.size();
        scanned.isChat = flow.chatInput() != nullptr;
        scanned.hasAggregation = std::ranges::any_of(flow.nodes, &flow::Node::aggregation);
        scanned.needs = needsOf(document, found, tool::ToolTable::builtIn(), skipped);
        scanned.problems = flow::validate(document,
                                          flow::Trust::Restricted,
                                          {tool::templateChecker(m_templates),
                                           nodeChecker(tool::ToolTable::builtIn(), m_templates),
                                           promptyChecker(document),
                                           adviceChecker(document)},
                                          &m_python);
        return scanned;
    }

    const fs::path m_root;
    const std::shared_ptr<tool::Templates> m_templates = std::make_shared<tool::Templates>();
    flow::PythonReader m_python;
};

std::vector<Scanned> scanAll(const fs::path &root, const std::vector<FoundFlow> &flows)
{
    std::vector<Scanned> all(flows.size());
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            FlowScanner scanner(root);
            for (std::size_t i = next++; i < flows.size(); i = next++)
                all[i] = scanner.scan(flows[i]);
        } catch (...) {
            const std::lock_guard lock(mutex);
            failure = std::current_exception();
            next = flows.size();
        }
    };
    constexpr std::size_t kMostThreads = 8;
    constexpr std::size_t kWorthAThread = 8; // an interpreter is started for each
    const std::size_t threads = std::min(
        {kMostThreads,
         std::max<std::size_t>(std::thread::hardware_concurrency(), 1),
         flows.size() / kWorthAThread + 1});
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads; ++i)
        others.emplace_back(work);
    work();
    others.clear();
    if (failure)
        std::rethrow_exception(failure);
    return all;
}

} // namespace

bool willBreak(const flow::Diagnostic &problem)
{
    return problem.severity == flow::Severity::Error || problem.code == "retired-tool"
           || problem.code == "retired-model";
}

Readiness ScannedFlow::readiness() const
{
    if (std::ranges::any_of(problems, willBreak))
        return Readiness::Breaks;
    const bool isWorthALook = std::ranges::any_of(problems, [](const flow::Diagnostic &problem) {
        return problem.severity == flow::Severity::Warning;
    });
    return isWorthALook ? Readiness::Attention : Readiness::Ready;
}

Inventory takeInventory(const fs::path &root)
{
    FolderTree tree = findFlows(root);
    Inventory inventory;
    inventory.skipped = std::move(tree.skipped);
    std::error_code ignored;
    for (Scanned &scanned : scanAll(fs::canonical(root, ignored), tree.flows)) {
        if (scanned.flow)
            inventory.flows.push_back(std::move(*scanned.flow));
        std::ranges::move(scanned.skipped, std::back_inserter(inventory.skipped));
    }
    std::ranges::stable_sort(inventory.skipped, {}, &SkippedPath::path);
    return inventory;
}

} // namespace postern::check
