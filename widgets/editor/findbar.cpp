// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/findbar.h"

#include "widgets/editor/codeeditor.h"
#include "widgets/theme/icon.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::widgets {

namespace {

QToolButton *toggle(QWidget *parent, const QString &text, const QString &name)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setCheckable(true);
    return button;
}

QToolButton *arrow(QWidget *parent, const char *icon, const QString &name)
{
    auto *button = new QToolButton(parent);
    button->setIcon(theme::icon(QLatin1String(icon)));
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

} // namespace

FindBar::FindBar(QWidget *parent)
    : QFrame(parent)
    , m_term(new QLineEdit(this))
    , m_with(new QLineEdit(this))
    , m_case(toggle(this, QStringLiteral("Aa"), tr("Match case")))
    , m_word(toggle(this, QStringLiteral("ab|"), tr("Whole words")))
    , m_regex(toggle(this, QStringLiteral(".*"), tr("Regular expression")))
    , m_count(new QLabel(this))
    , m_replaceRow(new QWidget(this))
    , m_search({})
{
    m_term->setObjectName("findTerm");
    m_term->setPlaceholderText(tr("Find"));
    m_term->setAccessibleName(tr("Find"));
    m_with->setObjectName("replaceWith");
    m_with->setPlaceholderText(tr("Replace with"));
    m_with->setAccessibleName(tr("Replace with"));
    m_count->setObjectName("findCount");
    m_count->setProperty("role", "secondary");
    m_case->setObjectName("findCase");
    m_word->setObjectName("findWord");
    m_regex->setObjectName("findRegex");

    auto *next = arrow(this, "chevron-down", tr("Next match (F3)"));
    auto *previous = arrow(this, "chevron-up", tr("Previous match (Shift+F3)"));
    auto *close = arrow(this, "close", tr("Close"));
    auto *findRow = new QHBoxLayout;
    findRow->setSpacing(4);
    findRow->addWidget(m_term, 1);
    for (QToolButton *button : {m_case, m_word, m_regex, previous, next, close})
        findRow->addWidget(button);
    auto *replaceRow = new QHBoxLayout(m_replaceRow);
    replaceRow->setContentsMargins(0, 0, 0, 0);
    replaceRow->setSpacing(4);
    auto *one = new QPushButton(tr("Replace"), m_replaceRow);
    one->setObjectName("replaceOne");
    auto *all = new QPushButton(tr("Replace all"), m_replaceRow);
    all->setObjectName("replaceAll");
    replaceRow->addWidget(m_with, 1);
    replaceRow->addWidget(one);
    replaceRow->addWidget(all);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    layout->addLayout(findRow);
    layout->addWidget(m_replaceRow);
    layout->addWidget(m_count);

    connect(m_term, &QLineEdit::textChanged, this, &FindBar::onTermsChanged);
    for (QToolButton *button : {m_case, m_word, m_regex})
        connect(button, &QToolButton::toggled, this, &FindBar::onTermsChanged);
    connect(next, &QToolButton::clicked, this, [this] { step(true); });
    connect(previous, &QToolButton::clicked, this, [this] { step(false); });
    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        if (m_editor)
            m_editor->setFocus();
    });
    connect(one, &QPushButton::clicked, this, &FindBar::replaceOne);
    connect(all, &QPushButton::clicked, this, &FindBar::replaceAll);
}

void FindBar::open(CodeEditor *editor, bool withReplace)
{
    setEditor(editor);
    m_replaceRow->setVisible(withReplace);
    show();
    const QString selected = editor->selectedText();
    if (!selected.isEmpty() && !selected.contains('\n'))
        m_term->setText(selected);
    m_term->selectAll();
    m_term->setFocus();
    search();
}

void FindBar::setEditor(CodeEditor *editor)
{
    m_editor = editor;
}

SearchTerms FindBar::terms() const
{
    return {m_term->text().toStdString(),
            m_case->isChecked(),
            m_word->isChecked(),
            m_regex->isChecked()};
}

void FindBar::onTermsChanged()
{
    m_search = TextSearch(terms());
    search();
}

std::vector<Match> FindBar::matches()
{
    if (!m_editor)
        return {};
    m_editor->flush();
    m_text = m_editor->contents();
    std::vector<Match> found = m_search.findAll(m_text);
    m_found = found.size();
    return found;
}

void FindBar::search()
{
    const std::vector<Match> found = matches();
    if (found.empty()) {
        showCount(0);
        return;
    }
    const std::size_t from = m_editor->selected().first;
    auto it = std::find_if(found.begin(), found.end(), [from](const Match &match) {
        return match.begin >= from;
    });
    if (it == found.end())
        it = found.begin();
    m_editor->select(it->begin, it->end);
    showCount(static_cast<std::size_t>(it - found.begin()) + 1);
}

void FindBar::step(bool forward)
{
    const std::vector<Match> found = matches();
    if (found.empty()) {
        showCount(0);
        return;
    }
    const auto [begin, end] = m_editor->selected();
    std::size_t at = 0;
    if (forward) {
        const auto it = std::find_if(found.begin(), found.end(), [&](const Match &match) {
            return match.begin >= end;
        });
        at = it == found.end() ? 0 : static_cast<std::size_t>(it - found.begin());
    } else {
        const auto it = std::find_if(found.rbegin(), found.rend(), [&](const Match &match) {
            return match.end <= begin;
        });
        at = static_cast<std::size_t>(found.rend() - (it == found.rend() ? found.rbegin() : it))
             - 1;
    }
    m_editor->select(found[at].begin, found[at].end);
    showCount(at + 1);
}

void FindBar::replaceOne()
{
    const std::vector<Match> found = matches();
    const auto selected = m_editor ? m_editor->selected() : std::pair<std::size_t, std::size_t>();
    const auto it = std::find_if(found.begin(), found.end(), [&](const Match &match) {
        return match.begin == selected.first && match.end == selected.second;
    });
    if (it != found.end() && !m_editor->isReadOnly()) {
        const std::string with = m_search.replacement(m_text, *it, m_with->text().toStdString());
        m_editor->replaceRange(it->begin, it->end, with);
        m_editor->setCaret(it->begin + with.size());
        m_editor->flush();
    }
    search();
}

void FindBar::replaceAll()
{
    const std::vector<Match> found = matches();
    if (found.empty() || m_editor->isReadOnly()) {
        showCount(0);
        return;
    }
    const std::string with = m_with->text().toStdString();
    std::string all; // from the first match to the last: one change, one step to undo
    std::size_t at = found.front().begin;
    for (const Match &match : found) {
        all.append(m_text, at, match.begin - at);
        all += m_search.replacement(m_text, match, with);
        at = match.end;
    }
    m_editor->replaceRange(found.front().begin, at, all);
    m_editor->flush();
    m_count->setText(tr("Replaced: %1").arg(found.size()));
}

void FindBar::showCount(std::size_t current)
{
    if (!m_search.problem().empty())
        m_count->setText(QString::fromStdString(m_search.problem()));
    else if (m_term->text().isEmpty())
        m_count->clear();
    else if (m_found == 0)
        m_count->setText(tr("No matches"));
    else
        m_count->setText(tr("%1 of %2").arg(current).arg(m_found));
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) {
        hide();
        if (m_editor)
            m_editor->setFocus();
    } else if (isReturn && m_with->hasFocus()) {
        replaceOne();
    } else if (isReturn) {
        step(!(event->modifiers() & Qt::ShiftModifier));
    } else {
        QFrame::keyPressEvent(event);
    }
}

} // namespace postern::widgets
