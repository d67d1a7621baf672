// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace postern {

/// A library that is loaded when it is first needed and stays: what brings thirty others along
/// would double the time that a command takes to start.
class SharedLibrary
{
public:
    /// Loads it by its name, "libcurl.so.4". Throws Error EnvironmentFailed.
    explicit SharedLibrary(const char *name);

    /// A function of it, of the type that its header declares. Throws Error EnvironmentFailed.
    template<typename Function>
    void find(Function *&function, const char *symbol) const
    {
        function = reinterpret_cast<Function *>(addressOf(symbol));
    }

private:
    void *addressOf(const char *symbol) const;

    void *m_handle;
};

} // namespace postern
