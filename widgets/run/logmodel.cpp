// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/logmodel.h"

#include "widgets/graph/geometry.h"
#include "widgets/graph/graphmodel.h"
#include "widgets/run/amounts.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/translated.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <utility>

namespace postern::widgets {

namespace {

constexpr std::size_t kMostKept = 50'000;
constexpr qsizetype kLongestLogText = 2'000;

struct Levels
{
    Q_DECLARE_TR_FUNCTIONS(Levels)
};

QString levelText(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return Levels::tr("Debug");
    case LogLevel::Info:
        return Levels::tr("Info");
    case LogLevel::Warning:
        return Levels::tr("Warning");
    case LogLevel::Error:
        return Levels::tr("Error");
    }
    return {};
}

bool isWordAt(QStringView line, qsizetype begin, qsizetype size)
{
    const auto isLetter = [line](qsizetype at) {
        return at >= 0 && at < line.size() && (line[at].isLetterOrNumber() || line[at] == u'_');
    };
    return !isLetter(begin - 1) && !isLetter(begin + size);
}

QString timeOfDay(run::WallClock::time_point time)
{
    const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(
        time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(since.count()).toString(QStringLiteral("HH:mm:ss.zzz"));
}

} // namespace

LogLevel levelOf(QStringView line, bool isErrorStream)
{
    constexpr qsizetype kHead = 80; // a level stands before the message
    constexpr std::array<std::pair<QStringView, LogLevel>, 6> kWords{
        {{u"CRITICAL", LogLevel::Error},
         {u"FATAL", LogLevel::Error},
         {u"ERROR", LogLevel::Error},
         {u"WARNING", LogLevel::Warning},
         {u"INFO", LogLevel::Info},
         {u"DEBUG", LogLevel::Debug}}};
    const QStringView head = line.first(std::min(line.size(), kHead));
    for (const auto &[word, level] : kWords) {
        const qsizetype at = head.indexOf(word);
        if (at >= 0 && isWordAt(head, at, word.size()))
            return level;
    }
    // "ValueError: ..." is how Python ends what it says of an exception.
    const qsizetype colon = head.indexOf(u':');
    if (isErrorStream && colon > 0 && head.first(colon).endsWith(u"Error"))
        return LogLevel::Error;
    return isErrorStream ? LogLevel::Warning : LogLevel::Info;
}

void LogModel::clear()
{
    beginResetModel();
    m_lines.clear();
    m_nodes.clear();
    m_open = {};
    m_dropped = 0;
    endResetModel();
}

void LogModel::apply(const std::vector<run::RunEvent> &events)
{
    std::vector<Line> lines;
    for (const run::RunEvent &event : events) {
        for (const run::LogLine &entry : m_open.take(event)) {
            if (entry.text.empty())
                continue;
            const QString text = fromUtf8(entry.text);
            lines.push_back({event.wallTime,
                             levelOf(text, entry.isError),
                             QString::fromStdString(entry.node),
                             theme::shortened(text, kLongestLogText)});
        }
        if (event.isNested())
            continue;
        describe(event, lines);
    }
    if (!lines.empty())
        append(std::move(lines));
}

void LogModel::describe(const run::RunEvent &event, std::vector<Line> &lines)
{
    const auto tell = [&](LogLevel level, const QString &text) {
        lines.push_back({event.wallTime,
                         level,
                         QString::fromStdString(event.origin.node),
                         theme::shortened(text, kLongestLogText)});
    };
    const auto tellEnd = [&tell](run::NodeState state,
                                 std::chrono::microseconds elapsed,
                                 const std::optional<Error> &error) {
        QString text = graph::stateText(state) + QStringLiteral(", ") + seconds(elapsed);
        if (error && error->code() != ErrorCode::Cancelled)
            text += QStringLiteral(": ") + theme::translated(error->translatableMessage());
        tell(state == run::NodeState::Failed ? LogLevel::Error : LogLevel::Info, text);
    };
    if (std::holds_alternative<run::RunStarted>(event.data)) {
        tell(LogLevel::Info, tr("run started"));
    } else if (std::holds_alternative<run::NodeStarted>(event.data)) {
        tell(LogLevel::Debug, tr("started"));
    } else if (const auto *finished = std::get_if<run::NodeFinished>(&event.data)) {
        tellEnd(finished->state, finished->elapsed, finished->error);
    } else if (const auto *warning = std::get_if<run::RunWarning>(&event.data)) {
        tell(LogLevel::Warning, theme::translated(warning->text));
    } else if (const auto *retrying = std::get_if<run::Retrying>(&event.data)) {
        const auto wait = std::chrono::duration_cast<std::chrono::microseconds>(retrying->wait);
        tell(LogLevel::Warning,
             tr("waits %1 for attempt %2 at %3: %4")
                 .arg(seconds(wait),
                      QString::number(retrying->attempt),
                      fromUtf8(retrying->what),
                      theme::translated(retrying->why)));
    } else if (const auto *end = std::get_if<run::RunFinished>(&event.data)) {
        tellEnd(end->state, end->elapsed, end->error);
    }
}

void LogModel::append(std::vector<Line> lines)
{
    if (lines.size() > kMostKept) {
        m_dropped += lines.size() - kMostKept;
        lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(kMostKept));
    }
    const std::size_t all = m_lines.size() + lines.size();
    if (all > kMostKept) {
        const std::size_t less = all - kMostKept;
        beginRemoveRows({}, 0, static_cast<int>(less) - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + static_cast<std::ptrdiff_t>(less));
        m_dropped += less;
        endRemoveRows();
    }
    for (const Line &line : lines) {
        if (!line.node.isEmpty() && !m_nodes.contains(line.node))
            m_nodes.append(line.node);
    }
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(lines.size()) - 1);
    std::ranges::move(lines, std::back_inserter(m_lines));
    endInsertRows();
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Line &line = m_lines[static_cast<std::size_t>(index.row())];
    if (role == LevelRole)
        return static_cast<int>(line.level);
    if (role == NodeRole)
        return line.node;
    if (role == Qt::ForegroundRole && index.column() == Level && line.level >= LogLevel::Warning)
        return line.level == LogLevel::Error ? theme::current().err : theme::current().warn;
    if (role == Qt::ToolTipRole && index.column() == Text)
        return theme::plainToolTip(line.text);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return timeOfDay(line.time);
    case Level:
        return levelText(line.level);
    case Node:
        return line.node;
    case Text:
        return line.text;
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Level:
        return tr("Level");
    case Node:
        return tr("Node");
    case Text:
        return tr("Text");
    default:
        return {};
    }
}

} // namespace postern::widgets
