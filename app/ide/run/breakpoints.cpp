// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/run/breakpoints.h"

#include "app/ide/home/folderstate.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

namespace postern::ide {

using Kind = Breakpoint::Kind;

namespace {

const QString kBreakpointsKey = QStringLiteral("breakpoints");
constexpr qsizetype kMostKept = 1000;

constexpr std::array kKindNames{std::pair{Kind::Node, "node"},
                                std::pair{Kind::Edge, "edge"},
                                std::pair{Kind::Error, "error"},
                                std::pair{Kind::Schema, "schema"},
                                std::pair{Kind::Tokens, "tokens"},
                                std::pair{Kind::EmptyRetrieval, "empty"},
                                std::pair{Kind::Line, "line"}};

QJsonObject toJson(const Breakpoint &breakpoint)
{
    const auto *const name = std::ranges::find(kKindNames, breakpoint.kind, [](const auto &pair) {
        return pair.first;
    });
    QJsonObject json{{"kind", QLatin1String(name->second)}, {"enabled", breakpoint.isEnabled}};
    const auto set = [&json](const char *key, const QString &text) {
        if (!text.isEmpty())
            json.insert(QLatin1String(key), text);
    };
    set("node", breakpoint.node);
    set("from", breakpoint.from);
    set("condition", breakpoint.condition);
    set("log", breakpoint.log);
    set("file", breakpoint.file);
    if (breakpoint.line > 0)
        json.insert(QStringLiteral("line"), breakpoint.line);
    if (breakpoint.isAfter)
        json.insert(QStringLiteral("after"), true);
    if (breakpoint.hits > 0)
        json.insert(QStringLiteral("hits"), breakpoint.hits);
    if (breakpoint.tokens > 0)
        json.insert(QStringLiteral("tokens"), breakpoint.tokens);
    return json;
}

/// Nothing for what isn't one.
std::optional<Breakpoint> breakpointFrom(const QJsonObject &json)
{
    const QString kind = json.value(QStringLiteral("kind")).toString();
    const auto *const name = std::ranges::find(kKindNames, kind, [](const auto &pair) {
        return QLatin1String(pair.second);
    });
    if (name == kKindNames.end())
        return {};
    const auto text = [&json](const char *key) { return json.value(QLatin1String(key)).toString(); };
    Breakpoint breakpoint{.kind = name->first,
                          .node = text("node"),
                          .from = text("from"),
                          .isAfter = json.value(QStringLiteral("after")).toBool(),
                          .condition = text("condition"),
                          .hits = std::max(0, json.value(QStringLiteral("hits")).toInt()),
                          .log = text("log"),
                          .tokens = std::max(0, json.value(QStringLiteral("tokens")).toInt()),
                          .isEnabled = json.value(QStringLiteral("enabled")).toBool(true),
                          .file = text("file"),
                          .line = json.value(QStringLiteral("line")).toInt()};
    const bool needsNode = breakpoint.kind == Kind::Node || breakpoint.kind == Kind::Edge;
    const bool isWhole = (!needsNode || !breakpoint.node.isEmpty())
                         && (breakpoint.kind != Kind::Edge || !breakpoint.from.isEmpty())
                         && (breakpoint.kind != Kind::Line
                             || (!breakpoint.file.isEmpty() && breakpoint.line > 0));
    return isWhole ? std::optional(breakpoint) : std::nullopt;
}

graph::Breakpoint markFor(const Breakpoint &breakpoint)
{
    if (!breakpoint.isEnabled)
        return graph::Breakpoint::Disabled;
    if (!breakpoint.log.isEmpty())
        return graph::Breakpoint::Logpoint;
    if (!breakpoint.condition.isEmpty() || breakpoint.hits > 0)
        return graph::Breakpoint::Conditional;
    return graph::Breakpoint::Enabled;
}

/// Of several at one place the one that stops most surely.
graph::Breakpoint stronger(graph::Breakpoint one, graph::Breakpoint other)
{
    constexpr std::array kOrder{graph::Breakpoint::Enabled,
                                graph::Breakpoint::Conditional,
                                graph::Breakpoint::Logpoint,
                                graph::Breakpoint::Disabled,
                                graph::Breakpoint::None};
    return std::ranges::find(kOrder, one) <= std::ranges::find(kOrder, other) ? one : other;
}

QString placeName(const QString &id)
{
    if (id == graph::kInputsId)
        return Breakpoints::tr("inputs");
    return id == graph::kOutputsId ? Breakpoints::tr("outputs") : id;
}

QString iconOf(const Breakpoint &breakpoint)
{
    switch (breakpoint.kind) {
    case Kind::Edge:
        return QStringLiteral("link");
    case Kind::Node:
    case Kind::Line:
        return breakpoint.log.isEmpty() ? QStringLiteral("breakpoint")
                                        : QStringLiteral("file-text");
    default:
        return QStringLiteral("warning");
    }
}

} // namespace

bool Breakpoint::isAtPlaceOf(const Breakpoint &other) const
{
    return kind == other.kind && node == other.node && from == other.from && file == other.file
           && line == other.line && (kind != Kind::Node || isAfter == other.isAfter);
}

Breakpoints::Breakpoints(FolderState &state, QObject *parent)
    : QAbstractTableModel(parent)
    , m_state(state)
{}

void Breakpoints::open()
{
    beginResetModel();
    m_all.clear();
    m_nodes.clear();
    const QJsonArray kept = m_state.value(kBreakpointsKey).toArray();
    for (const auto &json : kept) {
        const std::optional<Breakpoint> breakpoint = breakpointFrom(json.toObject());
        if (breakpoint && std::ssize(m_all) < kMostKept && !find(*breakpoint))
            m_all.push_back(*breakpoint);
    }
    endResetModel();
    emit changed();
}

void Breakpoints::follow(const graph::GraphModel &graph)
{
    QStringList now;
    now.reserve(static_cast<qsizetype>(graph.nodes.size()));
    for (const graph::GraphNode &node : graph.nodes)
        now.append(node.id);
    if (now == m_nodes)
        return;
    const QStringList before = std::exchange(m_nodes, now);
    const auto [old, another] = std::ranges::mismatch(before, now);
    const bool isRename = before.size() == now.size() && old != before.end()
                          && std::equal(old + 1, before.end(), another + 1, now.end())
                          && !before.contains(*another) && !now.contains(*old);
    if (isRename)
        rename(*old, *another);
    else
        tellAll();
}

void Breakpoints::rename(const QString &from, const QString &to)
{
    for (Breakpoint &breakpoint : m_all) {
        for (QString *name : {&breakpoint.node, &breakpoint.from}) {
            if (*name == from)
                *name = to;
        }
    }
    keep();
    emit renamed(from, to);
    tellAll();
}

void Breakpoints::translate()
{
    tellAll();
}

std::optional<int> Breakpoints::find(const Breakpoint &place) const
{
    const auto it = std::ranges::find_if(m_all, [&place](const Breakpoint &breakpoint) {
        return breakpoint.isAtPlaceOf(place);
    });
    return it == m_all.end() ? std::nullopt : std::optional(static_cast<int>(it - m_all.begin()));
}

bool Breakpoints::isThere(const Breakpoint &breakpoint) const
{
    return (breakpoint.node.isEmpty() || m_nodes.contains(breakpoint.node))
           && (breakpoint.from.isEmpty() || m_nodes.contains(breakpoint.from));
}

void Breakpoints::put(const Breakpoint &breakpoint)
{
    if (const std::optional<int> row = find(breakpoint)) {
        m_all[static_cast<std::size_t>(*row)] = breakpoint;
        keep();
        return tellAll();
    }
    const int row = static_cast<int>(m_all.size());
    beginInsertRows({}, row, row);
    m_all.push_back(breakpoint);
    endInsertRows();
    keep();
    emit changed();
}

void Breakpoints::remove(int row)
{
    beginRemoveRows({}, row, row);
    m_all.erase(m_all.begin() + row);
    endRemoveRows();
    keep();
    emit changed();
}

void Breakpoints::clear()
{
    beginResetModel();
    m_all.clear();
    endResetModel();
    keep();
    emit changed();
}

void Breakpoints::toggle(const Breakpoint &place)
{
    if (const std::optional<int> row = find(place))
        remove(*row);
    else
        put(place);
}

void Breakpoints::toggleNode(const QString &node)
{
    bool isAny = false;
    for (int row = rowCount() - 1; row >= 0; --row) {
        const Breakpoint &breakpoint = at(row);
        if (breakpoint.kind != Kind::Node || breakpoint.node != node)
            continue;
        isAny = true;
        remove(row);
    }
    if (!isAny)
        put({.node = node});
}

void Breakpoints::setEnabled(int row, bool isEnabled)
{
    Breakpoint &breakpoint = m_all[static_cast<std::size_t>(row)];
    if (std::exchange(breakpoint.isEnabled, isEnabled) == isEnabled)
        return;
    keep();
    tellAll();
}

void Breakpoints::toggleAll()
{
    const bool isOn = std::ranges::any_of(m_all, &Breakpoint::isEnabled);
    for (Breakpoint &breakpoint : m_all)
        breakpoint.isEnabled = !isOn;
    keep();
    tellAll();
}

std::vector<std::pair<int, graph::Breakpoint>> Breakpoints::linesOf(const QString &file) const
{
    std::vector<std::pair<int, graph::Breakpoint>> lines;
    for (const Breakpoint &breakpoint : m_all) {
        if (breakpoint.kind == Kind::Line && breakpoint.file == file)
            lines.emplace_back(breakpoint.line, markFor(breakpoint));
    }
    std::ranges::sort(lines);
    return lines;
}

void Breakpoints::moveLines(const QString &file, const std::vector<int> &lines)
{
    std::vector<Breakpoint *> all;
    for (Breakpoint &breakpoint : m_all) {
        if (breakpoint.kind == Kind::Line && breakpoint.file == file)
            all.push_back(&breakpoint);
    }
    if (all.size() != lines.size())
        return;
    std::ranges::sort(all, {}, &Breakpoint::line);
    for (std::size_t at = 0; at < all.size(); ++at)
        all[at]->line = lines[at];
    keep();
    tellAll();
}

graph::Breakpoint Breakpoints::markOf(const QString &node) const
{
    auto mark = graph::Breakpoint::None;
    for (const Breakpoint &breakpoint : m_all) {
        if (breakpoint.kind == Kind::Node && breakpoint.node == node)
            mark = stronger(mark, markFor(breakpoint));
    }
    return mark;
}

QString Breakpoints::textOf(const QString &node) const
{
    QStringList lines;
    for (const Breakpoint &breakpoint : m_all) {
        if (breakpoint.kind == Kind::Node && breakpoint.node == node)
            lines.append(noteOf(breakpoint));
    }
    return lines.join('\n');
}

graph::Breakpoint Breakpoints::markOf(const graph::GraphEdge &edge) const
{
    auto mark = graph::Breakpoint::None;
    for (const Breakpoint &breakpoint : m_all) {
        if (breakpoint.kind == Kind::Edge && breakpoint.node == edge.to
            && breakpoint.from == edge.from)
            mark = stronger(mark, markFor(breakpoint));
    }
    return mark;
}

QString Breakpoints::placeOf(const Breakpoint &breakpoint)
{
    switch (breakpoint.kind) {
    case Kind::Node:
        return breakpoint.node;
    case Kind::Edge:
        return QStringLiteral("%1 → %2").arg(placeName(breakpoint.from), placeName(breakpoint.node));
    case Kind::Error:
        return tr("On any error");
    case Kind::Schema:
        return tr("On a value of another type");
    case Kind::Tokens:
        return tr("On more than %1 tokens").arg(breakpoint.tokens);
    case Kind::EmptyRetrieval:
        return tr("On a search that finds nothing");
    case Kind::Line:
        return QStringLiteral("%1:%2").arg(breakpoint.file).arg(breakpoint.line);
    }
    return {};
}

QString Breakpoints::noteOf(const Breakpoint &breakpoint)
{
    QStringList parts;
    if (breakpoint.kind == Kind::Node)
        parts.append(breakpoint.isAfter ? tr("after") : tr("before"));
    if (!breakpoint.condition.isEmpty())
        parts.append(tr("if %1").arg(breakpoint.condition));
    if (breakpoint.hits > 1)
        parts.append(tr("from visit %1 on").arg(breakpoint.hits));
    if (!breakpoint.log.isEmpty())
        parts.append(tr("log"));
    return parts.join(QStringLiteral(", "));
}

int Breakpoints::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_all.size());
}

int Breakpoints::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant Breakpoints::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Breakpoint &breakpoint = at(index.row());
    const bool isPlace = index.column() == Place;
    const bool counts = breakpoint.isEnabled && isThere(breakpoint);
    const bool isPlain = breakpoint.kind == Kind::Node || breakpoint.kind == Kind::Line;
    switch (role) {
    case Qt::DisplayRole:
        return isPlace ? placeOf(breakpoint) : noteOf(breakpoint);
    case Qt::CheckStateRole:
        if (isPlace)
            return breakpoint.isEnabled ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::DecorationRole:
        if (isPlace)
            return theme::icon(iconOf(breakpoint),
                               isPlain && counts ? &theme::Tokens::err : &theme::Tokens::text2);
        return {};
    case Qt::ForegroundRole:
        return isPlace && counts ? QVariant() : QVariant(theme::current().text3);
    case Qt::TextAlignmentRole:
        return isPlace ? QVariant() : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ToolTipRole: {
        QStringList lines{placeOf(breakpoint), noteOf(breakpoint), breakpoint.log};
        if (!isThere(breakpoint))
            lines.append(tr("The flow has no such place now."));
        lines.append(tr("Of this session: nothing of it is in the flow's files."));
        lines.removeAll(QString());
        return lines.join('\n');
    }
    default:
        return {};
    }
}

bool Breakpoints::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole)
        return false;
    setEnabled(index.row(), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags Breakpoints::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Place)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

void Breakpoints::tellAll()
{
    if (!m_all.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit changed();
}

void Breakpoints::keep()
{
    QJsonArray kept;
    for (const Breakpoint &breakpoint : m_all)
        kept.append(toJson(breakpoint));
    m_state.set(kBreakpointsKey, kept);
}

} // namespace postern::ide
