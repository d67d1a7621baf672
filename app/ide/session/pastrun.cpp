// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/session/pastrun.h"

#include "app/ide/editing/buffer.h"
#include "app/ide/editing/document.h"
#include "widgets/run/runmodel.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>

#include <functional>
#include <map>

namespace postern::ide {

namespace {

constexpr int kMostFiles = 20'000; // of a folder; a larger one is nobody's flow

/// What tells one text of a file from another: the time and size of what is on the disk, or the
/// text that isn't saved yet.
QByteArray printOf(Document &document, const QFileInfo &file)
{
    if (const Buffer *const buffer = document.workspace().find(file.absoluteFilePath());
        buffer && buffer->isDirty())
        return QCryptographicHash::hash(QByteArray::fromStdString(buffer->text()),
                                        QCryptographicHash::Sha256);
    return QByteArray::number(file.size()) + '@'
           + QByteArray::number(file.lastModified().toMSecsSinceEpoch());
}

bool isAside(const QString &relative)
{
    static const QSet<QString> kAside{QStringLiteral("__pycache__"), QStringLiteral("node_modules")};
    const QStringList parts = relative.split(QLatin1Char('/'));
    return std::any_of(parts.begin(), parts.end(), [](const QString &part) {
        return part.startsWith(QLatin1Char('.')) || kAside.contains(part);
    });
}

bool isPython(const flow::Node &node)
{
    return node.type == flow::NodeType::Python;
}

bool takes(const flow::Node &node, const std::function<bool(const flow::Binding &)> &isMet)
{
    const bool isInput = std::any_of(node.inputs.begin(),
                                     node.inputs.end(),
                                     [&](const auto &input) { return isMet(input.second); });
    return isInput || (node.activate && isMet(node.activate->when));
}

} // namespace

PastRun::PastRun(const widgets::RunModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    connect(&model, &widgets::RunModel::momentChanged, this, &PastRun::revert);
}

PastRun::Prints PastRun::printsOf(Document &document)
{
    std::map<QString, QByteArray> files; // by path within the folder
    const QDir folder(document.folder());
    QDirIterator found(document.folder(), QDir::Files, QDirIterator::Subdirectories);
    for (int count = 0; found.hasNext() && count < kMostFiles; ++count) {
        found.next();
        const QString relative = folder.relativeFilePath(found.filePath());
        if (!isAside(relative) && found.filePath() != document.filePath())
            files[relative] = printOf(document, found.fileInfo());
    }
    const auto &nodes = document.shownFlow().nodes;
    QSet<QString> ofNodes;
    for (const flow::Node &node : nodes)
        ofNodes.insert(QDir::cleanPath(QString::fromStdString(node.source.path)));
    Prints prints;
    QByteArray python;
    for (const auto &[path, print] : files) {
        if (path.endsWith(QLatin1String(".py")))
            python += path.toUtf8() + print;
        else if (!ofNodes.contains(path))
            prints[QString()] += path.toUtf8() + print;
    }
    const std::string &text = document.flow().text();
    for (const flow::Node &node : nodes) {
        const QString name = QString::fromStdString(node.name);
        const QString source = QDir::cleanPath(QString::fromStdString(node.source.path));
        const flow::Node *const written = document.flow().flow().node(node.name);
        QByteArray &print = prints[name];
        if (written)
            print = QByteArray::fromStdString(
                text.substr(written->span.begin, written->span.end - written->span.begin));
        const auto own = files.find(source);
        print += isPython(node) ? python : own == files.end() ? QByteArray() : own->second;
    }
    return prints;
}

void PastRun::note(Document &document, const Dict &inputs, const QString &setting)
{
    m_prints = printsOf(document);
    m_inputs = inputs;
    m_setting = setting;
    m_edited = {};
}

void PastRun::forget()
{
    m_prints.clear();
    m_inputs = {};
    revert();
}

replay::NodeOutputs PastRun::stillHolding(Document &document,
                                          const Dict &inputs,
                                          const QString &setting,
                                          const QString &without) const
{
    replay::NodeOutputs holding;
    if (m_prints.isEmpty() || setting != m_setting)
        return holding;
    const Prints now = printsOf(document);
    if (now.value(QString()) != m_prints.value(QString()))
        return holding;
    const auto isOther = [&](const flow::Binding &binding) {
        if (binding.kind == flow::Binding::Kind::NodeOutput)
            return !holding.contains(binding.name);
        if (binding.kind != flow::Binding::Kind::FlowInput)
            return false;
        const Value *const before = m_inputs.find(binding.name);
        const Value *const after = inputs.find(binding.name);
        const bool isSame = before && after ? before->kind() == after->kind() && *before == *after
                                            : before == after;
        return !isSame;
    };
    // In any order of the file: until nothing more is found to hold.
    for (bool isMore = true; isMore;) {
        isMore = false;
        for (const flow::Node &node : document.shownFlow().nodes) {
            const QString name = QString::fromStdString(node.name);
            const widgets::NodeRun *const run = m_model.node(node.name);
            const bool hasGiven = run
                                  && (run->state == run::NodeState::Done
                                      || run->state == run::NodeState::Cached);
            if (!hasGiven || name == without || holding.contains(node.name)
                || !run->editedInputs.empty() || run->isOutputEdited
                || now.value(name) != m_prints.value(name) || takes(node, isOther))
                continue;
            holding[node.name] = run->output;
            isMore = true;
        }
    }
    return holding;
}

replay::NodeOutputs PastRun::atMoment() const
{
    replay::NodeOutputs given;
    for (const std::string &name : m_model.nodeNames()) {
        const widgets::NodeRun *const run = m_model.node(name);
        const bool hasGiven = run->state == run::NodeState::Done
                              || run->state == run::NodeState::Cached;
        if (hasGiven && m_model.momentOf(name) == graph::Moment::Now)
            given[name] = run->output;
    }
    return given;
}

void PastRun::edit(const Value &inputs)
{
    const widgets::NodeRun *const run = m_model.node(m_model.steppedBackTo());
    if (!run || !inputs.isDict())
        return;
    m_edited = {};
    for (const auto &[name, value] : inputs.asDict()) {
        const Value *const before = run->inputs.find(name.asString());
        if (!before || before->kind() != value.kind() || !(*before == value))
            m_edited.set(name, value);
    }
    emit editsChanged();
}

void PastRun::revert()
{
    if (m_edited.empty())
        return;
    m_edited = {};
    emit editsChanged();
}

QStringList PastRun::edited() const
{
    QStringList names;
    for (const auto &[name, value] : m_edited)
        names.append(QString::fromStdString(name.asString()));
    return names;
}

} // namespace postern::ide
