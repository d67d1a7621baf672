// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/workingfolder.h"

#include "engine/base/offload.h"
#include "engine/base/pathtext.h"

#include <algorithm>
#include <fstream>
#include <ranges>
#include <utility>

namespace fs = std::filesystem;

namespace postern::flow {

namespace {

/// Ends the copying where a step of it failed.
void require(const std::error_code &failed, const fs::path &path)
{
    if (failed)
        throw Error(ErrorCode::FileUnwritable,
                    tr("The flow can't be copied for its run: %1: %2.",
                       pathText(path),
                       failed.message()),
                    tr("Check the files' permissions and the room in the temporary folder."));
}

/// Lays files over a copy of the flow's folder.
class Layer
{
public:
    explicit Layer(SourceFolder root)
        : m_root(std::move(root))
    {}

    /// A folder's contents, without what prompt flow writes into its root.
    void copyFolder(const fs::path &from, const fs::path &to)
    {
        std::error_code failed;
        const fs::path real = fs::canonical(from, failed);
        require(failed, from);
        if (std::ranges::find(m_open, real) != m_open.end())
            return; // a link to a folder that it is in
        m_open.push_back(real);
        removeLink(to);
        fs::create_directories(to, failed);
        require(failed, to);
        fs::directory_iterator entries(from, failed);
        require(failed, from);
        while (entries != fs::directory_iterator()) {
            const fs::directory_entry entry = *entries;
            entries.increment(failed);
            require(failed, from);
            const fs::path name = entry.path().filename();
            const bool isLeft = m_open.size() == 1
                                && (name == ".promptflow" || name == "__pycache__"
                                    || name == ".git");
            if (!isLeft)
                copy(entry, to / name);
        }
        m_open.pop_back();
    }

    /// What is unsaved of it, else what is on the disk.
    void copyFile(const fs::path &from, const fs::path &to) const
    {
        removeLink(to);
        std::error_code failed;
        if (const auto text = m_root.unsaved ? m_root.unsaved->find(from) : nullptr) {
            std::ofstream stream(to, std::ios::binary | std::ios::trunc);
            stream.write(text->data(), static_cast<std::streamsize>(text->size()));
            if (!stream.flush())
                failed = std::make_error_code(std::errc::io_error);
            require(failed, from);
            return;
        }
        fs::copy_file(from, to, fs::copy_options::overwrite_existing, failed);
        require(failed, from);
    }

private:
    void copy(const fs::directory_entry &entry, const fs::path &to)
    {
        // A link that leaves a restricted folder stays one, for who reads it to be refused.
        std::error_code failed;
        const bool leaves = m_root.trust == Trust::Restricted && entry.is_symlink(failed)
                            && !isInside(entry.path(), m_root.path);
        if (leaves) {
            removeLink(to);
            fs::create_symlink(fs::weakly_canonical(entry.path(), failed), to, failed);
            require(failed, entry.path());
        } else if (entry.is_directory(failed)) {
            copyFolder(entry.path(), to);
        } else if (entry.is_regular_file(failed)) {
            copyFile(entry.path(), to);
        } // pipes, sockets and devices are nothing that a flow is made of
    }

    /// So that nothing is written to where a link of an earlier layer leads.
    static void removeLink(const fs::path &path)
    {
        std::error_code failed;
        if (!fs::is_symlink(path, failed))
            return;
        fs::remove(path, failed);
        require(failed, path);
    }

    const SourceFolder m_root;
    std::vector<fs::path> m_open; ///< those that are being copied
};

void lay(Layer &layer, const Include &include, const fs::path &folder)
{
    const fs::path target = folder / include.name;
    if (include.isArchive) {
        throw Error(ErrorCode::InvalidFlow,
                    tr("The additional include '%1' would have to be packed.", include.name),
                    tr("Include the folder itself, without \".zip\"."));
    }
    std::error_code ignored;
    if (fs::is_directory(include.source, ignored))
        layer.copyFolder(include.source, target);
    else
        layer.copyFile(include.source, target);
}

/// Whether a file's name goes on in `text`.
bool isNameCharacter(std::string_view text)
{
    const bool endsSentence = text.starts_with('.')
                              && (text.size() == 1 || text[1] == ' ' || text[1] == '\n');
    return !endsSentence && !text.empty() && text.front() != '/' && text.front() != '"'
           && text.front() != '\'' && text.front() != ':' && text.front() != ','
           && text.front() != ' ' && text.front() != '\n' && text.front() != ')';
}

} // namespace

Task<std::unique_ptr<WorkingFolder>> WorkingFolder::make(const Flow &flow, SourceFolder folder)
{
    std::vector<Include> includes = resolveIncludes(flow, folder);
    const bool isCopied = !includes.empty();
    auto making = [folder = std::move(folder), includes = std::move(includes)]() mutable {
        return std::unique_ptr<WorkingFolder>(
            new WorkingFolder(std::move(folder), std::move(includes)));
    };
    if (!isCopied)
        co_return making();
    co_return co_await offload(std::move(making));
}

WorkingFolder::WorkingFolder(SourceFolder folder, std::vector<Include> includes)
    : m_flowFolder(std::move(folder))
    , m_path(m_flowFolder.path)
    , m_includes(std::move(includes))
{
    if (m_includes.empty())
        return;
    store::sweepScratchFolders();
    m_path = m_copy.emplace().path();
    Layer layer(m_flowFolder);
    layer.copyFolder(m_flowFolder.path, m_path);
    for (const Include &include : m_includes)
        lay(layer, include, m_path);
}

std::string WorkingFolder::withRealPaths(std::string text) const
{
    if (!m_copy)
        return text;
    const std::string copy = m_path.string();
    for (std::size_t at = text.find(copy); at != std::string::npos; at = text.find(copy, at)) {
        const std::string_view rest = std::string_view(text).substr(at + copy.size());
        std::size_t length = copy.size();
        std::string real = m_flowFolder.path.string();
        // The last include that could have laid the file there did.
        for (const Include &include : std::views::reverse(m_includes)) {
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
    if (!m_copy)
        return error;
    std::optional<Place> place = error.place();
    std::string copied;
    if (place) {
        // A place in the copy is relative to it.
        const std::string file = (m_path / place->file).string();
        if (const std::string real = withRealPaths(file);
            real != (m_flowFolder.path / place->file).string()) {
            copied = toString(*place);
            place->file = real;
        }
    }
    // Paths come into a sentence as texts.
    const auto withReal = [this](const Message &part) {
        return part.isVerbatim() ? Message(withRealPaths(part.english())) : part;
    };
    const auto withPlace = [&](const Message &part) {
        return part.isVerbatim() && part == copied ? Message(toString(*place)) : part;
    };
    Error shown(error.code(),
                error.translatableMessage().withParts(withReal),
                copied.empty() ? error.translatableHint()
                               : error.translatableHint().withParts(withPlace),
                place);
    shown.setDetails(withRealPaths(error.details()));
    const std::optional<PromptflowError> &promptflow = error.promptflow();
    if (!promptflow)
        return shown;
    return std::move(shown).as(promptflow->codes, withRealPaths(promptflow->message));
}

} // namespace postern::flow
