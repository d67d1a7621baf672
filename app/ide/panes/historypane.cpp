// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/historypane.h"

#include "app/ide/commands/actions.h"
#include "app/ide/panes/historymodel.h"
#include "app/ide/session/session.h"
#include "widgets/run/emptynote.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ide {

namespace {
constexpr std::size_t kRunsAtOnce = 200;
constexpr std::chrono::milliseconds kSearchPause{250};
} // namespace

HistoryPane::HistoryPane(Session &session, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new HistoryModel(this))
    , m_search(new QLineEdit(this))
    , m_state(new QComboBox(this))
    , m_kind(new QComboBox(this))
    , m_thisFlow(new QCheckBox(tr("Of this flow"), this))
    , m_count(new QLabel(this))
    , m_problem(new theme::Prose(this))
    , m_table(new QTreeView(this))
    , m_more(new QPushButton(tr("Show more"), this))
    , m_limit(kRunsAtOnce)
{
    setObjectName("historyPane");
    setUpTable(actions);
    m_problem->setObjectName("historyProblem");
    m_problem->setProperty("state", "err");
    m_problem->setContentsMargins(8, 0, 8, 4);
    m_problem->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(makeFilters());
    layout->addWidget(m_problem);
    layout->addWidget(m_table, 1);
    layout->addLayout(makeButtons(actions));
    m_pause.setSingleShot(true);
    m_pause.setInterval(kSearchPause);
    connect(&m_pause, &QTimer::timeout, this, &HistoryPane::search);
    connect(&m_store, &HistoryStore::found, this, [this](const auto &found) { showFound(*found); });
    connect(&m_store, &HistoryStore::failed, this, &HistoryPane::showProblem);
    connect(&m_store, &HistoryStore::changed, this, &HistoryPane::search);
    connect(&session.runs(), &RunController::recorded, this, &HistoryPane::refresh);
    connect(&session, &Session::documentOpened, this, &HistoryPane::refresh);
}

QLayout *HistoryPane::makeFilters()
{
    m_search->setObjectName("historySearch");
    m_search->setPlaceholderText(tr("Search: words, state:failed node:answer cost>0.01 tag:x"));
    m_search->setAccessibleName(tr("Search the history"));
    m_search->setClearButtonEnabled(true);
    m_state->setObjectName("historyState");
    m_state->setAccessibleName(tr("State"));
    m_state->addItem(tr("Any state"), QString());
    m_state->addItem(tr("done"), QStringLiteral("completed"));
    m_state->addItem(tr("failed"), QStringLiteral("failed"));
    m_state->addItem(tr("stopped"), QStringLiteral("canceled"));
    m_state->addItem(tr("broken off"), QStringLiteral("interrupted"));
    m_kind->setObjectName("historyKind");
    m_kind->setAccessibleName(tr("Kind"));
    m_kind->addItem(tr("Any kind"), QString());
    for (const char *kind : {"test", "debug", "chat", "batch"})
        m_kind->addItem(historyKindText(kind), QString::fromLatin1(kind));
    m_thisFlow->setObjectName("historyThisFlow");
    m_thisFlow->setChecked(true);
    m_count->setObjectName("historyCount");
    m_count->setProperty("role", "secondary");
    connect(m_search, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &HistoryPane::search);
    connect(m_state, &QComboBox::currentIndexChanged, this, &HistoryPane::refresh);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &HistoryPane::refresh);
    connect(m_thisFlow, &QCheckBox::toggled, this, &HistoryPane::refresh);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_search, 1);
    first->addWidget(m_count);
    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(m_state);
    second->addWidget(m_kind);
    second->addWidget(m_thisFlow);
    second->addStretch();
    auto *filters = new QVBoxLayout;
    filters->setContentsMargins(8, 4, 8, 4);
    filters->setSpacing(4);
    filters->addLayout(first);
    filters->addLayout(second);
    return filters;
}

QLayout *HistoryPane::makeButtons(const Actions &actions)
{
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(8, 4, 8, 4);
    buttons->setSpacing(4);
    for (const ActionId id :
         {ActionId::OpenRun, ActionId::CompareRuns, ActionId::PinRun, ActionId::TagRun}) {
        auto *button = new QToolButton(this);
        button->setDefaultAction(actions[id]);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    m_more->setObjectName("moreRuns");
    m_more->hide();
    buttons->addWidget(m_more);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_limit += kRunsAtOnce;
        search();
    });
    return buttons;
}

void HistoryPane::setUpTable(const Actions &actions)
{
    m_table->setObjectName("historyTable");
    m_table->setAccessibleName(tr("Runs"));
    m_table->setModel(m_model);
    m_table->setUniformRowHeights(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setAllColumnsShowFocus(true);
    m_table->setExpandsOnDoubleClick(false);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->header()->setStretchLastSection(true);
    for (const ActionId id : {ActionId::OpenRun,
                              ActionId::CompareRuns,
                              ActionId::PinRun,
                              ActionId::TagRun,
                              ActionId::DeleteRun})
        m_table->addAction(actions[id]);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    new widgets::EmptyNote(m_table, tr("No runs yet. Press F5."));
    connect(m_table, &QTreeView::activated, this, [this](const QModelIndex &index) {
        emit openWanted(index.data(HistoryModel::IdRole).toString());
    });
    connect(m_table->selectionModel(),
            &QItemSelectionModel::selectionChanged,
            this,
            &HistoryPane::selectionChanged);
    theme::follow(m_table, [this] {
        const std::array<int, HistoryModel::ColumnCount> widths{190, 70, 80, 96, 64, 90, 90, 70};
        for (int column = 0; column < HistoryModel::ColumnCount; ++column)
            m_table->setColumnWidth(column,
                                    theme::scaled(widths.at(static_cast<std::size_t>(column))));
    });
}

QString HistoryPane::words() const
{
    QStringList words{m_search->text().trimmed()};
    if (const QString state = m_state->currentData().toString(); !state.isEmpty())
        words.append(QStringLiteral("state:") + state);
    if (const Document *const document = m_session.document(); document && m_thisFlow->isChecked())
        words.append(
            QStringLiteral("flow:\"%1\"").arg(QFileInfo(document->folder()).fileName().remove('"')));
    return words.join(' ').trimmed();
}

void HistoryPane::search()
{
    m_pause.stop();
    history::RunQuery query;
    query.words = words().toStdString();
    query.kind = m_kind->currentData().toString().toStdString();
    query.limit = m_limit;
    m_store.find(query);
}

void HistoryPane::refresh()
{
    m_limit = kRunsAtOnce;
    if (isVisible()) // else as soon as it is
        search();
}

void HistoryPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    search();
}

void HistoryPane::showFound(const FoundRuns &found)
{
    m_problem->hide();
    const QStringList kept = selected();
    m_model->setRuns(found.runs);
    m_table->expandAll();
    m_count->setText(found.runs.size() < found.count
                         ? tr("%1 of %2 runs").arg(found.runs.size()).arg(found.count)
                         : tr("%1 runs").arg(found.count));
    m_more->setVisible(found.runs.size() < found.count);
    for (const QString &id : kept)
        m_table->selectionModel()->select(m_model->indexOf(id),
                                          QItemSelectionModel::Select | QItemSelectionModel::Rows);
    if (!m_wanted.isEmpty())
        select(m_wanted);
    emit selectionChanged();
}

void HistoryPane::showProblem(const QString &reason)
{
    m_problem->setText(reason);
    m_problem->show();
}

QStringList HistoryPane::selected() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    QStringList ids;
    ids.reserve(rows.size());
    for (const QModelIndex &row : rows)
        ids.append(row.data(HistoryModel::IdRole).toString());
    return ids;
}

const history::RunSummary *HistoryPane::run(const QString &id) const
{
    return m_model->run(id);
}

void HistoryPane::select(const QString &id)
{
    const QModelIndex row = m_model->indexOf(id);
    m_wanted = row.isValid() ? QString() : id;
    if (row.isValid())
        m_table->setCurrentIndex(row);
}

void HistoryPane::showCompared(const QString &before, const QString &after)
{
    m_model->setCompared(before, after);
}

void HistoryPane::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

} // namespace postern::ide
