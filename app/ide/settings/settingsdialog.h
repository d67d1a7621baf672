// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/commands/keymap.h"

#include <QDialog>

#include <vector>

class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QScrollArea;
class QTreeWidget;
class QTreeWidgetItem;
class QVBoxLayout;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::ide {

class Session;

/// The user's settings, on one page that can be searched. Each takes effect at once. What both
/// programs go by is kept where `postern config` keeps it.
class SettingsDialog final : public QDialog
{
    Q_OBJECT

public:
    SettingsDialog(Session &session, const Actions &actions, QWidget *parent);

    /// Stands where another one stood that had other words.
    void takeOver(const SettingsDialog &old);

signals:
    void textScaleChosen(int percent);

private:
    struct Row
    {
        QString words; ///< what it is found by
        QWidget *widget;
        int section;
    };

    void addSection(const QString &title);
    void addRow(const QString &label, const QString &help, QWidget *field);
    void addGeneral();
    void addAppearance();
    void addRun();
    void addNetwork();
    void addKeys();
    void addStorage();
    QWidget *textField(const char *key, const QString &browse);
    void store(const char *key, QLineEdit *field);
    void search(const QString &text);

    QWidget *makeKeyEditor(QTreeWidget *table);
    void showKeys(QTreeWidget *table) const;
    void forgetFolders();

    Session &m_session;
    const Actions &m_actions;
    KeyMap m_keys;
    QLineEdit *const m_search;      // child of this
    QListWidget *const m_sections;  // child of this
    QScrollArea *const m_scroll;    // child of this
    theme::Prose *const m_problem;  // child of this
    QVBoxLayout *m_page = nullptr;  // of the scrolled widget
    std::vector<QLabel *> m_titles; // one for each section
    std::vector<Row> m_rows;
};

} // namespace postern::ide
