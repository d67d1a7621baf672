// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/zipimport.h"

#include "engine/base/error.h"
#include "engine/base/offload.h"
#include "engine/base/pathtext.h"
#include "engine/git/flowignores.h"
#include "engine/store/atomicfile.h"
#include "engine/store/filehash.h"
#include "engine/store/ziparchive.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

namespace fs = std::filesystem;

namespace postern::git {

namespace {

bool isFlowFile(const std::string &path)
{
    const std::string name = path.substr(path.rfind('/') + 1);
    return name == "flow.dag.yaml" || name == "flow.flex.yaml" || name.ends_with(".prompty");
}

std::string hiddenPart(const std::string &path, std::string_view folder)
{
    const std::size_t at = ("/" + path).find("/" + std::string(folder) + "/");
    return at == std::string::npos ? std::string() : path.substr(0, at + folder.size() + 1);
}

/// The folders that are left out as one, with why.
Message reasonOfFolder(std::string_view folder)
{
    if (folder == ".promptflow")
        return tr("prompt flow makes it anew: what its tools take, and what runs left");
    if (folder == ".runs")
        return tr("it holds runs, with what people asked");
    if (folder == ".azureml")
        return tr("it names the subscription and workspace of the portal");
    if (folder == ".ipynb_aml_checkpoints" || folder == ".ipynb_checkpoints")
        return tr("it holds old versions of notebooks");
    return tr("it is made anew wherever the flow runs");
}

constexpr std::array<std::string_view, 8> kLeftFolders{".promptflow",
                                                       ".runs",
                                                       ".azureml",
                                                       ".ipynb_aml_checkpoints",
                                                       ".ipynb_checkpoints",
                                                       "__pycache__",
                                                       ".venv",
                                                       "node_modules"};

/// The folder of a path that is left out as a whole, with "/"; empty for none.
std::string leftFolder(const std::string &path)
{
    for (const std::string_view folder : kLeftFolders) {
        if (std::string name = hiddenPart(path, folder); !name.empty())
            return name;
    }
    return {};
}

fs::path below(const fs::path &folder, const std::string &path)
{
    return folder / fs::path(std::u8string(path.begin(), path.end()));
}

/// Sorts an archive's files before one is unpacked.
void sortFiles(const store::ZipArchive &archive, ZipImport &import)
{
    std::set<std::string> left;
    bool hasFlow = false;
    for (const store::ZipArchive::File &file : archive.files()) {
        const Message reason = reasonToLeave(file.path);
        if (reason.isEmpty()) {
            hasFlow = hasFlow || isFlowFile(file.path);
            import.files.push_back(file.path);
            continue;
        }
        const std::string folder = leftFolder(file.path);
        const std::string name = folder.empty() ? file.path : folder;
        if (left.insert(name).second)
            import.leftOut.push_back({name, reason});
    }
    if (!hasFlow)
        throw Error(ErrorCode::InvalidInput,
                    tr("There is no flow in this archive."),
                    tr("A flow's folder has a flow.dag.yaml, a flow.flex.yaml or a .prompty."));
    std::ranges::sort(import.files);
    std::ranges::sort(import.leftOut, {}, &ZipImport::LeftOut::name);
}

/// Unpacks what is the flow's, and takes out of the commit what holds a secret.
ZipImport unpack(const fs::path &zip, const fs::path &folder)
{
    ZipImport import;
    import.folder = fs::absolute(folder / "").parent_path().lexically_normal();
    const store::ZipArchive archive(zip);
    sortFiles(archive, import);
    archive.unpackTo(import.folder);
    std::error_code ignored;
    for (const ZipImport::LeftOut &left : import.leftOut)
        fs::remove_all(below(import.folder, left.name), ignored);
    const fs::path ignores = import.folder / ".gitignore";
    const std::string before = fs::exists(ignores) ? store::readFile(ignores) : std::string();
    store::writeFile(ignores, withFlowIgnores(before));
    if (before.empty())
        import.files.insert(import.files.begin(), ".gitignore");
    const AllowedSecrets allowed = AllowedSecrets::nearest(import.folder);
    for (const std::string &path : import.files) {
        SecretReport report;
        scanText(path, store::readFile(below(import.folder, path)), allowed, report);
        std::ranges::move(report.found, std::back_inserter(import.secrets));
    }
    std::erase_if(import.files, [&import](const std::string &path) {
        return std::ranges::find(import.secrets, path, &FoundSecret::path) != import.secrets.end();
    });
    return import;
}

std::string messageOf(const fs::path &zip, const ZipImport &import)
{
    std::string message = "Import " + pathText(import.folder.filename()) + " from "
                          + pathText(zip.filename())
                          + "\n\nSHA-256 of the archive: " + store::sha256OfFile(zip) + "\n";
    if (!import.leftOut.empty())
        message += "\nLeft out:\n";
    for (const ZipImport::LeftOut &left : import.leftOut)
        message += "- " + left.name + ": " + left.reason.english() + "\n";
    return message;
}

Task<void> requireAuthor(Program &git)
{
    Call ask;
    ask.arguments = {"var", "GIT_AUTHOR_IDENT"};
    const Answer answer = co_await git.call(std::move(ask));
    if (!answer.ok())
        throw Error(ErrorCode::InvalidInput,
                    tr("Git doesn't know who commits."),
                    tr("Say it: git config --global user.name NAME; git config --global user.email "
                       "ADDRESS"));
}

/// The nearest folder above that is there, for a git that is asked about one that isn't yet.
fs::path nearestFolder(const fs::path &folder)
{
    std::error_code ignored;
    fs::path near = fs::absolute(folder / "").parent_path().lexically_normal();
    while (!fs::is_directory(near, ignored) && near.has_relative_path())
        near = near.parent_path();
    return near;
}

Task<void> commitFiles(Program &git, ZipImport &import, std::string message)
{
    Call add;
    add.arguments = {"add", "--force", "--"};
    add.arguments.insert(add.arguments.end(), import.files.begin(), import.files.end());
    add.isReading = false;
    add.runsPrograms = true;
    co_await git.output(std::move(add));
    // These alone, whatever else is staged in the repository.
    Call commit;
    commit.arguments = {"commit", "-q", "-F", "-", "--only", "--"};
    commit.arguments.insert(commit.arguments.end(), import.files.begin(), import.files.end());
    commit.input = std::move(message);
    commit.isReading = false;
    commit.runsPrograms = true;
    co_await git.output(std::move(commit));
    std::vector<std::string> ask{"rev-parse", "HEAD"};
    import.commit = co_await git.output(std::move(ask));
    import.commit.erase(import.commit.find_last_not_of('\n') + 1);
}

} // namespace

Message reasonToLeave(const std::string &path)
{
    const std::string name = path.substr(path.rfind('/') + 1);
    for (const std::string_view folder : kLeftFolders) {
        if (!hiddenPart(path, folder).empty())
            return reasonOfFolder(folder);
    }
    if (name == "flow.meta.yaml")
        return tr("it names the portal's workspace, compute and runtime, and nothing of the flow");
    if (name.ends_with(".amltmp"))
        return tr("the portal's editor left it");
    if (name.ends_with(".pyc"))
        return tr("it is made anew wherever the flow runs");
    return {};
}

Task<ZipImport> importZip(Program git, fs::path zip, fs::path folder)
{
    git.setFolder(nearestFolder(folder));
    co_await requireAuthor(git);
    Call within;
    within.arguments = {"rev-parse", "--is-inside-work-tree"};
    const Answer inside = co_await git.call(std::move(within));
    auto unpacking = [zip, folder] { return unpack(zip, folder); };
    ZipImport import = co_await offload(std::move(unpacking));
    import.isNewRepository = !inside.ok() || !inside.output.starts_with("true");
    git.setFolder(import.folder);
    if (import.isNewRepository) {
        Call init;
        init.arguments = {"init", "-q"};
        init.isReading = false;
        co_await git.output(std::move(init));
    }
    if (!import.files.empty())
        co_await commitFiles(git, import, messageOf(zip, import));
    co_return import;
}

} // namespace postern::git
