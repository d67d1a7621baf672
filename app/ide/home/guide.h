// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace postern::ide {

/// A part of the guide below a heading of its own.
struct GuideSection
{
    std::size_t page = 0; ///< in Guide::pages()
    QString title;
    QStringList topics; ///< what it is about: "node-llm", "problem-unused-node"
    QString text;       ///< Markdown, without the heading
};

/// The guide that comes with the program, in the user's language: pages of Markdown, one a file.
///
/// A page begins with "# " and its title, a section with "## " and its title, and a line
/// `<!-- topics: NAME ... -->` before that says what the section helps with.
class Guide
{
public:
    /// That of the installation; in English where there is none in the language, empty where there is
    /// none at all.
    static Guide installed(const QString &language);

    /// Adds a page from its text.
    void add(const QString &markdown);

    const QStringList &pages() const { return m_pages; }
    const std::vector<GuideSection> &sections() const { return m_sections; }
    /// The section for the first of the topics that there is one for.
    std::optional<std::size_t> find(const QStringList &topics) const;
    /// Sections with all of the words, those first that have them in their title.
    std::vector<std::size_t> search(const QString &words) const;
    /// A whole page as Markdown.
    QString textOf(std::size_t page) const;

private:
    QStringList m_pages; ///< titles
    QStringList m_leads; ///< what stands before the first section of each
    std::vector<GuideSection> m_sections;
};

} // namespace postern::ide
