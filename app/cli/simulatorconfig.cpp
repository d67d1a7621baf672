// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/simulatorconfig.h"

#include "engine/base/error.h"
#include "engine/cloud/question.h"
#include "engine/store/atomicfile.h"
#include "engine/yaml/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <type_traits>

namespace postern::cli {

namespace {

using Readers = std::map<std::string, std::function<void(const Value &)>, std::less<>>;

constexpr std::int64_t kLongestWait = 3'600'000;

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

cloud::SimulatedDeployment readDeployment(const Value &value, const std::string &path)
{
    constexpr std::int64_t kMost = 1'000'000'000;
    cloud::SimulatedDeployment deployment;
    const auto text = [&](const char *name, std::string &target) {
        return [&target, at = join(path, name)](const Value &member) {
            target = readText(member, at);
        };
    };
    const auto integer = [&](const char *name, std::int64_t &target) {
        return [&target, at = join(path, name)](const Value &member) {
            target = readInteger(member, at, 1, kMost);
        };
    };
    if (value.isNull())
        return deployment;
    readMembers(value,
                path,
                {{"model", text("model", deployment.model)},
                 {"version", text("version", deployment.version)},
                 {"tpm", integer("tpm", deployment.tokensPerMinute)},
                 {"rpm", integer("rpm", deployment.requestsPerMinute)}});
    return deployment;
}

/// A list of names, or a mapping from names to what they are.
std::map<std::string, cloud::SimulatedDeployment> readDeployments(const Value &value)
{
    std::map<std::string, cloud::SimulatedDeployment> deployments;
    if (value.isList() && !value.asList().empty()) {
        for (const Value &name : value.asList())
            deployments[readText(name, "deployments")] = {};
        return deployments;
    }
    if (!value.isDict() || value.asDict().empty())
        throw invalid("'deployments' must be a list of names, or a mapping from names.");
    for (const auto &[key, deployment] : value.asDict()) {
        const std::string name = readText(key, "deployments");
        deployments[name] = readDeployment(deployment, join("deployments", name));
    }
    return deployments;
}

/// The kinds of faults by their names.
cloud::CloudFault::Kind faultKind(const std::string &name, const std::string &path)
{
    using Kind = cloud::CloudFault::Kind;
    static const std::map<std::string, Kind, std::less<>> kKinds{{"status", Kind::Status},
                                                                 {"reset", Kind::Reset},
                                                                 {"cut", Kind::Cut},
                                                                 {"slow", Kind::Slow},
                                                                 {"denied", Kind::Denied}};
    const auto found = kKinds.find(name);
    if (found == kKinds.end())
        throw invalid("'" + path + "' must be one of status, reset, cut, slow, denied.");
    return found->second;
}

std::string readReason(const Value &value, const std::string &path)
{
    constexpr std::array<std::string_view, 5> kReasons{"key", "role", "firewall", "public", "waf"};
    const std::string reason = readText(value, path);
    if (std::ranges::find(kReasons, reason) == kReasons.end())
        throw invalid("'" + path + "' must be one of key, role, firewall, public, waf.");
    return reason;
}

cloud::CloudFault readFault(const Value &value, const std::string &path)
{
    cloud::CloudFault fault;
    fault.status = 429;
    const auto integer = [&](const char *name, auto &target, std::int64_t low, std::int64_t high) {
        return [&target, low, high, at = join(path, name)](const Value &member) {
            using Target = std::remove_reference_t<decltype(target)>;
            target = Target(readInteger(member, at, low, high));
        };
    };
    readMembers(value,
                path,
                {{"kind",
                  [&](const Value &member) {
                      const std::string at = join(path, "kind");
                      fault.kind = faultKind(readText(member, at), at);
                  }},
                 {"reason",
                  [&](const Value &member) {
                      fault.reason = readReason(member, join(path, "reason"));
                  }},
                 {"status", integer("status", fault.status, 400, 599)},
                 {"times", integer("times", fault.times, -1, 1'000'000'000)},
                 {"retry_after", integer("retry_after", fault.retryAfter, 0, 86'400)},
                 {"after", integer("after", fault.after, 0, 1'000'000)},
                 {"delay_ms", integer("delay_ms", fault.delay, 0, kLongestWait)}});
    if (fault.kind == cloud::CloudFault::Kind::Denied && fault.reason.empty())
        throw invalid("'" + join(path, "reason") + "' is missing.");
    return fault;
}

/// Plain statuses of a deployment are the models' own affair, which know their words.
void readFaults(const Value &value, cloud::CloudOptions &options)
{
    if (!value.isDict())
        throw invalid("'faults' must be a mapping from deployments and services.");
    for (const auto &[key, given] : value.asDict()) {
        const std::string name = readText(key, "faults");
        const cloud::CloudFault fault = readFault(given, join("faults", name));
        const bool isPlain = fault.kind == cloud::CloudFault::Kind::Status
                             && !cloud::serviceNamed(name);
        if (isPlain)
            options.models.faults[name] = {fault.status, fault.times, fault.retryAfter};
        else
            options.faults[name] = fault;
    }
}

std::map<std::string, std::string> readSecrets(const Value &value)
{
    if (!value.isDict())
        throw invalid("'secrets' must be a mapping from names.");
    std::map<std::string, std::string> secrets;
    for (const auto &[key, secret] : value.asDict()) {
        const std::string name = readText(key, "secrets");
        secrets[name] = readText(secret, join("secrets", name));
    }
    return secrets;
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

cloud::CloudOptions readSimulatorConfig(const std::filesystem::path &file)
{
    cloud::CloudOptions options;
    const auto milliseconds = [](const char *name, std::chrono::milliseconds &target) {
        return [&target, name](const Value &value) {
            target = std::chrono::milliseconds(readInteger(value, name, 0, kLongestWait));
        };
    };
    const auto text = [](const char *name, std::string &target) {
        return [&target, name](const Value &value) { target = readText(value, name); };
    };
    const auto integer = [](const char *name, std::int64_t &target, std::int64_t low) {
        return [&target, name, low](const Value &value) {
            constexpr std::int64_t kMost = 1'000'000'000;
            target = readInteger(value, name, low, kMost);
        };
    };
    constexpr std::int64_t kYear = 366LL * 86'400;
    const Readers
        readers{{"api_key", text("api_key", options.models.apiKey)},
                {"tenant", text("tenant", options.tenant)},
                {"client_id", text("client_id", options.clientId)},
                {"client_secret", text("client_secret", options.clientSecret)},
                {"tpm", integer("tpm", options.tokensPerMinute, 1)},
                {"rpm", integer("rpm", options.requestsPerMinute, 1)},
                {"token_lifetime_s", integer("token_lifetime_s", options.tokenLifetime, 1)},
                {"clock_skew_s", integer("clock_skew_s", options.clockSkew, -kYear)},
                {"secrets", [&](const Value &value) { options.secrets = readSecrets(value); }},
                {"deployments",
                 [&](const Value &value) { options.deployments = readDeployments(value); }},
                {"faults", [&](const Value &value) { readFaults(value, options); }},
                {"first_token_ms", milliseconds("first_token_ms", options.models.firstToken)},
                {"per_token_ms", milliseconds("per_token_ms", options.models.perToken)}};
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
