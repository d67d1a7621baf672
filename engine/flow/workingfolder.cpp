// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/workingfolder.h"

#include "engine/base/offload.h"
#include "engine/base/pathtext.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ranges>

namespace fs = std::filesystem;

namespace postern::flow {

namespace {

fs::path makeTemporaryFolder()
{
    std::error_code failed;
    const fs::path folder = fs::temp_directory_path(failed);
    std::string pattern = (folder / "postern-XXXXXX").string();
    if (failed || !mkdtemp(pattern.data())) {
        const std::string reason = failed ? failed.message() : std::string(std::strerror(errno));
        throw Error(ErrorCode::FileUnwritable,
                    tr("A temporary folder can't be made: %1.", reason),
                    failed ? tr("Set TMPDIR to a folder that is there.")
                           : tr("Make room in %1 or set TMPDIR.", folder.string()));
    }
    return pattern;
}

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
    explicit Layer(const flow::SourceFolder &root)
        : m_root(root)
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

    static void copyFile(const fs::path &from, const fs::path &to)
    {
        removeLink(to);
        std::error_code failed;
        fs::copy_file(from, to, fs::copy_options::overwrite_existing, failed);
        require(failed, from);
    }

private:
    void copy(const fs::directory_entry &entry, const fs::path &to)
    {
        // A link that leaves a restricted folder stays one, for who reads it to be refused.
        std::error_code failed;
        const bool leaves = m_root.trust == flow::Trust::Restricted && entry.is_symlink(failed)
                            && !flow::isInside(entry.path(), m_root.path);
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

    const flow::SourceFolder m_root;
    std::vector<fs::path> m_open; ///< those that are being copied
};

void lay(Layer &layer, const flow::Include &include, const fs::path &folder)
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
        Layer::copyFile(include.source, target);
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

Task<std::unique_ptr<WorkingFolder>> WorkingFolder::make(const flow::Flow &flow,
                                                         flow::FlowLocation location,
                                                         flow::Trust trust)
{
    std::vector<flow::Include> includes = flow::resolveIncludes(flow, location, trust);
    const bool isCopied = !includes.empty();
    auto making = [location = std::move(location), trust, includes = std::move(includes)]() mutable {
        return std::unique_ptr<WorkingFolder>(
            new WorkingFolder(location, trust, std::move(includes)));
    };
    if (!isCopied)
        co_return making();
    co_return co_await offload(std::move(making));
}

WorkingFolder::WorkingFolder(const flow::FlowLocation &location,
                             flow::Trust trust,
                             std::vector<flow::Include> includes)
    : m_flowFolder(location.folder)
    , m_path(location.folder)
    , m_trust(trust)
    , m_includes(std::move(includes))
{
    if (m_includes.empty())
        return;
    m_path = makeTemporaryFolder();
    m_isTemporary = true;
    try {
        Layer layer({location.folder, trust});
        layer.copyFolder(location.folder, m_path);
        for (const flow::Include &include : m_includes)
            lay(layer, include, m_path);
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
    std::string copied;
    if (place) {
        // A place in the copy is relative to it.
        const std::string file = (m_path / place->file).string();
        if (const std::string real = withRealPaths(file);
            real != (m_flowFolder / place->file).string()) {
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
