// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/environment/environmentcontroller.h"

#include "app/ide/home/logging.h"
#include "app/ide/home/paths.h"
#include "engine/base/log.h"

#include <QDateTime>
#include <QFileInfo>

#include <chrono>
#include <utility>

namespace postern::ide {

namespace {

constexpr std::chrono::milliseconds kSettle{300};
const QString kRequirements = QStringLiteral("/requirements.txt");
const QString kOwnEnvironment = QStringLiteral("/.venv");

Task<python::RequirementsReport> checkFolder(std::filesystem::path folder)
{
    const python::PythonEnvironment environment(std::move(folder));
    co_return co_await environment.check();
}

Task<void> createIn(std::filesystem::path folder, python::CreateOptions options)
{
    const python::PythonEnvironment environment(std::move(folder));
    co_await environment.create(std::move(options));
}

} // namespace

EnvironmentController::EnvironmentController(EngineThread &engine,
                                             std::shared_ptr<http::EgressLedger> ledger,
                                             QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_ledger(std::move(ledger))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        // Most of what changes in a folder is something else, and a check starts a process.
        if (stamp() != m_stamp)
            check();
        else
            watch();
    });
    for (const auto signal :
         {&QFileSystemWatcher::fileChanged, &QFileSystemWatcher::directoryChanged})
        connect(&m_watcher, signal, &m_settle, qOverload<>(&QTimer::start));
}

void EnvironmentController::setFolder(const QString &folder)
{
    shutDown();
    m_folder = folder;
    m_interpreter.reset();
    m_missing.clear();
    m_error.reset();
    check();
}

bool EnvironmentController::hasOwnEnvironment() const
{
    return !m_folder.isEmpty() && QFileInfo::exists(m_folder + kOwnEnvironment);
}

bool EnvironmentController::hasRequirements() const
{
    return !m_folder.isEmpty() && QFileInfo::exists(m_folder + kRequirements);
}

void EnvironmentController::watch()
{
    if (const QStringList old = m_watcher.files() + m_watcher.directories(); !old.isEmpty())
        m_watcher.removePaths(old);
    if (m_folder.isEmpty())
        return;
    for (const QString &path : {m_folder, m_folder + kRequirements}) {
        if (QFileInfo::exists(path))
            m_watcher.addPath(path);
    }
}

QString EnvironmentController::stamp() const
{
    QStringList times;
    for (const QString &file : {kRequirements, kOwnEnvironment + QStringLiteral("/pyvenv.cfg")})
        times.append(QFileInfo(m_folder + file).lastModified().toString(Qt::ISODateWithMs));
    return times.join(' ');
}

void EnvironmentController::check()
{
    watch();
    m_stamp = stamp();
    m_checking.cancel();
    if (!m_folder.isEmpty())
        m_checking.start(
            m_engine.executor(),
            [folder = toPath(m_folder)] { return checkFolder(folder); },
            [this](const Outcome<python::RequirementsReport> &outcome) { onChecked(outcome); });
    emit changed();
}

void EnvironmentController::onChecked(const Outcome<python::RequirementsReport> &outcome)
{
    m_error = outcome.error;
    m_interpreter.reset();
    m_missing.clear();
    if (outcome.value) {
        m_interpreter = outcome.value->interpreter;
        for (const python::RequirementState &one : outcome.value->requirements) {
            if (one.isProblem())
                m_missing.push_back(one);
        }
    }
    emit changed();
    emit checked();
}

void EnvironmentController::create(const QString &wheels)
{
    if (m_folder.isEmpty() || isCreating())
        return;
    qCInfo(logSession) << "Making an environment in" << m_folder << "...";
    const std::string index = tr("pip's package index").toStdString();
    python::CreateOptions options;
    options.wheels = toPath(wheels);
    options.replace = hasOwnEnvironment();
    m_creating.start(
        m_engine.executor(),
        [this, index, ledger = m_ledger, folder = toPath(m_folder), options = std::move(options)](
            const BackgroundTask::Progress &progress) mutable {
            // Which hosts pip asks is its own matter; that it asks some isn't.
            if (options.wheels.empty())
                ledger->note(index, 0, http::Purpose::Packages, std::chrono::system_clock::now());
            options.onOutput = [this, progress](std::string_view text) {
                progress.tell([this, shown = log::redact(text)] {
                    emit output(QString::fromStdString(shown));
                });
            };
            return createIn(std::move(folder), std::move(options));
        },
        [this](const Outcome<void> &outcome) { onCreated(outcome.error); });
    emit changed();
}

void EnvironmentController::onCreated(const std::optional<Error> &error)
{
    emit created(error);
    check();
}

void EnvironmentController::shutDown()
{
    m_creating.cancel();
    m_checking.cancel();
}

} // namespace postern::ide
