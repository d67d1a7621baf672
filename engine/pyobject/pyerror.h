// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <exception>
#include <string>
#include <utility>

namespace postern::pyobject {

/// A Python exception on its way out of a template; Template turns it into an Error.
class PyError : public std::exception
{
public:
    PyError(std::string type, std::string message, int line = 0)
        : m_type(std::move(type))
        , m_message(std::move(message))
        , m_line(line)
    {}

    /// Something Python would have done but that costs too much, as `type` would report it.
    static PyError limit(std::string message, std::string type = "MemoryError")
    {
        PyError error(std::move(type), std::move(message));
        error.m_isLimit = true;
        return error;
    }

    const char *what() const noexcept override { return m_message.c_str(); }
    const std::string &type() const { return m_type; } ///< the Python class's name
    const std::string &message() const { return m_message; }
    int line() const { return m_line; }
    /// The template that it is in, when that isn't the one which was rendered.
    const std::string &file() const { return m_file; }
    void setFile(std::string file) { m_file = std::move(file); }
    bool isLimit() const { return m_isLimit; }
    bool is(std::string_view name) const { return m_type == name; }
    /// Whether Python's `except LookupError` would catch it.
    bool isLookup() const { return is("KeyError") || is("IndexError") || isNotFound(); }
    bool isNotFound() const { return is("TemplateNotFound") || is("TemplatesNotFound"); }

private:
    std::string m_type;
    std::string m_message;
    std::string m_file;
    int m_line;
    bool m_isLimit = false;
};

} // namespace postern::pyobject
