// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/timelinepane.h"

#include "app/ide/session/session.h"
#include "widgets/graph/nodekind.h"
#include "widgets/inspector/kindbadge.h"
#include "widgets/run/amounts.h"
#include "widgets/run/timelineview.h"
#include "widgets/run/valuedialog.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

namespace postern::ide {

namespace {
constexpr std::chrono::milliseconds kSumTick{500};
constexpr int kKindSize = 16;
} // namespace

TimelinePane::TimelinePane(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_view(new widgets::TimelineView(session.runs().details().timeline(), this))
    , m_sum(new theme::ElidedLabel(this))
    , m_costs(new QToolButton(this))
{
    setObjectName("timelinePane");
    widgets::TimelineModel &timeline = session.runs().details().timeline();
    timeline.setIcons([this](const QString &node) {
        const graph::GraphNode *const found = m_session.graph().find(node);
        return found ? QIcon(widgets::kindBadge(found->kind,
                                                theme::scaled(kKindSize),
                                                devicePixelRatioF()))
                     : QIcon();
    });
    m_sum->setObjectName("runSum");
    m_sum->setProperty("role", "secondary");
    m_costs->setObjectName("runCosts");
    m_costs->setText(tr("Cost by model..."));
    m_costs->setToolTip(tr("What each model or deployment took of this run"));
    connect(m_costs, &QToolButton::clicked, this, &TimelinePane::showCosts);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(8, 4, 8, 4);
    foot->setSpacing(8);
    foot->addWidget(m_sum, 1);
    foot->addWidget(m_costs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addLayout(foot);
    m_tick.setInterval(kSumTick);
    connect(&m_tick, &QTimer::timeout, this, &TimelinePane::showSum);
    connect(&timeline, &widgets::TimelineModel::changed, this, &TimelinePane::showSum);
    connect(&session.model(), &widgets::RunModel::momentChanged, this, &TimelinePane::showMoment);
    showSum();
}

void TimelinePane::showMoment()
{
    const widgets::TimelineModel &timeline = m_session.runs().details().timeline();
    const std::string &node = m_session.model().steppedBackTo();
    if (const auto at = timeline.beginOf(node); !node.empty() && at)
        m_view->setPlayhead(*at, timeline.duration());
    else
        m_view->setPlayhead({});
    showSum();
}

// "at 2.05 s of 5.60 s · 642 of 2,747 tok" where one has stepped back.
QString TimelinePane::amountOf(const widgets::TimelineModel &timeline) const
{
    const widgets::Spent all = timeline.spent();
    QStringList words;
    if (m_view->hollowEnd()) {
        const widgets::Spent known = timeline.spentSoFar();
        words.append(
            tr("at %1 of %2")
                .arg(widgets::seconds(m_view->playhead()), widgets::seconds(timeline.duration())));
        if (all.usage.total > 0)
            words.append(
                tr("%1 of %2")
                    .arg(QLocale().toString(known.usage.total), widgets::tokens(all.usage)));
        return words.join(QStringLiteral(" · "));
    }
    words.append(widgets::seconds(timeline.duration()));
    if (all.usage.total > 0)
        words.append(widgets::tokens(all.usage));
    if (all.usage.total > 0 && all.hasCost())
        words.append(widgets::dollars(all));
    return words.join(QStringLiteral(" · "));
}

void TimelinePane::showSum()
{
    const widgets::TimelineModel &timeline = m_session.runs().details().timeline();
    if (timeline.isRunning() != m_tick.isActive()) {
        if (timeline.isRunning())
            m_tick.start();
        else
            m_tick.stop();
    }
    QStringList words;
    if (const QString stored = m_session.runs().storedTitle(); !stored.isEmpty())
        words.append(stored);
    if (timeline.rowCount() > 0)
        words.append(amountOf(timeline));
    m_sum->setText(words.join(QStringLiteral(" · ")));
    m_costs->setEnabled(timeline.spent().usage.total > 0);
}

void TimelinePane::showCosts()
{
    Dict models;
    for (const auto &[model, spent] : m_session.runs().details().timeline().spentByModel()) {
        const std::string name = model.empty() ? tr("(not told)").toStdString() : model;
        models.append(name,
                      Dict{{tr("prompt tokens").toStdString(), spent.usage.prompt},
                           {tr("answer tokens").toStdString(), spent.usage.completion},
                           {tr("cost $").toStdString(), widgets::costText(spent).toStdString()}});
    }
    widgets::ValueDialog::open(tr("Cost by model"), Value(std::move(models)), window());
}

} // namespace postern::ide
