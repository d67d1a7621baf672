// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/recorder.h"

#include "engine/base/pathtext.h"

namespace postern::replay {

Recorder::Recorder(const std::filesystem::path &file, const CassetteHead &head)
    : m_file(file)
    , m_out(file)
{
    m_out.append(cassetteLine(head));
}

void Recorder::onEvent(const run::RunEvent &event)
{
    if (const std::optional<Recording> recording = recordingOf(event)) {
        m_out.append(cassetteLine(*recording));
        ++m_count;
    } else if (const std::optional<GivenByNode> given = givenByNode(event)) {
        m_out.append(cassetteLine(*given));
    }
}

void Recorder::requireWhole() const
{
    if (!m_out.isWhole())
        throw Error(ErrorCode::FileUnwritable,
                    tr("The recording can't be written to '%1'.", pathText(m_file)),
                    tr("Look for space and for the permissions of the file."));
}

} // namespace postern::replay
