// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/authoring/nodechoice.h"
#include "app/ide/authoring/nodedraft.h"

#include <QFrame>

#include <optional>
#include <vector>

class QLabel;
class QLineEdit;
class QStandardItem;
class QStandardItemModel;
class QToolButton;
class QTreeView;

namespace postern::ide {

class NodeCatalog;

/// The search for a node to add, by keyboard alone: type to find, Enter adds, Shift+Enter wires it
/// too. A last word that finds nothing is the name of a new node: "llm answer". With a wire only what
/// can take it is offered, until the filter is removed. A popup: it goes away when something else is
/// clicked.
class AddNodeSearch final : public QFrame
{
    Q_OBJECT

public:
    /// `after` is what Shift+Enter wires, where there is no wire; empty: nothing.
    AddNodeSearch(NodeCatalog &catalog,
                  std::optional<Wire> wire,
                  const QString &after,
                  QWidget *parent);

    /// Comes up there, or as near as the screen lets it.
    void popUpAt(const QPoint &globalPosition);

signals:
    /// `name` is empty when none was typed; `isWired`: by Shift+Enter, or with a wire.
    void chosen(const postern::ide::NodeChoice &choice, const QString &name, bool isWired);
    /// What Enter would choose, null: nothing. Also told of what is current at first, once shown.
    void currentChanged(const postern::ide::NodeChoice *choice, const QString &name);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Found
    {
        const NodeChoice *choice;
        QString name;
    };

    void buildFields(const QString &prompt);
    void buildList();
    void take();
    void fill();
    void addSection(NodeChoice::Section section, const QString &title);
    std::optional<Found> find(const NodeChoice &choice, const QStringList &words) const;
    bool isLetThrough(const NodeChoice &choice) const;
    QString filledInput(const NodeChoice &choice) const;
    void step(int by);
    void tellCurrent();
    /// Null on a title, and while nothing is found.
    const Found *current() const;
    void setFiltered(bool isFiltered);
    void chooseCurrent(bool isWired);

    NodeCatalog &m_catalog;
    const std::optional<Wire> m_wire;
    const QString m_after;
    std::vector<NodeChoice> m_choices;
    std::vector<Found> m_found;       ///< as listed
    QLineEdit *const m_field;         // child of this
    QToolButton *const m_filter;      // child of this
    QTreeView *const m_list;          // child of this
    QStandardItemModel *const m_rows; // child of this
    QLabel *const m_keys;             // child of this
    bool m_isFiltered = false;
};

} // namespace postern::ide
