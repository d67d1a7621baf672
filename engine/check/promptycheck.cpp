// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/promptycheck.h"

#include "engine/base/pyrepr.h"
#include "engine/base/textencoding.h"
#include "engine/flow/documentplace.h"
#include "engine/prompty/prompty.h"
#include "engine/prompty/references.h"

#include <algorithm>
#include <string>
#include <utility>

namespace postern::check {

namespace {

/// Throws for a reference to a file that isn't there, with the place of the setting that has it.
void checkPromptyReferences(const flow::FlowDocument &document)
{
    const Value &settings = document.flow().raw;
    for (const auto &[key, value] : settings.isDict() ? settings.asDict() : Dict()) {
        try {
            static_cast<void>(
                prompty::resolveReferences(value, document.sources(flow::Trust::Trusted), {}));
        } catch (const Error &error) {
            throw Error(error).at(flow::placeOf(document, {py::str(key)}));
        }
    }
}

void checkPromptySample(const flow::FlowDocument &document, const prompty::Prompty &prompty)
{
    try {
        static_cast<void>(prompty::sampleInputs(prompty.sample, prompty.folder));
    } catch (const Error &error) {
        throw Error(error).at(flow::placeOf(document, {"sample"}));
    }
}

/// Throws for a template that doesn't parse, with the place in the file: the prompt is its end.
void checkPromptyTemplate(const flow::FlowDocument &document,
                          const std::string &prompt,
                          tool::Templates &templates)
{
    Place place = flow::placeOf(document, {});
    try {
        static_cast<void>(templates.get(prompt, tool::ListStyle::Python, place.file));
    } catch (const Error &error) {
        if (error.place() && error.place()->line > 0) {
            const auto before = std::ranges::count(withLineFeeds(document.text()), '\n')
                                - std::ranges::count(prompt, '\n');
            place.line = error.place()->line + static_cast<int>(before);
            place.column = error.place()->column;
        }
        const std::string sentence = error.promptflow() ? error.promptflow()->message
                                                        : error.message();
        throw Error(error.code(),
                    tr("The prompt doesn't parse: %1", sentence),
                    error.translatableHint(),
                    place);
    }
}

/// Throws the first thing that keeps the prompty from being called.
void checkPrompty(const flow::FlowDocument &document, flow::Trust trust, tool::Templates &templates)
{
    if (trust == flow::Trust::Trusted)
        checkPromptyReferences(document);
    const prompty::Prompty prompty = prompty::readPrompty(document, {}, trust);
    prompty::checkModelType(prompty);
    if (trust == flow::Trust::Trusted)
        checkPromptySample(document, prompty);
    checkPromptyTemplate(document, prompty.templateText, templates);
}

} // namespace

flow::Checker promptyChecker(const flow::FlowDocument &document,
                             std::shared_ptr<tool::Templates> templates)
{
    if (!templates)
        templates = std::make_shared<tool::Templates>(0);
    return [&document, templates = std::move(templates)](const flow::Flow &checked,
                                                         const flow::SourceFolder &folder,
                                                         std::vector<flow::Diagnostic> &found) {
        const bool isWrong = std::ranges::any_of(found, [](const flow::Diagnostic &problem) {
            return problem.severity == flow::Severity::Error;
        });
        if (checked.kind != flow::FlowKind::Prompty || isWrong)
            return;
        try {
            checkPrompty(document, folder.trust, *templates);
        } catch (const Error &error) {
            flow::Diagnostic &problem = found.emplace_back();
            problem.code = "refused-prompty";
            problem.message = error.translatableMessage();
            problem.hint = error.translatableHint();
            problem.place = error.place().value_or(flow::placeOf(document, {}));
            problem.promptflow = error.promptflow();
        }
    };
}

} // namespace postern::check
