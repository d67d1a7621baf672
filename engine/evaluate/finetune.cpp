// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/evaluate/finetune.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/replay/fingerprint.h"
#include "engine/simulator/words.h"
#include "engine/store/atomicfile.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace postern::evaluate {

namespace {

/// No service trains with fewer.
constexpr std::size_t kFewest = 10;

std::string inputText(const Dict &values, const std::string &name)
{
    const Value *value = name.empty() ? nullptr : values.find(name);
    return value == nullptr || value->isNull() ? std::string() : py::str(*value);
}

Value message(const char *role, const std::string &content)
{
    return Dict{{"role", role}, {"content", content}};
}

/// Why the row is no example; empty: it is one.
Message reasonAgainst(const Row &row, const FineTuneOptions &options)
{
    if (!row.error.empty())
        return tr("it failed");
    for (const auto &[score, least] : options.atLeast) {
        const auto found = row.scores.find(score);
        if (found == row.scores.end())
            return tr("it has no score '%1'", score);
        if (found->second < least)
            return tr("its '%1' is too low", score);
    }
    return {};
}

FineTuneExample exampleOf(const Row &row, const FineTuneOptions &options)
{
    List messages;
    if (!options.system.empty())
        messages.push_back(message("system", options.system));
    messages.push_back(message("user", inputText(row.inputs, options.question)));
    std::string answer = inputText(row.inputs, options.correction);
    if (answer.empty())
        answer = inputText(row.outputs, options.answer);
    messages.push_back(message("assistant", answer));
    json::WriteOptions form;
    form.ensureAscii = false;
    FineTuneExample made;
    made.line = row.number;
    made.json = json::write(Value(Dict{{"messages", std::move(messages)}}), form);
    made.tokens = simulator::countTokens(made.json);
    return made;
}

std::string sha256(const std::string &text)
{
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(),
                       reinterpret_cast<const unsigned char *>(text.data()),
                       text.size()); // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast): libsodium's
    std::string hex;
    for (const unsigned char byte : hash) {
        constexpr std::string_view kDigits = "0123456789abcdef";
        hex += kDigits[byte >> 4U];
        hex += kDigits[byte & 0xfU];
    }
    return hex;
}

Value writeExamples(const std::vector<FineTuneExample> &examples, const std::filesystem::path &file)
{
    std::string text;
    std::int64_t tokens = 0;
    for (const FineTuneExample &example : examples) {
        text += example.json + "\n";
        tokens += example.tokens;
    }
    store::writeFile(file, text);
    return Dict{{"file", file.filename().string()},
                {"lines", static_cast<std::int64_t>(examples.size())},
                {"tokens", tokens},
                {"sha256", sha256(text)}};
}

} // namespace

Message problemOfExample(std::string_view text)
{
    const Value value = json::parse(text);
    const Value *messages = value.find("messages");
    if (messages == nullptr || !messages->isList() || messages->asList().empty())
        return tr("it has no messages");
    std::string last;
    for (const Value &one : messages->asList()) {
        const Value *role = one.find("role");
        const Value *content = one.find("content");
        if (role == nullptr || !role->isString() || content == nullptr || !content->isString())
            return tr("a message of it has no role or no text");
        const std::string &name = role->asString();
        if (name != "system" && name != "user" && name != "assistant")
            return tr("'%1' is no role", name);
        if (content->asString().find_first_not_of(" \t\r\n") == std::string::npos)
            return tr("the %1's message is empty", name);
        if (name == "system" && !last.empty())
            return tr("its system message isn't the first");
        if (name == last)
            return tr("two messages of the %1 follow each other", name);
        last = name;
    }
    return last == "assistant" ? Message() : tr("its last message isn't the assistant's");
}

FineTuneData fineTuneData(const VariantResult &result, const FineTuneOptions &options)
{
    FineTuneData made;
    std::set<std::string> seen;
    std::vector<FineTuneExample> examples;
    for (const Row &row : result.rows) {
        Message reason = reasonAgainst(row, options);
        if (reason.isEmpty()) {
            FineTuneExample example = exampleOf(row, options);
            reason = problemOfExample(example.json);
            if (reason.isEmpty() && example.tokens > options.mostTokens)
                reason = tr("it is longer than %1 tokens", options.mostTokens);
            if (reason.isEmpty() && !seen.insert(example.json).second)
                reason = tr("it is there twice");
            if (reason.isEmpty())
                examples.push_back(std::move(example));
        }
        if (!reason.isEmpty())
            made.leftOut.emplace_back(row.number, std::move(reason));
    }
    if (examples.size() < kFewest)
        throw Error(ErrorCode::InvalidInput,
                    tr("%1 lines are good enough, and training needs %2 at least.",
                       examples.size(),
                       kFewest),
                    tr("Ask for less, or evaluate more rows."));
    // By a hash of each: an example stays on its side when others come and go.
    const std::string salt = std::to_string(options.seed);
    std::ranges::sort(examples, {}, [&salt](const FineTuneExample &example) {
        return replay::hashOf(salt + example.json);
    });
    const auto count = static_cast<std::size_t>(
        std::round(options.validation * static_cast<double>(examples.size())));
    const auto cut = examples.begin()
                     + static_cast<std::ptrdiff_t>(std::min(count, examples.size() - 1));
    made.validation.assign(examples.begin(), cut);
    made.training.assign(cut, examples.end());
    std::ranges::sort(made.training, {}, &FineTuneExample::line);
    std::ranges::sort(made.validation, {}, &FineTuneExample::line);
    return made;
}

void writeFineTuneData(const FineTuneData &data,
                       const FineTuneOptions &options,
                       const Evaluation &source,
                       const std::filesystem::path &folder)
{
    List files;
    files.push_back(writeExamples(data.training, folder / "training.jsonl"));
    if (!data.validation.empty())
        files.push_back(writeExamples(data.validation, folder / "validation.jsonl"));
    Dict least;
    for (const auto &[score, value] : options.atLeast)
        least.append(score, value);
    const Dict manifest{{"flow", source.flow},
                        {"data", source.data},
                        {"evaluated", source.created},
                        {"seed", static_cast<std::int64_t>(options.seed)},
                        {"at_least", std::move(least)},
                        {"left_out", static_cast<std::int64_t>(data.leftOut.size())},
                        {"files", std::move(files)}};
    json::WriteOptions form;
    form.indent = 4;
    form.ensureAscii = false;
    store::writeFile(folder / "manifest.json", json::write(Value(manifest), form) + "\n");
}

} // namespace postern::evaluate
