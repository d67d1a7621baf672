// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/newfolder.h"

#include "engine/base/error.h"
#include "engine/base/pathtext.h"
#include "engine/base/uniqueid.h"

#include <system_error>
#include <utility>

namespace postern::store {

namespace fs = std::filesystem;

namespace {

Error folderNotMade(const fs::path &folder, Message reason)
{
    return {ErrorCode::FileUnwritable,
            tr("The folder %1 can't be made: %2.", pathText(folder), std::move(reason)),
            tr("Name another folder, or check its permissions and the room on the disk.")};
}

} // namespace

NewFolder::NewFolder(const fs::path &place)
    : m_place(fs::absolute(place / "").parent_path().lexically_normal())
{
    std::error_code failed;
    const fs::file_status status = fs::symlink_status(m_place, failed);
    const bool isFree = !fs::exists(status)
                        || (fs::is_directory(status) && fs::is_empty(m_place, failed));
    if (!isFree)
        throw folderNotMade(m_place, tr("it is there and isn't empty"));
    m_path = m_place.parent_path()
             / ("." + pathText(m_place.filename()) + "-" + uniqueId().substr(16));
    fs::create_directories(m_path, failed);
    if (failed)
        throw folderNotMade(m_place, failed.message());
}

NewFolder::~NewFolder()
{
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

void NewFolder::keep()
{
    std::error_code failed;
    fs::rename(m_path, m_place, failed); // over an empty one too
    if (failed)
        throw folderNotMade(m_place, failed.message());
}

} // namespace postern::store
