// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/noderunner.h"

#include "app/ide/commands/actions.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/runnodedialog.h"
#include "app/ide/session/imageaccess.h"
#include "app/ide/session/promptpreview.h"
#include "app/ide/session/session.h"
#include "app/ide/window/nodeviews.h"

#include <utility>

namespace postern::ide {

namespace {

/// As an input's definition has it; nothing for what no field holds.
std::string askedTypeOf(const Value &value)
{
    if (value.isBool())
        return "bool";
    if (value.isInt())
        return "int";
    if (value.isDouble())
        return "double";
    if (value.isList())
        return "list";
    if (value.isDict())
        return "object";
    return value.isString() ? "string" : std::string();
}

std::string askedTypeOf(const flow::Flow &flow, const flow::Binding &binding)
{
    const flow::FlowInput *const input = binding.kind == flow::Binding::Kind::FlowInput
                                             ? flow.input(binding.name)
                                             : nullptr;
    return input && binding.property.empty() ? input->type : std::string();
}

std::string askedTypeOf(const graph::GraphNode *node, const std::string &name)
{
    for (const graph::Port &port : node ? node->inputs : std::vector<graph::Port>()) {
        if (port.name.toStdString() != name)
            continue;
        if (port.type == graph::PortType::List)
            return "list";
        if (port.type == graph::PortType::Object)
            return "object";
    }
    return "string";
}

} // namespace

NodeRunner::NodeRunner(Session &session, const Actions &actions, Views views, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_actions(actions)
    , m_views(views)
    , m_window(window)
{
    actions.on(ActionId::RunNode, this, &NodeRunner::run);
    connect(&session, &Session::runnableChanged, this, &NodeRunner::refresh);
    connect(views.node, &NodeViews::selectionChanged, this, &NodeRunner::refresh);
    connect(&session, &Session::documentOpened, this, [this] {
        m_latest.clear();
        refresh();
    });
    connect(&session.model(), &widgets::RunModel::nodesChanged, this, &NodeRunner::remember);
    refresh();
}

void NodeRunner::refresh()
{
    const Document *const document = m_session.document();
    const bool isNode = document && document->isDag()
                        && m_session.graph().node(m_views.node->selected()).has_value();
    const QString blocker = m_session.runBlocker();
    QAction *const action = m_actions[ActionId::RunNode];
    action->setEnabled(isNode && blocker.isEmpty());
    const QString what = tr("Run this node alone, with inputs of your own");
    action->setToolTip(blocker.isEmpty() ? what : what + QStringLiteral(": ") + blocker);
}

void NodeRunner::remember(const QStringList &names)
{
    for (const QString &name : names) {
        const widgets::NodeRun *const run = m_session.model().node(name.toStdString());
        if (run && run->inputs.isDict())
            m_latest[name.toStdString()] = run->inputs.asDict();
    }
}

Dict NodeRunner::knownInputs(const flow::Node &node, bool &isOfLastRun) const
{
    const auto last = m_latest.find(node.name);
    isOfLastRun = last != m_latest.end();
    PreviewInputs known;
    if (!isOfLastRun)
        known = previewInputs(m_session.document()->shownFlow(), node, m_session.model());
    const Dict &all = isOfLastRun ? last->second : known.values;
    Dict values;
    for (const auto &[name, binding] : node.inputs) {
        const Value *const value = all.find(name);
        if (binding.kind != flow::Binding::Kind::Literal && value && !askedTypeOf(*value).empty()
            && !known.missing.contains(QString::fromStdString(name)))
            values.set(name, *value);
    }
    return values;
}

std::vector<flow::FlowInput> NodeRunner::askedInputs(const flow::Flow &flow,
                                                     const ShownNode &shown,
                                                     const Dict &known)
{
    std::vector<flow::FlowInput> asked;
    for (const auto &[name, binding] : shown.node.inputs) {
        if (binding.kind == flow::Binding::Kind::Literal)
            continue;
        flow::FlowInput input;
        input.name = name;
        input.description = binding.text;
        input.type = askedTypeOf(flow, binding);
        const Value *const value = known.find(name);
        if (input.type.empty() && value)
            input.type = askedTypeOf(*value);
        if (input.type.empty())
            input.type = askedTypeOf(shown.drawn, name);
        asked.push_back(std::move(input));
    }
    return asked;
}

void NodeRunner::run()
{
    m_views.editors->flush(); // what is seen is what runs
    const auto shown = m_session.graph().node(m_views.node->selected());
    if (!shown || !m_session.runBlocker().isEmpty())
        return;
    bool isOfLastRun = false;
    Dict inputs = knownInputs(shown->node, isOfLastRun);
    const auto asked = askedInputs(m_session.document()->shownFlow(), *shown, inputs);
    const QString name = QString::fromStdString(shown->node.name);
    if (!asked.empty()) {
        const QString note = isOfLastRun ? tr("It gets what it had in its last run, unless you "
                                              "change it.")
                                         : tr("It has not run yet: fill in what it takes from the "
                                              "inputs and from other nodes.");
        RunNodeDialog dialog(name, asked, inputs, note, imageAccess(m_session), m_window);
        if (dialog.exec() != QDialog::Accepted)
            return;
        inputs = dialog.values();
    }
    m_session.runNode(name, std::move(inputs));
    emit started(name);
}

} // namespace postern::ide
