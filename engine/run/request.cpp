// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/request.h"

#include "engine/base/json.h"
#include "engine/base/nearpath.h"
#include "engine/base/textencoding.h"
#include "engine/connection/connectionstore.h"
#include "engine/connection/dotenv.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"
#include "engine/store/settings.h"
#include "engine/yaml/document.h"

#include <algorithm>
#include <cstdlib>

namespace fs = std::filesystem;

namespace postern::run {

namespace {

std::string readFile(const fs::path &file)
{
    try {
        return decodeText(store::readFile(file));
    } catch (const Error &error) {
        if (error.code() != ErrorCode::FileUnreadable)
            throw;
        throw Error(error.code(),
                    error.translatableMessage(),
                    nearestPathHint(fs::current_path(),
                                    file.string(),
                                    tr("Check the path; values are given as KEY=VALUE.")));
    }
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
        throw Error(error.code(), error.translatableMessage(), tr("Correct the JSON."), place);
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
                    tr("'%1' is neither KEY=VALUE nor a .json, .jsonl or .yaml file.",
                       file.string()),
                    tr("Give inputs as KEY=VALUE, or name a file."));
    if (!value.isDict()) {
        throw Error(ErrorCode::InvalidInput,
                    tr("The file '%1' holds a %2 instead of an object with the inputs.",
                       file.string(),
                       value.typeName()),
                    tr("Write an object with one member for every input."));
    }
    return value.asDict();
}

} // namespace

/// Without one pair of quotes around it.
static std::string unquoted(std::string_view text)
{
    const bool isQuoted = text.size() > 1 && text.front() == text.back()
                          && (text.front() == '"' || text.front() == '\'');
    return std::string(isQuoted ? text.substr(1, text.size() - 2) : text);
}

std::vector<std::pair<std::string, std::string>> readPairs(const std::vector<std::string> &words,
                                                           std::string_view what)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const std::string &given : words) {
        const std::string word = unquoted(given);
        const std::size_t equals = word.find('=');
        if (equals == 0 || equals == std::string::npos) {
            throw Error(ErrorCode::Usage,
                        tr("'%1' is no KEY=VALUE.", word),
                        tr("Give %1 as KEY=VALUE, in quotes where there are blanks.",
                           std::string(what)));
        }
        pairs.emplace_back(word.substr(0, equals),
                           unquoted(std::string_view(word).substr(equals + 1)));
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
static void addFile(FlowRunRequest &request, const fs::path &file)
{
    using connection::Secrets;
    if (file.empty())
        return;
    const Secrets secrets = request.simulate ? Secrets::Unneeded : Secrets::Needed;
    request.connections.addAll(connection::ConnectionSet::loadForRun(file, secrets));
}

void addUserSettings(FlowRunRequest &request, const fs::path &connections)
{
    const store::Settings settings = store::Settings::load();
    if (!request.simulate) {
        request.connections = connection::ConnectionStore(store::homeFolder()).all();
        addFile(request, settings.connectionsFile());
    }
    addFile(request, connections);
    request.egressAllow = settings.egressAllow();
    request.route.proxy = settings.proxy();
    request.route.preferHttp2 = settings.http2();
    request.route.caFile = settings.caFile();
    // What OpenSSL's own programs and Python's clients look at; libcurl doesn't.
    if (const char *bundle = std::getenv("SSL_CERT_FILE"); bundle && request.route.caFile.empty())
        request.route.caFile = bundle;
}

using Variables = std::vector<std::pair<std::string, std::string>>;

/// The variables of the .env file in a folder, or in the next one above that has one.
static Variables nextDotenv(fs::path folder, flow::Trust trust)
{
    std::error_code ignored;
    while (!fs::is_regular_file(folder / ".env", ignored)) {
        if (folder == folder.parent_path())
            return {};
        folder = folder.parent_path();
    }
    return connection::parseDotenv(flow::openInFolder({folder, trust}, ".env", store::kMostRead),
                                   (folder / ".env").string());
}

/// Variables of words and .env files, the last of a name winning.
static Variables readEnvironment(const std::vector<std::string> &words, flow::Trust trust)
{
    Variables variables;
    const auto add = [&variables](Variables more) {
        for (auto &[name, value] : more) {
            std::erase_if(variables, [&](const auto &known) { return known.first == name; });
            variables.emplace_back(std::move(name), std::move(value));
        }
    };
    for (const std::string &word : words) {
        if (word.empty())
            add(nextDotenv(fs::current_path(), trust));
        else if (word.ends_with(".env") && word.find('=') == std::string::npos)
            add(connection::parseDotenv(readFile(word), word));
        else
            add(readPairs({word}, "environment variables"));
    }
    return variables;
}

/// Whether it is code to run as a flex flow without a file: "package.module:name".
static bool isCodeEntry(const std::string &text)
{
    const auto isWord = [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
               || (c >= 'A' && c <= 'Z');
    };
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size())
        return false;
    return std::ranges::all_of(text.substr(0, colon), [&](char c) { return c == '.' || isWord(c); })
           && std::ranges::all_of(text.substr(colon + 1), isWord);
}

static flow::FlowDocument documentOf(const fs::path &flow, flow::Trust trust)
{
    std::error_code unknown;
    if (!isCodeEntry(flow.string()) || fs::exists(flow, unknown))
        return flow::FlowDocument::load(flow::locateFlow(flow), trust);
    const fs::path folder = fs::current_path();
    flow::FlowLocation location{folder, folder / "flow.flex.yaml", flow::FlowKind::Flex};
    return flow::FlowDocument::fromText(std::move(location), "entry: " + flow.string() + "\n");
}

/// As inputs, but a value that is JSON is what it says: no type tells what else it is.
static Dict readAnswers(const std::vector<std::string> &words)
{
    Dict answers;
    for (const auto &[node, value] : readInputs(words)) {
        Value answer = value;
        try {
            if (value.isString())
                answer = json::parse(value.asString());
        } catch (const Error &) { // text
        }
        answers.append(node, std::move(answer));
    }
    return answers;
}

FlowRunRequest makeRequest(const RunOptions &options)
{
    FlowRunRequest request;
    request.trust = options.restricted ? flow::Trust::Restricted : flow::Trust::Trusted;
    request.document = documentOf(options.flow, request.trust);
    request.inputs = readInputs(options.inputs);
    request.init = readInputs(options.init);
    request.answers = readAnswers(options.answers);
    request.variant = options.variant;
    request.node = options.node;
    request.environment = readEnvironment(options.environment, request.trust);
    request.simulate = options.simulate;
    addUserSettings(request, options.connections);
    request.python = options.python;
    return request;
}

} // namespace postern::run
