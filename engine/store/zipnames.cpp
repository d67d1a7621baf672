// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/zipnames.h"

#include "engine/base/error.h"
#include "engine/base/textencoding.h"
#include "engine/base/utf8.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>

namespace postern::store {

namespace {

constexpr std::size_t kLongestPart = 255; // bytes, on every file system of Linux
constexpr std::size_t kLongestPath = 1024;

struct CloseConverter
{
    void operator()(UConverter *converter) const { ucnv_close(converter); }
};

/// How sure it is that names are of a code page: Korean syllables in use have two bytes beyond ASCII,
/// while what is two letters of another page is hardly more than one of those and an ASCII letter.
struct Likelihood
{
    std::size_t strong = 0;
    std::size_t weak = 0;
};

/// What the bytes are in a code page; nothing when they can't be of it.
std::optional<std::string> fromCodePage(const std::string &bytes,
                                        const char *page,
                                        Likelihood &likelihood)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(page, &status));
    if (U_FAILURE(status))
        return {};
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    const char *source = bytes.data();
    const char *const end = source + bytes.size();
    std::string text;
    while (source < end) {
        const char *const begin = source;
        const UChar32 codePoint = ucnv_getNextUChar(converter.get(), &source, end, &status);
        if (U_FAILURE(status))
            return {};
        if (source - begin == 2)
            ++(static_cast<unsigned char>(begin[1]) < 0x80 ? likelihood.weak : likelihood.strong);
        utf8::append(text, static_cast<char32_t>(codePoint));
    }
    return text;
}

Error pathLeadsOut(std::string_view name)
{
    return {ErrorCode::Refused,
            tr("The archive has a file that would be written outside of its folder: '%1'.",
               repairedUtf8(name)),
            tr("Ask for an archive of the flow's folder alone; this one may have been made to do "
               "harm.")};
}

Error nameIsImpossible(std::string_view name, Message why)
{
    return {ErrorCode::InvalidInput,
            tr("The archive has a name that no file can have: '%1' %2.",
               repairedUtf8(name.substr(0, 80)),
               std::move(why)),
            tr("Rename that file where the archive was made, and pack the folder anew.")};
}

void requirePossible(std::string_view part, std::string_view name)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (std::ranges::any_of(part, isControl))
        throw nameIsImpossible(name, tr("has a control character"));
    if (part.size() > kLongestPart)
        throw nameIsImpossible(name, tr("is longer than %1 bytes", kLongestPart));
}

bool hasDrive(std::string_view path)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return path.size() > 1 && path[1] == ':' && isLetter(path[0]);
}

} // namespace

std::vector<std::string> decodedZipNames(std::vector<std::string> names)
{
    if (std::ranges::all_of(names, [](const std::string &name) { return utf8::isValid(name); }))
        return names;
    for (const char *const page : {"windows-949-2000", "ibm-437_P100-1995"}) {
        std::vector<std::string> decoded;
        decoded.reserve(names.size());
        Likelihood likelihood;
        for (const std::string &name : names) {
            std::optional<std::string> text = utf8::isValid(name)
                                                  ? name
                                                  : fromCodePage(name, page, likelihood);
            if (!text)
                break;
            decoded.push_back(*std::move(text));
        }
        if (decoded.size() == names.size() && likelihood.weak <= likelihood.strong)
            return decoded;
    }
    for (std::string &name : names)
        name = repairedUtf8(name);
    return names;
}

std::string zipPath(std::string_view name)
{
    std::string path(name);
    std::ranges::replace(path, '\\', '/');
    if (path.starts_with('/') || hasDrive(path))
        throw pathLeadsOut(name);
    if (path.size() > kLongestPath)
        throw nameIsImpossible(name, tr("is longer than %1 bytes", kLongestPath));
    std::string clean;
    for (std::size_t begin = 0; begin < path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view part = std::string_view(path).substr(begin, end - begin);
        begin = end + 1;
        if (part == "..")
            throw pathLeadsOut(name);
        if (part.empty() || part == ".")
            continue;
        requirePossible(part, name);
        clean += part;
        if (end < path.size())
            clean += '/';
    }
    return clean;
}

bool isZipLitter(std::string_view path)
{
    constexpr std::array<std::string_view, 3> kNames{".DS_Store", "Thumbs.db", "desktop.ini"};
    const std::string_view last = path.substr(path.rfind('/') + 1); // of npos + 1: all of it
    return path.starts_with("__MACOSX/") || std::ranges::find(kNames, last) != kNames.end();
}

bool isInGitFolder(std::string_view path)
{
    const auto isFolder = [](std::string_view part) {
        const auto isSame = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
        return std::ranges::equal(part, std::string_view(".git"), isSame);
    };
    for (;;) {
        const std::size_t slash = path.find('/');
        if (isFolder(path.substr(0, slash)))
            return true;
        if (slash == std::string_view::npos)
            return false;
        path.remove_prefix(slash + 1);
    }
}

} // namespace postern::store
