// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Random gestures on made-up flows in all kinds of dress, judged by libfyaml and by a model of what
// each means: the text says that, only the lines of what is edited change, undo gives every byte
// back, redo does it again.
//
// POSTERN_SOAK_EDITS=100000 does more than a test run has time for; POSTERN_SOAK_SEED other ones.

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "tests/engine/flow/dressedflows.h"
#include "tests/engine/flow/gesturemaker.h"
#include "tests/engine/yaml/editjudge.h"

#include <gtest/gtest.h>

#include <iostream>

namespace postern::flow {

namespace {

struct Tally
{
    int done = 0;
    int refused = 0; ///< which YAML can't take
};

/// A text with what was done to it.
struct Edited
{
    std::string text;
    FlowModel model;
    std::vector<TextEdits> forward;
    std::vector<TextEdits> backward;
};

const std::filesystem::path kFile = "/flow/flow.dag.yaml";

FlowDocument documentOf(const std::string &text)
{
    return FlowDocument::fromText({kFile.parent_path(), kFile, FlowKind::Dag}, text);
}

void expectConfined(const std::string &before, const TextEdits &edits, const Gesture &gesture)
{
    std::vector<yaml::Span> spans;
    const yaml::Editor old(before);
    for (const Path &place : gesture.places) {
        if (old.find(place) != nullptr || place.size() == 1)
            spans.push_back(confinesOf(old, place));
    }
    // What is side by side may go in one edit.
    std::ranges::sort(spans, {}, &yaml::Span::begin);
    for (std::size_t i = 1; i < spans.size();) {
        if (spans[i].begin <= spans[i - 1].end) {
            spans[i - 1].end = std::max(spans[i - 1].end, spans[i].end);
            spans.erase(spans.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            ++i;
        }
    }
    for (const TextEdit &edit : edits) {
        const bool isLine = edit.inserted.find('\n') != std::string::npos
                            || before.substr(edit.offset, edit.removed).find('\n')
                                   != std::string::npos;
        const bool isWithin = std::ranges::any_of(spans, [&](const yaml::Span &span) {
            // With the line end before it, where it was the last of the file.
            return edit.offset + 2 >= span.begin && edit.offset + edit.removed <= span.end;
        });
        EXPECT_TRUE(gesture.places.empty() ? !isLine : isWithin)
            << edit.offset << " " << edit.removed << " " << edit.inserted;
    }
}

void tryGesture(Edited &edited, const Gesture &gesture, Tally &tally)
{
    const std::string before = edited.text;
    SCOPED_TRACE(gesture.name + "\n--- in\n" + before + "--- until");
    FlowModel meant = edited.model;
    const bool isPossible = gesture.mean(meant);
    FlowEditor editor(documentOf(before));
    try {
        gesture.edit(editor);
    } catch (const Error &error) {
        EXPECT_EQ(editor.text(), before);
        EXPECT_TRUE(editor.edit().isEmpty());
        if (!isPossible)
            return;
        // What aliases stand for isn't one place's to change.
        EXPECT_NE(before.find('*'), std::string::npos) << error.message();
        ++tally.refused;
        return;
    }
    EXPECT_TRUE(isPossible) << editor.text();
    ++tally.done;
    const FolderEdit edit = editor.edit();
    const auto own = edit.files.find(kFile);
    const TextEdits edits = own == edit.files.end() ? TextEdits() : own->second;
    edited.backward.push_back(edits.applyTo(edited.text));
    edited.forward.push_back(edits);
    EXPECT_EQ(edited.text, editor.text());
    const std::optional<Value> read = yaml::judged(edited.text);
    ASSERT_TRUE(read.has_value()) << edited.text;
    ASSERT_EQ(py::repr(sorted(*read)), py::repr(sorted(meant.value()))) << edited.text;
    expectConfined(before, edits, gesture);
    // Aliases are copied as what they stand for.
    if (!gesture.losesComments && before.find('*') == std::string::npos) {
        const std::set<std::string> kept = yaml::comments(edited.text);
        for (const std::string &comment : yaml::comments(before))
            EXPECT_TRUE(kept.contains(comment)) << comment << " is lost in\n" << edited.text;
    }
    if (before.find('\r') != std::string::npos) {
        for (std::size_t at = 0; (at = edited.text.find('\n', at)) != std::string::npos; ++at)
            EXPECT_EQ(edited.text[at - 1], '\r') << edited.text;
    }
    EXPECT_EQ(before.starts_with("\xEF\xBB\xBF"), edited.text.starts_with("\xEF\xBB\xBF"));
    edited.model = std::move(meant);
}

/// Back to the first text, and again to the last.
void goBackAndForth(const Edited &edited, const std::string &first)
{
    std::string text = edited.text;
    for (auto edits = edited.backward.rbegin(); edits != edited.backward.rend(); ++edits)
        edits->applyTo(text);
    EXPECT_EQ(text, first);
    for (const TextEdits &edits : edited.forward)
        edits.applyTo(text);
    EXPECT_EQ(text, edited.text);
}

TEST(AuthoringProperties, randomGesturesSayWhatIsMeantAndNothingElse)
{
    constexpr int kGesturesOfOneFlow = 5;
    const int flows = std::max(1, yaml::wanted("POSTERN_SOAK_EDITS", 1000) / kGesturesOfOneFlow);
    const int seed = yaml::wanted("POSTERN_SOAK_SEED", 1130);
    Tally tally;
    for (int i = 0; i < flows && !HasFailure(); ++i) {
        yaml::Random random(static_cast<unsigned>(seed) * 1'000'003U + static_cast<unsigned>(i));
        FlowDresser dresser(random);
        Edited edited;
        edited.model = dresser.model();
        const std::string first = edited.text = dresser.text(edited.model);
        const std::optional<Value> read = yaml::judged(first);
        ASSERT_TRUE(read.has_value()) << first;
        ASSERT_EQ(py::repr(sorted(*read)), py::repr(sorted(edited.model.value()))) << first;
        for (int done = 0; done < kGesturesOfOneFlow && !HasFailure(); ++done) {
            if (!edited.model.nodes.empty())
                tryGesture(edited, GestureMaker(random, edited.model).make(), tally);
        }
        goBackAndForth(edited, first);
    }
    std::cout << tally.done << " gestures done, " << tally.refused << " refused, seed " << seed
              << "\n";
    EXPECT_GT(tally.done, 20 * tally.refused);
}

} // namespace

} // namespace postern::flow
