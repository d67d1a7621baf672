// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFileSystemWatcher>
#include <QWidget>

class QLabel;
class QSplitter;
class QTabWidget;

namespace postern::widgets {
class CodeView;
} // namespace postern::widgets

namespace postern::flow {
struct Node;
struct TextSpan;
} // namespace postern::flow

namespace postern::ide {

class Document;

/// The files being read: the flow's text and others in tabs, and below them the source of the
/// selected node.
class EditorPane final : public QWidget
{
    Q_OBJECT

public:
    explicit EditorPane(QWidget *parent = nullptr);

    /// Closes every tab and opens the flow's file.
    void setDocument(const Document *document);
    /// The flow's text has changed.
    void showText();
    /// Opens a file of the folder in a tab, or brings its tab to the front.
    void openFile(const QString &path);
    /// Tints the node's lines in the flow's text and shows its source below.
    void showNode(const flow::Node &node);
    void clearNode();
    /// Puts the caret in the node's source, or in its lines of the flow's text.
    void focusSource();
    /// Goes to a place of a file, relative to the flow folder, counted from 1.
    void goTo(const QString &file, int line, int column);

    widgets::CodeView *flowText() const { return m_flowText; }

private:
    widgets::CodeView *viewOf(const QString &path) const;
    void showFile(widgets::CodeView *view, const QString &path);
    void closeTab(int index);
    void reload(const QString &path);

    const Document *m_document = nullptr;
    QSplitter *const m_splitter;             // child of this
    QTabWidget *const m_tabs;                // child of this
    widgets::CodeView *m_flowText = nullptr; // child of this; the first tab
    QWidget *const m_sourcePane;             // child of this
    QLabel *const m_sourceName;              // child of this
    widgets::CodeView *const m_source;       // child of this
    QFileSystemWatcher m_watcher;
};

} // namespace postern::ide
