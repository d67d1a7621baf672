// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/check/pythonloader.h"

#include "engine/check/flexschema.h"

#include <boost/asio/this_coro.hpp>

#include <optional>
#include <utility>

namespace postern::check {

Task<std::string> PythonLoader::toolProblem(std::string file)
{
    std::optional<Error> failure;
    try {
        if (co_await start())
            co_await m_workers->loadTool(file, file, false);
    } catch (const Error &error) {
        failure = error;
    }
    co_return failure ? told(*failure) : std::string();
}

Task<std::string> PythonLoader::entryProblem()
{
    std::optional<Error> failure;
    try {
        if (co_await start()) {
            const flow::Flow &flow = m_document.flow();
            const python::EntryInfo entry = co_await m_workers->loadEntry("entry", flow.entry);
            checkEntry(flow, entry);
        }
    } catch (const Error &error) {
        failure = error;
    }
    co_return failure ? told(*failure) : std::string();
}

Task<bool> PythonLoader::start()
{
    if (m_workers || m_isUnable)
        co_return !m_isUnable;
    if (m_options.trust != flow::Trust::Trusted) {
        giveUp(Error(ErrorCode::Refused, tr("The folder is restricted.")));
        co_return false;
    }
    m_folder = co_await flow::WorkingFolder::make(m_document.flow(),
                                                  m_document.sources(m_options.trust));
    python::WorkerOptions options;
    options.folder = m_folder->path();
    options.unsaved = m_document.unsaved();
    options.interpreter = m_options.interpreter.empty()
                              ? python::findInterpreter(m_document.location().folder)
                              : m_options.interpreter;
    options.onLog = m_options.onLog;
    m_workers = std::make_unique<python::WorkerPool>(co_await boost::asio::this_coro::executor,
                                                     std::move(options));
    co_return true;
}

/// What is wrong with the code, as it is put in the report; what is wrong with the environment is no
/// fault of it.
std::string PythonLoader::told(const Error &failed)
{
    const Error failure = m_folder ? m_folder->withRealPaths(failed) : failed;
    if (failure.code() == ErrorCode::Cancelled)
        throw Error(failure);
    if (failure.code() == ErrorCode::EnvironmentFailed) {
        giveUp(failure);
        return {};
    }
    const std::optional<PromptflowError> &original = failure.promptflow();
    return original && !original->message.empty() ? original->message : failure.message();
}

void PythonLoader::giveUp(const Error &why)
{
    if (!m_isUnable && m_options.onUnloaded)
        m_options.onUnloaded(why);
    m_isUnable = true;
}

} // namespace postern::check
