// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/error.h"

namespace postern::http {

/// An Error ConnectionFailed that says at which step a transfer failed.
class TransferError final : public Error
{
public:
    enum class Step {
        Name,           ///< the host name could not be resolved
        Connect,        ///< refused or unreachable
        ConnectTimeout, ///< no connection within connectTimeout
        Tls,            ///< no secure connection: certificate, protocol
        Proxy,          ///< the proxy refused, or isn't there
        NoAnswer,       ///< connected, but the peer closed before it answered
        Broken,         ///< the answer broke off
        Timeout,        ///< connected, but silent for idleTimeout
        Other
    };

    TransferError(Step step, Message message, Message hint)
        : Error(ErrorCode::ConnectionFailed, std::move(message), std::move(hint))
        , m_step(step)
    {}

    Step step() const { return m_step; }

private:
    Step m_step;
};

} // namespace postern::http
