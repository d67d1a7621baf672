// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <boost/asio/awaitable.hpp>

namespace postern {

/// What waits on the event loop. Everything that returns a Task runs on the loop's one thread;
/// state that belongs to the loop needs no lock. Never build an aggregate or a braced temporary
/// inside a co_await expression: name it, then move it.
template<typename T = void>
using Task = boost::asio::awaitable<T>;

} // namespace postern
