// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/session/importcheck.h"

#include "app/ide/background/enginethread.h"
#include "app/ide/editing/document.h"
#include "engine/check/pfvalidate.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string_view>

namespace postern::ide {

namespace {

constexpr std::chrono::milliseconds kImportPause{400}; // in which files are still being written

Task<Value> reportOf(flow::FlowDocument document)
{
    check::ReportOptions options;
    options.trust = flow::Trust::Trusted;
    co_return co_await check::promptflowReport(document, std::move(options));
}

std::string textOf(const Value &entry, const char *name)
{
    const Value *const found = entry.find(name);
    return found && found->isString() ? found->asString() : std::string();
}

/// The node that an entry's path leads to, "nodes.2.source.path"; null for any other.
const flow::Node *nodeAt(const flow::Flow &flow, std::string_view path)
{
    constexpr std::string_view kNodes = "nodes.";
    constexpr std::string_view kVariants = "node_variants.";
    if (path.starts_with(kVariants)) {
        path.remove_prefix(kVariants.size());
        return flow.node(path.substr(0, path.find('.')));
    }
    std::size_t index = 0;
    if (!path.starts_with(kNodes))
        return nullptr;
    path.remove_prefix(kNodes.size());
    const auto [end, problem] = std::from_chars(path.data(), path.data() + path.size(), index);
    return problem == std::errc() && index < flow.nodes.size() ? &flow.nodes[index] : nullptr;
}

int lineOf(std::string_view location)
{
    constexpr std::string_view kLine = "#line ";
    const std::size_t at = location.rfind(kLine);
    int line = 0;
    if (at != std::string_view::npos)
        std::from_chars(location.data() + at + kLine.size(),
                        location.data() + location.size(),
                        line);
    return line;
}

std::vector<flow::Diagnostic> problemsOf(const Value &report,
                                         const flow::Flow &flow,
                                         const std::string &file)
{
    std::vector<flow::Diagnostic> problems;
    const Value *const errors = report.find("errors");
    if (!errors)
        return problems;
    for (const Value &entry : errors->asList()) {
        flow::Diagnostic problem;
        problem.code = "validate";
        problem.message = textOf(entry, "message"); // prompt flow's and Python's own words
        problem.place.file = file;
        problem.place.line = lineOf(textOf(entry, "location"));
        if (const flow::Node *node = nodeAt(flow, textOf(entry, "path"))) {
            problem.node = node->name;
            problem.place = node->place;
        }
        problems.push_back(std::move(problem));
    }
    return problems;
}

/// Whether one of the others says of the same node or line that it is wrong.
bool isSaid(const flow::Diagnostic &problem, const std::vector<flow::Diagnostic> &others)
{
    return std::ranges::any_of(others, [&](const flow::Diagnostic &other) {
        const bool isSameNode = !problem.node.empty() && other.node == problem.node;
        const bool isSameLine = problem.place.line > 0 && other.place.line == problem.place.line
                                && other.place.file == problem.place.file;
        return other.severity == flow::Severity::Error && (isSameNode || isSameLine);
    });
}

} // namespace

ImportCheck::ImportCheck(EngineThread &engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kImportPause);
    connect(&m_pause, &QTimer::timeout, this, &ImportCheck::look);
}

void ImportCheck::setDocument(const Document *document)
{
    m_looking.cancel();
    m_document = document;
    m_problems.clear();
    m_pause.stop();
    if (!document)
        return;
    connect(document, &Document::changed, this, [this] { m_isStale = true; });
    connect(document, &Document::filesChanged, this, [this] { m_isStale = true; });
    connect(document, &Document::diagnosticsChanged, this, [this] {
        if (m_isStale)
            m_pause.start();
    });
    lookAnew();
}

void ImportCheck::lookAnew()
{
    m_isStale = true;
    if (m_document)
        m_pause.start();
}

std::vector<flow::Diagnostic> ImportCheck::problems() const
{
    std::vector<flow::Diagnostic> found = m_problems;
    if (m_document)
        std::erase_if(found, [this](const flow::Diagnostic &problem) {
            return isSaid(problem, m_document->diagnostics());
        });
    return found;
}

void ImportCheck::look()
{
    if (m_document->trust() != flow::Trust::Trusted || !m_document->flow().isCurrent())
        return;
    m_isStale = false;
    m_looking.start(
        m_engine.executor(),
        [document = m_document->snapshot()] { return reportOf(document); },
        [this](const Outcome<Value> &outcome) {
            // What it stumbles over, the document's own diagnostics tell.
            m_problems = outcome.value ? problemsOf(*outcome.value,
                                                    m_document->flow().flow(),
                                                    m_document->fileName().toStdString())
                                       : std::vector<flow::Diagnostic>();
            emit changed();
        });
}

} // namespace postern::ide
