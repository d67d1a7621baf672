// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowparcel.h"

#include "engine/base/pathtext.h"
#include "engine/flow/leavings.h"
#include "engine/flow/sourcefolder.h"
#include "engine/store/atomicfile.h"
#include "engine/store/newfolder.h"
#include "engine/store/ziparchive.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

namespace fs = std::filesystem;

namespace postern::flow {

namespace {

constexpr std::size_t kMostParcelFiles = 20'000;
constexpr std::size_t kMostSearched = 1'000'000; ///< bytes of a file that keys are looked for in
constexpr std::string_view kLayout = ".postern/layout.json";

std::string lowered(std::string_view text)
{
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return lower;
}

bool isOneOf(std::string_view name, std::span<const std::string_view> names)
{
    return std::ranges::find(names, name) != names.end();
}

/// Made anew wherever the flow is: environments, caches, what runs leave, version control.
bool isNobodysLoss(const fs::path &path, std::string_view name)
{
    static constexpr std::array<std::string_view, 12> kNames{".git",
                                                             ".hg",
                                                             ".svn",
                                                             ".promptflow",
                                                             ".runs",
                                                             ".venv",
                                                             ".mypy_cache",
                                                             ".pytest_cache",
                                                             ".ruff_cache",
                                                             ".ipynb_checkpoints",
                                                             "__pycache__",
                                                             "node_modules"};
    std::error_code ignored;
    return isOneOf(name, kNames) || name.ends_with(".pyc") || name == ".DS_Store"
           || name == "Thumbs.db" || fs::exists(path / "pyvenv.cfg", ignored);
}

bool isDotEnv(std::string_view lower)
{
    const bool isForShow = lower.ends_with(".example") || lower.ends_with(".sample")
                           || lower.ends_with(".template");
    return !isForShow && (lower == ".env" || lower.starts_with(".env.") || lower.ends_with(".env"));
}

bool isKeyFile(std::string_view lower)
{
    static constexpr std::array<std::string_view, 4> kNames{"id_rsa",
                                                            "id_ed25519",
                                                            ".netrc",
                                                            ".pgpass"};
    static constexpr std::array<std::string_view, 5> kEnds{".pem", ".key", ".pfx", ".p12", ".kdbx"};
    return isOneOf(lower, kNames) || std::ranges::any_of(kEnds, [&](std::string_view end) {
               return lower.ends_with(end);
           });
}

/// Whether a line of YAML, JSON or a list of settings gives a key itself, and not where it is found.
bool givesKey(std::string_view line)
{
    const std::size_t colon = line.find_first_of(":=");
    if (colon == std::string_view::npos)
        return false;
    static constexpr std::string_view kAround = " \t\r\"',-";
    const auto stripped = [](std::string_view text) {
        const std::size_t begin = text.find_first_not_of(kAround);
        return begin == std::string_view::npos
                   ? std::string_view()
                   : text.substr(begin, text.find_last_not_of(kAround) - begin + 1);
    };
    const std::string name = lowered(stripped(line.substr(0, colon)));
    static constexpr std::array<std::string_view, 7> kEnds{"api_key",
                                                           "apikey",
                                                           "secret",
                                                           "password",
                                                           "access_token",
                                                           "connection_string",
                                                           "subscription_key"};
    const bool isKey = std::ranges::any_of(kEnds, [&](std::string_view end) {
        return name.ends_with(end);
    });
    const std::string_view value = stripped(line.substr(colon + 1));
    return isKey && value.size() >= 8 && !value.starts_with('$') && !value.starts_with('{')
           && !value.starts_with('[') && !value.starts_with('#') && !value.starts_with("to-be-")
           && !value.starts_with("to_be_") && !isPlaceholder(value);
}

bool holdsKey(const fs::path &path, std::string_view lower)
{
    static constexpr std::array<std::string_view, 6> kEnds{".yaml",
                                                           ".yml",
                                                           ".json",
                                                           ".toml",
                                                           ".ini",
                                                           ".cfg"};
    if (std::ranges::none_of(kEnds, [&](std::string_view end) { return lower.ends_with(end); }))
        return false;
    std::string text;
    try {
        text = store::readFile(path, kMostSearched);
    } catch (const Error &) {
        return false; // who packs it says that it can't be read
    }
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (givesKey(std::string_view(text).substr(begin, end - begin)))
            return true;
        begin = end + 1;
    }
    return false;
}

class Gathering
{
public:
    Gathering(const fs::path &folder, ParcelUse use)
        : m_root(folder)
        , m_use(use)
    {}

    FlowParcel gather()
    {
        walk(m_root);
        std::ranges::sort(m_parcel.files, {}, &FlowParcel::File::name);
        std::ranges::sort(m_parcel.leftOut, {}, &FlowParcel::LeftOut::name);
        return std::move(m_parcel);
    }

private:
    std::string nameOf(const fs::path &path) const
    {
        return pathText(path.lexically_relative(m_root).generic_string());
    }

    void leave(const fs::path &path, Message reason, bool isFolder = false)
    {
        m_parcel.leftOut.push_back({nameOf(path) + (isFolder ? "/" : ""), std::move(reason)});
    }

    void walk(const fs::path &folder)
    {
        std::error_code failed;
        fs::directory_iterator at(folder, failed);
        while (!failed && at != fs::directory_iterator()) {
            take(*at);
            at.increment(failed);
        }
        if (!failed)
            return;
        if (folder == m_root)
            throw Error(ErrorCode::FileUnreadable,
                        tr("The folder %1 can't be read: %2.", pathText(folder), failed.message()),
                        tr("Check the path and its permissions."));
        leave(folder, tr("it can't be read: %1", failed.message()), true);
    }

    void take(const fs::directory_entry &entry)
    {
        const fs::path &path = entry.path();
        const std::string name = pathText(path.filename());
        std::error_code ignored;
        if (isNobodysLoss(path, name))
            return;
        if (entry.is_symlink(ignored) && !isInside(path, m_root)) {
            leave(path, tr("it is a link that leads out of the folder"));
        } else if (fs::is_directory(path, ignored)) {
            takeFolder(entry, name);
        } else if (!fs::is_regular_file(path, ignored)) {
            leave(path, tr("it is no file"));
        } else if (const std::optional<Message> reason = againstGiving(path, name)) {
            leave(path, *reason);
        } else {
            m_parcel.files.push_back({nameOf(path), path});
            if (m_parcel.files.size() > kMostParcelFiles)
                throw Error(ErrorCode::LimitExceeded,
                            tr("The folder has more than %1 files.", kMostParcelFiles),
                            tr("That is more than a flow: name the flow's own folder."));
        }
    }

    void takeFolder(const fs::directory_entry &entry, std::string_view name)
    {
        const fs::path &path = entry.path();
        std::error_code ignored;
        if (entry.is_symlink(ignored)) {
            leave(path, tr("it is a link to a folder"), true);
        } else if (name == ".postern" && path.parent_path() == m_root) {
            if (fs::is_regular_file(m_root / kLayout,
                                    ignored)) // where the nodes stand is the flow's
                m_parcel.files.push_back({std::string(kLayout), m_root / kLayout});
        } else if (m_use == ParcelUse::GiveAway && name.starts_with('.')) {
            leave(path, tr("it is hidden"), true);
        } else {
            walk(path);
        }
    }

    std::optional<Message> againstGiving(const fs::path &path, std::string_view name) const
    {
        if (m_use == ParcelUse::Copy)
            return {};
        const std::string lower = lowered(name);
        if (isDotEnv(lower) || isKeyFile(lower))
            return tr("it is made to hold keys");
        if (holdsKey(path, lower))
            return tr("it holds a key");
        return {};
    }

    fs::path m_root;
    ParcelUse m_use;
    FlowParcel m_parcel;
};

/// Adds the files that are in no folder yet: typed and not saved.
void addUnsaved(FlowParcel &parcel, const fs::path &folder, const UnsavedSnapshot &unsaved)
{
    if (!unsaved)
        return;
    for (const auto &[path, text] : unsaved->files()) {
        std::error_code ignored;
        const fs::path name = path.lexically_relative(folder);
        if (!name.empty() && *name.begin() != ".." && !fs::exists(path, ignored))
            parcel.files.push_back({pathText(name.generic_string()), path});
    }
}

/// As files are named below it.
fs::path realFolder(const fs::path &folder)
{
    std::error_code ignored;
    const fs::path real = fs::weakly_canonical(folder, ignored);
    return real.empty() ? folder : real;
}

} // namespace

FlowParcel gatherFlow(const fs::path &folder, ParcelUse use)
{
    return Gathering(realFolder(folder), use).gather();
}

FlowParcel packFlow(const fs::path &folder, const fs::path &archive, const UnsavedSnapshot &unsaved)
{
    const fs::path root = realFolder(folder);
    FlowParcel parcel = gatherFlow(root, ParcelUse::GiveAway);
    addUnsaved(parcel, root, unsaved);
    std::erase_if(parcel.files, [own = realFolder(archive)](const FlowParcel::File &file) {
        return file.path == own;
    });
    std::vector<store::ZipMember> members;
    members.reserve(parcel.files.size());
    for (const FlowParcel::File &file : parcel.files) {
        const UnsavedTexts::Text text = unsaved ? unsaved->find(file.path) : nullptr;
        members.push_back(
            {file.name, file.path, text ? std::optional<std::string>(*text) : std::nullopt});
    }
    store::writeZip(archive, members);
    return parcel;
}

FlowParcel copyFlow(const fs::path &folder, const fs::path &copy, const UnsavedSnapshot &unsaved)
{
    const fs::path root = realFolder(folder);
    FlowParcel parcel = gatherFlow(root, ParcelUse::Copy);
    addUnsaved(parcel, root, unsaved);
    store::NewFolder made(copy);
    for (const FlowParcel::File &file : parcel.files) {
        const UnsavedTexts::Text text = unsaved ? unsaved->find(file.path) : nullptr;
        std::error_code failed;
        const fs::path target = made.path() / fs::path(file.name);
        fs::create_directories(target.parent_path(), failed);
        if (text)
            store::writeFile(target, *text);
        else if (!failed)
            fs::copy_file(file.path, target, failed);
        if (failed)
            throw Error(ErrorCode::FileUnwritable,
                        tr("The file '%1' can't be copied: %2.", file.name, failed.message()),
                        tr("Check its permissions and the room on the disk."));
    }
    made.keep();
    return parcel;
}

} // namespace postern::flow
