// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/comparepane.h"

#include "app/ide/commands/actions.h"
#include "app/ide/panes/comparemodel.h"
#include "app/ide/panes/historymodel.h"
#include "widgets/run/diffpage.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTabBar>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace postern::ide {

namespace {

/// A run by its time and its tag.
QString titleOf(const history::RunSummary &run)
{
    QString title = historyTimeText(run);
    if (!run.tags.empty())
        title += ' ' + QString::fromStdString(run.tags.front());
    return title;
}

/// Every place with its old and its new value.
std::string placesOf(const replay::AspectDifference &difference)
{
    std::string text;
    for (const replay::Difference &one : difference.values) {
        text += ' ' + (one.path.empty() ? std::string(".") : one.path) + '\n';
        if (one.kind != replay::Difference::Kind::Added)
            text += '-' + replay::briefly(one.before, 2'000) + '\n';
        if (one.kind != replay::Difference::Kind::Removed)
            text += '+' + replay::briefly(one.after, 2'000) + '\n';
    }
    return text;
}

} // namespace

ComparePane::ComparePane(const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_model(new CompareModel(this))
    , m_empty(new theme::Prose(tr("Select two runs in the history and compare them: their nodes "
                                  "are laid side by side here."),
                               this))
    , m_page(new QWidget(this))
    , m_title(new QLabel(m_page))
    , m_first(new QPushButton(m_page))
    , m_table(new QTreeView(m_page))
    , m_tabs(new QTabBar(m_page))
    , m_diff(new widgets::DiffPage(m_page))
    , m_actions(actions)
{
    setObjectName("comparePane");
    m_empty->setProperty("role", "secondary");
    m_empty->setAlignment(Qt::AlignTop);
    m_empty->setContentsMargins(12, 12, 12, 12);
    setUpTable();
    m_tabs->setObjectName("compareTabs");
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_diff->setObjectName("compareDiff");
    m_diff->setAccessibleName(tr("Difference"));
    auto *under = new QWidget(m_page);
    auto *lower = new QVBoxLayout(under);
    lower->setContentsMargins(0, 0, 0, 0);
    lower->setSpacing(0);
    lower->addWidget(m_tabs);
    lower->addWidget(m_diff, 1);
    auto *parts = new QSplitter(Qt::Vertical, m_page);
    parts->addWidget(m_table);
    parts->addWidget(under);
    parts->setChildrenCollapsible(false);
    auto *page = new QVBoxLayout(m_page);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(makeHeader(actions));
    page->addWidget(parts, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty);
    layout->addWidget(m_page, 1);
    m_page->hide();
    connect(m_tabs, &QTabBar::currentChanged, this, &ComparePane::showPage);
}

QLayout *ComparePane::makeHeader(const Actions &actions)
{
    m_title->setObjectName("compareTitle");
    m_title->setTextFormat(Qt::PlainText);
    m_title->setProperty("role", "heading");
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_first->setObjectName("firstDifference");
    m_first->setProperty("role", "primary");
    connect(m_first, &QPushButton::clicked, actions[ActionId::FirstDifference], &QAction::trigger);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(8, 4, 8, 4);
    header->setSpacing(8);
    header->addWidget(m_title, 1);
    header->addWidget(m_first);
    return header;
}

void ComparePane::setUpTable()
{
    m_table->setObjectName("compareTable");
    m_table->setAccessibleName(tr("Nodes of both runs"));
    m_table->setModel(m_model);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setAllColumnsShowFocus(true);
    m_table->header()->setStretchLastSection(true);
    connect(m_table->selectionModel(),
            &QItemSelectionModel::currentRowChanged,
            this,
            [this](const QModelIndex &row) {
                showRow();
                const QString node = row.data(CompareModel::NameRole).toString();
                if (!m_isChoosing && !node.isEmpty())
                    emit nodeChosen(node);
            });
    theme::follow(m_table, [this] {
        constexpr std::array kWidths{160, 140, 140, 150};
        for (std::size_t column = 0; column < kWidths.size(); ++column)
            m_table->setColumnWidth(static_cast<int>(column), theme::scaled(kWidths.at(column)));
    });
}

void ComparePane::setRuns(const std::shared_ptr<const ComparedRuns> &runs)
{
    m_runs = runs;
    m_model->setRuns(runs);
    m_empty->setVisible(!runs);
    m_page->setVisible(runs != nullptr);
    if (!runs)
        return;
    const QString title
        = tr("Compare A %1 with B %2").arg(titleOf(runs->before), titleOf(runs->after));
    m_title->setText(title);
    m_title->setToolTip(theme::plainToolTip(title));
    showFirst();
    goToFirst();
}

void ComparePane::showFirst()
{
    const replay::NodeComparison *const first = m_runs->comparison.first();
    m_actions[ActionId::FirstDifference]->setEnabled(first != nullptr);
    m_first->setEnabled(first != nullptr);
    if (!first) {
        m_first->setText(tr("No node differs"));
        return;
    }
    const QString name = theme::shortened(QString::fromStdString(first->name), 40);
    const auto aspect = m_runs->comparison.firstAspect();
    m_first->setText(aspect ? tr("First difference: %1, %2").arg(name, aspectText(*aspect))
                            : tr("First difference: %1").arg(name));
}

void ComparePane::goToFirst()
{
    const replay::NodeComparison *const first = m_runs ? m_runs->comparison.first() : nullptr;
    if (!first) {
        m_table->setCurrentIndex(m_model->index(m_model->rowCount() - 1, 0));
        return;
    }
    m_table->setCurrentIndex(m_model->indexOf(QString::fromStdString(first->name)));
    const auto aspect = m_runs->comparison.firstAspect();
    for (std::size_t tab = 0; aspect && tab < m_shown.size(); ++tab) {
        if (m_shown[tab].aspect == *aspect)
            m_tabs->setCurrentIndex(static_cast<int>(tab));
    }
}

void ComparePane::select(const QString &node)
{
    const QModelIndex row = m_model->indexOf(node);
    if (!row.isValid() || node == selected())
        return;
    m_isChoosing = true;
    m_table->setCurrentIndex(row);
    m_isChoosing = false;
}

QString ComparePane::selected() const
{
    return m_table->currentIndex().data(CompareModel::NameRole).toString();
}

void ComparePane::addPages(const std::vector<replay::AspectDifference> &differences)
{
    for (const replay::AspectDifference &one : differences) {
        if (one.aspect == replay::Aspect::Time)
            continue;
        m_shown.push_back(
            {aspectText(one.aspect), one.aspect, one.diff.empty() ? placesOf(one) : one.diff});
    }
}

void ComparePane::addSources()
{
    for (const replay::SourceDifference &one : m_runs->comparison.sources)
        m_shown.push_back({QString::fromStdString(one.path), replay::Aspect::Source, one.diff});
}

void ComparePane::showRow()
{
    m_shown.clear();
    const QModelIndex row = m_table->currentIndex();
    if (m_runs && row.isValid()) {
        if (const replay::NodeComparison *const node = m_model->node(row.row())) {
            addPages(node->differences);
        } else {
            addPages(m_runs->comparison.run);
            addSources();
        }
    }
    {
        const QSignalBlocker blocker(m_tabs);
        while (m_tabs->count() > 0)
            m_tabs->removeTab(0);
        for (const Page &page : m_shown)
            m_tabs->addTab(page.title);
    }
    m_tabs->setVisible(!m_shown.empty());
    showPage();
}

void ComparePane::showPage()
{
    const int tab = m_tabs->currentIndex();
    if (tab >= 0 && static_cast<std::size_t>(tab) < m_shown.size())
        m_diff->setDiff(m_shown[static_cast<std::size_t>(tab)].diff);
    else
        m_diff->setPlainText(m_runs ? tr("Nothing differs here but the time.") : QString());
}

} // namespace postern::ide
