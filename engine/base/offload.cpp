// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/offload.h"

namespace postern {

namespace {
constexpr std::size_t kThreads = 2;
} // namespace

boost::asio::execution_context::id BlockingThreads::id;

BlockingThreads::BlockingThreads(boost::asio::execution_context &loop)
    : service(loop)
    , m_threads(kThreads)
{}

void BlockingThreads::shutdown()
{
    if (!m_threads)
        return;
    m_threads->stop();
    m_threads->join();
    m_threads.reset(); // with what has not begun, whose callers go like all that waits on the loop
}

} // namespace postern
