// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/simulatorconfig.h"

#include "engine/base/error.h"
#include "engine/store/atomicfile.h"
#include "engine/yaml/document.h"

#include <fmt/format.h>

#include <functional>
#include <map>

namespace postern::cli {

namespace {

using Readers = std::map<std::string, std::function<void(const Value &)>, std::less<>>;

constexpr std::int64_t kLongest = 3'600'000;

Error invalid(const std::string &message)
{
    return {ErrorCode::InvalidInput,
            message,
            "`postern simulate --help` shows a file; docs/cli.md has all members."};
}

std::string join(const std::string &path, const std::string &name)
{
    return path.empty() ? name : path + "." + name;
}

/// Hands each member of a mapping to its reader.
void readMembers(const Value &mapping, const std::string &path, const Readers &readers)
{
    if (!mapping.isDict())
        throw invalid((path.empty() ? "The simulator's file" : "'" + path + "'")
                      + " must be a mapping.");
    for (const auto &[key, value] : mapping.asDict()) {
        const auto reader = key.isString() ? readers.find(key.asString()) : readers.end();
        if (reader == readers.end())
            throw invalid("The simulator knows no '"
                          + join(path, key.isString() ? key.asString() : key.typeName()) + "'.");
        reader->second(value);
    }
}

std::int64_t readInteger(const Value &value,
                         const std::string &path,
                         std::int64_t low,
                         std::int64_t high)
{
    if (!value.isInt() || value.asInt() < low || value.asInt() > high)
        throw invalid(fmt::format("'{}' must be a whole number from {} to {}.", path, low, high));
    return value.asInt();
}

std::string readText(const Value &value, const std::string &path)
{
    if (!value.isString())
        throw invalid("'" + path + "' must be a text.");
    return value.asString();
}

std::set<std::string> readDeployments(const Value &value)
{
    if (!value.isList() || value.asList().empty())
        throw invalid("'deployments' must be a list of names.");
    std::set<std::string> names;
    for (const Value &name : value.asList())
        names.insert(readText(name, "deployments"));
    return names;
}

simulator::Fault readFault(const Value &value, const std::string &path)
{
    simulator::Fault fault;
    const auto integer = [&](const char *name, int &target, std::int64_t low, std::int64_t high) {
        return [&target, low, high, at = join(path, name)](const Value &member) {
            target = static_cast<int>(readInteger(member, at, low, high));
        };
    };
    readMembers(value,
                path,
                {{"status", integer("status", fault.status, 400, 599)},
                 {"times", integer("times", fault.times, -1, 1'000'000'000)},
                 {"retry_after", integer("retry_after", fault.retryAfter, 0, 86'400)}});
    return fault;
}

std::map<std::string, simulator::Fault> readFaults(const Value &value)
{
    if (!value.isDict())
        throw invalid("'faults' must be a mapping from deployments.");
    std::map<std::string, simulator::Fault> faults;
    for (const auto &[key, fault] : value.asDict()) {
        const std::string name = readText(key, "faults");
        faults[name] = readFault(fault, join("faults", name));
    }
    return faults;
}

Value readYaml(const std::filesystem::path &file)
{
    const yaml::Document document = yaml::Document::parse(store::readFile(file));
    if (!document.problems().empty()) {
        const yaml::Problem &problem = document.problems().front();
        throw Error(ErrorCode::InvalidInput,
                    problem.message,
                    problem.hint,
                    document.place(problem.span.begin));
    }
    return yaml::toValue(*document.root());
}

} // namespace

simulator::SimulatorOptions readSimulatorConfig(const std::filesystem::path &file)
{
    simulator::SimulatorOptions options;
    const auto milliseconds = [](const char *name, std::chrono::milliseconds &target) {
        return [&target, name](const Value &value) {
            target = std::chrono::milliseconds(readInteger(value, name, 0, kLongest));
        };
    };
    const Readers readers{
        {"api_key", [&](const Value &value) { options.apiKey = readText(value, "api_key"); }},
        {"deployments", [&](const Value &value) { options.deployments = readDeployments(value); }},
        {"faults", [&](const Value &value) { options.faults = readFaults(value); }},
        {"first_token_ms", milliseconds("first_token_ms", options.firstToken)},
        {"per_token_ms", milliseconds("per_token_ms", options.perToken)}};
    try {
        readMembers(readYaml(file), {}, readers);
    } catch (const Error &error) {
        Place place = error.place().value_or(Place());
        place.file = file.string();
        throw Error(error.code(), error.message(), error.hint(), place);
    }
    return options;
}

} // namespace postern::cli
