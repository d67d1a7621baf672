// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/conformance/flowcase.h"

#include "app/request/runrequest.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/check/pfvalidate.h"
#include "engine/run/record.h"
#include "tests/conformance/matching.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace fs = std::filesystem;

namespace postern::conformance {

namespace {

constexpr std::string_view kRecordedServer = "127.0.0.1:18765";

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string readText(const fs::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// {"$float": "nan"} as the number.
Value withFloats(const Value &value)
{
    if (const Value *number = value.isDict() ? value.find("$float") : nullptr)
        return {std::strtod(number->asString().c_str(), nullptr)};
    if (value.isDict()) {
        Dict dict;
        for (const auto &[key, member] : value.asDict())
            dict.append(key, withFloats(member));
        return dict;
    }
    if (value.isList()) {
        List list;
        for (const Value &item : value.asList())
            list.push_back(withFloats(item));
        return list;
    }
    return value;
}

/// Every text with one address in place of the other.
Value withAddress(const Value &value, std::string_view from, std::string_view to)
{
    if (value.isString())
        return {replaced(value.asString(), from, to)};
    if (value.isDict()) {
        Dict dict;
        for (const auto &[key, member] : value.asDict())
            dict.append(withAddress(key, from, to), withAddress(member, from, to));
        return dict;
    }
    if (value.isList()) {
        List list;
        for (const Value &item : value.asList())
            list.push_back(withAddress(item, from, to));
        return list;
    }
    return value;
}

/// The keys of dicts as JSON writes them: 1 becomes "1", None "null".
Value withTextKeys(const Value &value)
{
    if (value.isDict()) {
        Dict dict;
        for (const auto &[key, member] : value.asDict())
            dict.set(key.isString() ? key : Value(json::write(key)), withTextKeys(member));
        return dict;
    }
    if (value.isList()) {
        List list;
        for (const Value &item : value.asList())
            list.push_back(withTextKeys(item));
        return list;
    }
    return value;
}

std::string text(const Value &run, std::string_view key)
{
    const Value *value = run.find(key);
    return value && value->isString() ? value->asString() : std::string();
}

class FlowCase
{
public:
    FlowCase(const fs::path &folder, const FlowOptions &options);
    std::vector<RunVerdict> run();

private:
    std::vector<std::string> check(const Value &run, const Value &expected);
    Value answer(const Value &run);
    Value validation() const;
    run::RunSpec makeSpec(const Value &run) const;
    void compareNodes(const Value &expected,
                      const Value &actual,
                      std::vector<std::string> &out) const;

    const fs::path &m_folder;
    const FlowOptions &m_options;
    Value m_case;
    Value m_expected;
    fs::path m_flow;
    connection::ConnectionSet m_connections;
};

FlowCase::FlowCase(const fs::path &folder, const FlowOptions &options)
    : m_folder(folder)
    , m_options(options)
    , m_case(json::parse(replaced(readText(folder / "case.json"), kRecordedServer, options.server)))
    , m_expected(json::parse(readText(folder / "expected.json")))
{
    const fs::path copy = fs::current_path() / folder.filename();
    fs::copy(folder, copy, fs::copy_options::recursive);
    m_flow = copy / "flow";
    if (const std::string entry = text(m_case, "entry"); !entry.empty())
        m_flow /= entry;
    for (const auto &[key, value] : m_case.find("env")->asDict())
        ::setenv(key.asString().c_str(), value.asString().c_str(), 1);
    const fs::path connections = folder / ".." / ".." / text(m_case, "connections");
    if (fs::is_regular_file(connections)) {
        const std::string json = replaced(readText(connections), kRecordedServer, options.server);
        m_connections = connection::ConnectionSet::fromValue(json::parse(json), "connections.json");
    }
}

run::RunSpec FlowCase::makeSpec(const Value &run) const
{
    request::RunOptions options;
    options.flow = m_flow;
    options.node = text(run, "node");
    options.variant = text(run, "variant");
    options.python = m_options.python;
    run::RunSpec spec = request::makeRunRequest(options).spec;
    spec.stream = false;
    spec.connections = m_connections;
    spec.imageFolder = spec.document.location().folder / ".promptflow/output";
    if (const Value *inputs = run.find("inputs"); inputs && inputs->isDict())
        spec.inputs = withFloats(*inputs).asDict();
    if (const Value *init = run.find("init"); init && init->isDict())
        spec.init = withFloats(*init).asDict();
    if (const Value *variables = run.find("environment_variables");
        variables && variables->isDict()) {
        for (const auto &[key, value] : variables->asDict())
            spec.environment.emplace_back(key.asString(), py::str(value));
    }
    return spec;
}

Value toAnswer(const run::FlowRunResult &result, const fs::path &folder)
{
    const image::ImagePlace images{folder / ".promptflow/intermediate", folder, result.imageFormat};
    Dict answer;
    answer.append("status", result.error ? "error" : "ok");
    if (result.error) {
        Dict error;
        const std::optional<PromptflowError> &promptflow = result.error->promptflow();
        List codes;
        for (const std::string &code : promptflow ? promptflow->codes : std::vector<std::string>())
            codes.emplace_back(code);
        error.append("codes", std::move(codes));
        error.append("message",
                     promptflow && !promptflow->message.empty() ? promptflow->message
                                                                : result.error->message());
        error.append("ours", result.error->message());
        answer.append("error", std::move(error));
    }
    answer.append("output", withTextKeys(result.outputs));
    Dict metrics;
    for (const auto &[key, value] : result.metrics)
        metrics.append(Value(key), value);
    answer.append("metrics", std::move(metrics));
    Dict nodes;
    for (const run::NodeRecord &node : result.nodes) {
        Dict record;
        record.append("status", run::statusText(node.state));
        record.append("output", withTextKeys(run::recordedValue(node.output, images)));
        record.append("inputs", node.inputs);
        nodes.set(Value(node.node), std::move(record));
    }
    answer.append("nodes", std::move(nodes));
    return answer;
}

Value errorAnswer(const Error &error)
{
    run::FlowRunResult result;
    result.error = error;
    return toAnswer(result, fs::current_path());
}

template<typename T>
T runTask(boost::asio::io_context &context, Task<T> task)
{
    std::optional<T> result;
    boost::asio::co_spawn(context, std::move(task), [&](const std::exception_ptr &failure, T value) {
        if (failure)
            std::rethrow_exception(failure);
        result = std::move(value);
    });
    context.run();
    return std::move(*result);
}

Value FlowCase::answer(const Value &run)
{
    try {
        run::RunSpec spec = makeSpec(run);
        const fs::path flow = spec.document.location().folder;
        boost::asio::io_context loop(1);
        run::Engine engine(loop.get_executor());
        return toAnswer(runTask(loop, run::runFlow(engine, std::move(spec))), flow);
    } catch (const Error &error) {
        return errorAnswer(error);
    }
}

Value FlowCase::validation() const
{
    try {
        const auto document = flow::FlowDocument::load(flow::locateFlow(m_flow));
        boost::asio::io_context loop(1);
        Value report
            = runTask(loop,
                      check::promptflowReport(document,
                                              {flow::Trust::Trusted, m_options.python, {}, {}}));
        const bool succeeded = *report.find("result") == Value("Succeeded");
        return Dict{{"status", succeeded ? "ok" : "error"}, {"validation", std::move(report)}};
    } catch (const Error &error) {
        return errorAnswer(error);
    }
}

void FlowCase::compareNodes(const Value &expected,
                            const Value &actual,
                            std::vector<std::string> &out) const
{
    const Value *nodes = expected.find("nodes");
    if (!m_options.nodes || !nodes || !nodes->isDict() || text(expected, "status") != "ok")
        return;
    for (const auto &[name, node] : nodes->asDict()) {
        const Value *other = actual.find("nodes")->find(name.asString());
        const std::string path = "nodes." + name.asString();
        if (!other) {
            out.push_back(path + ": missing");
            continue;
        }
        for (const char *key : {"status", "output"}) {
            if (const Value *recorded = node.find(key))
                compare(*recorded, *other->find(key), path + "." + key, out);
        }
    }
}

Value lastCode(const Value &answer)
{
    const Value *error = answer.find("error");
    const Value *codes = error ? error->find("codes") : nullptr;
    return codes && codes->isList() && !codes->asList().empty() ? codes->asList().back() : Value();
}

/// A validation with its entries by path: those of fields that prompt flow doesn't know come in the
/// order of a Python set, another in every process.
Value inOrder(const Value &validation)
{
    if (!validation.isDict())
        return validation;
    Dict ordered = validation.asDict();
    for (const char *key : {"errors", "warnings"}) {
        const Value *entries = validation.find(key);
        if (!entries || !entries->isList())
            continue;
        List sorted = entries->asList();
        std::ranges::stable_sort(sorted, {}, [](const Value &entry) { return text(entry, "path"); });
        ordered.set(key, std::move(sorted));
    }
    return ordered;
}

std::vector<std::string> FlowCase::check(const Value &run, const Value &expected)
{
    std::vector<std::string> out;
    const std::string mode = text(run, "mode");
    const Value actual = withAddress(mode == "validate" ? validation() : answer(run),
                                     m_options.server,
                                     kRecordedServer);
    if (!m_options.keep.empty()) {
        json::WriteOptions write;
        write.indent = 1;
        write.ensureAscii = false;
        write.reprUnknown = true;
        std::ofstream(m_options.keep
                      / (m_folder.filename().string() + "." + text(run, "id") + ".json"))
            << json::write(actual, write);
    }
    compare(*expected.find("status"), *actual.find("status"), "status", out);
    if (const Value *random = m_case.find("random"); random && random->truthy())
        return out;
    for (const char *key : {"output", "metrics"}) {
        const Value *recorded = expected.find(key);
        const Value *given = actual.find(key);
        if (recorded)
            compare(*recorded, given ? *given : Value(), key, out);
    }
    if (const Value *recorded = expected.find("validation")) {
        const Value *given = actual.find("validation");
        compare(inOrder(*recorded), given ? inOrder(*given) : Value(), "validation", out);
    }
    if (text(expected, "status") == "error" && expected.find("error")) {
        compare(lastCode(expected), lastCode(actual), "error.code", out);
        const Value *error = actual.find("error");
        const Value *message = expected.find("error")->find("message");
        if (m_options.messages && error && message)
            compare(*message, *error->find("message"), "error.message", out);
        if (!error && !out.empty())
            out.push_back("expected: " + text(*expected.find("error"), "message"));
    } else if (const Value *error = actual.find("error")) {
        out.push_back("error: " + text(*error, "message"));
    }
    compareNodes(expected, actual, out);
    return out;
}

const Value *findRun(const Value &document, const std::string &id)
{
    for (const Value &run : document.find("runs")->asList()) {
        if (text(run, "id") == id)
            return &run;
    }
    return nullptr;
}

bool saysSomething(const Value &expected)
{
    const std::string status = text(expected, "status");
    return status == "ok" || status == "error";
}

bool isBatch(const Value &run)
{
    return text(run, "mode") == "batch";
}

std::vector<RunVerdict> FlowCase::run()
{
    std::vector<RunVerdict> verdicts;
    for (const Value &expected : m_expected.find("runs")->asList()) {
        const std::string id = text(expected, "id");
        const Value *run = findRun(m_case, id);
        if (run && !isBatch(*run) && saysSomething(expected))
            verdicts.push_back({id, check(*run, expected)});
    }
    return verdicts;
}

} // namespace

std::vector<RunVerdict> runCase(const fs::path &folder, const FlowOptions &options)
{
    return FlowCase(folder, options).run();
}

namespace {

/// The ids of the runs whose recorded status says something.
std::vector<std::string> recordedRuns(const fs::path &folder, bool batch)
{
    std::vector<std::string> ids;
    const Value document = json::parse(readText(folder / "expected.json"));
    const Value given = json::parse(readText(folder / "case.json"));
    for (const Value &expected : document.find("runs")->asList()) {
        const Value *run = findRun(given, text(expected, "id"));
        if (saysSomething(expected) && run && isBatch(*run) == batch)
            ids.push_back(text(expected, "id"));
    }
    return ids;
}

} // namespace

std::vector<std::string> countedRuns(const fs::path &folder)
{
    return recordedRuns(folder, false);
}

int notBuiltRuns(const fs::path &folder)
{
    return static_cast<int>(recordedRuns(folder, true).size());
}

} // namespace postern::conformance
