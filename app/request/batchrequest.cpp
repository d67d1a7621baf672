// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/request/batchrequest.h"

#include "app/request/keyvalues.h"
#include "engine/base/pathtext.h"
#include "engine/base/pyrepr.h"
#include "engine/batch/columnmapping.h"
#include "engine/flow/floweditor.h"
#include "engine/flow/unsavedtexts.h"
#include "engine/yaml/content.h"

#include <algorithm>

namespace fs = std::filesystem;

namespace postern::request {

namespace {

constexpr double kMilliseconds = 1'000;

std::string wholePath(const fs::path &path)
{
    return path.empty() ? std::string() : pathText(fs::absolute(path).lexically_normal());
}

Error neitherDataNorRun()
{
    Error error(ErrorCode::Usage,
                tr("A batch needs data: --data FILE, --run NAME, or --resume-from NAME."),
                tr("Name the file with the lines."));
    return std::move(error)
        .as({"UserError"}, "Either run or data or resume from run must be specified for flow run.");
}

bool has(const fs::path &path)
{
    std::error_code unknown;
    return fs::exists(path, unknown);
}

/// The place of a node's setting: in the node, or in the variants that stand for it.
std::vector<std::string> placesOf(const flow::Flow &flow,
                                  const std::string &node,
                                  const std::string &key)
{
    const auto quoted = [](const std::string &name) {
        return name.find('.') == std::string::npos ? name : "\"" + name + "\"";
    };
    const flow::Node *known = flow.node(node);
    if (!known)
        throw Error(ErrorCode::Usage,
                    tr("The flow has no node '%1'.", node),
                    tr("Name a node of the flow: --connections NODE.connection=NAME"));
    const bool isOwnKey = key == "connection" && known->type == flow::NodeType::Llm;
    const std::string rest = (isOwnKey ? "" : "inputs.") + quoted(key);
    const auto variants = flow.variants.find(node);
    if (!known->useVariants || variants == flow.variants.end())
        return {"nodes." + quoted(node) + "." + rest};
    std::vector<std::string> places;
    places.reserve(variants->second.variants.size());
    for (const flow::Variant &variant : variants->second.variants)
        places.push_back("node_variants." + quoted(node) + ".variants." + quoted(variant.id)
                         + ".node." + rest);
    return places;
}

/// The flow with other connections and deployments, in memory alone.
void overrideNodes(run::RunSpec &spec, const std::vector<std::string> &words)
{
    if (words.empty())
        return;
    flow::FlowEditor editor(spec.document);
    for (const auto &[path, value] : readPairs(words, "connections")) {
        const std::size_t dot = path.rfind('.');
        if (dot == std::string::npos)
            throw Error(ErrorCode::Usage,
                        tr("'%1' names no node's setting.", path),
                        tr("Give connections as NODE.connection=NAME, or a file."));
        for (const std::string &place :
             placesOf(spec.document.flow(), path.substr(0, dot), path.substr(dot + 1)))
            editor.set(place, yaml::Content(Value(value)));
    }
    spec.document = flow::FlowDocument::fromText(spec.document.location(), editor.text());
}

Dict mappingOf(const std::vector<std::string> &words)
{
    return words.empty() ? Dict() : readInputs(words);
}

batch::BatchLimits limitsOf(const BatchOptions &options)
{
    batch::BatchLimits limits = batch::BatchLimits::ofEnvironment();
    const auto milliseconds = [](double seconds) {
        return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * kMilliseconds));
    };
    if (options.concurrency > 0)
        limits.concurrency = options.concurrency;
    if (options.lineTimeout > 0)
        limits.lineTimeout = milliseconds(options.lineTimeout);
    if (options.batchTimeout > 0)
        limits.batchTimeout = milliseconds(options.batchTimeout);
    limits.requestsPerMinute = options.requestsPerMinute;
    limits.tokensPerMinute = options.tokensPerMinute;
    if (options.maxCost > 0)
        limits.cost = options.maxCost;
    return limits;
}

List wordsOf(const std::vector<std::string> &words)
{
    return {words.begin(), words.end()};
}

std::vector<std::string> wordsIn(const Dict &settings, std::string_view key)
{
    std::vector<std::string> words;
    const Value *list = settings.find(key);
    for (const Value &word : list && list->isList() ? list->asList() : List())
        words.push_back(py::str(word));
    return words;
}

std::string textIn(const Dict &settings, std::string_view key)
{
    const Value *value = settings.find(key);
    return value && value->isString() ? value->asString() : std::string();
}

double numberIn(const Dict &settings, std::string_view key)
{
    const Value *value = settings.find(key);
    if (value && value->isDouble())
        return value->asDouble();
    return value && value->isInt() ? static_cast<double>(value->asInt()) : 0;
}

bool flagIn(const Dict &settings, std::string_view key)
{
    const Value *value = settings.find(key);
    return value && value->truthy();
}

bool isEnvironmentFile(const std::string &word)
{
    return word.ends_with(".env") && word.find('=') == std::string::npos;
}

/// What is needed to go on with a run. Of variables, which may be secrets, the names.
Dict settingsOf(const BatchOptions &options, const batch::DataSources &sources)
{
    List files;
    List names;
    for (const std::string &word : options.run.environment) {
        if (isEnvironmentFile(word))
            files.emplace_back(wholePath(word));
        else if (!word.empty())
            names.emplace_back(word.substr(0, word.find('=')));
    }
    return Dict{{"connections", wholePath(options.run.connections)},
                {"python", wholePath(options.run.python)},
                {"simulate", options.run.simulate},
                {"restricted", options.run.restricted},
                {"overrides", wordsOf(options.overrides)},
                {"environment_files", std::move(files)},
                {"environment_names", std::move(names)},
                {"run_outputs", pathText(sources.runOutputs)},
                {"run_inputs", pathText(sources.runInputs)},
                {"concurrency", static_cast<std::int64_t>(options.concurrency)},
                {"line_timeout", options.lineTimeout},
                {"batch_timeout", options.batchTimeout},
                {"requests_per_minute", options.requestsPerMinute},
                {"tokens_per_minute", options.tokensPerMinute},
                {"max_cost", options.maxCost}};
}

/// Variables given now, and the files; the names that are missing are told.
std::vector<std::string> environmentOf(const Dict &settings, const std::vector<std::string> &given)
{
    std::vector<std::string> words = wordsIn(settings, "environment_files");
    std::string missing;
    for (const std::string &name : wordsIn(settings, "environment_names")) {
        const bool isGiven = std::ranges::any_of(given, [&name](const std::string &word) {
            return word.starts_with(name + "=");
        });
        if (!isGiven)
            missing += (missing.empty() ? "" : ", ") + name;
    }
    if (!missing.empty())
        throw Error(
            ErrorCode::Usage,
            tr("The run was given the variables %1, which aren't kept as they may be secrets.",
               missing),
            tr("Give them again with --environment-variables."));
    words.insert(words.end(), given.begin(), given.end());
    return words;
}

/// What another run gives: its outputs and, as prompt flow has it, the data that it had.
void addSourceRun(batch::DataSources &sources, const std::string &name)
{
    const batch::RunFolder run = batch::RunFolder::open(batch::runsFolder(), name);
    if (run.status() != "Completed")
        throw Error(ErrorCode::Usage,
                    tr("The run '%1' isn't completed: it is %2.", name, run.status()),
                    tr("Finish it first: postern run resume %1", name));
    sources.runOutputs = run.outputsFile();
    sources.runInputs = run.record().data;
}

BatchRequest requestOf(const BatchOptions &options)
{
    RunRequest made = makeRunRequest(options.run);
    overrideNodes(made.spec, options.overrides);
    BatchRequest request;
    request.network = std::move(made.network);
    request.spec.run = std::move(made.spec);
    request.spec.limits = limitsOf(options);
    request.spec.columnMapping = mappingOf(options.mapping);
    return request;
}

} // namespace

void setProperties(batch::RunRecord &record, const std::vector<std::string> &words)
{
    for (const auto &[key, value] : readPairs(words, "properties")) {
        if (key == "display_name")
            record.displayName = value;
        else if (key == "description")
            record.description = value;
        else if (key.starts_with("tags."))
            record.tags.set(Value(key.substr(5)), Value(value));
        else
            throw Error(ErrorCode::Usage,
                        tr("'%1' can't be set.", key),
                        tr("There are display_name, description and tags.KEY."));
    }
}

BatchRequest makeBatchRequest(const BatchOptions &options)
{
    if (options.data.empty() && options.sourceRun.empty())
        throw neitherDataNorRun();
    if (!options.data.empty() && !has(options.data))
        throw Error(ErrorCode::FileUnreadable,
                    tr("There is no data file or folder '%1'.", options.data),
                    tr("Check the path."));
    BatchRequest request = requestOf(options);
    batch::requireReference(request.spec.columnMapping);
    batch::DataSources &sources = request.spec.sources;
    sources.data = wholePath(options.data);
    if (!options.sourceRun.empty())
        addSourceRun(sources, options.sourceRun);
    batch::RunRecord &record = request.record;
    const flow::FlowLocation &flow = request.spec.run.document.location();
    record.created = run::WallClock::now();
    const bool isUsual = flow::isFlowName(pathText(flow.file.filename()));
    record.name = options.name.empty()
                      ? batch::defaultRunName(isUsual ? flow.folder : flow.file.stem(),
                                              options.run.variant,
                                              record.created)
                      : options.name;
    record.flow = wholePath(isUsual ? flow.folder : flow.file);
    record.data = pathText(sources.data);
    record.run = options.sourceRun;
    record.variant = options.run.variant;
    record.columnMapping = request.spec.columnMapping;
    record.init = request.spec.run.init;
    record.settings = settingsOf(options, sources);
    setProperties(record, options.properties);
    return request;
}

BatchRequest makeResumeRequest(const batch::RunFolder &folder, const BatchOptions &more)
{
    const batch::RunRecord &record = folder.record();
    const Dict &settings = record.settings;
    const auto orElse = [](auto given, auto kept) { return given > 0 ? given : kept; };
    BatchOptions options = more;
    options.run.flow = record.flow;
    options.run.variant = record.variant;
    options.run.simulate = flagIn(settings, "simulate") || more.run.simulate;
    options.run.restricted = flagIn(settings, "restricted");
    options.run.environment = environmentOf(settings, more.run.environment);
    if (more.run.connections.empty())
        options.run.connections = textIn(settings, "connections");
    if (more.run.python.empty())
        options.run.python = textIn(settings, "python");
    options.overrides = wordsIn(settings, "overrides");
    options.concurrency = orElse(more.concurrency,
                                 static_cast<std::size_t>(numberIn(settings, "concurrency")));
    options.lineTimeout = orElse(more.lineTimeout, numberIn(settings, "line_timeout"));
    options.batchTimeout = orElse(more.batchTimeout, numberIn(settings, "batch_timeout"));
    options.requestsPerMinute = orElse(more.requestsPerMinute,
                                       numberIn(settings, "requests_per_minute"));
    options.tokensPerMinute = orElse(more.tokensPerMinute, numberIn(settings, "tokens_per_minute"));
    options.maxCost = orElse(more.maxCost, numberIn(settings, "max_cost"));
    BatchRequest request = requestOf(options);
    request.spec.run.init = record.init;
    request.spec.columnMapping = record.columnMapping;
    request.spec.sources.data = record.data;
    request.spec.sources.runOutputs = textIn(settings, "run_outputs");
    request.spec.sources.runInputs = textIn(settings, "run_inputs");
    request.record = record;
    return request;
}

} // namespace postern::request
