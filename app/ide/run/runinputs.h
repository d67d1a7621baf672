// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"
#include "engine/run/signature.h"
#include "widgets/run/inputsmodel.h"

#include <QHash>
#include <QObject>
#include <QStandardItemModel>
#include <QString>
#include <QStringList>

namespace postern::ide {

class FolderState;

/// The inputs of the next run, and where they come from: typed, those of the last run, or a row of
/// one of the folder's data files. Remembered for each flow folder, apart from secrets.
class RunInputs final : public QObject
{
    Q_OBJECT

public:
    explicit RunInputs(FolderState &state, QObject *parent = nullptr);

    /// Reads the rows of a folder that fit the inputs, and what was typed and which source was
    /// chosen there last. The state must be that folder's. No secret outlives it.
    void open(const QString &folder, const run::Signature &signature);
    /// The flow's inputs may be others, and so may be the rows that fit them.
    void setSignature(const run::Signature &signature);
    /// The sources' names are those of another language.
    void translate();
    /// Something else asks for the inputs of these names.
    void setLeftOut(const QStringList &names);

    widgets::InputsModel &ofFlow() { return m_ofFlow; }
    /// The arguments of a flex flow's class.
    widgets::InputsModel &ofClass() { return m_ofClass; }
    /// What is filled in; the arguments of the class only where somebody touched them. False, and
    /// the models say why, when that isn't what the types ask for.
    bool read(Dict &inputs, Dict &init);
    /// What the models say is wrong, as read() found it and nobody mended it since.
    QStringList problems() const { return m_ofClass.problems() + m_ofFlow.problems(); }
    /// Whether nobody touched the flow's inputs, and its sample has all that is needed.
    bool isSample() const;

    /// The sources by name; the first is what is typed.
    QStandardItemModel *sources() { return &m_sources; }
    int current() const { return m_current; }
    /// The inputs of the row of a data file that is the source; empty where another source is.
    Dict row() const;
    /// What that row is called: its file and its number.
    QString rowName() const;
    void choose(int source);

    /// A run starts with these: they are a source from now on.
    void remember(const Dict &inputs);

signals:
    /// Another source is current, or the sources are others.
    void changed();

private:
    void load();
    /// Fills in what was typed, and over it what the current source has.
    void fillIn();
    /// The user typed: that is the source from now on.
    void keepTyped();
    void addLastRun(const QString &json);
    QString nameOf(int row) const;
    void keepSource();

    FolderState &m_state;
    QString m_folder;
    run::Signature m_signature;
    widgets::InputsModel m_ofFlow;
    widgets::InputsModel m_ofClass;
    QStandardItemModel m_sources;
    QHash<QString, QString> m_typed; ///< by name, those of the class with a prefix
    int m_current = 0;
};

} // namespace postern::ide
