// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/connectpalette.h"

#include "app/ide/session/session.h"
#include "widgets/graph/connection.h"
#include "widgets/graph/nodekind.h"
#include "widgets/theme/icon.h"

#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace postern::ide {

namespace {

const QString kArrow = QStringLiteral(" <- ");

QString boundText(const flow::Binding &binding)
{
    if (binding.kind != flow::Binding::Kind::Literal)
        return QString::fromStdString(binding.text);
    return binding.literal.isString() ? QString::fromStdString(binding.literal.asString())
                                      : QString();
}

} // namespace

ConnectPalette::ConnectPalette(Session &session,
                               const NodeCatalog &catalog,
                               QWidget *window,
                               Show show)
    : QObject(window)
    , m_session(session)
    , m_catalog(catalog)
    , m_window(window)
    , m_show(std::move(show))
{}

QString ConnectPalette::textOf(const Target &target)
{
    return (target.node.isEmpty() ? QStringLiteral("outputs") : target.node) + u'.' + target.input;
}

std::vector<ConnectPalette::Target> ConnectPalette::inputsOf(const QString &node) const
{
    std::vector<Target> found;
    const auto shown = m_session.graph().node(node);
    if (!shown)
        return found;
    for (const auto &[name, binding] : shown->node.inputs)
        found.push_back({node, QString::fromStdString(name), boundText(binding)});
    for (const ChoiceInput &input : freeInputs(m_catalog.choices(), shown->node))
        found.push_back({node, input.name, tr("nothing yet")});
    return found;
}

std::vector<ConnectPalette::Target> ConnectPalette::targets(const QStringList &first) const
{
    QStringList nodes = first;
    for (const graph::GraphNode &node : m_session.graph().model().nodes) {
        if (!node.isBox() && !nodes.contains(node.name))
            nodes.append(node.name);
    }
    std::vector<Target> all;
    for (const QString &node : std::as_const(nodes))
        std::ranges::move(inputsOf(node), std::back_inserter(all));
    for (const flow::FlowOutput &output : m_session.document()->flow().flow().outputs)
        all.push_back({{}, QString::fromStdString(output.name), boundText(output.reference)});
    return all;
}

void ConnectPalette::open(const QStringList &nodes)
{
    const auto listed = std::make_shared<QStringList>();
    const auto entries = [this, nodes, listed] {
        std::vector<CommandPalette::Entry> made;
        for (const Target &target : targets(nodes)) {
            if (listed->contains(textOf(target)))
                continue;
            listed->append(textOf(target));
            made.push_back({textOf(target), target.note, {}, theme::icon("link"), [this, target] {
                                askForSource(target);
                            }});
        }
        return made;
    };
    auto *const palette = new CommandPalette(entries(), tr("Connect which input?"), m_window);
    connect(&m_catalog, &NodeCatalog::changed, palette, [palette, entries] {
        palette->addLast(entries());
    });
    palette->setTyped([this](const QString &text) { return typed(text); });
    m_show(palette);
}

std::optional<CommandPalette::Entry> ConnectPalette::typed(const QString &text)
{
    static const QRegularExpression
        kWhole(QStringLiteral(R"(\A\s*([\w-]+)\.([\w-]+)\s*(?:(?:<-|←)\s*(\S*)\s*)?\z)"),
               QRegularExpression::UseUnicodePropertiesOption);
    const auto match = kWhole.match(text);
    if (!match.hasMatch())
        return {};
    const QString node = match.captured(1);
    const bool isOutput = node == QLatin1String("outputs");
    if (!isOutput && !m_session.graph().node(node))
        return {};
    const Target target{isOutput ? QString() : node, match.captured(2), {}};
    const QString source = match.captured(3);
    if (source.isEmpty())
        return CommandPalette::Entry{textOf(target),
                                     tr("new input"),
                                     {},
                                     theme::icon("plus"),
                                     [=, this] { askForSource(target); }};
    return CommandPalette::Entry{textOf(target) + kArrow + source,
                                 {},
                                 {},
                                 theme::icon("link"),
                                 [=, this] { connectTo(target, source); }};
}

void ConnectPalette::askForSource(const Target &target)
{
    const graph::GraphModel &model = m_session.graph().model();
    const QString to = target.node.isEmpty() ? graph::kOutputsId : target.node;
    std::vector<CommandPalette::Entry> entries;
    for (const graph::GraphNode &node : model.nodes) {
        for (const graph::Port &port : node.outputs) {
            const auto fit = graph::connectionPossible(model, node.id, port.name, to, target.input);
            if (!fit.isPossible() && fit.kind != graph::Fit::Kind::Missing)
                continue;
            const bool isInput = node.kind == graph::NodeKind::Input;
            const QString source = (isInput ? QStringLiteral("inputs") : node.name) + u'.'
                                   + port.name;
            entries.push_back(
                {source,
                 port.type == graph::PortType::Unknown ? QString() : graph::portTypeText(port.type),
                 graph::kindText(node.kind),
                 theme::icon(graph::kindIcon(node.kind)),
                 [=, this] { connectTo(target, source); }});
        }
    }
    m_show(new CommandPalette(std::move(entries), textOf(target) + kArrow, m_window));
}

void ConnectPalette::connectTo(const Target &target, const QString &reference)
{
    m_session.edits().tryApply(
        [&](flow::FlowEditor &editor) {
            editor.connect(target.node.toStdString(),
                           target.input.toStdString(),
                           reference.toStdString());
        },
        tr("Connect %1").arg(textOf(target)));
}

} // namespace postern::ide
