// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/conformance/jinjacases.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/jinja/template.h"
#include "tests/conformance/differences.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>

namespace postern::conformance {

namespace {

std::string text(const Value &value, std::string_view key)
{
    const Value *member = value.find(key);
    return member != nullptr && member->isString() ? member->asString() : std::string();
}

jinja::UndefinedKind undefinedKind(const std::string &name)
{
    if (name == "StrictUndefined")
        return jinja::UndefinedKind::Strict;
    if (name == "ChainableUndefined")
        return jinja::UndefinedKind::Chainable;
    if (name == "DebugUndefined")
        return jinja::UndefinedKind::Debug;
    return jinja::UndefinedKind::Default;
}

void readDelimiters(const Value &env, jinja::Options &options)
{
    const std::pair<const char *, std::string *> fields[]
        = {{"block_start_string", &options.blockStart},
           {"block_end_string", &options.blockEnd},
           {"variable_start_string", &options.variableStart},
           {"variable_end_string", &options.variableEnd},
           {"comment_start_string", &options.commentStart},
           {"comment_end_string", &options.commentEnd},
           {"line_statement_prefix", &options.lineStatementPrefix},
           {"line_comment_prefix", &options.lineCommentPrefix},
           {"newline_sequence", &options.newlineSequence}};
    for (const auto &[key, field] : fields) {
        if (const Value *given = env.find(key); given != nullptr && given->isString())
            *field = given->asString();
    }
}

jinja::Options readOptions(const Value &env)
{
    jinja::Options options;
    readDelimiters(env, options);
    const std::pair<const char *, bool *> flags[] = {{"trim_blocks", &options.trimBlocks},
                                                     {"lstrip_blocks", &options.lstripBlocks},
                                                     {"keep_trailing_newline",
                                                      &options.keepTrailingNewline},
                                                     {"autoescape", &options.autoescape},
                                                     {"sandboxed", &options.sandboxed}};
    for (const auto &[key, flag] : flags) {
        if (const Value *given = env.find(key))
            *flag = given->truthy();
    }
    options.undefined = undefinedKind(text(env, "undefined"));
    if (const Value *extensions = env.find("extensions")) {
        for (const Value &extension : extensions->asList()) {
            options.doStatement = options.doStatement || extension == Value("ExprStmtExtension");
            options.loopControls = options.loopControls
                                   || extension == Value("LoopControlExtension");
        }
    }
    if (const Value *globals = env.find("globals")) {
        for (const auto &[name, value] : globals->asDict())
            options.globals[name.asString()] = value;
    }
    if (const Value *loader = env.find("loader")) {
        options.loader = [sources = *loader](std::string_view name) -> std::optional<std::string> {
            const Value *source = sources.find(name);
            return source == nullptr ? std::nullopt : std::optional(source->asString());
        };
    }
    return options;
}

/// What came out: the text, or the class and sentence of the error.
struct Outcome
{
    std::string output;
    std::optional<List> undeclared; ///< the names taken from outside, once it compiles
    std::string error;
    std::string message;
    int line = 0;
};

Outcome run(const Value &test)
{
    Outcome outcome;
    const Value *env = test.find("env");
    const Value *context = test.find("context");
    try {
        const jinja::Options options = readOptions(env == nullptr ? Value(Dict()) : *env);
        const auto compiled = jinja::Template::compile(text(test, "template"), options);
        outcome.undeclared.emplace();
        for (std::string &name : compiled.undeclaredVariables())
            outcome.undeclared->emplace_back(std::move(name));
        outcome.output = compiled.render(context == nullptr ? Dict() : context->asDict());
    } catch (const Error &error) {
        outcome.error = error.promptflow() ? error.promptflow()->codes.back() : "Error";
        outcome.message = error.promptflow() ? error.promptflow()->message : error.message();
        if (outcome.message == outcome.error + ": ") // an exception that says nothing
            outcome.message.clear();
        outcome.line = error.place() ? error.place()->line : 0;
    } catch (const std::exception &error) {
        outcome.error = "std::exception";
        outcome.message = error.what();
    }
    return outcome;
}

/// Nothing when it is as expected.
std::string difference(const Value &test, const Outcome &outcome, bool messages)
{
    const Value *undeclared = test.find("undeclared");
    if (undeclared != nullptr && outcome.undeclared && Value(*outcome.undeclared) != *undeclared)
        return "takes " + py::repr(*outcome.undeclared) + " from outside, not "
               + py::repr(*undeclared);
    const std::string expected = text(test, "error");
    if (expected.empty()) {
        if (!outcome.error.empty())
            return "raised " + outcome.error + ": " + outcome.message + ", not "
                   + py::reprString(text(test, "expected"));
        if (outcome.output != text(test, "expected"))
            return py::reprString(outcome.output) + " is not "
                   + py::reprString(text(test, "expected"));
        return {};
    }
    if (outcome.error.empty())
        return py::reprString(outcome.output) + ", but " + expected
               + " was expected: " + text(test, "message");
    if (outcome.error != expected)
        return outcome.error + " (" + outcome.message + ") is not " + expected + " ("
               + text(test, "message") + ")";
    if (messages && outcome.message != text(test, "message"))
        return py::reprString(outcome.message) + " is not " + py::reprString(text(test, "message"));
    const Value *line = test.find("lineno");
    if (messages && line != nullptr && line->isInt() && line->asInt() != outcome.line)
        return "line " + std::to_string(outcome.line) + " is not " + std::to_string(line->asInt());
    return {};
}

/// Counts what passed and prints what failed.
class Report
{
public:
    void add(const std::string &prefix, const std::string &id, const std::string &why)
    {
        Count &count = m_counts[prefix];
        if (why.empty()) {
            ++count.passed;
            return;
        }
        ++count.failed;
        std::printf("FAIL %s: %s\n", id.c_str(), why.c_str());
    }

    void skip(const std::string &id, const std::string &why)
    {
        ++m_skipped;
        std::printf("SKIP %s: %s\n", id.c_str(), why.c_str());
    }

    /// Returns how many failed.
    int finish() const
    {
        Count all;
        for (const auto &[prefix, count] : m_counts) {
            std::printf("%s: %d passed, %d failed\n", prefix.c_str(), count.passed, count.failed);
            all.passed += count.passed;
            all.failed += count.failed;
        }
        if (m_skipped > 0)
            std::printf("%d skipped, as docs/differences.md says\n", m_skipped);
        std::printf("%d passed, %d failed\n", all.passed, all.failed);
        return all.failed;
    }

private:
    struct Count
    {
        int passed = 0;
        int failed = 0;
    };
    std::map<std::string, Count> m_counts;
    int m_skipped = 0;
};

void runFile(const std::string &path, bool messages, Report &report)
{
    std::ifstream file(path);
    if (!file)
        throw std::runtime_error("can't read " + path);
    std::string line;
    std::map<std::string, int> seen;
    while (std::getline(file, line)) {
        if (line.empty())
            continue;
        const Value test = json::parse(line);
        const std::string name = text(test, "test");
        const std::string id = text(test, "id");
        const int nth = ++seen[id];
        const std::string unique = nth == 1 ? id : id + "#" + std::to_string(nth);
        const auto documented = documentedDifferences().find("jinja/" + unique);
        if (documented != documentedDifferences().end())
            report.skip(unique, documented->second);
        else
            report.add(name.substr(0, name.find("::")), id, difference(test, run(test), messages));
    }
}

} // namespace

int runJinja(const std::vector<std::string> &arguments)
{
    Report report;
    const bool messages = std::find(arguments.begin(), arguments.end(), "--messages")
                          != arguments.end();
    for (const std::string &argument : arguments) {
        if (argument != "--messages")
            runFile(argument, messages, report);
    }
    return report.finish() == 0 ? 0 : 1;
}

} // namespace postern::conformance
