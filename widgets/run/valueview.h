// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/value.h"

#include <QWidget>

#include <array>
#include <optional>

class QHBoxLayout;
class QModelIndex;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace postern::widgets {

class RenderedPage;
class TextPage;
class ValueModel;

/// Shows a value as it is read, as a tree, or as its raw text; copies the value or the path of a
/// row. Double-clicked, a part of it opens in a window of its own.
class ValueView final : public QWidget
{
    Q_OBJECT

public:
    enum class Form { Rendered, Tree, Raw };

    /// `first` is how a dict or list is shown until the user chooses; a single value is read.
    explicit ValueView(QWidget *parent = nullptr, Form first = Form::Tree);

    void setValue(const Value &value);
    /// What the value is of, for the title of a window that shows it large.
    void setTitle(const QString &title) { m_title = title; }
    void showForm(Form form);
    /// Shows the raw text and selects the next place of the words, or the one before.
    bool findText(const QString &words, bool backward);
    /// Whether a part of it is edited, and not only shown large, when it is double-clicked.
    void setEditable(bool isEditable);
    /// These of the outermost names were edited by hand, and can be taken back.
    void setEdited(const QStringList &names);
    /// The value is in a window of its own already.
    void setLarge();

signals:
    /// The user wants this whole value in its place.
    void edited(const postern::Value &whole);
    /// What was edited is to be as it was.
    void revertWanted();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *addButton(const QString &text, QHBoxLayout *row);
    void buildTree();
    void fillTree();
    void fitNames();
    void open(const QString &name, const Value &value);
    void edit(const QModelIndex &index);
    void showMenu(const QPoint &position);

    Value m_value;
    QString m_title;
    const Form m_first;
    std::optional<Form> m_chosen;
    ValueModel *const m_model;       // child of this
    RenderedPage *const m_rendered;  // child of this
    QTreeView *const m_tree;         // child of this
    TextPage *const m_raw;           // child of this
    QStackedWidget *const m_stack;   // child of this
    QToolButton *m_open = nullptr;   // child of this
    QToolButton *m_edit = nullptr;   // child of this
    QToolButton *m_revert = nullptr; // child of this
    bool m_isEditable = false;
    std::array<QToolButton *, 3> m_forms{}; // children of this, by Form
};

} // namespace postern::widgets
