// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/conformance/flowcase.h"

#include "app/request/runrequest.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/batch/batchrun.h"
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
    Value batchAnswer(const Value &run);
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

/// The codes of an error as a record has it, outermost first.
List codesOf(const Value &error)
{
    List codes;
    for (const Value *level = &error; level && level->isDict(); level = level->find("innerError")) {
        if (const Value *code = level->find("code"))
            codes.push_back(*code);
    }
    return codes;
}

List rowsOf(const fs::path &file)
{
    List rows;
    std::ifstream stream(file, std::ios::binary);
    for (std::string line; std::getline(stream, line);)
        rows.push_back(json::parse(line));
    return rows;
}

Value linesOf(const batch::RunFolder &folder)
{
    List lines;
    batch::readLines(folder, [&lines](const batch::BatchLine &line) {
        Dict shown{{"line_number", static_cast<std::int64_t>(line.number)},
                   {"status", run::statusText(line.state)},
                   {"output", line.output}};
        if (!line.error.isNull())
            shown.append("error",
                         Dict{{"codes", codesOf(line.error)},
                              {"message", *line.error.find("message")}});
        lines.emplace_back(std::move(shown));
    });
    return lines;
}

/// A batch run in the form in which they were recorded.
Value FlowCase::batchAnswer(const Value &run)
{
    try {
        batch::BatchSpec spec;
        spec.run = makeSpec(run);
        spec.sources.data = fs::current_path() / m_folder.filename() / "flow" / text(run, "data");
        if (const Value *mapping = run.find("column_mapping"); mapping && mapping->isDict())
            spec.columnMapping = mapping->asDict();
        batch::RunRecord record;
        record.name = text(run, "id");
        batch::RunFolder folder = batch::RunFolder::create(fs::current_path() / "runs", record);
        boost::asio::io_context loop(1);
        run::Engine engine(loop.get_executor());
        const batch::BatchResult result
            = runTask(loop, batch::runBatch(engine, std::move(spec), folder, {}));
        Dict answer{{"status", result.error ? "error" : "ok"},
                    {"run_status", folder.record().status},
                    {"lines", linesOf(folder)},
                    {"exception_json", folder.record().error}};
        if (result.error)
            answer.append("error", *errorAnswer(*result.error).find("error"));
        if (!result.error) {
            answer.append("outputs_jsonl", rowsOf(folder.outputsFile()));
            answer.append("metrics", Value(folder.record().metrics));
        }
        return answer;
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

/// Lines by their place, and what the run says of its errors.
void compareLines(const Value &expected,
                  const Value &actual,
                  bool messages,
                  std::vector<std::string> &out);

Value lastCode(const Value &answer)
{
    const Value *error = answer.find("error");
    const Value *codes = error ? error->find("codes") : nullptr;
    return codes && codes->isList() && !codes->asList().empty() ? codes->asList().back() : Value();
}

void compareLines(const Value &expected,
                  const Value &actual,
                  bool messages,
                  std::vector<std::string> &out)
{
    const Value *recorded = expected.find("lines");
    const Value *given = actual.find("lines");
    if (!recorded || !recorded->isList() || !given)
        return;
    if (recorded->asList().size() != given->asList().size()) {
        out.push_back("lines: " + std::to_string(given->asList().size()) + " instead of "
                      + std::to_string(recorded->asList().size()));
        return;
    }
    for (std::size_t i = 0; i < recorded->asList().size(); ++i) {
        const Value &line = recorded->asList()[i];
        const Value &own = given->asList()[i];
        const std::string path = "lines[" + std::to_string(i) + "].";
        for (const char *key : {"status", "output"}) {
            if (line.find(key) && own.find(key))
                compare(*line.find(key), *own.find(key), path + key, out);
        }
        if (const Value *error = line.find("error"); error && error->isDict()) {
            compare(lastCode(line), lastCode(own), path + "error.code", out);
            if (messages && error->find("message") && own.find("error"))
                compare(*error->find("message"),
                        *own.find("error")->find("message"),
                        path + "error.message",
                        out);
        }
    }
    const Value *exception = expected.find("exception_json");
    const Value *own = actual.find("exception_json");
    if (messages && exception && exception->find("message") && own && own->find("message"))
        compare(*exception->find("message"), *own->find("message"), "exception.message", out);
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
    const bool isBatch = mode == "batch";
    const Value actual = withAddress(mode == "validate" ? validation()
                                     : isBatch          ? batchAnswer(run)
                                                        : answer(run),
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
    for (const char *key : {"output", "metrics", "outputs_jsonl", "run_status"}) {
        const Value *recorded = expected.find(key);
        const Value *given = actual.find(key);
        if (recorded && !(isBatch && recorded->isNull()))
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
    } else if (const Value *error = actual.find("error");
               error && text(expected, "status") != "error") {
        out.push_back("error: " + text(*error, "message"));
    }
    compareNodes(expected, actual, out);
    if (isBatch)
        compareLines(expected, actual, m_options.messages, out);
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

std::vector<RunVerdict> FlowCase::run()
{
    std::vector<RunVerdict> verdicts;
    for (const Value &expected : m_expected.find("runs")->asList()) {
        const std::string id = text(expected, "id");
        const Value *run = findRun(m_case, id);
        if (run && saysSomething(expected))
            verdicts.push_back({id, check(*run, expected)});
    }
    return verdicts;
}

} // namespace

std::vector<RunVerdict> runCase(const fs::path &folder, const FlowOptions &options)
{
    return FlowCase(folder, options).run();
}

std::vector<std::string> countedRuns(const fs::path &folder)
{
    std::vector<std::string> ids;
    const Value document = json::parse(readText(folder / "expected.json"));
    const Value given = json::parse(readText(folder / "case.json"));
    for (const Value &expected : document.find("runs")->asList()) {
        if (saysSomething(expected) && findRun(given, text(expected, "id")))
            ids.push_back(text(expected, "id"));
    }
    return ids;
}

} // namespace postern::conformance
