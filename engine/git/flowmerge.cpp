// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/flowmerge.h"

#include "engine/base/error.h"
#include "engine/base/textencoding.h"
#include "engine/flow/flow.h"
#include "engine/git/flowdiff.h"
#include "engine/git/inlinemerge.h"
#include "engine/git/meaning.h"
#include "engine/git/mergecheck.h"
#include "engine/git/piecemerger.h"
#include "engine/yaml/scalarwriter.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

namespace postern::git {

namespace {

using PartsOfMerge = std::vector<MergePart>;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// How a file is written, apart from what it says.
struct Dress
{
    bool hasMark = false;
    bool hasReturns = false; ///< every line ends with return and line feed
    bool isMixed = false;
    bool hasLastEnd = true;
};

Dress dressOf(std::string_view text)
{
    Dress dress;
    dress.hasMark = text.starts_with(kByteOrderMark);
    std::size_t feeds = 0;
    std::size_t returns = 0;
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', at + 1)) {
        ++feeds;
        returns += at > 0 && text[at - 1] == '\r' ? 1 : 0;
    }
    dress.hasReturns = feeds > 0 && returns == feeds;
    dress.isMixed = returns > 0 && returns < feeds;
    dress.hasLastEnd = text.empty() || text.ends_with('\n');
    return dress;
}

std::string undressed(std::string_view text, bool keepsReturns = false)
{
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    std::string plain;
    plain.reserve(text.size() + 1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (keepsReturns || text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n')
            plain += text[i];
    }
    if (!plain.empty() && !plain.ends_with('\n'))
        plain += '\n';
    return plain;
}

bool chosen(bool base, bool ours, bool theirs)
{
    return ours == base ? theirs : ours;
}

/// Ours, but for what theirs alone changed. An empty base had no dress to change.
Dress mergedDress(std::string_view base, std::string_view ours, std::string_view theirs)
{
    const Dress o = dressOf(ours);
    const Dress t = dressOf(theirs);
    const Dress b = base.empty() ? o : dressOf(base);
    if (base.empty())
        return o;
    Dress dress;
    dress.hasMark = chosen(b.hasMark, o.hasMark, t.hasMark);
    dress.hasReturns = !o.isMixed && chosen(b.hasReturns, o.hasReturns, t.hasReturns);
    dress.hasLastEnd = chosen(b.hasLastEnd, o.hasLastEnd, t.hasLastEnd);
    return dress;
}

std::string dressed(std::string text, const Dress &dress)
{
    if (!dress.hasLastEnd && text.ends_with('\n'))
        text.pop_back();
    std::string result = dress.hasMark ? std::string(kByteOrderMark) : std::string();
    if (!dress.hasReturns)
        return result + text;
    for (const char c : text) {
        if (c == '\n')
            result += '\r';
        result += c;
    }
    return result;
}

bool isSimpleName(std::string_view name)
{
    return !name.empty() && yaml::canBePlain(name, yaml::Site::Flow)
           && name.find_first_of(".[]{}$'\"\\ ") == std::string_view::npos;
}

/// Writes a node's other name wherever the text has the old one: its own, its variants' and in references.
class Renamer
{
public:
    Renamer(const MergeText &text, const std::map<std::string, std::string> &names)
        : m_text(text)
        , m_names(names)
    {}

    std::string renamed()
    {
        const yaml::Node &root = *m_text.document.root();
        if (const yaml::Node *const nodes = root.find("nodes");
            nodes != nullptr && nodes->kind == yaml::Node::Kind::Sequence) {
            for (const yaml::Node *const node : nodes->children) {
                if (node->kind == yaml::Node::Kind::Mapping && node->find("name") != nullptr)
                    replaceName(*node->find("name"));
            }
        }
        if (const yaml::Node *const variants = root.find("node_variants");
            variants != nullptr && variants->kind == yaml::Node::Kind::Mapping) {
            for (std::size_t i = 0; i < variants->children.size(); i += 2)
                replaceName(*variants->children[i]);
        }
        replaceReferences(root, 0);
        std::string text = m_text.text;
        std::ranges::sort(m_edits, std::greater(), [](const auto &edit) { return edit.first; });
        for (const auto &[at, names] : m_edits)
            text.replace(at, names.first.size(), names.second);
        return text;
    }

private:
    void replaceAt(std::size_t at, const std::string &from)
    {
        m_edits.push_back({at, {from, m_names.at(from)}});
    }

    void replaceName(const yaml::Node &scalar)
    {
        if (scalar.kind != yaml::Node::Kind::Scalar || !m_names.contains(scalar.text))
            return;
        const std::size_t at = m_text.text.find(scalar.text, scalar.span.begin);
        if (at + scalar.text.size() <= scalar.span.end)
            replaceAt(at, scalar.text);
    }

    void replaceReferences(const yaml::Node &node, int depth)
    {
        if (node.kind == yaml::Node::Kind::Scalar && node.text.starts_with("${")) {
            const flow::Binding binding = flow::parseBinding(Value(node.text));
            if (binding.kind != flow::Binding::Kind::NodeOutput || !m_names.contains(binding.name))
                return;
            const std::size_t at = m_text.text.find("${" + binding.name, node.span.begin);
            if (at < node.span.end)
                replaceAt(at + 2, binding.name);
            return;
        }
        if (node.kind == yaml::Node::Kind::Alias || depth > yaml::Document::kMaxDepth)
            return;
        for (const yaml::Node *const child : node.children)
            replaceReferences(*child, depth + 1);
    }

    const MergeText &m_text;
    const std::map<std::string, std::string> &m_names;
    std::vector<std::pair<std::size_t, std::pair<std::string, std::string>>> m_edits;
};

std::set<std::string> namesOfNodes(const yaml::Document &document)
{
    std::set<std::string> names;
    const yaml::Node *const nodes = document.root()->find("nodes");
    if (nodes != nullptr && nodes->isSequence()) {
        for (const yaml::Node *const node : nodes->resolved().children)
            names.insert(nameOfNode(*node));
    }
    return names;
}

std::set<std::string> namesIn(std::string_view section, const yaml::Document &document)
{
    if (section == "nodes")
        return namesOfNodes(document);
    std::set<std::string> names;
    const yaml::Node *const parts = document.root()->find(section);
    if (parts != nullptr && parts->isMapping()) {
        for (const yaml::Node::Member &part : parts->members())
            names.insert(part.key->resolved().text);
    }
    return names;
}

class Merger
{
public:
    Merger(std::string base, std::string ours, std::string theirs)
        : m_base(std::make_unique<MergeText>(std::move(base)))
        , m_ours(std::make_unique<MergeText>(std::move(ours)))
        , m_theirs(std::make_unique<MergeText>(std::move(theirs)))
    {}

    /// By nodes; nothing when that can't be, with the reason.
    std::optional<PartsOfMerge> merge(Message &reason)
    {
        for (const MergeText *const text : {m_base.get(), m_ours.get(), m_theirs.get()}) {
            if (!isSoundFlow(text->document)) {
                reason
                    = text == m_base.get()
                          ? tr("The common ancestor can't be read as a flow, or has a name twice.")
                      : text == m_ours.get()
                          ? tr("Our side can't be read as a flow, or has a name twice.")
                          : tr("Their side can't be read as a flow, or has a name twice.");
                return {};
            }
        }
        followRenames(*m_ours, m_theirs);
        followRenames(*m_theirs, m_ours);
        std::set<std::string> contested = sameNameForOthers();
        for (int turn = 0; turn < 2; ++turn) {
            std::optional<PartsOfMerge> parts = mergeOnce(contested);
            const std::set<std::string> before = contested;
            if (parts && isRight(*parts, contested))
                return parts;
            if (contested == before)
                break;
        }
        reason = tr("The texts can't be merged entry by entry.");
        return {};
    }

private:
    /// What is new under one name on both sides and was another part before on each, or is new on
    /// one and renamed on the other: merged where both say the same, one of the two would be gone.
    std::set<std::string> sameNameForOthers() const
    {
        std::set<std::string> names;
        for (const char *const section : {"nodes", "inputs", "outputs"}) {
            const std::set<std::string> before = namesIn(section, m_base->document);
            const std::set<std::string> now = namesIn(section, m_ours->document);
            std::set<std::string> both;
            std::ranges::set_intersection(now,
                                          namesIn(section, m_theirs->document),
                                          std::inserter(both, both.end()));
            std::erase_if(both,
                          [&before](const std::string &name) { return before.contains(name); });
            if (both.empty())
                continue;
            auto ours = formerNames(section, m_base->document, m_ours->document);
            auto theirs = formerNames(section, m_base->document, m_theirs->document);
            for (const std::string &name : both) {
                if (ours[name] != theirs[name])
                    names.insert(std::string(section) + "." + name);
            }
        }
        return names;
    }

    /// What a side renamed has the new name in the base and on the other side, too.
    void followRenames(const MergeText &side, std::unique_ptr<MergeText> &other)
    {
        if (m_base->document.root()->isNull() || side.document.root()->isNull()
            || other->document.root()->isNull())
            return;
        const std::set<std::string> names = namesOfNodes(m_base->document);
        const std::set<std::string> now = namesOfNodes(side.document);
        if (std::ranges::includes(now, names))
            return; // nothing is gone
        const std::set<std::string> others = namesOfNodes(other->document);
        std::map<std::string, std::string> renames;
        for (const auto &[from, to] : renamedNodes(m_base->document, side.document)) {
            if (isSimpleName(from) && isSimpleName(to) && others.contains(from)
                && !others.contains(to) && names.contains(from))
                renames.emplace(from, to);
        }
        if (renames.empty())
            return;
        auto base = std::make_unique<MergeText>(Renamer(*m_base, renames).renamed());
        auto changed = std::make_unique<MergeText>(Renamer(*other, renames).renamed());
        if (!isSoundFlow(base->document) || !isSoundFlow(changed->document))
            return;
        m_base = std::move(base);
        other = std::move(changed);
    }

    std::optional<PartsOfMerge> mergeOnce(const std::set<std::string> &contested) const
    {
        auto parts = PieceMerger(*m_base, *m_ours, *m_theirs, contested).merge();
        if (parts || !contested.empty())
            return parts;
        const std::optional<std::string> text
            = mergeInline(m_base->text, m_ours->text, m_theirs->text, true);
        if (!text)
            return {};
        MergePart whole;
        whole.text = *text;
        return PartsOfMerge{std::move(whole)};
    }

    /// Whether both ways to settle it can be read and hold what they have to. Adds what is referred to
    /// and was removed.
    bool isRight(const PartsOfMerge &parts, std::set<std::string> &contested) const
    {
        const auto forOurs = yaml::Document::parse(settledFor(parts, false));
        if (!isSoundFlow(forOurs))
            return false;
        const bool hasConflicts = conflictsIn(parts) > 0;
        const auto forTheirs = hasConflicts ? std::make_unique<yaml::Document>(
                                                  yaml::Document::parse(settledFor(parts, true)))
                                            : nullptr;
        if (forTheirs != nullptr && !isSoundFlow(*forTheirs))
            return false;
        const yaml::Node *const theirRoot = forTheirs != nullptr ? forTheirs->root()
                                                                 : forOurs.root();
        if (!holdsBothSides({m_base->document.root(),
                             m_ours->document.root(),
                             m_theirs->document.root(),
                             forOurs.root(),
                             theirRoot}))
            return false;
        if (!contested.empty())
            return hasConflicts;
        std::set<std::string> dangling = danglingReferences(forOurs);
        for (const MergeText *const side : {m_ours.get(), m_theirs.get()}) {
            if (dangling.empty())
                break;
            for (const std::string &known : danglingReferences(side->document))
                dangling.erase(known);
        }
        // Where the rest is in conflict anyway, what is settled last shows whether it dangles.
        if (dangling.empty() || hasConflicts)
            return true;
        contested = std::move(dangling);
        return false;
    }

    std::unique_ptr<MergeText> m_base;
    std::unique_ptr<MergeText> m_ours;
    std::unique_ptr<MergeText> m_theirs;
};

FlowMerge finish(PartsOfMerge parts, MergeMarks marks, const Dress &dress)
{
    FlowMerge merge;
    marks.lineEnd = "\n";
    merge.conflicts = conflictsIn(parts);
    merge.text = dressed(writeMerge(parts, marks), dress);
    merge.parts = std::move(parts);
    return merge;
}

} // namespace

FlowMerge mergeFlows(std::string_view base,
                     std::string_view ours,
                     std::string_view theirs,
                     MergeMarks marks)
{
    const Dress dress = mergedDress(base, ours, theirs);
    // Where ours has both, every line keeps what it has.
    const bool keepsReturns = dressOf(ours).isMixed;
    const std::string plainBase = undressed(base, keepsReturns);
    const std::string plainOurs = undressed(ours, keepsReturns);
    const std::string plainTheirs = undressed(theirs, keepsReturns);
    Message reason;
    try {
        if (hasLoneReturn(plainOurs) || hasLoneReturn(plainTheirs))
            reason = tr("Returns end lines by themselves.");
        else if (auto parts = Merger(plainBase, plainOurs, plainTheirs).merge(reason))
            return finish(std::move(*parts), std::move(marks), dress);
    } catch (const Error &error) {
        reason = error.translatableMessage();
    }
    PartsOfMerge byLines = mergeLines(plainBase, plainOurs, plainTheirs);
    // Lines that merge say nothing of what the flow then means.
    if (conflictsIn(byLines) == 0)
        byLines = contrastLines(plainOurs, plainTheirs);
    FlowMerge merge = finish(std::move(byLines), std::move(marks), dress);
    merge.conflicts = std::max<std::size_t>(merge.conflicts, 1);
    merge.byLines = reason;
    return merge;
}

FlowMerge mergeTexts(std::string_view base,
                     std::string_view ours,
                     std::string_view theirs,
                     MergeMarks marks)
{
    const bool keepsReturns = dressOf(ours).isMixed;
    return finish(mergeLines(undressed(base, keepsReturns),
                             undressed(ours, keepsReturns),
                             undressed(theirs, keepsReturns)),
                  std::move(marks),
                  mergedDress(base, ours, theirs));
}

} // namespace postern::git
