// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/secretscan.h"

#include "engine/base/error.h"
#include "engine/base/pathtext.h"
#include "engine/base/textencoding.h"
#include "engine/store/atomicfile.h"
#include "engine/yaml/document.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <system_error>

namespace fs = std::filesystem;

namespace postern::git {

namespace {

constexpr std::size_t kMostRead = 16UL << 20U;
constexpr std::size_t kMostFound = 10'000;

bool isLeftOutFolder(const std::string &name)
{
    static constexpr std::array<std::string_view, 6> kNames{".git",
                                                            ".venv",
                                                            "venv",
                                                            "node_modules",
                                                            "__pycache__",
                                                            ".mypy_cache"};
    return std::ranges::find(kNames, name) != kNames.end();
}

/// "*" stands for anything but "/", "**" for anything.
bool matchesGlob(std::string_view pattern, std::string_view text)
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t mark = 0;
    bool isDeep = false;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p;
            isDeep = p + 1 < pattern.size() && pattern[p + 1] == '*';
            p += isDeep ? 2 : 1;
            mark = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos && (isDeep || text[mark] != '/')) {
            p = star + (isDeep ? 2 : 1);
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

/// Lines and columns of places that come in order.
class PlaceCounter
{
public:
    explicit PlaceCounter(std::string_view text)
        : m_text(text)
    {}

    std::pair<int, int> at(std::size_t offset)
    {
        for (; m_at < offset; ++m_at) {
            if (m_text[m_at] == '\n') {
                ++m_line;
                m_column = 1;
            } else if ((static_cast<unsigned char>(m_text[m_at]) & 0xC0U) != 0x80U) {
                ++m_column;
            }
        }
        return {m_line, m_column};
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 1;
    int m_column = 1;
};

bool isInOutput(std::string_view notebook, std::size_t at)
{
    const std::size_t outputs = notebook.rfind("\"outputs\"", at);
    if (outputs == std::string_view::npos)
        return false;
    const std::size_t source = notebook.rfind("\"source\"", at);
    return source == std::string_view::npos || source < outputs;
}

void scanFile(const fs::path &file,
              const std::string &name,
              const AllowedSecrets &allowed,
              SecretReport &report)
{
    std::error_code failure;
    const std::uintmax_t size = fs::file_size(file, failure);
    std::string text;
    if (!failure && size > kMostRead) {
        std::ifstream in(file, std::ios::binary);
        text.resize(kMostRead);
        in.read(text.data(), static_cast<std::streamsize>(kMostRead));
        text.resize(static_cast<std::size_t>(in.gcount()));
        report.skipped.push_back(name + ": only its first 16 MiB were read");
    } else {
        try {
            text = store::readFile(file, kMostRead);
        } catch (const Error &error) {
            report.skipped.push_back(name + ": " + error.message());
            return;
        }
    }
    scanText(name, text, allowed, report);
}

/// What prompt flow keeps of runs: inputs and outputs of people, and what a node's code printed.
void noteLeftover(const std::string &path, const AllowedSecrets &allowed, SecretReport &report)
{
    FoundSecret found;
    found.path = path;
    found.rule = "promptflow-leftover";
    found.title = tr("run data that prompt flow left");
    found.advice = tr(
        "Add .promptflow/ to .gitignore, and take the folder out of git (git rm -r --cached).");
    found.masked = "";
    found.fingerprint = fingerprintOf(found.rule, path);
    (allowed.allows(found) ? report.allowed : report.found).push_back(std::move(found));
}

/// Its description of tools is made anew and says nothing of anybody.
bool isLeftover(const std::string &path)
{
    const std::size_t at = path.find(".promptflow/");
    return at != std::string::npos && (at == 0 || path[at - 1] == '/')
           && !path.ends_with("flow.tools.json") && !path.ends_with("flow.layout.json");
}

void scanFolder(const fs::path &folder,
                const std::string &name,
                const AllowedSecrets &allowed,
                SecretReport &report)
{
    std::vector<fs::path> files;
    std::error_code failure;
    for (fs::recursive_directory_iterator it(folder,
                                             fs::directory_options::skip_permission_denied,
                                             failure);
         it != fs::recursive_directory_iterator();
         it.increment(failure)) {
        if (failure)
            break;
        const bool isLink = it->is_symlink(failure);
        if (it->is_directory(failure)
            && (isLink || isLeftOutFolder(pathText(it->path().filename())))) {
            it.disable_recursion_pending();
            continue;
        }
        if (!isLink && it->is_regular_file(failure))
            files.push_back(it->path());
    }
    std::ranges::sort(files);
    for (const fs::path &file : files) {
        const std::string below = pathText(file.lexically_relative(folder));
        const std::string path
            = name == "." || name.empty()
                  ? below
                  : pathText(fs::path(name) / fs::path(std::u8string(below.begin(), below.end())));
        if (isLeftover(path))
            noteLeftover(path, allowed, report);
        scanFile(file, path, allowed, report);
    }
}

[[noreturn]] void refuseList(const yaml::Document &document,
                             const yaml::Node &at,
                             const Message &why)
{
    Place place = document.place(at.span.begin);
    place.file = AllowedSecrets::kFileName;
    throw Error(ErrorCode::InvalidInput,
                why,
                tr("An entry is like {fingerprint: 0011223344556677, reason: \"made up\"}."),
                place);
}

std::string textOfMember(const yaml::Node &mapping, const char *key)
{
    const yaml::Node *const value = mapping.find(key);
    return value != nullptr && value->isScalar() ? value->resolved().text : std::string();
}

} // namespace

AllowedSecrets AllowedSecrets::parse(std::string_view text)
{
    AllowedSecrets allowed;
    const yaml::Document document = yaml::Document::parse(text);
    if (document.root() == nullptr) {
        Place place = document.place(document.problems().front().span.begin);
        place.file = kFileName;
        throw Error(ErrorCode::InvalidInput,
                    document.problems().front().message,
                    document.problems().front().hint,
                    place);
    }
    if (document.root()->isNull())
        return allowed;
    const yaml::Node *const list = document.root()->isMapping() ? document.root()->find("allow")
                                                                : nullptr;
    if (list == nullptr || !list->isSequence())
        refuseList(document,
                   *document.root(),
                   tr("The list of allowed secrets has no 'allow' with entries."));
    for (const yaml::Node *const each : list->resolved().children) {
        if (!each->isMapping())
            refuseList(document, *each, tr("An entry of the allowed secrets is no mapping."));
        Entry entry;
        entry.fingerprint = textOfMember(*each, "fingerprint");
        entry.path = textOfMember(*each, "path");
        entry.rule = textOfMember(*each, "rule");
        if (textOfMember(*each, "reason").find_first_not_of(" \t\n") == std::string::npos)
            refuseList(document, *each, tr("An allowed secret has no reason."));
        if (entry.fingerprint.empty() && entry.path.empty())
            refuseList(document, *each, tr("An allowed secret has neither fingerprint nor path."));
        allowed.m_entries.push_back(std::move(entry));
    }
    return allowed;
}

AllowedSecrets AllowedSecrets::nearest(const fs::path &folder)
{
    std::error_code failure;
    fs::path at = fs::absolute(folder, failure).lexically_normal();
    while (!failure) {
        const fs::path file = at / kFileName;
        if (fs::is_regular_file(fs::symlink_status(file, failure)))
            return parse(store::readFile(file, 1U << 20U));
        // Nothing beyond the repository counts.
        if (fs::exists(at / ".git", failure) || at == at.parent_path())
            break;
        at = at.parent_path();
        failure.clear();
    }
    return {};
}

bool AllowedSecrets::allows(const FoundSecret &secret) const
{
    return std::ranges::any_of(m_entries, [&secret](const Entry &entry) {
        return (entry.fingerprint.empty() || entry.fingerprint == secret.fingerprint)
               && (entry.rule.empty() || entry.rule == secret.rule)
               && (entry.path.empty() || matchesGlob(entry.path, secret.path));
    });
}

void scanText(const std::string &path,
              std::string_view given,
              const AllowedSecrets &allowed,
              SecretReport &report)
{
    const std::string text = decodeText(std::string(given));
    if (text.find('\0') != std::string::npos)
        return; // no text
    ++report.files;
    report.lines += static_cast<std::size_t>(std::ranges::count(text, '\n'))
                    + (text.empty() || text.ends_with('\n') ? 0 : 1);
    if (path.ends_with(AllowedSecrets::kFileName))
        return;
    PlaceCounter places(text);
    for (SecretMatch &match : findSecrets(text)) {
        if (report.found.size() >= kMostFound)
            break;
        const std::string_view secret = std::string_view(text).substr(match.begin,
                                                                      match.end - match.begin);
        FoundSecret found;
        found.path = path;
        std::tie(found.line, found.column) = places.at(match.begin);
        found.endColumn = found.column + static_cast<int>(secret.size());
        found.rule = std::move(match.rule);
        found.title = std::move(match.title);
        found.advice = std::move(match.advice);
        found.masked = maskedSecret(secret);
        found.fingerprint = fingerprintOf(found.rule, secret);
        found.isNotebookOutput = path.ends_with(".ipynb") && isInOutput(text, match.begin);
        if (found.isNotebookOutput)
            found.advice = tr(
                "Clear the notebook's outputs before it is committed, and make a new key.");
        (allowed.allows(found) ? report.allowed : report.found).push_back(std::move(found));
    }
}

SecretReport scanPaths(const std::vector<fs::path> &paths)
{
    SecretReport report;
    for (const fs::path &path : paths) {
        std::error_code failure;
        if (fs::is_directory(path, failure)) {
            scanFolder(path,
                       pathText(path.lexically_normal()),
                       AllowedSecrets::nearest(path),
                       report);
            continue;
        }
        if (!fs::exists(path, failure))
            throw Error(ErrorCode::FileUnreadable,
                        tr("There is no '%1'.", pathText(path)),
                        tr("Check the path."));
        scanFile(path,
                 pathText(path),
                 AllowedSecrets::nearest(fs::absolute(path).parent_path()),
                 report);
    }
    return report;
}

Task<SecretReport> scanStaged(Program git)
{
    SecretReport report;
    std::vector<std::string> where{"rev-parse", "--show-toplevel"};
    std::string top = co_await git.output(std::move(where));
    while (top.ends_with('\n'))
        top.pop_back();
    const fs::path root{std::u8string(top.begin(), top.end())};
    git.setFolder(root); // paths are the root's, whatever diff.relative says
    const AllowedSecrets allowed = AllowedSecrets::nearest(root);
    std::vector<std::string> ask{"diff",
                                 "--cached",
                                 "--name-only",
                                 "-z",
                                 "--no-renames",
                                 "--diff-filter=ACMT",
                                 "--no-ext-diff"};
    const std::string listing = co_await git.output(std::move(ask));
    for (std::string_view rest = listing; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\0'), rest.size());
        const std::string path(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        Call read;
        read.arguments = {"cat-file", "blob", ":0:" + path}; // a path may begin with "1:"
        read.limit = 256UL << 20U;
        const Answer blob = co_await git.call(std::move(read));
        if (!blob.ok()) {
            report.skipped.push_back(path + ": it isn't a file");
            continue;
        }
        if (isLeftover(path))
            noteLeftover(path, allowed, report);
        scanText(path, std::string_view(blob.output).substr(0, kMostRead), allowed, report);
    }
    co_return report;
}

} // namespace postern::git
