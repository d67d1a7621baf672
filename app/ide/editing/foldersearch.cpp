// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/editing/foldersearch.h"

#include "app/ide/editing/folderfiles.h"
#include "app/ide/home/paths.h"
#include "engine/base/error.h"
#include "engine/base/utf8.h"
#include "engine/store/atomicfile.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>
#include <optional>
#include <utility>

namespace postern::ide {

namespace {

constexpr qsizetype kMostSearched = 20'000;
constexpr std::size_t kLargestSearched = 20'000'000;
constexpr std::size_t kMostPlaces = 5'000;
constexpr std::size_t kMostOfLine = 2'000;
constexpr std::size_t kBeforeMatch = 200;

/// Which files are meant by "*.py, data/*".
class NameFilter
{
public:
    explicit NameFilter(const QString &names)
    {
        for (const QString &each : names.split(',', Qt::SkipEmptyParts)) {
            if (const QString name = each.trimmed(); !name.isEmpty())
                m_patterns.emplace_back(QRegularExpression::wildcardToRegularExpression(
                                            name, QRegularExpression::UnanchoredWildcardConversion)
                                            .prepend(QStringLiteral("(^|/)(?:"))
                                            .append(QStringLiteral(")$")),
                                        QRegularExpression::CaseInsensitiveOption);
        }
    }

    bool takes(const QString &name) const
    {
        return m_patterns.empty() || std::ranges::any_of(m_patterns, [&name](const auto &pattern) {
                   return pattern.match(name).hasMatch();
               });
    }

private:
    std::vector<QRegularExpression> m_patterns;
};

QString toShown(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

widgets::ListedPlace placeOfMatch(std::string_view text, const widgets::Match &match, int line)
{
    const std::size_t before = match.begin == 0 ? std::string_view::npos
                                                : text.rfind('\n', match.begin - 1);
    std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    widgets::ListedPlace place;
    place.column = toShown(text.substr(begin, match.begin - begin)).size() + 1;
    // Of a long line, as JSONL has them, what stands around the match.
    if (match.begin - begin > kBeforeMatch) {
        begin = match.begin - kBeforeMatch;
        while (begin < match.begin && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)
            ++begin;
    }
    std::size_t end = std::min(text.find('\n', match.begin), text.size());
    end = std::min(end, begin + kMostOfLine);
    while (end > begin && end < text.size()
           && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    if (end > begin && text[end - 1] == '\r')
        --end;
    const std::size_t last = std::max(match.begin, std::min(match.end, end));
    place.line = line;
    place.text = toShown(text.substr(begin, std::max(end, match.begin) - begin));
    place.begin = toShown(text.substr(begin, match.begin - begin)).size();
    place.length = toShown(text.substr(match.begin, last - match.begin)).size();
    place.offset = match.begin;
    place.removed = match.end - match.begin;
    return place;
}

std::optional<std::string> readSearched(const FolderSearch &search, const QString &path)
{
    if (search.unsaved) {
        if (const flow::UnsavedTexts::Text text = search.unsaved->find(toPath(path)))
            return *text;
    }
    try {
        return store::readFile(toPath(path), kLargestSearched);
    } catch (const Error &) {
        return {};
    }
}

void searchText(const FolderSearch &search,
                widgets::TextSearch &finder,
                const std::string &text,
                widgets::PlaceGroup &group,
                FolderFindings &found)
{
    std::vector<FoundText> texts;
    int line = 1;
    std::size_t counted = 0;
    for (const widgets::Match &match : finder.findAll(text)) {
        if (found.count >= kMostPlaces) {
            found.isCut = true;
            break;
        }
        line += static_cast<int>(std::count(text.begin() + static_cast<std::ptrdiff_t>(counted),
                                            text.begin() + static_cast<std::ptrdiff_t>(match.begin),
                                            '\n'));
        counted = match.begin;
        group.places.push_back(placeOfMatch(text, match, line));
        texts.push_back({match.begin,
                         text.substr(match.begin, match.end - match.begin),
                         finder.replacement(text, match, search.with)});
        ++found.count;
    }
    if (group.places.empty())
        return;
    found.groups.push_back(std::move(group));
    found.texts.push_back(std::move(texts));
}

} // namespace

FolderFindings searchFolder(const FolderSearch &search, const std::atomic<bool> &isStopped)
{
    FolderFindings found;
    widgets::TextSearch finder(search.terms);
    found.problem = QString::fromStdString(finder.problem());
    if (!found.problem.isEmpty() || search.terms.text.empty())
        return found;
    const NameFilter filter(search.names);
    const QDir folder(search.folder);
    for (const QString &path : filesBelow(search.folder, kMostSearched)) {
        if (isStopped || found.isCut)
            break;
        const QString name = folder.relativeFilePath(path);
        if (!filter.takes(name))
            continue;
        const std::optional<std::string> text = readSearched(search, path);
        if (!text || !utf8::isValid(*text) || text->find('\0') != std::string::npos) {
            ++found.leftOut;
            continue;
        }
        widgets::PlaceGroup group{name, path, {}};
        searchText(search, finder, *text, group, found);
    }
    return found;
}

} // namespace postern::ide
