// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/workeroutput.h"

#include "engine/base/textencoding.h"

#include <boost/asio/buffer.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>

namespace postern::python {
namespace {

constexpr std::size_t kKeptErrors = 8192;
constexpr std::size_t kLongestLine = 16U << 10U;
/// How long a line may stay open before it is told without its end.
constexpr std::chrono::milliseconds kLinePatience{150};

/// Bytes in front of a character whose rest may still come.
std::size_t withoutCutCharacter(std::string_view bytes)
{
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
        const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
        if ((byte & 0xC0U) == 0x80U)
            continue;
        const std::size_t length = byte >= 0xF0U ? 4 : byte >= 0xE0U ? 3 : byte >= 0xC0U ? 2 : 1;
        return length > back ? bytes.size() - back : bytes.size();
    }
    return bytes.size();
}

} // namespace

WorkerOutput::WorkerOutput(const boost::asio::any_io_executor &executor, Sink sink)
    : m_timer(executor)
    , m_sink(std::move(sink))
{}

void WorkerOutput::begin(process::Child &child)
{
    m_streams[0].pipe = &child.output();
    m_streams[1].pipe = &child.errors();
    for (const bool isError : {false, true})
        read(isError);
}

void WorkerOutput::detach()
{
    for (Stream &stream : m_streams)
        stream.pipe = nullptr;
}

void WorkerOutput::read(bool isError)
{
    Stream &stream = m_streams.at(isError ? 1 : 0);
    if (!stream.pipe)
        return;
    stream.pipe->async_read_some(boost::asio::buffer(stream.chunk),
                                 [self = shared_from_this(),
                                  isError](const boost::system::error_code &error,
                                           std::size_t count) {
                                     Stream &stream = self->m_streams.at(isError ? 1 : 0);
                                     self->take(isError,
                                                std::string_view(stream.chunk.data(), count));
                                     if (!error) {
                                         self->read(isError);
                                         return;
                                     }
                                     // The worker's end is one, too, whoever holds the pipe open.
                                     self->readWaiting(isError);
                                     stream.pipe = nullptr;
                                 });
}

void WorkerOutput::drain()
{
    for (const bool isError : {false, true})
        readWaiting(isError);
    tellOpen(true);
}

/// What waits in a pipe, and no more than that: the next read comes from the loop again.
void WorkerOutput::readWaiting(bool isError)
{
    boost::asio::readable_pipe *pipe = m_streams.at(isError ? 1 : 0).pipe;
    int waiting = 0;
    if (!pipe || !pipe->is_open() || ::ioctl(pipe->native_handle(), FIONREAD, &waiting) != 0)
        return;
    std::string bytes(static_cast<std::size_t>(std::max(waiting, 0)), '\0');
    if (bytes.empty())
        return;
    const ssize_t count = ::read(pipe->native_handle(), bytes.data(), bytes.size());
    if (count > 0)
        take(isError, std::string_view(bytes).substr(0, static_cast<std::size_t>(count)));
}

void WorkerOutput::take(bool isError, std::string_view bytes)
{
    if (bytes.empty())
        return;
    Stream &stream = m_streams.at(isError ? 1 : 0);
    stream.open += bytes;
    // A carriage return at the very end may have its line feed still to come.
    const std::size_t last = stream.open.back() == '\r' ? stream.open.size() - 1
                                                        : stream.open.size();
    const std::size_t end = std::string_view(stream.open).substr(0, last).find_last_of("\n\r");
    if (end != std::string::npos)
        tell(isError, end + 1);
    if (stream.open.size() > kLongestLine)
        tell(isError, withoutCutCharacter(stream.open));
    if (!stream.open.empty())
        armTimer();
}

void WorkerOutput::tell(bool isError, std::size_t count)
{
    Stream &stream = m_streams.at(isError ? 1 : 0);
    if (count == 0)
        return;
    const std::string text = repairedUtf8(std::string_view(stream.open).substr(0, count));
    stream.open.erase(0, count);
    if (isError) {
        m_lastErrors += text;
        if (m_lastErrors.size() > kKeptErrors) {
            m_lastErrors.erase(0, m_lastErrors.size() - kKeptErrors);
            while (!m_lastErrors.empty()
                   && (static_cast<unsigned char>(m_lastErrors[0]) & 0xC0U) == 0x80U)
                m_lastErrors.erase(0, 1);
        }
    }
    if (m_sink)
        m_sink(isError, text);
}

void WorkerOutput::tellOpen(bool atEnd)
{
    for (const bool isError : {false, true}) {
        const std::string &open = m_streams.at(isError ? 1 : 0).open;
        tell(isError, atEnd ? open.size() : withoutCutCharacter(open));
    }
}

void WorkerOutput::armTimer()
{
    if (m_timerArmed)
        return;
    m_timerArmed = true;
    m_timer.expires_after(kLinePatience);
    m_timer.async_wait([weak = weak_from_this()](const boost::system::error_code &error) {
        const auto self = weak.lock();
        if (!self)
            return;
        self->m_timerArmed = false;
        if (!error)
            self->tellOpen(false);
    });
}

} // namespace postern::python
