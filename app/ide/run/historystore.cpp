// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/run/historystore.h"

#include "engine/run/prices.h"
#include "widgets/theme/translated.h"

#include <algorithm>
#include <utility>

namespace postern::ide {

namespace {

/// With what it cost and what its files were, where that is known.
replay::RecordedRun recordedRun(history::History &history,
                                const history::StoredRun &stored,
                                const run::PriceList &prices)
{
    replay::RecordedRun run = replay::runOfEvents(stored.events, stored.summary.id);
    replay::addCosts(run, prices);
    try {
        run.sources = history.snapshot(stored.summary.id).files;
    } catch (const Error &) { // none was kept: then nothing is said of the sources
    }
    return run;
}

run::PriceList pricesOrNone()
{
    try {
        return run::PriceList::load();
    } catch (const Error &) {
        return {};
    }
}

std::shared_ptr<const ComparedRuns> comparedRuns(const QString &one, const QString &other)
{
    history::History history;
    history::StoredRun first = history.read(one.toStdString());
    history::StoredRun second = history.read(other.toStdString());
    if (second.summary.started < first.summary.started)
        std::swap(first, second);
    const run::PriceList prices = pricesOrNone();
    auto compared = std::make_shared<ComparedRuns>();
    compared->a = recordedRun(history, first, prices);
    compared->b = recordedRun(history, second, prices);
    compared->before = std::move(first.summary);
    compared->after = std::move(second.summary);
    compared->comparison = replay::compareRuns(compared->a, compared->b);
    return compared;
}

} // namespace

HistoryStore::HistoryStore(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

HistoryStore::~HistoryStore()
{
    m_pool.waitForDone();
}

void HistoryStore::fail(const Error &error)
{
    emit failed(theme::translated(error.translatableMessage()) + ' '
                + theme::translated(error.translatableHint()));
}

void HistoryStore::find(const history::RunQuery &query)
{
    using Found = std::shared_ptr<const FoundRuns>;
    m_finding.startBlocking(
        m_pool,
        [query]() -> Found {
            history::History history;
            auto runs = std::make_shared<FoundRuns>();
            runs->runs = history.list(query);
            runs->count = history.count(query);
            return runs;
        },
        [this](const Outcome<Found> &answer) {
            if (answer.error)
                fail(*answer.error);
            else
                emit found(*answer.value);
        });
}

void HistoryStore::open(const QString &id)
{
    using Stored = std::shared_ptr<const history::StoredRun>;
    m_opening.startBlocking(
        m_pool,
        [id]() -> Stored {
            return std::make_shared<const history::StoredRun>(
                history::History().read(id.toStdString()));
        },
        [this](const Outcome<Stored> &answer) {
            if (answer.error)
                fail(*answer.error);
            else
                emit opened(*answer.value);
        });
}

void HistoryStore::compare(const QString &one, const QString &other)
{
    using Compared = std::shared_ptr<const ComparedRuns>;
    m_comparing.startBlocking(
        m_pool,
        [one, other]() -> Compared { return comparedRuns(one, other); },
        [this](const Outcome<Compared> &answer) {
            if (answer.error)
                fail(*answer.error);
            else
                emit compared(*answer.value);
        });
}

void HistoryStore::change(std::function<void(history::History &history)> change)
{
    std::erase_if(m_changes, [](const auto &one) { return !one->isRunning(); });
    m_changes.push_back(std::make_unique<BackgroundTask>());
    m_changes.back()->startBlocking(
        m_pool,
        [change = std::move(change)] {
            history::History history;
            change(history);
        },
        [this](const Outcome<void> &answer) {
            if (answer.error)
                fail(*answer.error);
            else
                emit changed();
        });
}

} // namespace postern::ide
