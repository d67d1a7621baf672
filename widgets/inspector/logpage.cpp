// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/logpage.h"

#include "widgets/run/logmodel.h"
#include "widgets/run/textpage.h"
#include "widgets/run/valuetext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

#include <string_view>

namespace postern::widgets {

LogPage::LogPage(QWidget *parent)
    : QWidget(parent)
    , m_level(new QComboBox(this))
    , m_text(new QLineEdit(this))
    , m_page(new TextPage(this))
{
    m_level->setObjectName("nodeLogLevel");
    m_level->setAccessibleName(tr("Level"));
    m_level->addItem(tr("Every level"), static_cast<int>(LogLevel::Debug));
    m_level->addItem(tr("Warnings and errors"), static_cast<int>(LogLevel::Warning));
    m_level->addItem(tr("Errors"), static_cast<int>(LogLevel::Error));
    m_text->setObjectName("nodeLogText");
    m_text->setPlaceholderText(tr("Filter the lines"));
    m_text->setAccessibleName(m_text->placeholderText());
    m_text->setClearButtonEnabled(true);
    m_page->setObjectName("nodeLogs");
    m_page->setPlaceholderText(tr("The node has written nothing."));
    auto *filters = new QHBoxLayout;
    filters->setContentsMargins(8, 4, 8, 4);
    filters->setSpacing(8);
    filters->addWidget(m_level);
    filters->addWidget(m_text, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(filters);
    layout->addWidget(m_page, 1);
    connect(m_level, &QComboBox::currentIndexChanged, this, &LogPage::showLines);
    connect(m_text, &QLineEdit::textChanged, this, &LogPage::showLines);
}

bool LogPage::isFiltered() const
{
    return m_level->currentIndex() > 0 || !m_text->text().isEmpty();
}

void LogPage::follow(const std::string &log)
{
    if (log == m_log && isFiltered())
        return;
    m_log = log;
    if (isFiltered())
        m_page->follow(passing());
    else
        m_page->follow(m_log);
}

void LogPage::showLines()
{
    m_page->follow(isFiltered() ? passing() : m_log);
}

std::string LogPage::passing() const
{
    const auto least = static_cast<LogLevel>(m_level->currentData().toInt());
    const QString words = m_text->text();
    std::string lines;
    const std::string_view log = m_log;
    for (std::size_t begin = 0; begin < log.size();) {
        const std::size_t end = std::min(log.find('\n', begin), log.size() - 1);
        const std::string_view line = log.substr(begin, end - begin + 1);
        const QString text = fromUtf8(line);
        if (levelOf(text, false) >= least
            && (words.isEmpty() || text.contains(words, Qt::CaseInsensitive)))
            lines += line;
        begin = end + 1;
    }
    return lines;
}

} // namespace postern::widgets
