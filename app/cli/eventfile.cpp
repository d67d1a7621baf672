// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/eventfile.h"

#include "engine/base/json.h"
#include "engine/base/pathtext.h"
#include "engine/base/plaintext.h"
#include "engine/run/eventrecord.h"

namespace postern::cli {

EventFile::EventFile(const std::filesystem::path &file)
    : m_file(file)
    , m_out(file)
{}

void EventFile::onEvent(const run::RunEvent &event)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    m_out.append(toValidUtf8(json::write(run::eventRecord(event), options)) + '\n');
}

void EventFile::requireWhole()
{
    if (!m_out.isWhole())
        throw Error(ErrorCode::FileUnwritable,
                    tr("The events can't be written to '%1'.", pathText(m_file)),
                    tr("Look for space and for the permissions of the file."));
}

} // namespace postern::cli
