// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/request/runrequest.h"

#include "app/request/keyvalues.h"
#include "app/request/network.h"
#include "engine/base/json.h"
#include "engine/connection/connectionoptions.h"
#include "engine/connection/connectionstore.h"
#include "engine/connection/dotenv.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"
#include "engine/store/settings.h"

#include <algorithm>

namespace fs = std::filesystem;

namespace postern::request {

/// Connections of a file in place of those of the same name.
static void addFile(run::RunSpec &spec, const fs::path &file)
{
    using connection::Secrets;
    if (file.empty())
        return;
    const Secrets secrets = spec.simulate ? Secrets::Unneeded : Secrets::Needed;
    spec.connections.addAll(connection::ConnectionSet::loadForRun(file, secrets));
}

run::Network userNetwork()
{
    const store::Settings settings = store::Settings::load();
    if (settings.proxyLogin().empty())
        return networkOf(settings, nullptr);
    const connection::ConnectionSet all = connection::ConnectionStore(store::homeFolder()).all();
    return networkOf(settings, &all);
}

void addUserSettings(RunRequest &request,
                     const fs::path &connections,
                     const std::string &environment)
{
    const store::Settings settings = store::Settings::load();
    run::RunSpec &spec = request.spec;
    if (!spec.simulate) {
        spec.connections = connection::ConnectionStore(store::homeFolder()).all();
        addFile(spec, settings.connectionsFile());
    }
    addFile(spec, connections);
    if (spec.simulate) { // no secret is needed; code of the flow may still contact somebody
        request.network = networkOf(settings, nullptr);
        return;
    }
    if (!environment.empty() && spec.connections.useEnvironment(environment) == 0)
        throw Error(ErrorCode::ConnectionMissing,
                    tr("There is no connection of the environment '%1'.", environment),
                    tr("Name one NAME@%1: it takes the place of NAME.", environment));
    connection::resolveIdentities(spec.connections, settings.identity());
    request.network = networkOf(settings, &spec.connections);
    for (auto &[name, value] : identityVariables(settings.identity(), spec.connections)) {
        if (!connection::findVariable(spec.environment, name))
            spec.environment.emplace_back(std::move(name), std::move(value));
    }
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
            add(connection::parseDotenv(readNamedFile(word), word));
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

RunRequest makeRunRequest(const RunOptions &options)
{
    RunRequest request;
    run::RunSpec &spec = request.spec;
    spec.trust = options.restricted ? flow::Trust::Restricted : flow::Trust::Trusted;
    spec.document = documentOf(options.flow, spec.trust);
    spec.inputs = readInputs(options.inputs);
    spec.init = readInputs(options.init);
    spec.answers = readAnswers(options.answers);
    spec.variant = options.variant;
    spec.node = options.node;
    spec.environment = readEnvironment(options.environment, spec.trust);
    spec.simulate = options.simulate;
    addUserSettings(request, options.connections, options.useEnvironment);
    spec.python = options.python;
    return request;
}

} // namespace postern::request
