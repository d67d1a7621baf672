// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Random three-way merges of flows in all kinds of dress: what comes out can be read, has each change
// of both sides or a conflict, and no line moved that neither side touched.
//
// POSTERN_SOAK_MERGES=10000 does more than a test run has time for; POSTERN_SOAK_SEED other ones. With
// POSTERN_RUAMEL=PYTHON, a Python that has ruamel.yaml, that reads what came out, too.

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/base/sequencediff.h"
#include "engine/git/flowmerge.h"
#include "engine/git/meaning.h"
#include "engine/yaml/document.h"
#include "tests/engine/flow/dressedflows.h"
#include "tests/engine/flow/gesturemaker.h"
#include "tests/engine/yaml/editjudge.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>

namespace postern::git {

namespace {

const std::filesystem::path kFile = "/flow/flow.dag.yaml";

/// A side: a text to which some gestures were done.
struct Side
{
    std::string text;
    flow::FlowModel model;
    std::vector<std::string> gestures;
};

void changeSide(Side &side, yaml::Random &random, int count)
{
    for (int i = 0; i < count; ++i) {
        if (side.model.nodes.empty())
            return;
        const flow::Gesture gesture = flow::GestureMaker(random, side.model).make();
        flow::FlowModel meant = side.model;
        if (!gesture.mean(meant))
            continue;
        try {
            flow::FlowEditor editor(
                flow::FlowDocument::fromText({kFile.parent_path(), kFile, flow::FlowKind::Dag},
                                             side.text));
            gesture.edit(editor);
            side.text = editor.text();
        } catch (const Error &) {
            continue; // what aliases stand for
        }
        side.model = std::move(meant);
        side.gestures.push_back(gesture.name);
    }
}

/// Without its end, which the last line of a text may lack.
std::string_view bareLine(std::string_view line)
{
    return line.substr(0, line.find_last_not_of("\r\n") + 1);
}

/// The lines of the base that are there once, and in both sides once: they have to be there still, in
/// their order.
std::vector<std::string_view> commonLines(std::string_view base,
                                          std::string_view ours,
                                          std::string_view theirs)
{
    const auto counts = [](std::string_view text) {
        std::map<std::string_view, int> lines;
        for (const std::string_view line : linesOf(text))
            ++lines[bareLine(line)];
        return lines;
    };
    const auto inBase = counts(base);
    const auto inOurs = counts(ours);
    const auto inTheirs = counts(theirs);
    const auto isOnce = [](const auto &lines, std::string_view line) {
        const auto found = lines.find(line);
        return found != lines.end() && found->second == 1;
    };
    std::vector<std::string_view> lines;
    for (const std::string_view whole : linesOf(base)) {
        const std::string_view line = bareLine(whole);
        if (isOnce(inBase, line) && isOnce(inOurs, line) && isOnce(inTheirs, line))
            lines.push_back(line);
    }
    return lines;
}

bool hasLines(std::string_view text, const std::vector<std::string_view> &lines, bool inOrder)
{
    std::vector<std::string_view> wanted;
    std::vector<std::string_view> found;
    std::ranges::transform(lines, std::back_inserter(wanted), bareLine);
    std::ranges::transform(linesOf(text), std::back_inserter(found), bareLine);
    if (!inOrder) {
        std::ranges::sort(wanted);
        std::ranges::sort(found);
        return std::ranges::includes(found, wanted);
    }
    std::size_t next = 0;
    for (const std::string_view line : found) {
        if (next < wanted.size() && line == wanted[next])
            ++next;
    }
    return next == wanted.size();
}

std::optional<Value> valueOf(const std::string &text)
{
    const yaml::Document document = yaml::Document::parse(text);
    if (document.root() == nullptr || !document.problems().empty())
        return {};
    return yaml::toValue(*document.root());
}

struct Tally
{
    int merged = 0;
    int conflicts = 0;
    int byLines = 0;
};

void tryMerge(unsigned seed, Tally &tally, std::ofstream &out)
{
    yaml::Random random(seed);
    flow::FlowDresser dresser(random);
    Side base;
    base.model = dresser.model();
    base.text = dresser.text(base.model);
    Side ours = base;
    Side theirs = base;
    changeSide(ours, random, 1 + static_cast<int>(random.below(3)));
    changeSide(theirs, random, 1 + static_cast<int>(random.below(3)));
    std::string trace = "seed " + std::to_string(seed) + " ours:";
    for (const std::string &gesture : ours.gestures)
        trace += " " + gesture;
    trace += "; theirs:";
    for (const std::string &gesture : theirs.gestures)
        trace += " " + gesture;
    SCOPED_TRACE(trace + "\n--- base\n" + base.text + "--- ours\n" + ours.text + "--- theirs\n"
                 + theirs.text + "--- until");
    const FlowMerge merge = mergeFlows(base.text, ours.text, theirs.text);
    tally.byLines += merge.byLines.isEmpty() ? 0 : 1;
    if (merge.conflicts > 0) {
        ++tally.conflicts;
        EXPECT_TRUE(merge.text.find("<<<<<<< ours") != std::string::npos || ours.text == theirs.text)
            << merge.text;
        return;
    }
    ++tally.merged;
    const std::optional<Value> judged = yaml::judged(merge.text);
    ASSERT_TRUE(judged.has_value()) << merge.text;
    out << json::write(merge.text) << "\n";
    const std::optional<Value> b = valueOf(base.text);
    const std::optional<Value> o = valueOf(ours.text);
    const std::optional<Value> t = valueOf(theirs.text);
    if (b && o && isSameValue(*b, *o)) {
        EXPECT_EQ(py::repr(flow::sorted(*judged)), py::repr(flow::sorted(*yaml::judged(theirs.text))))
            << merge.text;
    }
    if (b && t && isSameValue(*b, *t)) {
        EXPECT_EQ(py::repr(flow::sorted(*judged)), py::repr(flow::sorted(*yaml::judged(ours.text))))
            << merge.text;
    }
    // Where a side moved or copied them, what stood above one may stand below it now.
    const std::vector<std::string_view> kept = commonLines(base.text, ours.text, theirs.text);
    const bool inOrder = hasLines(ours.text, kept, true) && hasLines(theirs.text, kept, true);
    EXPECT_TRUE(hasLines(merge.text, kept, inOrder)) << merge.text;
    // What each says is the same whoever is called ours.
    const FlowMerge other = mergeFlows(base.text, theirs.text, ours.text);
    if (other.conflicts == 0) {
        const std::optional<Value> mirrored = yaml::judged(other.text);
        ASSERT_TRUE(mirrored.has_value()) << other.text;
        // Nodes that both added stand in another order.
        const Value *const nodes = judged->find("nodes");
        const Value *const others = mirrored->find("nodes");
        ASSERT_EQ(nodes == nullptr, others == nullptr) << merge.text << other.text;
        if (nodes != nullptr && nodes->isList()) {
            for (const Value &node : nodes->asList()) {
                EXPECT_TRUE(std::ranges::any_of(others->asList(),
                                                [&node](const Value &one) {
                                                    return isSameValue(node, one);
                                                }))
                    << merge.text << "--- mirrored\n"
                    << other.text;
            }
        }
    }
}

} // namespace

TEST(MergeProperties, nothingOfEitherSideIsLost)
{
    const int merges = yaml::wanted("POSTERN_SOAK_MERGES", 100);
    const int seed = yaml::wanted("POSTERN_SOAK_SEED", 1130);
    Tally tally;
    const std::string file = testing::TempDir() + "merges-" + std::to_string(seed) + ".jsonl";
    {
        std::ofstream out(file);
        for (int i = 0; i < merges && !HasFailure(); ++i)
            tryMerge((static_cast<unsigned>(seed) * 1'000'003U) + static_cast<unsigned>(i),
                     tally,
                     out);
    }
    std::cout << tally.merged << " merges kept all, " << tally.conflicts << " conflicts, "
              << tally.byLines << " of them by lines, seed " << seed << "\n";
    EXPECT_GT(tally.merged, merges / 4);
    EXPECT_LT(tally.byLines, merges / 4);
    if (const char *const python = std::getenv("POSTERN_RUAMEL")) {
        const std::string code = "import json, sys; from ruamel.yaml import YAML; "
                                 "[YAML().load(json.loads(line)) for line in open(sys.argv[1])]";
        EXPECT_EQ(std::system((std::string(python) + " -c '" + code + "' " + file).c_str()), 0);
    }
    std::filesystem::remove(file);
}

} // namespace postern::git
