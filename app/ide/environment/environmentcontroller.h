// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "app/ide/background/enginethread.h"
#include "engine/base/error.h"
#include "engine/http/egress.h"
#include "engine/python/pythonenvironment.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <optional>

namespace postern::ide {

/// The Python environment of the open flow folder: which interpreter runs it, what of its
/// requirements.txt isn't there, and the making of a .venv that has it.
///
/// A folder that isn't trusted is never asked: its .venv is a program of a stranger. Must outlive
/// the engine's thread.
class EnvironmentController final : public QObject
{
    Q_OBJECT

public:
    EnvironmentController(EngineThread &engine,
                          std::shared_ptr<http::EgressLedger> ledger,
                          QObject *parent = nullptr);

    /// Looks at this folder from now on; empty: at none.
    void setFolder(const QString &folder);

    bool isChecking() const { return m_checking.isRunning(); }
    bool isCreating() const { return m_creating.isRunning(); }
    bool hasOwnEnvironment() const;
    bool hasRequirements() const;
    /// Of the last check; nothing before the first and after one that failed.
    const std::optional<python::InterpreterInfo> &interpreter() const { return m_interpreter; }
    /// The requirements that aren't met.
    const std::vector<python::RequirementState> &missing() const { return m_missing; }
    /// Why there is no interpreter; nothing where there is one.
    const std::optional<Error> &error() const { return m_error; }
    void check();
    /// Makes FOLDER/.venv, in place of one that is there, with the packages of requirements.txt:
    /// from this folder of wheels alone, or, when it is empty, as pip is set up.
    void create(const QString &wheels);
    /// Asks what is being made to end.
    void stopCreating() { m_creating.stop(); }
    /// Drops all that is under way, unheard.
    void shutDown();

signals:
    /// The interpreter and what it lacks are known anew.
    void checked();
    void changed();
    /// What venv and pip write.
    void output(const QString &text);
    /// The making ended; the error is Cancelled when the user stopped it.
    void created(const std::optional<Error> &error);

private:
    void onChecked(const Outcome<python::RequirementsReport> &outcome);
    void onCreated(const std::optional<Error> &error);
    void watch();
    /// Changes when requirements.txt or .venv does.
    QString stamp() const;

    EngineThread &m_engine;
    const std::shared_ptr<http::EgressLedger> m_ledger; // used on the engine's thread
    QString m_folder;
    BackgroundTask m_checking;
    BackgroundTask m_creating;
    std::optional<python::InterpreterInfo> m_interpreter;
    std::vector<python::RequirementState> m_missing;
    std::optional<Error> m_error;
    QFileSystemWatcher m_watcher;
    QTimer m_settle; // one save is often several changes
    QString m_stamp; // at the latest check
};

} // namespace postern::ide
