// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/loader.h"

#include "engine/flow/flowreader.h"
#include "engine/yaml/document.h"

#include <algorithm>

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
                                            problem.pythonMessage.empty() ? problem.message
                                                                          : problem.pythonMessage};
    return diagnostic;
}

/// The front matter of a prompty with its bytes where they were: what is before is blanked.
std::string frontMatter(std::string_view text)
{
    const auto isFence = [&](std::size_t at) {
        return text.substr(at).starts_with("---\n") || text.substr(at).starts_with("---\r\n");
    };
    std::size_t first = text.find("---");
    while (first != std::string_view::npos && !isFence(first))
        first = text.find("---", first + 1);
    std::size_t last = text.rfind("---");
    while (last != std::string_view::npos && last > 0 && !isFence(last))
        last = text.rfind("---", last - 1);
    if (first == std::string_view::npos || last == std::string_view::npos || last < first + 4)
        return {};
    while (last > 0 && text[last - 1] == '-')
        --last;
    std::string result(text.substr(0, last));
    for (std::size_t i = 0; i < first + 3; ++i) {
        if (result[i] != '\n' && result[i] != '\r')
            result[i] = ' ';
    }
    return result;
}

} // namespace

Loaded loadFlow(std::string_view text, FlowKind kind, const std::string &file)
{
    const bool isPrompty = kind == FlowKind::Prompty;
    const yaml::Document document = yaml::Document::parse(isPrompty ? frontMatter(text)
                                                                    : std::string(text));
    Loaded loaded;
    if (document.root() != nullptr) {
        try {
            loaded = readFlow(document, kind, file);
        } catch (const Error &error) {
            loaded.flow.reset();
            Diagnostic &diagnostic = loaded.diagnostics.emplace_back();
            diagnostic.code = "yaml-size";
            diagnostic.message = error.message();
            diagnostic.hint = error.hint();
            diagnostic.place = Place{file, 1, 1};
            loaded.loadError = diagnostic;
        }
    }
    for (const yaml::Problem &problem : document.problems()) {
        loaded.diagnostics.push_back(fromProblem(document, problem, file));
        if (&problem == &document.problems().front())
            loaded.loadError = loaded.diagnostics.back();
    }
    std::stable_sort(loaded.diagnostics.begin(),
                     loaded.diagnostics.end(),
                     [](const Diagnostic &a, const Diagnostic &b) { return a.offset < b.offset; });
    return loaded;
}

} // namespace postern::flow
