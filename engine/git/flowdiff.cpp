// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/flowdiff.h"

#include "engine/base/error.h"
#include "engine/git/flowmodel.h"
#include "engine/git/meaning.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace postern::git {

namespace {

using Names = std::map<std::string, std::string>;

std::string stepOf(const Value &key)
{
    const std::string name = key.isString() ? key.asString() : std::string("?");
    return name.find('.') == std::string::npos ? name : "\"" + name + "\"";
}

void addChanges(std::vector<FieldChange> &changes,
                const std::string &path,
                const Value *before,
                const Value *after)
{
    if (before != nullptr && after != nullptr && isSameValue(*before, *after))
        return;
    const bool isBefore = before != nullptr && before->isDict();
    const bool isAfter = after != nullptr && after->isDict();
    const bool hasBoth = isBefore && isAfter;
    const bool isOne = (isBefore && after == nullptr && !before->asDict().empty())
                       || (isAfter && before == nullptr && !after->asDict().empty());
    if (!hasBoth && !isOne) {
        FieldChange change;
        change.path = path;
        if (before != nullptr)
            change.before = *before;
        if (after != nullptr)
            change.after = *after;
        changes.push_back(std::move(change));
        return;
    }
    const auto below = [&path](const Value &key) {
        return path.empty() ? stepOf(key) : path + "." + stepOf(key);
    };
    if (isBefore) {
        for (const auto &[key, value] : before->asDict())
            addChanges(changes, below(key), &value, isAfter ? after->asDict().find(key) : nullptr);
    }
    if (isAfter) {
        for (const auto &[key, value] : after->asDict()) {
            if (!isBefore || before->asDict().find(key) == nullptr)
                addChanges(changes, below(key), nullptr, &value);
        }
    }
}

using PartIndex = std::unordered_map<std::string, const NamedPart *>;

PartIndex indexOf(const std::vector<NamedPart> &parts)
{
    PartIndex index;
    for (const NamedPart &part : parts)
        index.emplace(part.name, &part);
    return index;
}

std::vector<NamedPart> missingIn(const std::vector<NamedPart> &parts, const PartIndex &index)
{
    std::vector<NamedPart> missing;
    std::ranges::copy_if(parts, std::back_inserter(missing), [&index](const NamedPart &part) {
        return !index.contains(part.name);
    });
    return missing;
}

/// Stands for every name that only one side knows, so that references to it don't tell parts apart.
constexpr const char *kOther = "\x01";

Names othersOf(const std::vector<NamedPart> &parts)
{
    Names names;
    for (const NamedPart &part : parts)
        names.emplace(part.name, kOther);
    return names;
}

/// What is compared to find renames: names that only one side has are all the same.
void blurNames(std::vector<NamedPart> &parts, const Names &nodes, const Names &inputs)
{
    for (NamedPart &part : parts) {
        part.body = withNames(part.body, nodes, inputs);
        for (std::string &referrer : part.referrers) {
            const std::size_t dot = referrer.find('.');
            if (nodes.contains(referrer.substr(0, dot)))
                referrer.replace(0, dot, kOther);
        }
    }
}

Names renamesOf(std::vector<NamedPart> gone,
                std::vector<NamedPart> come,
                const Names &nodes,
                const Names &inputs)
{
    if (gone.empty() || come.empty())
        return {};
    blurNames(gone, nodes, inputs);
    blurNames(come, nodes, inputs);
    Names renames;
    for (const auto &[from, to] : likelyRenames(gone, come))
        renames.emplace(gone[from].name, come[to].name);
    return renames;
}

/// The indexes that aren't in the longest run that kept its order.
std::set<std::size_t> outOfOrder(const std::vector<std::size_t> &places)
{
    std::vector<std::size_t> tails; // the index that ends the best run of each length
    std::vector<std::size_t> before(places.size(), places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto at = std::ranges::lower_bound(tails, places[i], {}, [&places](std::size_t index) {
            return places[index];
        });
        if (at != tails.begin())
            before[i] = *std::prev(at);
        if (at == tails.end())
            tails.push_back(i);
        else
            *at = i;
    }
    std::set<std::size_t> others;
    for (std::size_t i = 0; i < places.size(); ++i)
        others.insert(i);
    for (std::size_t i = tails.empty() ? places.size() : tails.back(); i < places.size();
         i = before[i])
        others.erase(i);
    return others;
}

class PartsComparison
{
public:
    PartsComparison(const std::vector<NamedPart> &before,
                    const std::vector<NamedPart> &after,
                    const Names &renames)
        : m_before(before)
        , m_after(after)
        , m_renames(renames)
    {}

    PartsDiff compare(const Names &nodes, const Names &inputs, bool withOrder)
    {
        const PartIndex afterIndex = indexOf(m_after);
        Names backwards;
        for (const auto &[from, to] : m_renames)
            backwards.emplace(to, from);
        PartsDiff diff;
        for (const NamedPart &part : m_before) {
            const auto renamed = m_renames.find(part.name);
            if (renamed != m_renames.end())
                diff.renamed.push_back({part.name, renamed->second});
            else if (!afterIndex.contains(part.name))
                diff.removed.push_back(part.name);
        }
        const PartIndex beforeIndex = indexOf(m_before);
        for (const NamedPart &part : m_after) {
            const auto back = backwards.find(part.name);
            const auto old = beforeIndex.find(back == backwards.end() ? part.name : back->second);
            if (old == beforeIndex.end()) {
                diff.added.push_back(part.name);
                continue;
            }
            const Value body = withNames(old->second->body, nodes, inputs);
            ChangedPart changed{part.name, {}};
            addChanges(changed.fields, {}, &body, &part.body);
            if (!changed.fields.empty())
                diff.changed.push_back(std::move(changed));
        }
        if (withOrder)
            findMoved(diff);
        return diff;
    }

private:
    void findMoved(PartsDiff &diff) const
    {
        std::unordered_map<std::string, std::size_t> places;
        for (std::size_t i = 0; i < m_after.size(); ++i)
            places.emplace(m_after[i].name, i);
        std::vector<std::size_t> kept;
        for (const NamedPart &part : m_before) {
            const auto renamed = m_renames.find(part.name);
            const auto found = places.find(renamed == m_renames.end() ? part.name : renamed->second);
            if (found != places.end())
                kept.push_back(found->second);
        }
        for (const std::size_t index : outOfOrder(kept))
            diff.moved.push_back(m_after[kept[index]].name);
    }

    const std::vector<NamedPart> &m_before;
    const std::vector<NamedPart> &m_after;
    const Names &m_renames;
};

FlowModel modelOf(const yaml::Document &document)
{
    if (document.root() == nullptr) {
        const yaml::Problem &problem = document.problems().front();
        throw Error(ErrorCode::InvalidFlow,
                    problem.message,
                    problem.hint,
                    document.place(problem.span.begin));
    }
    if (document.root()->isNull())
        return {};
    if (!document.root()->isMapping())
        throw Error(ErrorCode::InvalidFlow,
                    tr("The file isn't a flow: it holds no mapping."),
                    tr("Compare flow.dag.yaml files, or folders that hold one."));
    return flowModel(yaml::toValue(*document.root()));
}

struct AllRenames
{
    Names nodes;
    Names inputs;
    Names outputs;
};

AllRenames renamesBetween(const FlowModel &before, const FlowModel &after)
{
    const auto goneNodes = missingIn(before.nodes, indexOf(after.nodes));
    const auto comeNodes = missingIn(after.nodes, indexOf(before.nodes));
    const auto goneInputs = missingIn(before.inputs, indexOf(after.inputs));
    const auto comeInputs = missingIn(after.inputs, indexOf(before.inputs));
    Names nodes = othersOf(goneNodes);
    nodes.merge(othersOf(comeNodes));
    Names inputs = othersOf(goneInputs);
    inputs.merge(othersOf(comeInputs));
    AllRenames renames;
    renames.nodes = renamesOf(goneNodes, comeNodes, nodes, inputs);
    renames.inputs = renamesOf(goneInputs, comeInputs, nodes, inputs);
    renames.outputs = renamesOf(missingIn(before.outputs, indexOf(after.outputs)),
                                missingIn(after.outputs, indexOf(before.outputs)),
                                nodes,
                                inputs);
    return renames;
}

FlowEdge withNames(FlowEdge edge, const AllRenames &renames)
{
    const auto change = [](std::string &name, const Names &names) {
        const auto found = names.find(name);
        if (found != names.end())
            name = found->second;
    };
    constexpr std::string_view kInputs = "inputs.";
    if (edge.from.starts_with(kInputs)) {
        std::string name = edge.from.substr(kInputs.size());
        change(name, renames.inputs);
        edge.from = std::string(kInputs) + name;
    } else {
        change(edge.from, renames.nodes);
    }
    if (edge.to == "outputs")
        change(edge.port, renames.outputs);
    else
        change(edge.to, renames.nodes);
    return edge;
}

} // namespace

std::string PartsDiff::nameBefore(const std::string &after) const
{
    const auto found = std::ranges::find(renamed, after, &Renamed::to);
    return found == renamed.end() ? after : found->from;
}

FlowDiff diffFlows(std::string_view before, std::string_view after)
{
    const FlowModel old = modelOf(yaml::Document::parse(before));
    const FlowModel now = modelOf(yaml::Document::parse(after));
    const AllRenames renames = renamesBetween(old, now);
    FlowDiff diff;
    diff.nodes = PartsComparison(old.nodes, now.nodes, renames.nodes)
                     .compare(renames.nodes, renames.inputs, true);
    diff.inputs = PartsComparison(old.inputs, now.inputs, renames.inputs)
                      .compare(renames.nodes, renames.inputs, false);
    diff.outputs = PartsComparison(old.outputs, now.outputs, renames.outputs)
                       .compare(renames.nodes, renames.inputs, false);
    diff.settings = fieldChanges({}, Value(old.settings), Value(now.settings));
    std::set<FlowEdge> edges;
    for (const FlowEdge &edge : old.edges)
        edges.insert(withNames(edge, renames));
    std::ranges::set_difference(now.edges, edges, std::back_inserter(diff.addedEdges));
    std::ranges::set_difference(edges, now.edges, std::back_inserter(diff.removedEdges));
    return diff;
}

std::map<std::string, std::string> renamedNodes(const yaml::Document &before,
                                                const yaml::Document &after)
{
    return renamesBetween(modelOf(before), modelOf(after)).nodes;
}

std::map<std::string, std::set<std::string>> formerNames(std::string_view section,
                                                         const yaml::Document &before,
                                                         const yaml::Document &after)
{
    const FlowModel old = modelOf(before);
    const FlowModel now = modelOf(after);
    const AllRenames renames = renamesBetween(old, now);
    const auto partsOf = [section](const FlowModel &model) -> const std::vector<NamedPart> & {
        return section == "inputs" ? model.inputs
                                   : (section == "outputs" ? model.outputs : model.nodes);
    };
    const Names &renamed = section == "inputs"
                               ? renames.inputs
                               : (section == "outputs" ? renames.outputs : renames.nodes);
    std::map<std::string, std::set<std::string>> former;
    for (const auto &[from, to] : renamed)
        former[to].insert(from);
    auto come = missingIn(partsOf(now), indexOf(partsOf(old)));
    std::erase_if(come, [&former](const NamedPart &part) { return former.contains(part.name); });
    for (const NamedPart &gone : missingIn(partsOf(old), indexOf(partsOf(now)))) {
        if (renamed.contains(gone.name))
            continue;
        const Value body = withNames(gone.body, renames.nodes, renames.inputs);
        for (const NamedPart &part : come) {
            if (isSameValue(body, part.body))
                former[part.name].insert(gone.name);
        }
    }
    return former;
}

std::vector<FieldChange> fieldChanges(const std::string &path,
                                      const std::optional<Value> &before,
                                      const std::optional<Value> &after)
{
    std::vector<FieldChange> changes;
    addChanges(changes, path, before ? &*before : nullptr, after ? &*after : nullptr);
    return changes;
}

} // namespace postern::git
