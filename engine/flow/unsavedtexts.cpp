// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/unsavedtexts.h"

#include <system_error>
#include <utility>

namespace postern::flow {

namespace fs = std::filesystem;

void UnsavedTexts::set(const fs::path &file, Text text)
{
    m_files.insert_or_assign(file.lexically_normal(), std::move(text));
}

UnsavedTexts::Text UnsavedTexts::find(const fs::path &file) const
{
    if (m_files.empty())
        return nullptr;
    if (const auto found = m_files.find(file.lexically_normal()); found != m_files.end())
        return found->second;
    std::error_code failed;
    std::call_once(m_isResolved, [this, &failed] {
        for (const auto &[path, text] : m_files)
            m_resolved.insert_or_assign(fs::weakly_canonical(path, failed), text);
    });
    const auto found = m_resolved.find(fs::weakly_canonical(file, failed));
    return found == m_resolved.end() || failed ? nullptr : found->second;
}

} // namespace postern::flow
