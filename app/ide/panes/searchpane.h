// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "app/ide/editing/foldersearch.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <atomic>
#include <functional>
#include <memory>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace postern::flow {
struct FolderEdit;
} // namespace postern::flow

namespace postern::widgets {
class PlaceList;
} // namespace postern::widgets

namespace postern::ide {

class Document;

/// Finds a text in all files of the open folder, unsaved changes counted, and replaces it in them as
/// one step to undo. What would become of each place is shown before, and each can be left out.
class SearchPane final : public QWidget
{
    Q_OBJECT

public:
    explicit SearchPane(QWidget *parent = nullptr);
    ~SearchPane() override;

    void setDocument(Document *document);
    /// Gets ready to look for this, or, if it is empty, for what was looked for last.
    void begin(const QString &text);
    /// Looks for what another pane, of another language, has looked for.
    void takeOver(const SearchPane &old);

signals:
    /// What was typed in editors and isn't told of yet comes first.
    void aboutToLook();
    void placeChosen(const QString &path, int line, int column);
    void failed(const QString &title, const QString &reason);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeForm();
    QToolButton *toggle(const char *name, const QString &text, const QString &tip);
    /// Once the user pauses.
    void lookSoon();
    void look();
    void take(FolderFindings findings);
    void showSummary();
    void replace();
    /// What is chosen, as it stands in the files now. Throws Error where a file is another by now.
    flow::FolderEdit chosenEdit() const;
    bool isReplacing() const;

    QPointer<Document> m_document;
    QBoxLayout *const m_layout;       // owned by this
    QLineEdit *const m_term;          // child of this
    QLineEdit *const m_with;          // child of this
    QLineEdit *const m_names;         // child of this
    QToolButton *const m_case;        // child of this
    QToolButton *const m_word;        // child of this
    QToolButton *const m_regex;       // child of this
    QToolButton *const m_replaces;    // child of this
    QPushButton *const m_replace;     // child of this
    QLabel *const m_summary;          // child of this
    widgets::PlaceList *const m_list; // child of this
    QTimer m_pause;
    BackgroundTask m_search;
    std::shared_ptr<std::atomic<bool>> m_isStopped;
    FolderSearch m_searched; ///< what m_findings are of
    FolderFindings m_findings;
};

} // namespace postern::ide
