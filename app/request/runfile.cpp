// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/request/batchrequest.h"
#include "app/request/keyvalues.h"
#include "engine/base/json.h"
#include "engine/base/pathtext.h"
#include "engine/base/pyrepr.h"
#include "engine/yaml/document.h"

namespace fs = std::filesystem;

namespace postern::request {

namespace {

std::string textOf(const Value &value)
{
    return value.isString() ? value.asString() : json::write(value);
}

/// "key=value" words of a mapping, in front of those that were given: of one key the last counts.
void addWords(std::vector<std::string> &words, const Value *mapping, const std::string &prefix = {})
{
    if (!mapping || !mapping->isDict())
        return;
    std::vector<std::string> all;
    for (const auto &[key, value] : mapping->asDict())
        all.push_back(prefix + py::str(key) + "=" + textOf(value));
    all.insert(all.end(), words.begin(), words.end());
    words = std::move(all);
}

/// Of run.yaml: {node: {connection: name, deployment_name: name}}.
void addOverrides(std::vector<std::string> &words, const Value *nodes)
{
    if (!nodes || !nodes->isDict())
        return;
    for (const auto &[node, settings] : nodes->asDict())
        addWords(words, &settings, py::str(node) + ".");
}

} // namespace

void addRunFile(BatchOptions &options, const fs::path &file)
{
    const yaml::Document document = yaml::Document::parse(readNamedFile(file));
    if (!document.problems().empty() || !document.root())
        throw Error(ErrorCode::InvalidInput,
                    document.problems().empty() ? tr("'%1' is empty.", pathText(file))
                                                : document.problems().front().message,
                    tr("Correct the run's file."));
    const Value yaml = yaml::toValue(*document.root());
    const auto text = [&yaml](const char *key) {
        const Value *value = yaml.find(key);
        return value && !value->isNull() ? py::str(*value) : std::string();
    };
    const auto take = [](std::string &option, const std::string &said) {
        if (option.empty())
            option = said;
    };
    const auto path = [&](const char *key) {
        const std::string said = text(key);
        return said.empty() ? said : pathText((file.parent_path() / said).lexically_normal());
    };
    if (options.run.flow.empty())
        options.run.flow = path("flow");
    take(options.data, path("data"));
    take(options.sourceRun, text("run"));
    take(options.name, text("name"));
    take(options.run.variant, text("variant"));
    take(options.resumeFrom, text("resume_from"));
    if (options.mapping.empty())
        addWords(options.mapping, yaml.find("column_mapping"));
    addWords(options.run.environment, yaml.find("environment_variables"));
    if (options.run.init.empty())
        addWords(options.run.init, yaml.find("init"));
    addOverrides(options.overrides, yaml.find("connections"));
    addWords(options.properties, yaml.find("tags"), "tags.");
    for (const char *key : {"description", "display_name"}) {
        if (!text(key).empty())
            options.properties.insert(options.properties.begin(),
                                      std::string(key) + "=" + text(key));
    }
}

} // namespace postern::request
