// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/document.h"

#include "app/ide/editing/buffer.h"
#include "app/ide/home/paths.h"

#include <QDir>
#include <QFileInfo>
#include <QThreadPool>

#include <exception>
#include <utility>
#include <vector>

namespace postern::ide {

namespace {

constexpr int kPauseMs = 150;
constexpr int kSettleMs = 50;

flow::Flow shown(const flow::FlowDocument &document, const run::Signature &signature)
{
    if (document.location().kind != flow::FlowKind::Dag)
        return run::asOneNode(document, signature);
    try {
        return flow::withVariant(document.flow(), {});
    } catch (const Error &) {
        return document.flow(); // its diagnostics say what is wrong with the variants
    }
}

/// Equal for signatures that are shown alike.
Value words(const run::Signature &signature)
{
    List words{Value(signature.source), Value(signature.sample), Value(signature.sampleInit)};
    for (const auto *inputs : {&signature.inputs, &signature.init}) {
        for (const flow::FlowInput &input : *inputs)
            words.emplace_back(List{Value(input.name),
                                    Value(input.type),
                                    Value(input.defaultValue.has_value()),
                                    input.defaultValue.value_or(Value())});
        words.emplace_back();
    }
    for (const flow::FlowOutput &output : signature.outputs)
        words.emplace_back(List{Value(output.name), Value(output.type)});
    return Value(std::move(words));
}

using Found = run::FolderCheck::Found;

/// Runs on any thread; what goes wrong in the check itself is told as a finding.
Found checked(run::FolderCheck &check, const flow::FlowDocument &document, flow::Trust trust)
{
    try {
        return check.look(document, trust);
    } catch (const std::exception &failure) {
        flow::Diagnostic problem;
        problem.code = "check-failed";
        problem.message = Document::tr("The flow could not be checked: %1")
                              .arg(QString::fromUtf8(failure.what()))
                              .toStdString();
        problem.hint = Document::tr("This is a bug of Postern: please report it.").toStdString();
        std::vector<flow::Diagnostic> found = document.diagnostics();
        found.push_back(std::move(problem));
        return {std::move(found), run::declaredSignature(document)};
    }
}

} // namespace

Document::Document(flow::FlowDocument flow, flow::Trust trust, QObject *parent)
    : QObject(parent)
    , m_flow(std::move(flow))
    , m_workspace(fromPath(m_flow.location().folder))
    , m_buffer(m_workspace.open(fromPath(m_flow.location().file)))
    , m_trust(trust)
    , m_folderCheck(std::make_shared<run::FolderCheck>())
{
    m_workspace.retain(m_buffer);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &Document::readNow);
    m_othersPause.setSingleShot(true);
    m_othersPause.setInterval(kPauseMs);
    connect(&m_othersPause, &QTimer::timeout, this, &Document::validate);
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        watch();
        emit filesChanged();
        validate();
    });
    const auto settle = [this] { m_settle.start(); };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, settle);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, settle);
    connect(&m_workspace, &Workspace::edited, this, [this](const Buffer *buffer, bool isTyping) {
        if (buffer != m_buffer) {
            m_othersPause.start();
            return;
        }
        m_pause.start();
        if (!isTyping)
            readNow();
    });
    connect(m_buffer, &Buffer::edited, this, [this](const TextEdit &edit) {
        m_unread = m_unread.then(edit);
    });
    if (m_flow.isCurrent()) {
        m_lastGood = QDateTime::currentDateTime();
        m_lastGoodText = m_flow.text();
    }
    m_flow.apply(difference(m_flow.text(), m_buffer->text())); // unsaved text was restored
    read();
}

Document::~Document() = default;

QString Document::folder() const
{
    return fromPath(m_flow.location().folder);
}

QString Document::filePath() const
{
    return fromPath(m_flow.location().file);
}

QString Document::fileName() const
{
    return QDir(folder()).relativeFilePath(filePath());
}

void Document::setTrust(flow::Trust trust)
{
    m_trust = trust;
    validate();
}

void Document::edit(const TextEdit &edit)
{
    m_workspace.edit(m_buffer, edit);
}

void Document::readNow()
{
    m_pause.stop();
    const TextEdit edit = std::exchange(m_unread, {}).joined(m_flow.text());
    if (edit.isEmpty())
        return;
    const std::shared_ptr<const flow::Flow> before = m_flow.sharedFlow();
    const std::string textBefore = m_lastGoodText; // which `before` was read from
    const bool wasRead = m_flow.isCurrent();
    m_flow.apply(edit);
    Q_ASSERT(m_flow.text() == m_buffer->text());
    read();
    flow::FlowChange change;
    if (m_flow.isCurrent())
        change = flow::changeBetween(*before, textBefore, m_flow.flow(), m_flow.text());
    change.reading = change.reading || !wasRead || !m_flow.isCurrent();
    if (!change.isEmpty())
        emit changed(change);
}

void Document::undoToLastGood()
{
    if (hasGoodFlow())
        edit(difference(m_buffer->text(), m_lastGoodText));
}

void Document::read()
{
    if (m_flow.isCurrent()) {
        // Until the code has been read, what it said before is nearer the truth than nothing.
        if (m_signature.source.empty())
            m_signature = run::declaredSignature(m_flow);
        show();
        m_lastGood = QDateTime::currentDateTime();
        m_lastGoodText = m_flow.text();
    }
    // Until the text has been checked, what was found before is nearer the truth than what its
    // form alone says: else a fault would go at each letter, and come back a moment later.
    if (!std::exchange(m_wasCurrent, m_flow.isCurrent()) || !m_wasCurrent)
        m_diagnostics = m_flow.diagnostics();
    if (sourcePaths() != m_watched)
        watch();
    validate();
}

void Document::show()
{
    m_shownFlow = shown(m_flow, m_signature);
}

const flow::Flow &Document::drawnFlow() const
{
    return isDag() ? m_flow.flow() : m_shownFlow;
}

QStringList Document::sourcePaths() const
{
    QStringList paths{folder()};
    const QDir root(folder());
    for (const flow::Node &node : m_shownFlow.nodes) {
        if (!node.source.path.empty())
            paths.append(root.filePath(QString::fromStdString(node.source.path)));
    }
    paths.removeDuplicates();
    return paths;
}

void Document::watch()
{
    // A file that was replaced rather than written is no longer watched, so all are named anew.
    m_watched = sourcePaths();
    QStringList paths = m_watched;
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    paths.removeIf([&](const QString &path) {
        return watched.contains(path) || (path != folder() && !QFileInfo(path).isFile());
    });
    if (!paths.isEmpty())
        m_watcher.addPaths(paths);
}

flow::FlowDocument Document::snapshot() const
{
    flow::FlowDocument seen = m_flow;
    seen.setUnsaved(m_workspace.unsavedTexts());
    return seen;
}

void Document::validate()
{
    m_othersPause.stop();
    flow::FlowDocument seen = snapshot();
    m_check.startBlocking(
        *QThreadPool::globalInstance(),
        [check = m_folderCheck, document = std::move(seen), trust = m_trust] {
            return checked(*check, document, trust);
        },
        [this](const Outcome<Found> &outcome) {
            // checked() throws nothing.
            m_diagnostics = outcome.value->diagnostics;
            take(outcome.value->signature);
            emit diagnosticsChanged();
        });
}

void Document::take(run::Signature signature)
{
    // Text that doesn't parse has none.
    if (!m_flow.isCurrent() || words(signature) == words(m_signature))
        return;
    m_signature = std::move(signature);
    show();
    watch();
    emit changed(flow::FlowChange::everything());
}

} // namespace postern::ide
