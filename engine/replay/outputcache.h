// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/flow/reach.h"
#include "engine/replay/fingerprint.h"
#include "engine/run/gate.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace postern::replay {

/// Outputs of nodes by what they depend on. Bounded: what wasn't used for longest goes first. May be
/// used by several threads.
class OutputStore
{
public:
    /// That save() writes.
    static constexpr std::string_view kFirstLine = "postern outputs 1";

    std::optional<Value> find(const std::string &key);
    /// Values that hold a secret, or an object of Python, aren't kept.
    void keep(const std::string &key, const Value &value);
    std::size_t size() const;

    /// What an earlier save() wrote; a file that is damaged, or isn't there, counts as empty.
    void load(const std::filesystem::path &file);
    /// Readable for the user alone. Throws Error FileUnwritable.
    void save(const std::filesystem::path &file) const;

private:
    struct Entry
    {
        std::string bytes;
        std::uint64_t used = 0;
    };

    void makeRoom();

    mutable std::mutex m_mutex;
    std::map<std::string, Entry> m_entries;
    std::uint64_t m_uses = 0;
    std::size_t m_bytes = 0;
};

/// Which nodes may be answered from a store.
struct ReuseOptions
{
    /// These run whatever is known of them: the node that is run again and all that need it.
    flow::NodeNames run;
    /// Those that may give another value next time are taken too.
    bool takesUnrepeatable = false;
};

/// What an output is kept under: the node's fingerprint and its inputs. Empty where an input is an
/// object of Python, which no text can stand for.
std::string outputKey(const Fingerprint &fingerprint, const flow::Node &node, const Dict &inputs);

/// A gate that gives a node the output that it gave before with the same inputs, code, template,
/// parameters, connection, variant, variables and interpreter, and keeps what nodes give. What isn't
/// repeatable runs, unless the options take it; what changed its inputs in place is never kept, as
/// others would miss that. One for a run.
class OutputCache final : public run::Gate
{
public:
    OutputCache(std::shared_ptr<OutputStore> store, Fingerprints fingerprints, ReuseOptions options)
        : m_store(std::move(store))
        , m_fingerprints(std::move(fingerprints))
        , m_options(std::move(options))
    {}

    Task<run::BeforeDecision> beforeNode(const run::NodeVisit &visit) override;
    Task<run::AfterDecision> afterNode(const run::NodeVisit &visit,
                                       const run::NodeOutcome &outcome) override;

private:
    std::string keyOf(const run::NodeVisit &visit) const;

    const std::shared_ptr<OutputStore> m_store;
    const Fingerprints m_fingerprints;
    const ReuseOptions m_options;
};

/// What would become of a node in a run with such a gate.
struct ReuseEntry
{
    std::string node;
    bool isReused = false;
    Message why; ///< it runs
};

/// Tells, before a run and in its order, what would be reused: as far as inputs are known without
/// running anything. Reads no files beyond the fingerprints'. Empty for flows without nodes.
std::vector<ReuseEntry> planReuse(const run::RunSpec &spec,
                                  const Fingerprints &fingerprints,
                                  OutputStore &store,
                                  const ReuseOptions &options);

} // namespace postern::replay
