// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/graph/graphmodel.h"

#include <QAbstractTableModel>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

namespace postern::ide {

class FolderState;

/// Where a run is to stop, or to write a line of text in passing.
struct Breakpoint
{
    enum class Kind {
        Node,           ///< before or after `node`
        Edge,           ///< a value of `from` arrives at `node`
        Error,          ///< a node failed
        Schema,         ///< an output isn't of the type, or of the schema, that is declared
        Tokens,         ///< a node took more tokens than `tokens`
        EmptyRetrieval, ///< a search found nothing
        Line            ///< a line of a Python file is about to run
    };

    Kind kind = Kind::Node;
    QString node{};
    QString from{};       ///< a node, or the inputs' box
    bool isAfter = false; ///< the node has run
    QString condition{};  ///< Jinja, of Line Python; empty: always
    int hits = 0;         ///< from that visit on; 0: from the first
    QString log{};        ///< a template: is written in place of a stop
    int tokens = 0;
    bool isEnabled = true;
    QString file{}; ///< of Line: relative to the flow's folder
    int line = 0;   ///< of Line, from 1

    /// What it is about is the same.
    bool isAtPlaceOf(const Breakpoint &other) const;
    bool operator==(const Breakpoint &) const = default;
};

/// The breakpoints of the open folder, as rows: what it is about, and how. They are of the session,
/// not of the flow's files, and remembered for the folder. One of a node that is gone stays, without
/// effect, and is there again when that comes back.
class Breakpoints final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Place, Note, ColumnCount };

    explicit Breakpoints(FolderState &state, QObject *parent = nullptr);

    /// Those that were remembered of the folder that is open now.
    void open();
    /// The nodes that the flow has now, in its order: a breakpoint follows a node that is renamed,
    /// also where that is undone.
    void follow(const graph::GraphModel &graph);
    /// The words are those of another language.
    void translate();

    const std::vector<Breakpoint> &all() const { return m_all; }
    const Breakpoint &at(int row) const { return m_all[static_cast<std::size_t>(row)]; }
    /// The row of one that is about the same.
    std::optional<int> find(const Breakpoint &place) const;
    /// Whether what it is about is in the flow.
    bool isThere(const Breakpoint &breakpoint) const;

    /// In place of one that is about the same.
    void put(const Breakpoint &breakpoint);
    void remove(int row);
    void clear();
    /// Takes away what is there, or puts a plain one.
    void toggle(const Breakpoint &place);
    void toggleNode(const QString &node);
    /// How the lines of a file wear theirs, in order.
    std::vector<std::pair<int, graph::Breakpoint>> linesOf(const QString &file) const;
    /// The breakpoints of a file stand at these lines now, in their order: as many.
    void moveLines(const QString &file, const std::vector<int> &lines);
    void setEnabled(int row, bool isEnabled);
    /// All of them; enables them when all are disabled.
    void toggleAll();

    /// How the node wears its breakpoints.
    graph::Breakpoint markOf(const QString &node) const;
    /// How they stop there, a line for each.
    QString textOf(const QString &node) const;
    /// How the link does.
    graph::Breakpoint markOf(const graph::GraphEdge &edge) const;
    /// "before, if score > 3, from the 2nd visit": how it stops.
    static QString noteOf(const Breakpoint &breakpoint);
    /// What it is about.
    static QString placeOf(const Breakpoint &breakpoint);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    /// There are others, or what the flow has of them is other.
    void changed();
    /// The flow's node `from` is called `to` now.
    void renamed(const QString &from, const QString &to);

private:
    void keep();
    void tellAll();
    void rename(const QString &from, const QString &to);

    FolderState &m_state;
    std::vector<Breakpoint> m_all;
    QStringList m_nodes; ///< of the flow, with the boxes
};

} // namespace postern::ide
