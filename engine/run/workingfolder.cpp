// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/workingfolder.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ranges>

namespace fs = std::filesystem;

namespace postern::run {

namespace {

fs::path makeTemporaryFolder()
{
    std::string pattern = (fs::temp_directory_path() / "postern-XXXXXX").string();
    if (!mkdtemp(pattern.data())) {
        throw Error(ErrorCode::FileUnwritable,
                    "A temporary folder can't be made: " + std::string(std::strerror(errno)) + ".",
                    "Make room in " + fs::temp_directory_path().string() + " or set TMPDIR.");
    }
    return pattern;
}

constexpr auto kOverwrite = fs::copy_options::overwrite_existing | fs::copy_options::recursive;

/// Copies a folder's contents, leaving out what prompt flow writes into it.
void copyFolder(const fs::path &from, const fs::path &to)
{
    fs::create_directories(to);
    for (const fs::directory_entry &entry : fs::directory_iterator(from)) {
        const fs::path name = entry.path().filename();
        if (name != ".promptflow" && name != "__pycache__" && name != ".git")
            fs::copy(entry.path(), to / name, kOverwrite);
    }
}

void lay(const flow::Include &include, const fs::path &folder)
{
    const fs::path target = folder / include.name;
    if (include.isArchive) {
        throw Error(ErrorCode::InvalidFlow,
                    "The additional include '" + include.name + "' would have to be packed.",
                    "Include the folder itself, without \".zip\".");
    }
    if (fs::is_directory(include.source))
        copyFolder(include.source, target);
    else
        fs::copy_file(include.source, target, fs::copy_options::overwrite_existing);
}

/// Whether a file's name goes on in `text`.
bool isNameCharacter(std::string_view text)
{
    return !text.empty() && text.front() != '/' && text.front() != '"' && text.front() != '\''
           && text.front() != ':' && text.front() != ',' && text.front() != ' '
           && text.front() != '\n' && text.front() != ')';
}

} // namespace

WorkingFolder::WorkingFolder(const flow::Flow &flow,
                             const flow::FlowLocation &location,
                             flow::Trust trust)
    : m_flowFolder(location.folder)
    , m_path(location.folder)
{
    m_includes = flow::resolveIncludes(flow, location, trust);
    if (m_includes.empty())
        return;
    m_path = makeTemporaryFolder();
    m_isTemporary = true;
    try {
        copyFolder(location.folder, m_path);
        for (const flow::Include &include : m_includes)
            lay(include, m_path);
    } catch (const fs::filesystem_error &error) {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
        throw Error(ErrorCode::FileUnwritable,
                    std::string("The flow can't be copied for its run: ") + error.what() + ".",
                    "Check the files' permissions and the room in the temporary folder.");
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
        throw;
    }
}

WorkingFolder::~WorkingFolder()
{
    std::error_code ignored;
    if (m_isTemporary)
        fs::remove_all(m_path, ignored);
}

std::string WorkingFolder::withRealPaths(std::string text) const
{
    if (!m_isTemporary)
        return text;
    const std::string copy = m_path.string();
    for (std::size_t at = text.find(copy); at != std::string::npos; at = text.find(copy, at)) {
        const std::string_view rest = std::string_view(text).substr(at + copy.size());
        std::size_t length = copy.size();
        std::string real = m_flowFolder.string();
        // The last include that could have laid the file there did.
        for (const flow::Include &include : std::views::reverse(m_includes)) {
            const std::string place = "/" + include.name;
            const bool isInside = rest.starts_with(place)
                                  && !isNameCharacter(rest.substr(place.size()));
            if (isInside && !include.isArchive) {
                length += place.size();
                real = include.source.string();
                break;
            }
        }
        text.replace(at, length, real);
        at += real.size();
    }
    return text;
}

Error WorkingFolder::withRealPaths(const Error &error) const
{
    if (!m_isTemporary)
        return error;
    std::optional<Place> place = error.place();
    std::string hint = error.hint();
    if (place) {
        // A place in the copy is relative to it.
        const std::string file = (m_path / place->file).string();
        if (const std::string real = withRealPaths(file);
            real != (m_flowFolder / place->file).string()) {
            const std::string copied = toString(*place);
            place->file = real;
            if (const std::size_t named = hint.find(copied); named != std::string::npos)
                hint.replace(named, copied.size(), toString(*place));
        }
    }
    Error shown(error.code(), withRealPaths(error.message()), std::move(hint), place);
    shown.setDetails(withRealPaths(error.details()));
    const std::optional<PromptflowError> &promptflow = error.promptflow();
    if (!promptflow)
        return shown;
    return std::move(shown).as(promptflow->codes, withRealPaths(promptflow->message));
}

} // namespace postern::run
