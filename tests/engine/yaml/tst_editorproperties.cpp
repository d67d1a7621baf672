// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Random edits of entries in generated texts, judged by libfyaml: the text says what was meant, what
// isn't meant keeps its bytes and its comments, undoing gives the very bytes back.
//
// POSTERN_SOAK_EDITS=100000 does more than a test run has time for; POSTERN_SOAK_SEED other ones.

#include "engine/base/error.h"
#include "engine/base/pyrepr.h"
#include "engine/yaml/editor.h"
#include "tests/engine/yaml/dressedtexts.h"
#include "tests/engine/yaml/editjudge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace postern::yaml {

namespace {

// What is meant

using Change = std::function<Value(const Value &)>;

Value changedAt(const Value &value, const Path &path, std::size_t depth, const Change &change)
{
    if (depth == path.size())
        return change(value);
    if (const auto *index = std::get_if<std::size_t>(&path[depth])) {
        List items = value.asList();
        items.at(*index) = changedAt(items.at(*index), path, depth + 1, change);
        return Value(std::move(items));
    }
    Dict dict = value.asDict();
    const std::string &key = std::get<std::string>(path[depth]);
    dict.set(Value(key), changedAt(*dict.find(key), path, depth + 1, change));
    return Value(std::move(dict));
}

void collectPaths(const Value &value, Path &here, std::vector<Path> &found)
{
    found.push_back(here);
    if (value.isDict()) {
        for (const auto &[key, member] : value.asDict()) {
            here.emplace_back(key.asString());
            collectPaths(member, here, found);
            here.pop_back();
        }
    } else if (value.isList()) {
        for (std::size_t i = 0; i < value.asList().size(); ++i) {
            here.emplace_back(i);
            collectPaths(value.asList()[i], here, found);
            here.pop_back();
        }
    }
}

const Value &valueAt(const Value &value, const Path &path)
{
    const Value *at = &value;
    for (const Step &step : path)
        at = std::holds_alternative<std::string>(step)
                 ? at->find(std::get<std::string>(step))
                 : &at->asList().at(std::get<std::size_t>(step));
    return *at;
}

Value randomValue(Random &random, int depth = 0)
{
    static const std::vector<Value> kScalars = {5,
                                                -1,
                                                1.5,
                                                1e20,
                                                true,
                                                nullptr,
                                                "",
                                                "plain",
                                                "with: colon",
                                                "017",
                                                "yes",
                                                " x ",
                                                "it's",
                                                "\"q\"",
                                                "${a.output.k}",
                                                "tab\there",
                                                "two\nlines",
                                                "lines\nthat end\n",
                                                "more\n\n",
                                                "# no comment",
                                                "- dash",
                                                "\xEF\xBB\xBF mark",
                                                "한글",
                                                "null",
                                                "a, b",
                                                "[x]",
                                                "2020-01-02",
                                                "long "
                                                "long text",
                                                " a\nb",
                                                "x\n \ny"};
    if (depth > 2 || !random.chance(4))
        return random.pick(kScalars);
    const std::size_t count = random.below(4);
    if (random.chance(2)) {
        List items;
        for (std::size_t i = 0; i < count; ++i)
            items.push_back(randomValue(random, depth + 1));
        return Value(std::move(items));
    }
    Dict dict;
    for (std::size_t i = 0; i < count; ++i)
        dict.set("m" + std::to_string(i), randomValue(random, depth + 1));
    return Value(std::move(dict));
}

/// One edit: what to do to the text and what to do to the data.
struct Intent
{
    std::string name;
    std::function<void(Editor &)> edit;
    Path at; ///< the collection or value that becomes another
    Change change;
    Path entry;                 ///< to which the edit is confined
    bool losesComments = false; ///< those of the entry
};

Intent setting(Random &random, const Path &path)
{
    const Value value = randomValue(random);
    return {"set " + toString(path) + " " + py::repr(value),
            [=](Editor &editor) { editor.set(path, value); },
            path,
            [=](const Value &) { return value; },
            path,
            true};
}

Intent removing(const Path &path, const Path &parent)
{
    const Step last = path.back();
    return {"remove " + toString(path),
            [=](Editor &editor) { editor.remove(path); },
            parent,
            [=](const Value &old) -> Value {
                if (const auto *key = std::get_if<std::string>(&last)) {
                    Dict dict = old.asDict();
                    dict.erase(*key);
                    return dict;
                }
                List items = old.asList();
                items.erase(items.begin()
                            + static_cast<std::ptrdiff_t>(std::get<std::size_t>(last)));
                return items;
            },
            parent,
            true};
}

Intent adding(Random &random, const Path &path, const Value &old)
{
    const Value value = randomValue(random);
    const bool isList = old.isList();
    const std::size_t size = isList ? old.asList().size() : old.isDict() ? old.asDict().size() : 0;
    const std::size_t position = random.below(size + 1);
    const std::string key = "new" + std::to_string(random.below(1'000'000));
    return {"add to " + toString(path) + " at " + std::to_string(position) + " " + py::repr(value),
            [=](Editor &editor) {
                if (isList)
                    editor.insertItem(path, value, position);
                else
                    editor.insert(path, key, value, position);
            },
            path,
            [=](const Value &before) -> Value {
                if (isList) {
                    List items = before.asList();
                    items.insert(items.begin() + static_cast<std::ptrdiff_t>(position), value);
                    return items;
                }
                Dict dict;
                std::size_t at = 0;
                for (const auto &[k, v] : before.isDict() ? before.asDict() : Dict()) {
                    if (at++ == position)
                        dict.append(key, value);
                    dict.append(k, v);
                }
                if (at <= position)
                    dict.append(key, value);
                return dict;
            },
            path};
}

Intent renaming(const Path &path, const Path &parent)
{
    const std::string key = std::get<std::string>(path.back());
    const std::string fresh = "renamed " + key;
    return {"rename " + toString(path),
            [=](Editor &editor) { editor.renameKey(path, fresh); },
            parent,
            [=](const Value &old) -> Value {
                Dict dict;
                for (const auto &[k, v] : old.asDict())
                    dict.append(k.asString() == key ? Value(fresh) : k, v);
                return dict;
            },
            path};
}

Intent moving(Random &random, const Path &path, const Path &parent, const Value &collection)
{
    const std::size_t size = collection.isDict() ? collection.asDict().size()
                                                 : collection.asList().size();
    const std::size_t position = random.below(size);
    const Step last = path.back();
    return {"move " + toString(path) + " to " + std::to_string(position),
            [=](Editor &editor) { editor.move(path, position); },
            parent,
            [=](const Value &old) -> Value {
                if (const auto *key = std::get_if<std::string>(&last)) {
                    std::vector<Dict::Member> members(old.asDict().begin(), old.asDict().end());
                    const auto it = std::ranges::find_if(members, [&](const Dict::Member &member) {
                        return member.first.asString() == *key;
                    });
                    const Dict::Member moved = *it;
                    members.erase(it);
                    members.insert(members.begin() + static_cast<std::ptrdiff_t>(position), moved);
                    Dict dict;
                    for (const auto &[k, v] : members)
                        dict.append(k, v);
                    return dict;
                }
                List items = old.asList();
                const auto from = static_cast<std::ptrdiff_t>(std::get<std::size_t>(last));
                const Value moved = items.at(std::get<std::size_t>(last));
                items.erase(items.begin() + from);
                items.insert(items.begin() + static_cast<std::ptrdiff_t>(position), moved);
                return items;
            },
            parent};
}

Intent randomIntent(Random &random, const Value &model)
{
    std::vector<Path> paths;
    Path here;
    collectPaths(model, here, paths);
    const Path path = random.pick(paths);
    const Value &value = valueAt(model, path);
    const bool isContainer = value.isDict() || value.isList() || value.isNull();
    const std::size_t form = random.below(6);
    if (isContainer && (path.empty() || form < 2))
        return adding(random, path, value);
    const Path parent(path.begin(), path.end() - 1);
    if (form == 2)
        return removing(path, parent);
    if (form == 3 && std::holds_alternative<std::string>(path.back()))
        return renaming(path, parent);
    if (form == 4)
        return moving(random, path, parent, valueAt(model, parent));
    return setting(random, path);
}

struct Tally
{
    int done = 0;
    int refused = 0;
};

void tryIntent(Editor &editor, Value &model, const Intent &intent, Tally &tally)
{
    SCOPED_TRACE(intent.name + "\n--- in\n" + editor.text() + "--- until");
    const std::string before = editor.text();
    const Span confines = confinesOf(editor, intent.entry);
    Editor fresh(before);
    try {
        intent.edit(fresh);
        intent.edit(editor);
    } catch (const Error &error) {
        EXPECT_EQ(editor.text(), before);
        // Aliases share what they stand for; a text that keeps its last line breaks takes blank
        // lines in that were none of its own.
        const bool mayRefuse = before.find('*') != std::string::npos
                               || before.find("|+") != std::string::npos;
        EXPECT_TRUE(mayRefuse) << error.message();
        ++tally.refused;
        return;
    }
    ++tally.done;
    model = changedAt(model, intent.at, 0, intent.change);
    const std::optional<Value> read = judged(editor.text());
    ASSERT_TRUE(read.has_value()) << editor.text();
    ASSERT_EQ(py::repr(*read), py::repr(model)) << editor.text();
    for (const TextEdit &edit : fresh.edits()) {
        EXPECT_GE(edit.offset + (edit.removed == 0 ? 1 : 0), confines.begin) << editor.text();
        EXPECT_LE(edit.offset + edit.removed, confines.end) << editor.text();
    }
    std::string text = editor.text();
    if (intent.losesComments)
        text += before.substr(confines.begin, confines.size());
    const std::set<std::string> kept = comments(text);
    for (const std::string &comment : comments(before))
        EXPECT_TRUE(kept.contains(comment)) << comment << " is lost in\n" << editor.text();
    if (before.ends_with('\n') != editor.text().ends_with('\n')) {
        // Only what would say something else without a last line break gets one.
        const std::string &now = editor.text();
        const std::string shorter = now.substr(0, now.find_last_not_of("\r\n") + 1);
        const Document unfinished = Document::parse(shorter); // libfyaml makes up a last break
        EXPECT_NE(py::repr(toValue(*unfinished.root())), py::repr(model)) << now;
    }
    if (before.find('\r') != std::string::npos) {
        for (std::size_t at = 0; (at = editor.text().find('\n', at)) != std::string::npos; ++at)
            EXPECT_EQ(editor.text()[at - 1], '\r') << editor.text();
    }
}

TEST(EditorProperties, randomEditsSayWhatWasMeantAndNothingElse)
{
    constexpr int kEditsOfOneText = 4;
    const int texts = std::max(1, wanted("POSTERN_SOAK_EDITS", 1000) / kEditsOfOneText);
    const int seed = wanted("POSTERN_SOAK_SEED", 1130);
    Tally tally;
    for (int i = 0; i < texts && !HasFailure(); ++i) {
        Random random(static_cast<unsigned>(seed) * 1'000'003U + static_cast<unsigned>(i));
        const std::string text = Dresser(random).text();
        std::optional<Value> model = judged(text);
        const Document document = Document::parse(text);
        if (!model || document.root() == nullptr
            || py::repr(toValue(*document.root())) != py::repr(*model))
            continue; // the two readers differ in the text itself: tst_spans is about that
        Editor editor(text);
        for (int edit = 0; edit < kEditsOfOneText && !HasFailure(); ++edit)
            tryIntent(editor, *model, randomIntent(random, *model), tally);
        std::string again = text;
        const TextEdits back = editor.edits().applyTo(again);
        EXPECT_EQ(again, editor.text());
        back.applyTo(again);
        EXPECT_EQ(again, text);
    }
    std::cout << tally.done << " edits done, " << tally.refused << " refused, seed " << seed
              << "\n";
    EXPECT_GT(tally.done, 8 * tally.refused);
}

} // namespace

} // namespace postern::yaml
