// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"
#include "engine/replay/givenoutputs.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <string>

namespace postern::widgets {
class RunModel;
} // namespace postern::widgets

namespace postern::ide {

/// How a run is to differ from one of the whole flow.
struct RunChoices
{
    bool withBreakpoints = true;
    std::string stopAt{};        ///< hold it there
    replay::NodeOutputs given{}; ///< of nodes that aren't run
    /// This node and what needs it run; of the others what they gave is taken as long as it holds.
    std::string from{};
    bool takesUnrepeatable = false; ///< also what might come out otherwise
    std::string editedNode{};       ///< gets these inputs in place of its own
    Dict editedInputs{};
    std::string parent{};    ///< the run that it is a fork of, by its id
    std::string change{};    ///< what the fork changes
    bool sameInputs = false; ///< those of the latest run, whatever is filled in by now
};

/// What was edited at a moment of the latest run that was stepped back to, for a fork of it.
class PastRun final : public QObject
{
    Q_OBJECT

public:
    explicit PastRun(const widgets::RunModel &model, QObject *parent = nullptr);

    /// What nodes had given by that moment.
    replay::NodeOutputs atMoment() const;

    /// These inputs of the node that was stepped back to.
    void edit(const Value &inputs);
    void revert();
    /// The inputs that were edited, by name.
    QStringList edited() const;
    const Dict &editedInputs() const { return m_edited; }

signals:
    void editsChanged();

private:
    const widgets::RunModel &m_model;
    Dict m_edited;
};

} // namespace postern::ide
