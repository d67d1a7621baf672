// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/keptlog.h"

#include "engine/python/worker.h"

#include <fmt/format.h>

namespace postern::run {

namespace {

constexpr std::size_t kKept = 4U << 20U;

bool isInsideCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

} // namespace

void KeptLog::append(std::string_view text)
{
    if (m_end.empty() && m_leftOut == 0 && m_begin.size() + text.size() <= kKept) {
        m_begin += text;
        return;
    }
    m_end += text;
    if (m_end.size() <= 2 * kKept) // seldom enough that moving the rest costs little
        return;
    std::size_t cut = m_end.size() - kKept;
    while (cut < m_end.size() && isInsideCharacter(m_end[cut]))
        ++cut;
    m_end.erase(0, cut);
    m_leftOut += cut;
}

std::string KeptLog::text() const
{
    if (m_leftOut == 0)
        return m_begin + m_end;
    return m_begin + fmt::format("\n[{} bytes are left out here]\n", m_leftOut) + m_end;
}

void KeptLogs::append(bool isError, std::string_view text)
{
    const std::string stamped = python::stampLog(text);
    (isError ? errors : output).append(stamped);
    if (text.empty())
        return;
    all.append(lineIsOpen ? text : std::string_view(stamped));
    lineIsOpen = !text.ends_with('\n');
}

} // namespace postern::run
