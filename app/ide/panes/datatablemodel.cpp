// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/datatablemodel.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"

#include <QThreadPool>

#include <algorithm>
#include <optional>
#include <utility>

namespace postern::ide {

namespace {

constexpr std::size_t kPageRows = 200;
constexpr std::size_t kMostPagesHeld = 20;
constexpr qsizetype kMostColumns = 200;
constexpr qsizetype kMostInCell = 200;
constexpr qsizetype kMostInTip = 2000;

std::optional<Value> valueOf(std::string_view json)
{
    try {
        return json::parse(json);
    } catch (const Error &) {
        return {};
    }
}

std::string literalOf(const Value &value)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    return json::write(value, options);
}

QString fromBytes(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

} // namespace

DataTableModel::DataTableModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void DataTableModel::showText(Text text, bool isList, bool isEditable)
{
    m_text = std::move(text);
    m_file.clear();
    m_isList = isList;
    m_isEditable = isEditable;
    start();
}

void DataTableModel::showFile(const QString &path)
{
    m_text = nullptr;
    m_file = path;
    m_isList = false;
    m_isEditable = false;
    start();
}

void DataTableModel::start()
{
    beginResetModel();
    m_reading.cancel();
    m_rows.clear();
    m_pages.clear();
    m_columns.clear();
    m_wanted.clear();
    m_end = 0;
    m_next = 0;
    m_fileRows = 0;
    m_hasAll = false;
    m_parsedRow = -1;
    if (m_text) {
        RowPage first = nextOfText(0, kPageRows);
        for (const RowSpan &row : first.rows) {
            for (const QString &name : namesOf(m_text().substr(row.begin, row.size))) {
                if (m_columns.size() < kMostColumns)
                    m_columns.append(name);
            }
        }
        m_rows = std::move(first.rows);
        m_end = first.end;
        m_hasAll = first.end >= m_text().size();
    }
    endResetModel();
    if (m_text)
        emit rowsRead({});
    else
        fetchMore({});
}

RowPage DataTableModel::nextOfText(std::size_t at, std::size_t most) const
{
    return m_isList ? nextElements(m_text(), at, most) : nextLines(m_text(), at, most);
}

void DataTableModel::refresh()
{
    if (!m_text)
        return;
    const std::size_t before = m_rows.size();
    RowPage page = nextOfText(0, std::max(before, kPageRows));
    m_parsedRow = -1;
    const bool isAll = page.end >= m_text().size();
    if (page.rows.size() != before || isAll != m_hasAll) {
        start();
        while (m_rows.size() < before && !m_hasAll)
            fetchMore({});
        return;
    }
    m_rows = std::move(page.rows);
    m_end = page.end;
    QStringList names;
    for (const RowSpan &row : m_rows)
        names += namesOf(m_text().substr(row.begin, row.size));
    addColumns(names);
    if (!m_rows.empty() && !m_columns.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

QStringList DataTableModel::namesOf(std::string_view row) const
{
    QStringList names;
    for (const RowMember &member : membersOf(row)) {
        if (const QString name = QString::fromStdString(member.key); !m_columns.contains(name))
            names.append(name);
    }
    return names;
}

void DataTableModel::addColumns(const QStringList &names)
{
    QStringList fresh;
    for (const QString &name : names) {
        if (!m_columns.contains(name) && !fresh.contains(name)
            && m_columns.size() + fresh.size() < kMostColumns)
            fresh.append(name);
    }
    if (fresh.isEmpty())
        return;
    // Where there is none, one stands for rows that are no objects: that is the first from now on.
    if (m_columns.isEmpty()) {
        m_columns.append(fresh.takeFirst());
        emit headerDataChanged(Qt::Horizontal, 0, 0);
    }
    if (fresh.isEmpty())
        return;
    const int first = static_cast<int>(m_columns.size());
    beginInsertColumns({}, first, first + static_cast<int>(fresh.size()) - 1);
    m_columns += fresh;
    endInsertColumns();
}

bool DataTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_hasAll && !m_reading.isRunning();
}

void DataTableModel::fetchMore(const QModelIndex &)
{
    if (m_hasAll)
        return;
    if (!m_text) {
        if (!m_file.isEmpty() && !m_reading.isRunning())
            readPage(m_next, m_pages.size());
        return;
    }
    const RowPage page = nextOfText(m_end, kPageRows);
    QStringList names;
    for (const RowSpan &row : page.rows)
        names += namesOf(m_text().substr(row.begin, row.size));
    addColumns(names);
    if (!page.rows.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(page.rows.size()) - 1);
        m_rows.insert(m_rows.end(), page.rows.begin(), page.rows.end());
        endInsertRows();
    }
    m_end = page.end;
    m_hasAll = page.end >= m_text().size();
    emit rowsRead({});
}

void DataTableModel::readPage(qint64 from, std::size_t index)
{
    m_reading.startBlocking(
        *QThreadPool::globalInstance(),
        [path = m_file, from] { return readRows(path, from, kPageRows); },
        [this, from, index](Outcome<FilePage> outcome) {
            if (outcome.value)
                takePage(index, from, std::move(*outcome.value));
        });
}

void DataTableModel::takePage(std::size_t index, qint64 from, FilePage page)
{
    m_parsedRow = -1;
    const QString problem = page.problem;
    if (index < m_pages.size()) { // once more
        Page &known = m_pages[index];
        page.rows.resize(known.count);
        known.rows = std::move(page.rows);
        if (known.count > 0 && !m_columns.isEmpty())
            emit dataChanged(this->index(known.firstRow, 0),
                             this->index(known.firstRow + static_cast<int>(known.count) - 1,
                                         columnCount() - 1));
    } else {
        QStringList names;
        for (const std::string &row : page.rows)
            names += namesOf(row);
        addColumns(names);
        m_next = page.next;
        m_hasAll = page.isLast;
        if (const auto count = static_cast<int>(page.rows.size()); count > 0) {
            beginInsertRows({}, m_fileRows, m_fileRows + count - 1);
            m_pages.push_back(
                {from, m_fileRows, std::move(page.rows), static_cast<std::size_t>(count)});
            m_fileRows += count;
            endInsertRows();
        }
        // Those that were read first are the farthest away.
        if (m_pages.size() > kMostPagesHeld)
            m_pages[m_pages.size() - 1 - kMostPagesHeld].rows.clear();
    }
    if (!m_wanted.empty()) {
        const std::size_t wanted = m_wanted.back();
        m_wanted.clear(); // who still needs another one asks again
        std::size_t held = 0;
        for (Page &each : m_pages) {
            held += each.rows.empty() ? 0 : 1;
            if (held > kMostPagesHeld)
                each.rows.clear();
        }
        readPage(m_pages[wanted].begin, wanted);
    }
    emit rowsRead(problem);
}

std::string_view DataTableModel::rowText(int row) const
{
    if (m_text) {
        const RowSpan &span = m_rows[static_cast<std::size_t>(row)];
        const std::string_view text = m_text();
        return span.begin > text.size() ? std::string_view() : text.substr(span.begin, span.size);
    }
    const auto after = std::ranges::upper_bound(m_pages, row, {}, &Page::firstRow);
    const Page &page = *std::prev(after);
    if (page.rows.empty()) {
        const auto wanted = static_cast<std::size_t>(std::prev(after) - m_pages.begin());
        auto *self = const_cast<DataTableModel *>(this);
        if (!m_reading.isRunning())
            self->readPage(page.begin, wanted);
        else if (std::ranges::find(m_wanted, wanted) == m_wanted.end())
            m_wanted.push_back(wanted);
        return {};
    }
    return page.rows[static_cast<std::size_t>(row - page.firstRow)];
}

const std::vector<RowMember> &DataTableModel::members(int row) const
{
    if (m_parsedRow != row) {
        m_parsed = membersOf(rowText(row));
        m_parsedRow = row;
    }
    return m_parsed;
}

std::string_view DataTableModel::valueAt(const QModelIndex &index) const
{
    const std::string_view row = rowText(index.row());
    const std::vector<RowMember> &all = members(index.row());
    if (all.empty() || m_columns.isEmpty())
        return index.column() == 0 && !row.starts_with('{') ? row : std::string_view();
    const std::string name = m_columns[index.column()].toStdString();
    const auto found = std::ranges::find(all.rbegin(), all.rend(), name, &RowMember::key);
    return found == all.rend() ? std::string_view()
                               : row.substr(found->value.begin, found->value.size);
}

QString DataTableModel::shown(const QModelIndex &index, qsizetype most) const
{
    std::string_view json = valueAt(index);
    // What is cut isn't read in full first.
    const auto bytes = static_cast<std::size_t>(most) * 4;
    if (json.size() > bytes)
        return theme::shortened(fromBytes(json.substr(0, widgets::wholeCharacters(json, bytes))),
                                most);
    const std::optional<Value> value = valueOf(json);
    return theme::shortened(value && value->isString() ? QString::fromStdString(value->asString())
                                                       : fromBytes(json),
                            most);
}

// A text as it is, unless a field of one line would change it.
QString DataTableModel::editable(const QModelIndex &index) const
{
    const std::string_view json = valueAt(index);
    const std::optional<Value> value = valueOf(json);
    if (!value || !value->isString())
        return fromBytes(json);
    const QString text = QString::fromStdString(value->asString());
    const bool isPlain = !text.startsWith('"') && std::ranges::all_of(text, [](QChar c) {
        return c.category() != QChar::Other_Control && c.category() != QChar::Separator_Line
               && c.category() != QChar::Separator_Paragraph;
    });
    return isPlain ? text : fromBytes(json);
}

int DataTableModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_text ? static_cast<int>(m_rows.size()) : m_fileRows;
}

int DataTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : std::max(1, static_cast<int>(m_columns.size()));
}

QVariant DataTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole: {
        QString text = shown(index, kMostInCell);
        return text.replace('\n', QChar(0x21B5));
    }
    case Qt::EditRole:
        return editable(index);
    case Qt::ToolTipRole:
        return theme::plainToolTip(shown(index, kMostInTip));
    case Qt::ForegroundRole:
        return valueAt(index) == "null" ? QVariant(theme::current().text3) : QVariant();
    case Qt::TextAlignmentRole: {
        const std::string_view json = valueAt(index);
        const bool isNumber = !json.empty()
                              && (json.front() == '-'
                                  || (json.front() >= '0' && json.front() <= '9'));
        return QVariant((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    default:
        return {};
    }
}

bool DataTableModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !index.isValid() || !m_isEditable || m_columns.isEmpty())
        return false;
    const QString typed = value.toString();
    if (typed == editable(index))
        return false;
    const std::string bytes = typed.toStdString();
    const std::optional<Value> before = valueOf(valueAt(index));
    const std::optional<Value> read = valueOf(bytes);
    // What was a text stays one; else it is what it reads as.
    const bool isText = before && before->isString() ? !(read && read->isString()) : !read;
    const TextEdit edit = memberEdit(m_text(),
                                     m_rows[static_cast<std::size_t>(index.row())],
                                     m_columns[index.column()].toStdString(),
                                     isText ? literalOf(Value(bytes)) : bytes);
    if (edit.isEmpty())
        return false;
    emit edited(edit);
    refresh();
    return true;
}

QVariant DataTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    return m_columns.isEmpty() ? tr("Value") : m_columns.value(section);
}

Qt::ItemFlags DataTableModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && m_isEditable && !m_columns.isEmpty()
        && rowText(index.row()).starts_with('{'))
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace postern::ide
