// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/home/homewatch.h"

#include "app/ide/home/logging.h"
#include "app/ide/home/paths.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"

#include <QCoreApplication>
#include <QDir>

#include <utility>

namespace postern::ide {

namespace {

constexpr std::size_t kProbe = 4096; // a full disk may still have room for an empty file
constexpr unsigned kPrivate = 0600;

std::optional<Error> tryToWrite()
{
    const std::filesystem::path file = store::homeFolder()
                                       / (".probe-"
                                          + std::to_string(QCoreApplication::applicationPid()));
    std::optional<Error> failure;
    try {
        store::writeFile(file, std::string(kProbe, '\n'), kPrivate);
    } catch (const Error &error) {
        failure = error;
    }
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    return failure;
}

} // namespace

HomeWatch::HomeWatch(QObject *parent)
    : QObject(parent)
{
    m_writer.setMaxThreadCount(1);
}

HomeWatch::~HomeWatch()
{
    m_writer.waitForDone();
}

QString HomeWatch::folder()
{
    return QDir::toNativeSeparators(fromPath(store::homeFolder()));
}

void HomeWatch::check()
{
    m_check.startBlocking(m_writer, tryToWrite, [this](const auto &outcome) {
        setError(outcome.value.value_or(outcome.error));
    });
}

void HomeWatch::setError(const std::optional<Error> &error)
{
    const std::optional<Error> before = std::exchange(m_error, error);
    const auto text = [](const std::optional<Error> &of) { return of ? of->message() : ""; };
    if (text(before) == text(error)) // said already, and perhaps dismissed
        return;
    if (error)
        qCWarning(logSession) << "Nothing can be kept:" << error->what();
    emit changed();
    if (!error)
        emit recovered();
}

} // namespace postern::ide
