// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/session/valuehints.h"

#include "app/ide/editing/buffer.h"
#include "app/ide/editing/wordat.h"
#include "app/ide/session/session.h"
#include "engine/flow/crossreferences.h"
#include "engine/run/values.h"
#include "widgets/run/runmodel.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/translated.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <optional>

namespace postern::ide {

namespace {

constexpr std::size_t kMostOfValue = 1000;

/// Gives the words a context of their own.
struct ValueHints
{
    Q_DECLARE_TR_FUNCTIONS(ValueHints)
};

QString saying(const std::string &name, const Value &value)
{
    return ValueHints::tr("%1, last run:").arg(QString::fromStdString(name)) + '\n'
           + widgets::beginning(value, kMostOfValue);
}

QString member(const Value &values, const std::string &name)
{
    const Value *const found = values.isDict() ? values.asDict().find(name) : nullptr;
    return found ? saying(name, *found) : QString();
}

QString ofNode(const widgets::RunModel &model, const std::string &name, const std::string &reference)
{
    const widgets::NodeRun *const run = model.node(name);
    if (!run)
        return {};
    if (run->state != run::NodeState::Done && run->state != run::NodeState::Cached)
        return QString::fromStdString(name) + QStringLiteral(": ") + widgets::runStateText(*run);
    const flow::Binding binding = flow::parseBinding(Value(reference));
    try {
        if (binding.kind == flow::Binding::Kind::NodeOutput) {
            const auto part = run::propertyOf(run->output, name, binding.property);
            return part ? saying(reference, *part) : QString();
        }
    } catch (const Error &error) {
        return theme::translated(error.translatableMessage());
    }
    return saying(name, run->output);
}

QString ofInput(const widgets::RunModel &model, const std::string &node, const std::string &name)
{
    const widgets::NodeRun *const run = model.node(node);
    return run ? member(run->inputs, name) : QString();
}

QString ofFlow(Session &session, std::size_t offset)
{
    const flow::FlowDocument &document = session.document()->flow();
    const auto namings = flow::namingsOf(document);
    const flow::Naming *const at = flow::namingAt(namings, offset);
    if (!at)
        return {};
    const widgets::RunModel &model = session.model();
    const flow::Symbol &symbol = at->symbol;
    switch (symbol.kind) {
    case flow::Symbol::Kind::Node: {
        const std::string whole = document.text().substr(at->whole.begin,
                                                         at->whole.end - at->whole.begin);
        const std::size_t begin = std::min(whole.find("${"), whole.size()); // after quotes
        return ofNode(model, symbol.name, whole.substr(begin, whole.rfind('}') + 1 - begin));
    }
    case flow::Symbol::Kind::Input:
        return member(model.inputs(), symbol.name);
    case flow::Symbol::Kind::Output:
        return member(model.outputs(), symbol.name);
    case flow::Symbol::Kind::NodeInput:
        return ofInput(model, symbol.node, symbol.name);
    default:
        return {};
    }
}

} // namespace

QString valueHint(Session &session, const Buffer &buffer, std::size_t offset)
{
    const Document *const document = session.document();
    if (!document || session.model().state() == run::NodeState::Idle)
        return {};
    if (&buffer == document->buffer())
        return document->isSettled() ? ofFlow(session, offset) : QString();
    const std::string word = wordAt(buffer.text(), offset);
    if (word.empty() || !buffer.name().endsWith(QLatin1String(".jinja2")))
        return {};
    const std::filesystem::path file
        = QDir(document->folder()).relativeFilePath(buffer.path()).toStdU16String();
    for (const flow::Node &node : document->shownFlow().nodes) {
        const std::string &path = node.source.path;
        if (node.input(word)
            && std::filesystem::path(std::u8string(path.begin(), path.end())).lexically_normal()
                   == file)
            return ofInput(session.model(), node.name, word);
    }
    return {};
}

} // namespace postern::ide
