// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"
#include "engine/flow/flow.h"

#include <QHash>
#include <QObject>
#include <QStandardItemModel>
#include <QString>

#include <string>
#include <vector>

namespace postern::ide {

class FolderState;

/// Where the inputs of the next run come from: typed, those of the last run, or a row of one of
/// the folder's data files. Remembered for each flow folder.
class RunInputs final : public QObject
{
    Q_OBJECT

public:
    explicit RunInputs(FolderState &state, QObject *parent = nullptr);

    /// Reads the rows of a folder that fit the inputs, and which source was chosen there last. The
    /// state must be that folder's.
    void open(const QString &folder, const std::vector<flow::FlowInput> &inputs);
    /// The flow's inputs are others: so may be the rows that fit them.
    void setInputs(const std::vector<flow::FlowInput> &inputs);

    /// The sources by name; the first is what is typed.
    QStandardItemModel *sources() { return &m_sources; }
    int current() const { return m_current; }
    void choose(int source);
    /// The values that the current source has; none while inputs are typed.
    Dict values() const;

    /// What was typed, by the input's name; only what differs from the defaults.
    const QHash<QString, QString> &typed() const { return m_typed; }
    /// The user typed: that is the source from now on.
    void setTyped(const QHash<QString, QString> &texts);

    /// A run starts with these: they are a source from now on.
    void remember(const Dict &inputs);

signals:
    /// Another source is current, or the sources are others.
    void changed();

private:
    void load(const std::vector<flow::FlowInput> &inputs);
    void addLastRun(const QString &json);
    QString nameOf(int row) const;
    void keepSource();

    FolderState &m_state;
    QString m_folder;
    std::vector<std::string> m_known; ///< what of the inputs decides which rows fit
    QStandardItemModel m_sources;
    QHash<QString, QString> m_typed;
    int m_current = 0;
};

} // namespace postern::ide
