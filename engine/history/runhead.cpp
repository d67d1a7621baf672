// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/history/runhead.h"

#include "engine/base/pathtext.h"
#include "engine/history/gitcommit.h"
#include "engine/history/snapshot.h"

#include <utility>

namespace postern::history {

namespace {

std::string nameOf(const flow::FlowLocation &location)
{
    const std::string file = pathText(location.file.filename());
    const bool isUsual = flow::isFlowName(file);
    return isUsual && !location.folder.filename().empty() ? pathText(location.folder.filename())
                                                          : file;
}

} // namespace

RunAbout aboutRun(const run::RunSpec &spec, std::string kind)
{
    RunAbout about;
    about.kind = std::move(kind);
    about.document = spec.document;
    about.trust = spec.trust;
    about.variant = spec.variant;
    about.node = spec.node;
    about.environment = Dict{{"postern", POSTERN_VERSION}, {"simulated", spec.simulate}};
    if (!spec.python.empty())
        about.environment.set("python", pathText(spec.python));
    if (!spec.init.empty())
        about.environment.set("init", Value(spec.init));
    List variables;
    for (const auto &[name, value] : spec.environment)
        variables.emplace_back(name);
    if (!variables.empty())
        about.environment.set("variables", std::move(variables));
    return about;
}

RunHead headOf(const RunAbout &about)
{
    const flow::FlowLocation &location = about.document.location();
    RunHead head;
    RunSummary &summary = head.summary;
    summary.kind = about.kind;
    summary.name = nameOf(location);
    summary.flowFile = pathText(location.file);
    summary.variant = about.variant;
    summary.node = about.node;
    summary.parent = about.parent;
    summary.change = about.change;
    summary.tags = about.tags;
    head.environment = about.environment;
    head.isBatch = about.isBatch;
    if (location.folder.empty())
        return head;
    GitCommit commit = gitCommitOf(location.folder);
    summary.commit = std::move(commit.id);
    summary.isDirty = commit.isDirty;
    if (const flow::UnsavedSnapshot &unsaved = about.document.unsaved();
        unsaved && !unsaved->isEmpty())
        summary.isDirty = true;
    head.snapshot = takeSnapshot(about);
    return head;
}

} // namespace postern::history
