// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/process/child.h"

#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace postern::python {

/// What a worker process writes to its descriptors 1 and 2 past Python's streams: child processes,
/// native code, the interpreter itself.
///
/// It is told as UTF-8 (what isn't becomes U+FFFD) and mostly in whole lines; one that stays open
/// is told after a moment.
class WorkerOutput : public std::enable_shared_from_this<WorkerOutput>
{
public:
    using Sink = std::function<void(bool isError, std::string_view text)>;

    WorkerOutput(const boost::asio::any_io_executor &executor, Sink sink);

    /// Reads both streams until they end. Before `child` goes, detach() must be called.
    void begin(process::Child &child);
    void detach();
    /// Tells what was written by now, however little: before a call's end is told. A child that
    /// never stops writing can't hold it up.
    void drain();
    /// The end of what went to standard error.
    const std::string &lastErrors() const { return m_lastErrors; }

private:
    static constexpr std::size_t kChunk = 64U << 10U;
    struct Stream
    {
        boost::asio::readable_pipe *pipe = nullptr;
        std::array<char, kChunk> chunk{};
        std::string open; ///< told when its line ends
    };

    void read(bool isError);
    void readWaiting(bool isError);
    void take(bool isError, std::string_view bytes);
    void tell(bool isError, std::size_t count);
    void tellOpen(bool atEnd);
    void armTimer();

    std::array<Stream, 2> m_streams;
    boost::asio::steady_timer m_timer;
    bool m_timerArmed = false;
    Sink m_sink;
    std::string m_lastErrors;
};

} // namespace postern::python
