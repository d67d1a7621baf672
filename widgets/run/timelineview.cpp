// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/timelineview.h"

#include "widgets/run/emptynote.h"
#include "widgets/run/timelinemodel.h"
#include "widgets/run/timelinepaint.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <set>

namespace postern::widgets {

using std::chrono::microseconds;

namespace {

constexpr std::chrono::milliseconds kTick{500};
constexpr int kWidestName = 220;
constexpr int kTokensWidth = 64;
constexpr int kCostWidth = 84;

microseconds endOf(const TimelineRow &row, microseconds now)
{
    microseconds end(0);
    for (const TimelineSegment &segment : row.segments)
        end = std::max(end, segment.isOpen ? now : segment.end);
    return end;
}

} // namespace

TimelineView::TimelineView(TimelineModel &timeline, QWidget *parent)
    : QTreeView(parent)
    , m_timeline(timeline)
{
    setObjectName("timeline");
    setAccessibleName(tr("Timeline"));
    setHeader(new TimelineHeader(this));
    setModel(&timeline);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setFrameShape(QFrame::NoFrame);
    setAllColumnsShowFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegateForColumn(TimelineModel::Time, new TimelineDelegate(timeline, this));
    header()->setStretchLastSection(false);
    header()->setMinimumSectionSize(theme::scaled(30));
    new EmptyNote(this,
                  tr("No run to show yet. Each node of a run gets a row here, with its time, "
                     "tokens and cost."));
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        viewport()->update();
        header()->viewport()->update();
    });
    connect(&timeline, &QAbstractItemModel::modelReset, this, [this] { setPlayhead({}); });
    connect(&timeline, &TimelineModel::changed, this, &TimelineView::onChanged);
    connect(this, &QTreeView::activated, this, [this](const QModelIndex &index) {
        emit nodeOpened(index.data(TimelineModel::NameRole).toString());
    });
    connect(selectionModel(),
            &QItemSelectionModel::currentRowChanged,
            this,
            [this](const QModelIndex &row) {
                if (!m_isChoosing && row.isValid())
                    emit nodeChosen(row.data(TimelineModel::NameRole).toString());
                viewport()->update();
            });
    theme::follow(this, [this] { fitColumns(); });
}

TimelineView::~TimelineView() = default;

void TimelineView::select(const QString &node)
{
    if (node == selected())
        return;
    letGoOfPlayhead();
    choose(node);
}

void TimelineView::choose(const QString &node)
{
    m_isChoosing = true;
    setCurrentIndex(m_timeline.indexOf(node));
    m_isChoosing = false;
    viewport()->update();
    header()->viewport()->update();
}

QString TimelineView::selected() const
{
    return currentIndex().data(TimelineModel::NameRole).toString();
}

// Where one has stepped back to is no matter of what is chosen.
void TimelineView::letGoOfPlayhead()
{
    if (!m_hollowEnd)
        m_playhead.reset();
}

void TimelineView::setPlayhead(std::optional<microseconds> at, std::optional<microseconds> end)
{
    m_playhead = at;
    m_hollowEnd = end;
    viewport()->update();
    header()->viewport()->update();
}

microseconds TimelineView::span() const
{
    return std::max(m_timeline.duration(), microseconds(1'000));
}

microseconds TimelineView::playhead() const
{
    if (m_playhead)
        return std::min(*m_playhead, span());
    const microseconds now = m_timeline.duration();
    if (m_timeline.isRunning() || !currentIndex().isValid())
        return now;
    const auto row = static_cast<std::size_t>(currentIndex().row());
    return row < m_timeline.rows().size() ? endOf(m_timeline.rows()[row], now) : now;
}

void TimelineView::onChanged()
{
    watchTime();
    fitColumns();
    viewport()->update(); // the scale may be another
    header()->viewport()->update();
}

void TimelineView::watchTime()
{
    if (m_timeline.isRunning() && isVisible())
        m_tick.start();
    else
        m_tick.stop();
}

void TimelineView::fitColumns()
{
    const int tokens = theme::scaled(kTokensWidth);
    const int cost = theme::scaled(kCostWidth);
    const int widest = std::min(theme::scaled(kWidestName), viewport()->width() / 3);
    const int name = std::clamp(sizeHintForColumn(TimelineModel::Node) + 8,
                                std::min(theme::scaled(80), widest),
                                std::max(widest, 40));
    header()->resizeSection(TimelineModel::Node, name);
    header()->resizeSection(TimelineModel::Tokens, tokens);
    header()->resizeSection(TimelineModel::Cost, cost);
    header()->resizeSection(TimelineModel::Time,
                            std::max(viewport()->width() - name - tokens - cost, 60));
}

void TimelineView::step(bool forward)
{
    // What a playhead can show: the times at which what is known changes.
    std::set<std::pair<microseconds, QString>> moments;
    const microseconds now = m_timeline.duration();
    for (const TimelineRow &row : m_timeline.rows()) {
        const QString node = QString::fromStdString(row.node);
        for (const TimelineSegment &segment : row.segments) {
            moments.emplace(segment.begin, node);
            moments.emplace(segment.isOpen ? now : segment.end, node);
        }
    }
    const microseconds at = playhead();
    const auto next = forward
                          ? std::ranges::find_if(moments,
                                                 [at](const auto &one) { return one.first > at; })
                          : moments.end();
    if (forward && next == moments.end())
        return;
    auto found = next;
    if (!forward) {
        found = moments.lower_bound({at, QString()});
        if (found == moments.begin())
            return;
        --found;
    }
    m_playhead = found->first;
    choose(found->second);
    emit nodeChosen(found->second);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = event->modifiers() == Qt::NoModifier;
    if (isPlain && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        if (!m_hollowEnd) // else Back and Forward move it
            step(event->key() == Qt::Key_Right);
        return;
    }
    if (isPlain && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        letGoOfPlayhead();
    QTreeView::keyPressEvent(event);
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    letGoOfPlayhead();
    if (index.column() == TimelineModel::Time && event->button() == Qt::LeftButton && !m_hollowEnd)
        m_playhead = TimelineScale(visualRect(index), span()).time(event->position().x());
    QTreeView::mousePressEvent(event);
    viewport()->update();
    header()->viewport()->update();
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    fitColumns();
}

void TimelineView::showEvent(QShowEvent *event)
{
    QTreeView::showEvent(event);
    watchTime();
}

void TimelineView::hideEvent(QHideEvent *event)
{
    QTreeView::hideEvent(event);
    watchTime();
}

} // namespace postern::widgets
