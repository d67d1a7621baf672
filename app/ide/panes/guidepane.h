// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/home/guide.h"

#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QStackedWidget;
class QTextEdit;
class QToolButton;

namespace postern::ide {

/// The guide: a page of it, or the list of its sections, all or those with some words. Nothing of it
/// comes from elsewhere.
class GuidePane final : public QWidget
{
    Q_OBJECT

public:
    /// `read` is asked for the guide when it is first to be seen.
    explicit GuidePane(std::function<Guide()> read, QWidget *parent = nullptr);

    /// Shows the section for the first of the topics that there is one for; the list where there is
    /// none.
    void showTopic(const QStringList &topics);
    void showContents();
    /// The title of the section that is shown; empty while the list is.
    QString shownSection() const { return m_shown; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void readOnce();
    void showSection(std::size_t section);
    void fillList();
    void renderPage();

    std::function<Guide()> m_read; ///< null once it was asked
    Guide m_guide;
    QLineEdit *const m_search;     // child of this
    QToolButton *const m_contents; // child of this
    QStackedWidget *const m_views; // child of this
    QListWidget *const m_list;     // child of m_views
    QTextEdit *const m_text;       // child of m_views
    std::size_t m_page = 0;
    QString m_shown;
};

} // namespace postern::ide
