// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/home/guide.h"

#include "app/ide/home/paths.h"
#include "engine/base/error.h"
#include "engine/store/atomicfile.h"
#include "engine/store/resources.h"

#include <QDir>

#include <algorithm>
#include <utility>

namespace postern::ide {

Guide Guide::installed(const QString &language)
{
    Guide guide;
    try {
        const QDir root(fromPath(store::resourcesFolder() / "guide"));
        const QDir folder(root.filePath(root.exists(language) ? language : QStringLiteral("en")));
        for (const QString &name : folder.entryList({QStringLiteral("*.md")}, QDir::Files))
            guide.add(QString::fromStdString(store::readFile(toPath(folder.filePath(name)))));
    } catch (const Error &) {
        return guide; // what needs the resources says that they are missing
    }
    return guide;
}

void Guide::add(const QString &markdown)
{
    const std::size_t page = static_cast<std::size_t>(m_pages.size());
    m_pages.append(QString());
    m_leads.append(QString());
    QString *text = &m_leads.back();
    QStringList topics;
    for (const QString &line : markdown.split(u'\n')) {
        static const QString kTopics = QStringLiteral("<!-- topics:");
        if (line.startsWith(kTopics)) {
            topics = line.mid(kTopics.size())
                         .remove(QStringLiteral("-->"))
                         .split(u' ', Qt::SkipEmptyParts);
        } else if (line.startsWith(QLatin1String("## "))) {
            m_sections.push_back({page, line.mid(3), std::exchange(topics, {}), {}});
            text = &m_sections.back().text;
        } else if (line.startsWith(QLatin1String("# "))) {
            m_pages.back() = line.mid(2);
        } else if (!line.startsWith(QLatin1String("<!--"))) {
            *text += line + u'\n';
        }
    }
}

std::optional<std::size_t> Guide::find(const QStringList &topics) const
{
    for (const QString &topic : topics) {
        const auto found = std::ranges::find_if(m_sections, [&](const GuideSection &section) {
            return section.topics.contains(topic);
        });
        if (found != m_sections.end())
            return static_cast<std::size_t>(found - m_sections.begin());
    }
    return {};
}

std::vector<std::size_t> Guide::search(const QString &words) const
{
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    const auto hasAll = [&wanted](const QString &text) {
        return std::ranges::all_of(wanted, [&text](const QString &word) {
            return text.contains(word, Qt::CaseInsensitive);
        });
    };
    std::vector<std::size_t> inTitle;
    std::vector<std::size_t> inText;
    for (std::size_t at = 0; at < m_sections.size(); ++at) {
        const GuideSection &section = m_sections[at];
        if (hasAll(section.title))
            inTitle.push_back(at);
        else if (hasAll(section.title + u' ' + section.text + u' ' + section.topics.join(u' ')))
            inText.push_back(at);
    }
    inTitle.insert(inTitle.end(), inText.begin(), inText.end());
    return inTitle;
}

QString Guide::textOf(std::size_t page) const
{
    QString text = QStringLiteral("# %1\n%2")
                       .arg(m_pages.value(static_cast<qsizetype>(page)),
                            m_leads.value(static_cast<qsizetype>(page)));
    for (const GuideSection &section : m_sections) {
        if (section.page == page)
            text += QStringLiteral("## %1\n%2").arg(section.title, section.text);
    }
    return text;
}

} // namespace postern::ide
