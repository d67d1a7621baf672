// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/error.h"
#include "engine/base/textedit.h"

#include <QPointer>
#include <QWidget>

#include <functional>
#include <optional>

class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace postern::widgets {
class CodeEditor;
class Strip;
} // namespace postern::widgets

namespace postern::ide {

class Buffer;
class DataView;
class Workspace;

/// An editor over a buffer, under a strip that says what stands between it and its file. A data set
/// can be shown as a table instead, which edits the same text.
class FileView final : public QWidget
{
    Q_OBJECT

public:
    explicit FileView(QWidget *parent = nullptr);
    ~FileView() override;

    /// Shows another file; nothing: none.
    void setBuffer(Workspace *workspace, Buffer *buffer);
    Buffer *buffer() const { return m_buffer; }
    widgets::CodeEditor *editor() const { return m_editor; }

    /// Shows the text, or the rows of a data set.
    void showTable(bool isWanted);
    bool isTable() const;

    /// Saving has failed; said until it works.
    void showFailure(const Error &error);

signals:
    void saveWanted(postern::ide::Buffer *buffer);
    void saveAsWanted(postern::ide::Buffer *buffer);
    void compareWanted(postern::ide::Buffer *buffer);
    /// A menu is asked for at this place of the editor.
    void menuWanted(const QPoint &at);
    /// Something the strip offered can't be done.
    void failed(const QString &title, const QString &reason);

private:
    void onEdited(const TextEdit &edit, const QObject *source);
    void onStateChanged();
    void showStrip();
    void offerTable();
    void fillTable();
    bool showTrouble();
    bool showRemark();
    bool makeWritable(Buffer *buffer);
    widgets::Strip *makeStrip(const char *name,
                              bool isError,
                              const QString &title,
                              const QString &text);
    void addButton(widgets::Strip *strip, const QString &text, const std::function<void()> &action);

    QPointer<Workspace> m_workspace;
    QPointer<Buffer> m_buffer;
    widgets::CodeEditor *const m_editor; // child of this
    QVBoxLayout *const m_layout;         // owned by this
    QStackedWidget *const m_pages;       // child of this: the editor, and a table if need be
    QWidget *m_switch = nullptr;         // child of this: between text and table
    QToolButton *m_asText = nullptr;     // of m_switch
    QToolButton *m_asTable = nullptr;    // of m_switch
    DataView *m_table = nullptr;         // of m_pages, once it was asked for
    widgets::Strip *m_strip = nullptr;   // child of this
    std::optional<Error> m_failure;
    bool m_isRemarkHidden = false;
};

} // namespace postern::ide
