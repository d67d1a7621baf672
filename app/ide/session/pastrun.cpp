// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/session/pastrun.h"

#include "widgets/run/runmodel.h"

namespace postern::ide {

PastRun::PastRun(const widgets::RunModel &model, QObject *parent)
    : QObject(parent)
    , m_model(model)
{
    connect(&model, &widgets::RunModel::momentChanged, this, &PastRun::revert);
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
