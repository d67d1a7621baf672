// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <string>
#include <string_view>
#include <vector>

namespace postern::dap {

/// Reads messages of the Debug Adapter Protocol from bytes, however those are cut.
class MessageReader
{
public:
    /// The messages that are whole by now, each a dict. Throws Error InvalidInput for what isn't the
    /// protocol and LimitExceeded for what is longer than anybody says; nothing more can be read then.
    std::vector<Value> feed(std::string_view bytes);

private:
    /// Takes the first message from the buffer. Returns whether it is whole.
    bool take(std::vector<Value> &messages);

    std::string m_buffer;
};

/// A message as it is sent.
std::string framed(const Value &message);

} // namespace postern::dap
