// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/request.h"

#include "engine/base/json.h"
#include "engine/connection/connectionstore.h"
#include "engine/store/home.h"
#include "engine/store/settings.h"
#include "engine/yaml/document.h"

#include <fstream>
#include <sstream>

namespace fs = std::filesystem;

namespace postern::run {

namespace {

std::string readFile(const fs::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream || fs::is_directory(file)) {
        throw Error(ErrorCode::FileUnreadable,
                    "The file '" + file.string() + "' can't be read.",
                    "Check the path; values are given as KEY=VALUE.");
    }
    return std::move(text).str();
}

Value readYaml(const fs::path &file, const std::string &text)
{
    const yaml::Document document = yaml::Document::parse(text);
    if (!document.problems().empty()) {
        const yaml::Problem &problem = document.problems().front();
        Place place = document.place(problem.span.begin);
        place.file = file.string();
        throw Error(ErrorCode::InvalidInput, problem.message, problem.hint, place);
    }
    return yaml::toValue(*document.root());
}

std::string_view firstLine(std::string_view text)
{
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        if (line.find_first_not_of(" \t\r") != std::string_view::npos)
            return line;
        text.remove_prefix(std::min(text.size(), line.size() + 1));
    }
    return text;
}

Value readJson(const fs::path &file, std::string_view text)
{
    try {
        return json::parse(text);
    } catch (const Error &error) {
        Place place = error.place().value_or(Place());
        place.file = file.string();
        throw Error(error.code(), error.message(), "Correct the JSON.", place);
    }
}

Dict readInputFile(const fs::path &file)
{
    const std::string text = readFile(file);
    const std::string suffix = file.extension().string();
    Value value;
    if (suffix == ".json")
        value = readJson(file, text);
    else if (suffix == ".jsonl")
        value = readJson(file, firstLine(text));
    else if (suffix == ".yaml" || suffix == ".yml")
        value = readYaml(file, text);
    else
        throw Error(ErrorCode::Usage,
                    "'" + file.string()
                        + "' is neither KEY=VALUE nor a .json, .jsonl or .yaml file.",
                    "Give inputs as KEY=VALUE, or name a file.");
    if (!value.isDict()) {
        throw Error(ErrorCode::InvalidInput,
                    "The file '" + file.string() + "' holds a " + value.typeName()
                        + " instead of an object with the inputs.",
                    "Write an object with one member for every input.");
    }
    return value.asDict();
}

} // namespace

std::vector<std::pair<std::string, std::string>> readPairs(const std::vector<std::string> &words,
                                                           std::string_view what)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const std::string &word : words) {
        const std::size_t equals = word.find('=');
        if (equals == 0 || equals == std::string::npos) {
            throw Error(ErrorCode::Usage,
                        "'" + word + "' is no KEY=VALUE.",
                        "Give " + std::string(what)
                            + " as KEY=VALUE, in quotes where there are "
                              "blanks.");
        }
        pairs.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }
    return pairs;
}

Dict readInputs(const std::vector<std::string> &words)
{
    if (words.size() == 1 && words.front().find('=') == std::string::npos)
        return readInputFile(words.front());
    Dict inputs;
    for (const auto &[key, value] : readPairs(words, "inputs"))
        inputs.set(Value(key), Value(value));
    return inputs;
}

/// Connections of a file in place of those of the same name.
static void addFile(connection::ConnectionSet &set, const fs::path &file)
{
    if (file.empty())
        return;
    const auto given = connection::ConnectionSet::load(file);
    for (const std::string &name : given.names())
        set.add(given.get(name));
}

void addUserSettings(FlowRunRequest &request, const fs::path &connections)
{
    const store::Settings settings = store::Settings::load();
    if (!request.simulate) {
        request.connections = connection::ConnectionStore(store::homeFolder()).all();
        addFile(request.connections, settings.connectionsFile());
    }
    addFile(request.connections, connections);
    request.egressAllow = settings.egressAllow();
}

FlowRunRequest makeRequest(const RunOptions &options)
{
    FlowRunRequest request;
    request.document = flow::FlowDocument::load(flow::locateFlow(options.flow));
    request.trust = options.restricted ? flow::Trust::Restricted : flow::Trust::Trusted;
    request.inputs = readInputs(options.inputs);
    request.variant = options.variant;
    request.node = options.node;
    request.environment = readPairs(options.environment, "environment variables");
    request.simulate = options.simulate;
    addUserSettings(request, options.connections);
    request.python = options.python;
    return request;
}

} // namespace postern::run
