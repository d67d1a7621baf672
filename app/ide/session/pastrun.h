// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"
#include "engine/replay/givenoutputs.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>
#include <QStringList>

#include <string>

namespace postern::widgets {
class RunModel;
} // namespace postern::widgets

namespace postern::ide {

class Document;

/// How a run is to differ from one of the whole flow.
struct RunChoices
{
    bool withBreakpoints = true;
    std::string until{};         ///< run this node and what it needs, and no other
    std::string stopAt{};        ///< hold it there
    replay::NodeOutputs given{}; ///< of nodes that aren't run
    std::string editedNode{};    ///< gets these inputs in place of its own
    Dict editedInputs{};
    std::string parent{};    ///< the run that it is a fork of, by its id
    std::string change{};    ///< what the fork changes
    bool sameInputs = false; ///< those of the latest run, whatever is filled in by now
};

/// What the latest run of the open flow leaves for the next one: which of its outputs still hold, and
/// what was edited at a moment that was stepped back to.
class PastRun final : public QObject
{
    Q_OBJECT

public:
    PastRun(const widgets::RunModel &model, QObject *parent = nullptr);

    /// A run starts of this document with these inputs; `setting`: the variant, who answers.
    void note(Document &document, const Dict &inputs, const QString &setting);
    void forget();

    /// What nodes gave, without `node` and what comes after it: of those whose lines, files, inputs
    /// and setting are what they were, and of all that they take from.
    replay::NodeOutputs stillHolding(Document &document,
                                     const Dict &inputs,
                                     const QString &setting,
                                     const QString &without) const;
    /// What nodes had given by the moment that was stepped back to.
    replay::NodeOutputs atMoment() const;

    /// These inputs of the node that was stepped back to, in a fork.
    void edit(const Value &inputs);
    void revert();
    /// The inputs that were edited, by name.
    QStringList edited() const;
    const Dict &editedInputs() const { return m_edited; }

signals:
    void editsChanged();

private:
    using Prints = QHash<QString, QByteArray>;
    static Prints printsOf(Document &document);

    const widgets::RunModel &m_model;
    Prints m_prints; ///< of nodes by name; of what all share under an empty name
    Dict m_inputs;
    QString m_setting;
    Dict m_edited;
};

} // namespace postern::ide
