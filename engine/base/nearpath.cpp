// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/nearpath.h"

#include "engine/base/pathtext.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <optional>
#include <vector>

namespace postern {

namespace fs = std::filesystem;

namespace {

fs::path pathOfText(std::string_view text)
{
    return {std::u8string(text.begin(), text.end())};
}

/// The same for names that differ in case or in their Unicode form alone.
icu::UnicodeString nameIdentity(std::string_view name)
{
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2 *form = icu::Normalizer2::getNFKCCasefoldInstance(error);
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
    return U_SUCCESS(error) ? form->normalize(text, error) : text;
}

std::vector<std::string> partsOf(std::string_view path)
{
    std::vector<std::string> parts;
    while (!path.empty()) {
        const std::size_t end = path.find_first_of("/\\");
        if (end != 0)
            parts.emplace_back(path.substr(0, end));
        path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
    }
    return parts;
}

/// The one entry of a folder that the name means.
std::optional<std::string> entryLike(const fs::path &folder, const std::string &name)
{
    std::error_code ignored;
    if (name == "." || name == ".." || fs::exists(folder / pathOfText(name), ignored))
        return name;
    const icu::UnicodeString wanted = nameIdentity(name);
    std::optional<std::string> found;
    fs::directory_iterator entry(folder, ignored);
    for (; !ignored && entry != fs::directory_iterator(); entry.increment(ignored)) {
        std::string candidate = pathText(entry->path().filename());
        if (nameIdentity(candidate) != wanted)
            continue;
        if (found)
            return std::nullopt; // which of them?
        found = std::move(candidate);
    }
    return found;
}

} // namespace

std::string nearestPath(const fs::path &folder, std::string_view path)
{
    const bool isAbsolute = path.starts_with('/');
    const bool hasDrive = path.size() > 1 && path[1] == ':';
    if (path.empty() || path.starts_with("\\\\") || hasDrive)
        return {};
    fs::path place = isAbsolute ? fs::path("/") : folder;
    std::string written = isAbsolute ? "/" : "";
    for (const std::string &part : partsOf(path)) {
        const std::optional<std::string> entry = entryLike(place, part);
        if (!entry)
            return {};
        place /= pathOfText(*entry);
        written += (written.empty() || written == "/" ? "" : "/") + *entry;
    }
    return written == path ? std::string() : written;
}

Message nearestPathHint(const fs::path &folder, std::string_view path, Message otherwise)
{
    const std::string near = nearestPath(folder, path);
    if (near.empty())
        return otherwise;
    if (path.find('\\') != std::string_view::npos)
        return tr("Write %1: with slashes a path holds on Windows and here.", near);
    const bool isOtherForm = pathText(pathOfText(near)).size() != path.size();
    return isOtherForm
               ? tr("Write %1, which is there: the same characters can be made up in two ways.",
                    near)
               : tr("Write %1, which is there: upper and lower case count here.", near);
}

} // namespace postern
