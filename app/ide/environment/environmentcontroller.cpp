// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/environment/environmentcontroller.h"

#include "app/ide/home/logging.h"
#include "app/ide/home/paths.h"
#include "engine/base/log.h"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

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

Error toError(const std::exception_ptr &failure)
{
    try {
        std::rethrow_exception(failure);
    } catch (const Error &error) {
        return error;
    } catch (const std::exception &error) {
        return {ErrorCode::Internal, error.what()};
    }
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
    cancel();
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

QStringList EnvironmentController::missingNames() const
{
    QStringList names;
    for (const python::RequirementState &one : m_missing)
        names.append(QString::fromStdString(one.requirement));
    return names;
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
    const int number = ++m_number;
    m_checking = !m_folder.isEmpty();
    emit changed();
    if (!m_checking)
        return;
    boost::asio::post(m_engine.executor(), [this, number, folder = toPath(m_folder)] {
        auto done = [this, number](const std::exception_ptr &failure,
                                   python::RequirementsReport report) {
            if (failure)
                QMetaObject::invokeMethod(this, [this, number, error = toError(failure)] {
                    onCheckFailed(number, error);
                });
            else
                QMetaObject::invokeMethod(this, [this, number, report = std::move(report)] {
                    onChecked(number, report);
                });
        };
        boost::asio::co_spawn(m_engine.executor(), checkFolder(folder), std::move(done));
    });
}

void EnvironmentController::onChecked(int number, const python::RequirementsReport &report)
{
    if (number != m_number)
        return;
    m_checking = false;
    m_error.reset();
    m_interpreter = report.interpreter;
    m_missing.clear();
    for (const python::RequirementState &one : report.requirements) {
        if (one.isProblem())
            m_missing.push_back(one);
    }
    emit changed();
}

void EnvironmentController::onCheckFailed(int number, const Error &error)
{
    if (number != m_number)
        return;
    m_checking = false;
    m_error = error;
    m_interpreter.reset();
    m_missing.clear();
    emit changed();
}

void EnvironmentController::create(const QString &wheels)
{
    if (m_folder.isEmpty() || isCreating())
        return;
    qCInfo(logSession) << "Making an environment in" << m_folder << "...";
    m_cancel = std::make_shared<Cancellation>();
    const std::string index = tr("pip's package index").toStdString();
    python::CreateOptions options;
    options.wheels = toPath(wheels);
    options.replace = hasOwnEnvironment();
    options.onOutput = [this](std::string_view text) {
        QMetaObject::invokeMethod(this, [this, shown = log::redact(text)] {
            emit output(QString::fromStdString(shown));
        });
    };
    boost::asio::post(
        m_engine.executor(),
        [this,
         index,
         cancel = m_cancel,
         folder = toPath(m_folder),
         options = std::move(options)]() mutable {
            // Which hosts pip asks is its own matter; that it asks some isn't.
            if (options.wheels.empty())
                m_ledger->note(index, 0, http::Purpose::Packages, std::chrono::system_clock::now());
            auto done = [this, cancel](const std::exception_ptr &failure) {
                std::optional<Error> error;
                if (failure)
                    error = toError(failure);
                QMetaObject::invokeMethod(this, [this, error] { onCreated(error); });
            };
            boost::asio::co_spawn(m_engine.executor(),
                                  createIn(std::move(folder), std::move(options)),
                                  boost::asio::bind_cancellation_slot(cancel->signal.slot(),
                                                                      std::move(done)));
        });
    emit changed();
}

void EnvironmentController::cancel()
{
    if (isCreating())
        m_engine.cancel(m_cancel);
}

void EnvironmentController::onCreated(const std::optional<Error> &error)
{
    m_cancel.reset();
    emit created(error);
    check();
}

} // namespace postern::ide
