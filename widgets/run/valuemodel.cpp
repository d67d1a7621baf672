// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/valuemodel.h"

#include "engine/base/pyrepr.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"

#include <algorithm>
#include <vector>

namespace postern::widgets {

namespace {

constexpr std::size_t kPage = 200;
constexpr qsizetype kLongestName = 200; // of what is seen; it is cut further by the column
constexpr std::size_t kTipBytes = 1'000;

bool isList(const Value &value)
{
    return value.isList() || value.kind() == Value::Kind::Tuple;
}

std::size_t childCount(const Value &value)
{
    if (value.isDict())
        return value.asDict().size();
    return isList(value) ? value.asList().size() : 0;
}

QString name(const Value &key)
{
    return QString::fromStdString(key.isString() ? key.asString() : py::repr(key));
}

const QColor &colour(const Value &value)
{
    const theme::Tokens &tokens = theme::current();
    switch (value.kind()) {
    case Value::Kind::String:
        return tokens.pause;
    case Value::Kind::Null:
    case Value::Kind::Bool:
        return tokens.cache;
    case Value::Kind::Int:
    case Value::Kind::BigInt:
    case Value::Kind::Double:
        return tokens.ok;
    default:
        return tokens.text3;
    }
}

} // namespace

struct ValueModel::Item
{
    Item *parent = nullptr;
    int row = 0;
    QString name;
    QString path;
    Value value;
    std::vector<std::unique_ptr<Item>> children; // those made so far
};

ValueModel::ValueModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Item>())
{}

ValueModel::~ValueModel() = default;

void ValueModel::setValue(const Value &value)
{
    beginResetModel();
    m_root = std::make_unique<Item>();
    const bool isTree = value.isDict() || isList(value);
    m_root->value = isTree || value.isNull() ? value : Value(List{value});
    load(*m_root, kPage);
    if (!isTree && !m_root->children.empty()) {
        m_root->children.front()->name = QString::fromStdString(value.typeName());
        m_root->children.front()->path.clear();
    }
    endResetModel();
}

void ValueModel::load(Item &item, std::size_t count)
{
    const std::size_t end = std::min(childCount(item.value), item.children.size() + count);
    for (std::size_t row = item.children.size(); row < end; ++row) {
        auto child = std::make_unique<Item>();
        child->parent = &item;
        child->row = static_cast<int>(row);
        if (item.value.isDict()) {
            const auto &[key, member]
                = item.value.asDict().begin()[static_cast<std::ptrdiff_t>(row)];
            child->name = name(key);
            child->path = item.path.isEmpty() ? child->name : item.path + '.' + child->name;
            child->value = member;
        } else {
            child->name = QStringLiteral("[%1]").arg(row);
            child->path = item.path + child->name;
            child->value = item.value.asList()[row];
        }
        item.children.push_back(std::move(child));
    }
}

ValueModel::Item *ValueModel::item(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Item *>(index.internalPointer()) : m_root.get();
}

QModelIndex ValueModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, item(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex ValueModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    Item *above = item(child)->parent;
    return above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

int ValueModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(item(parent)->children.size());
}

int ValueModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool ValueModel::hasChildren(const QModelIndex &parent) const
{
    return parent.column() <= 0 && childCount(item(parent)->value) > 0;
}

bool ValueModel::canFetchMore(const QModelIndex &parent) const
{
    const Item *above = item(parent);
    return parent.column() <= 0 && above->children.size() < childCount(above->value);
}

void ValueModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Item *above = item(parent);
    const std::size_t begin = above->children.size();
    const std::size_t end = std::min(childCount(above->value), begin + kPage);
    beginInsertRows(parent, static_cast<int>(begin), static_cast<int>(end) - 1);
    load(*above, kPage);
    endInsertRows();
}

QVariant ValueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Item *row = item(index);
    const bool isName = index.column() == Name;
    switch (role) {
    case Qt::DisplayRole:
        if (isName)
            return theme::shortened(row->name, kLongestName);
        return isEdited(index) ? tr("edited · %1").arg(summary(row->value)) : summary(row->value);
    case Qt::DecorationRole:
        return !isName && isEdited(index)
                   ? QVariant(theme::icon(QStringLiteral("edit"), &theme::Tokens::accent))
                   : QVariant();
    case Qt::ToolTipRole:
        return theme::plainToolTip(isName ? row->path : beginning(row->value, kTipBytes));
    case Qt::ForegroundRole:
        return isName ? QVariant() : QVariant(colour(row->value));
    case Qt::FontRole:
        return isName ? QVariant() : QVariant(theme::monoFont(11));
    case PathRole:
        return row->path;
    case CountRole:
        return static_cast<qulonglong>(childCount(row->value));
    case TextRole:
        return fullText(row->value);
    default:
        return {};
    }
}

QVariant ValueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

Value ValueModel::value(const QModelIndex &index) const
{
    return item(index)->value;
}

Value ValueModel::wholeWith(const QModelIndex &index, Value value) const
{
    for (const Item *row = item(index); row->parent != nullptr; row = row->parent) {
        const Value &above = row->parent->value;
        const auto place = static_cast<std::size_t>(row->row);
        if (above.isDict()) {
            Dict members = above.asDict();
            members.set((members.begin() + static_cast<std::ptrdiff_t>(place))->first,
                        std::move(value));
            value = Value(std::move(members));
        } else if (row->parent == m_root.get() && row->path.isEmpty()) {
            return value; // a single value stands in a list of the model's own
        } else {
            List items = above.asList();
            items[place] = std::move(value);
            value = above.kind() == Value::Kind::Tuple ? Value(Tuple{std::move(items)})
                                                       : Value(std::move(items));
        }
    }
    return value;
}

void ValueModel::setEdited(const QStringList &names)
{
    if (m_edited == names)
        return;
    m_edited = names;
    if (rowCount() > 0)
        emit dataChanged(index(0, Content), index(rowCount() - 1, Content));
}

bool ValueModel::isEdited(const QModelIndex &index) const
{
    return index.isValid() && !index.parent().isValid() && m_edited.contains(item(index)->name);
}

} // namespace postern::widgets
