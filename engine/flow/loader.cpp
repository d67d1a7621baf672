// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/loader.h"

#include "engine/base/json.h"
#include "engine/flow/flowreader.h"
#include "engine/flow/promptymodel.h"
#include "engine/flow/promptyoutline.h"
#include "engine/flow/secondform.h"
#include "engine/flow/treereader.h"
#include "engine/yaml/document.h"

#include <algorithm>
#include <utility>

namespace postern::flow {

namespace {

/// A problem of the YAML itself.
Diagnostic fromProblem(const yaml::Document &document,
                       const yaml::Problem &problem,
                       const std::string &file)
{
    Diagnostic diagnostic;
    diagnostic.code = problem.code;
    diagnostic.message = problem.message;
    diagnostic.hint = problem.hint;
    diagnostic.place = document.place(problem.span.begin);
    diagnostic.place.file = file;
    diagnostic.offset = problem.span.begin;
    diagnostic.length = problem.span.size();
    diagnostic.promptflow = PromptflowError{{"SystemError", problem.pythonClass},
                                            problem.pythonMessage.empty()
                                                ? problem.message.english()
                                                : problem.pythonMessage};
    return diagnostic;
}

/// What doesn't read as settings since a line of dashes in the prompt was taken as their end.
void sayWhereSettingsEnd(const PromptyOutline &outline,
                         const yaml::Document &document,
                         Diagnostic &diagnostic)
{
    if (outline.lastFence == 0 || diagnostic.offset < outline.secondFence)
        return;
    diagnostic.code = "prompty-outline";
    diagnostic.message = tr("These dashes in the prompt end the settings: prompt flow takes the "
                            "last line of dashes in the file as their end.");
    diagnostic.hint = tr(
        "Write the line in another way, say as *** or with a blank after the dashes.");
    const std::string file = diagnostic.place.file;
    diagnostic.offset = outline.lastFence;
    diagnostic.length = 3;
    diagnostic.place = document.place(diagnostic.offset);
    diagnostic.place.file = file;
}

/// What prompt flow refuses in a prompty's model. No error of loading: code may complete the model.
void checkModel(const yaml::Document &document, const std::string &file, Loaded &loaded)
{
    const yaml::Node &root = document.root()->resolved();
    const yaml::Node *model = root.isMapping() ? root.find("model") : nullptr;
    const bool isReference = model != nullptr && textOf(model).starts_with("${");
    if (!root.isMapping() || isReference)
        return;
    std::optional<ModelProblem> problem = modelProblem(model != nullptr ? yaml::toValue(*model)
                                                                        : Value());
    if (!problem)
        return;
    const yaml::Node *key = root.findKey("model");
    if (model != nullptr && model->isMapping() && !problem->key.empty())
        key = model->resolved().findKey(problem->key);
    Diagnostic &diagnostic = loaded.diagnostics.emplace_back();
    diagnostic.code = "prompty-model";
    diagnostic.message = std::move(problem->message);
    diagnostic.hint = std::move(problem->hint);
    diagnostic.offset = key != nullptr ? key->span.begin : root.span.begin;
    diagnostic.length = key != nullptr ? key->span.size() : 0;
    diagnostic.place = document.place(diagnostic.offset);
    diagnostic.place.file = file;
    diagnostic.promptflow = std::move(problem->promptflow);
}

/// A prompty of the second form, read as one of the first.
Loaded readSecondForm(const yaml::Document &document, const std::string &file)
{
    const yaml::Node &root = document.root()->resolved();
    const FirstForm converted = firstFormOf(yaml::toValue(root));
    json::WriteOptions options; // JSON is YAML, but for surrogate pairs
    options.ensureAscii = false;
    const std::string text = json::write(converted.settings, options);
    Loaded loaded = readFlow(yaml::Document::parse(text), FlowKind::Prompty, file);
    loaded.diagnostics.clear(); // none of these places is the file's
    loaded.loadError.reset();
    const yaml::Node *inputs = root.find("inputs");
    for (std::size_t i = 0; loaded.flow && i < loaded.flow->inputs.size(); ++i) {
        FlowInput &input = loaded.flow->inputs[i];
        const yaml::Node *item = &root;
        if (inputs != nullptr && inputs->isSequence() && i < inputs->resolved().children.size())
            item = inputs->resolved().children[i];
        input.span = textSpan(item->span);
        input.place = document.place(item->span.begin);
        input.place.file = file;
    }
    const std::string first = converted.key.substr(0, converted.key.find('.'));
    const yaml::Node *key = root.findKey(first.empty() ? "model" : first);
    const yaml::Span span = key != nullptr ? key->span
                                           : yaml::Span{root.span.begin, root.span.begin};
    Diagnostic &diagnostic = loaded.diagnostics.emplace_back();
    diagnostic.code = "prompty-second-form";
    diagnostic.severity = converted.key.empty() ? Severity::Warning : Severity::Error;
    if (converted.key.empty()) {
        diagnostic.message = tr(
            "This is a prompty of the second form, which prompt flow can't load; "
            "here it runs as one of the first.");
        diagnostic.hint = tr(
            "For prompt flow write model: {configuration: ..., parameters: ...} and "
            "inputs as a mapping.");
    } else {
        diagnostic.message
            = tr("This is a prompty of the second form, which prompt flow can't load, "
                 "and %1 keeps it from running here: %2.",
                 converted.key,
                 converted.reason);
        diagnostic.hint = tr("Take it out, or run the file with the tools it was made for.");
    }
    diagnostic.offset = span.begin;
    diagnostic.length = span.size();
    diagnostic.place = document.place(span.begin);
    diagnostic.place.file = file;
    if (!converted.key.empty())
        loaded.loadError = diagnostic;
    return loaded;
}

/// What a tree says, and what is wrong with its text.
Loaded readTree(std::shared_ptr<yaml::Document> tree,
                FlowKind kind,
                const std::string &file,
                const PromptyOutline &outline)
{
    Loaded loaded;
    const yaml::Document &document = *tree;
    if (document.root() != nullptr) {
        try {
            if (kind == FlowKind::Prompty && isSecondForm(yaml::toValue(*document.root()))) {
                loaded = readSecondForm(document, file);
            } else {
                loaded = readFlow(document, kind, file);
                if (kind == FlowKind::Prompty)
                    checkModel(document, file, loaded);
            }
        } catch (const Error &error) {
            loaded.flow.reset();
            Diagnostic &diagnostic = loaded.diagnostics.emplace_back();
            diagnostic.code = "yaml-size";
            diagnostic.message = error.translatableMessage();
            diagnostic.hint = error.translatableHint();
            diagnostic.place = Place{file, 1, 1};
            loaded.loadError = diagnostic;
        }
    }
    for (const yaml::Problem &problem : document.problems()) {
        loaded.diagnostics.push_back(fromProblem(document, problem, file));
        sayWhereSettingsEnd(outline, document, loaded.diagnostics.back());
        if (&problem == &document.problems().front())
            loaded.loadError = loaded.diagnostics.back();
    }
    loaded.tree = std::move(tree);
    std::stable_sort(loaded.diagnostics.begin(),
                     loaded.diagnostics.end(),
                     [](const Diagnostic &a, const Diagnostic &b) { return a.offset < b.offset; });
    return loaded;
}

} // namespace

Loaded loadFlow(std::string_view text, FlowKind kind, const std::string &file)
{
    PromptyOutline outline;
    if (kind == FlowKind::Prompty)
        outline = outlineOf(text, file);
    if (outline.problem) {
        Loaded loaded;
        loaded.loadError = outline.problem;
        loaded.diagnostics.push_back(std::move(*outline.problem));
        return loaded;
    }
    const bool isPrompty = kind == FlowKind::Prompty;
    auto tree = std::make_shared<yaml::Document>(
        yaml::Document::parse(isPrompty ? std::string_view(outline.settings) : text));
    return readTree(std::move(tree), kind, file, outline);
}

Loaded loadFlow(std::shared_ptr<yaml::Document> tree, FlowKind kind, const std::string &file)
{
    return readTree(std::move(tree), kind, file, {});
}

} // namespace postern::flow
