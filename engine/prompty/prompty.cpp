// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/prompty/prompty.h"

#include "engine/base/json.h"
#include "engine/base/nearpath.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/documentplace.h"
#include "engine/flow/promptymodel.h"
#include "engine/flow/promptyoutline.h"
#include "engine/prompty/references.h"

namespace fs = std::filesystem;

namespace postern::prompty {

namespace {

Error invalid(Message message, Message hint, std::vector<std::string> codes, std::string promptflow)
{
    Error error(ErrorCode::InvalidFlow, std::move(message), std::move(hint));
    return std::move(error).as(std::move(codes), std::move(promptflow));
}

Dict dictAt(const Value &value, std::string_view key)
{
    const Value *member = value.find(key);
    return member && member->isDict() ? member->asDict() : Dict();
}

std::string textAt(const Dict &dict, std::string_view key)
{
    const Value *value = dict.find(key);
    return value && !value->isNull() ? py::str(*value) : std::string();
}

/// The first dict with the members of the second over it, dicts merged in turn.
Dict merged(const Dict &base, const Dict &over)
{
    Dict result = base;
    for (const auto &[key, value] : over) {
        const Value *own = base.find(key);
        const bool mergeable = own && own->isDict() && value.isDict();
        result.set(key, mergeable ? Value(merged(own->asDict(), value.asDict())) : value);
    }
    return result;
}

/// Throws what prompt flow refuses in the model, with its place in the file.
void checkModel(const flow::FlowDocument &document, const Dict &model)
{
    const std::optional<flow::ModelProblem> problem = flow::modelProblem(Value(model));
    if (!problem)
        return;
    const Place place = flow::placeOf(document, {"model", problem->key});
    Error error(ErrorCode::InvalidFlow, problem->message, problem->hint, place);
    throw std::move(error).as(problem->promptflow.codes, problem->promptflow.message);
}

std::string promptOf(const flow::FlowDocument &document)
{
    return flow::outlineOf(document.text(), {}).prompt;
}

} // namespace

flow::FlowDocument withSettings(const flow::FlowDocument &document, const Dict &settings)
{
    json::WriteOptions options; // JSON is YAML, but for surrogate pairs
    options.ensureAscii = false;
    const Dict all = merged(document.flow().raw.isDict() ? document.flow().raw.asDict() : Dict(),
                            settings);
    flow::FlowDocument changed = flow::FlowDocument::fromText(document.location(),
                                                              "---\n"
                                                                  + json::write(Value(all), options)
                                                                  + "\n---\n" + promptOf(document));
    changed.setUnsaved(document.unsaved());
    return changed;
}

std::string promptyName(const flow::FlowDocument &document)
{
    const Value *const name = document.flow().raw.find("name");
    return name ? py::str(*name) : document.location().file.stem().string();
}

Prompty readPrompty(const flow::FlowDocument &document,
                    const connection::Environment &environment,
                    flow::Trust trust,
                    const ModelOverrides &overrides)
{
    const flow::FlowLocation &location = document.location();
    Prompty prompty;
    prompty.templateText = promptOf(document);
    prompty.folder = document.sources(trust);
    Value raw = document.flow().raw;
    Value over(overrides.settings);
    if (trust == flow::Trust::Trusted) {
        raw = resolveReferences(raw, prompty.folder, environment);
        over = resolveReferences(over, prompty.folder, environment);
    }
    Dict settings = dictAt(raw, "model");
    if (overrides.replacesConfiguration)
        settings.erase("configuration");
    settings = merged(settings, over.asDict());
    checkModel(document, settings);
    prompty.configuration = dictAt(Value(settings), "configuration");
    prompty.modelPlace = flow::placeOf(document, {"model", "configuration"});
    prompty.parameters = dictAt(Value(settings), "parameters");
    if (settings.contains("api"))
        prompty.api = textAt(settings, "api");
    prompty.wantsFirst = textAt(settings, "response") != "all";
    prompty.deployment = textAt(prompty.configuration, "azure_deployment");
    if (prompty.deployment.empty())
        prompty.deployment = textAt(prompty.configuration, "model");
    for (const auto &[key, value] : dictAt(raw, "outputs"))
        prompty.outputs.push_back(py::str(key));
    if (const Value *sample = raw.find("sample"))
        prompty.sample = *sample;
    const Value *name = raw.find("name");
    prompty.name = name ? py::str(*name) : location.file.stem().string();
    return prompty;
}

Dict sampleInputs(const Value &sample, const flow::SourceFolder &folder)
{
    if (sample.isDict())
        return sample.asDict();
    if (!sample.truthy())
        return {};
    std::string name = sample.isString() ? sample.asString() : std::string();
    if (name.starts_with("file:"))
        name = name.substr(5);
    const fs::path file = flow::pathInFolder(folder, name);
    if (!name.ends_with(".json") || !flow::hasFile(folder, file)) {
        const bool isFile = name.ends_with(".json");
        throw invalid(
            isFile ? tr("The sample file '%1' doesn't exist.", name)
                   : tr("The prompty's sample is neither a mapping nor a JSON file."),
            nearestPathHint(folder.path,
                            name,
                            tr("Write the sample's values into the prompty, or name a JSON file.")),
            {"UserError", "CoreError", "InvalidSampleError"},
            isFile ? "Cannot find sample file " + name + "."
                   : "Only dict and json file are supported as sample in prompty.");
    }
    const Value value = readDataFile(folder, file, name);
    return value.isDict() ? value.asDict() : Dict();
}

} // namespace postern::prompty
