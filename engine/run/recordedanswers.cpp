// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/recordedanswers.h"

#include "engine/base/pyrepr.h"
#include "engine/prompty/references.h"

#include <filesystem>
#include <string>
#include <system_error>

namespace postern::run {

namespace {

/// Relative to the folder; empty when there is none.
std::string answersFile(const flow::SourceFolder &folder)
{
    for (const char *name : {".postern/answers.json", ".postern/answers.yaml"}) {
        if (flow::hasFile(folder, flow::pathInFolder(folder, name)))
            return name;
    }
    return {};
}

void hintAtAnswers(const flow::Flow &checked,
                   const flow::SourceFolder &folder,
                   std::vector<flow::Diagnostic> &found)
{
    const std::string file = answersFile(folder);
    for (const auto &[key, value] : recordedAnswers(folder)) {
        const std::string name = py::str(key);
        if (!checked.node(name))
            continue;
        flow::Diagnostic &hint = found.emplace_back();
        hint.severity = flow::Severity::Hint;
        hint.code = "recorded-answer";
        hint.message = tr("With the simulator '%1' isn't run: its value comes from %2.", name, file);
        hint.place.file = file;
        hint.place.line = 1;
        hint.node = name;
    }
}

} // namespace

Dict recordedAnswers(const flow::SourceFolder &folder)
{
    const std::string name = answersFile(folder);
    if (name.empty())
        return {};
    const Value answers = prompty::readDataFile(folder, name, name);
    if (!answers.isDict())
        throw Error(ErrorCode::InvalidInput,
                    tr("The file '%1' holds a %2 instead of a mapping from node to value.",
                       name,
                       answers.typeName()),
                    tr("Write the name of each node that isn't to be run, and its value."),
                    Place{name});
    return answers.asDict();
}

flow::Checker recordedAnswersChecker()
{
    return [](const flow::Flow &checked,
              const flow::SourceFolder &folder,
              std::vector<flow::Diagnostic> &found) {
        if (checked.kind != flow::FlowKind::Dag)
            return;
        try {
            hintAtAnswers(checked, folder, found);
        } catch (const Error &error) {
            flow::Diagnostic &problem = found.emplace_back();
            problem.severity = flow::Severity::Warning;
            problem.code = "recorded-answers";
            problem.message = error.translatableMessage();
            problem.hint = error.translatableHint();
            problem.place = error.place().value_or(Place());
        }
    };
}

} // namespace postern::run
