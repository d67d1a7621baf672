// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <string>

namespace postern::python {

/// Who stops inside of the code that workers run, line by line: their debugpy connects to him. Asked
/// on the loop.
class LineDebugging
{
public:
    virtual ~LineDebugging() = default;
    /// Whether some line of some file stops: asked before code is loaded, and before each call.
    virtual bool wantsCode() const = 0;
    /// Whether the call of this node that is about to begin stops at its first line.
    virtual bool stepsInto(const std::string &node) = 0;
    /// The Unix socket that he listens at. Throws Error.
    virtual std::filesystem::path socket() = 0;
};

} // namespace postern::python
