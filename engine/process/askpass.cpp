// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/process/askpass.h"

#include "engine/base/error.h"
#include "engine/base/pathtext.h"
#include "engine/process/descriptor.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace asio = boost::asio;

namespace postern::process {

namespace {

// "+" before an answer, so that an empty one is none that was refused.
constexpr const char *kScript = "#!/bin/sh\n"
                                "printf '%s\\0' \"$*\" >\"${0%/*}/question\" || exit 1\n"
                                "IFS= read -r answer <\"${0%/*}/answer\" || exit 1\n"
                                "case $answer in\n"
                                "+*) printf '%s\\n' \"${answer#+}\" ;;\n"
                                "*) exit 1 ;;\n"
                                "esac\n";

[[noreturn]] void refuse(const std::filesystem::path &path)
{
    throw Error(ErrorCode::FileUnwritable,
                tr("'%1' can't be made: %2.", pathText(path), std::strerror(errno)),
                tr("Check the space and the rights of the folder for temporary files."));
}

/// Both ends in one descriptor, so that a reader or a writer that goes ends nothing.
int openPipe(const std::filesystem::path &path)
{
    if (::mkfifo(path.c_str(), 0600) != 0)
        refuse(path);
    const int descriptor = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0)
        refuse(path);
    return descriptor;
}

} // namespace

struct AskPass::State
{
    State(const asio::any_io_executor &executor, const std::filesystem::path &folder, Asker given)
        : script(folder / "askpass")
        , question(executor, openPipe(folder / "question"))
        , answer(executor, openPipe(folder / "answer"))
        , asker(std::move(given))
    {}

    std::filesystem::path script;
    asio::posix::stream_descriptor question;
    asio::posix::stream_descriptor answer;
    Asker asker;
};

AskPass::AskPass(const asio::any_io_executor &executor,
                 const std::filesystem::path &folder,
                 Asker asker)
    : m_state(std::make_shared<State>(executor, folder, std::move(asker)))
{
    const Descriptor script(
        ::open(m_state->script.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0700));
    const std::string_view text = kScript;
    if (script.get() < 0
        || ::write(script.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        refuse(m_state->script);
    asio::co_spawn(executor, serve(m_state), asio::detached);
}

AskPass::~AskPass()
{
    boost::system::error_code ignored;
    m_state->question.close(ignored);
    m_state->answer.close(ignored);
}

std::vector<std::pair<std::string, std::string>> AskPass::environment() const
{
    const std::string script = pathText(m_state->script);
    return {{"GIT_ASKPASS", script}, {"SSH_ASKPASS", script}, {"SSH_ASKPASS_REQUIRE", "force"}};
}

Task<void> AskPass::serve(std::shared_ptr<State> state)
{
    std::string asked;
    while (state->question.is_open()) {
        boost::system::error_code failure;
        constexpr std::size_t kMost = 64 * 1024;
        auto buffer = asio::dynamic_buffer(asked, kMost);
        const std::size_t length
            = co_await asio::async_read_until(state->question,
                                              buffer,
                                              '\0',
                                              asio::redirect_error(asio::use_awaitable, failure));
        if (failure || length == 0)
            co_return;
        std::string question = asked.substr(0, length - 1);
        asked.erase(0, length);
        std::optional<std::string> given;
        try {
            given = co_await state->asker(std::move(question));
        } catch (const std::exception &) {
            given.reset(); // who can't answer refuses
        }
        if (!state->answer.is_open())
            co_return;
        const bool isLine = given
                            && given->find_first_of(std::string_view("\n\0", 2))
                                   == std::string::npos;
        const std::string answer = isLine ? "+" + *given + "\n" : std::string("-\n");
        co_await asio::async_write(state->answer,
                                   asio::buffer(answer),
                                   asio::redirect_error(asio::use_awaitable, failure));
    }
}

} // namespace postern::process
