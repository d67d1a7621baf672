// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/bottompane.h"

#include "app/ide/commands/waysout.h"
#include "app/ide/session/session.h"
#include "widgets/run/emptynote.h"
#include "widgets/run/runlog.h"
#include "widgets/theme/translated.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace postern::ide {

namespace {
constexpr int kColumnWidth = 160;
constexpr int kHostWidth = 280;
} // namespace

BottomPane::BottomPane(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_tabs(new QTabWidget(this))
    , m_problems(new widgets::ProblemModel(this))
    , m_table(new QTreeView(this))
    , m_egress(new QTreeView(this))
    , m_log(new widgets::RunLog(this))
{
    setObjectName("bottomPane");
    m_table->setObjectName("problems");
    m_table->setModel(m_problems);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setAccessibleName(tr("Problems"));
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionResizeMode(widgets::ProblemModel::Message, QHeaderView::Stretch);
    m_table->header()->resizeSection(widgets::ProblemModel::Node, kColumnWidth);
    m_table->header()->resizeSection(widgets::ProblemModel::Location, kColumnWidth);
    m_egress->setObjectName("egress");
    m_egress->setModel(&session.egress().model());
    m_egress->setRootIsDecorated(false);
    m_egress->setUniformRowHeights(true);
    m_egress->setFrameShape(QFrame::NoFrame);
    m_egress->setAccessibleName(tr("Egress ledger"));
    m_egress->header()->setStretchLastSection(true);
    m_egress->header()->resizeSection(widgets::EgressModel::Host, kHostWidth);
    m_egress->setContextMenuPolicy(Qt::ActionsContextMenu);
    new widgets::EmptyNote(m_table, tr("No problems. What is wrong with the flow is listed here."));
    new widgets::EmptyNote(m_egress,
                           tr("No host was contacted in this session. Runs on the simulator "
                              "contact none."));
    m_log->setObjectName("runLog");
    m_log->setAccessibleName(tr("Output"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_table, tr("Problems"));
    m_tabs->addTab(m_log, tr("Output"));
    m_tabs->addTab(m_egress, tr("Egress ledger"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);

    connect(m_table, &QTreeView::activated, this, [this](const QModelIndex &index) {
        emit problemChosen(m_problems->problem(index.row()));
    });
    connect(&session.runs(), &RunController::eventsArrived, m_log, &widgets::RunLog::append);
    connect(&session.debug(),
            &DebugController::logged,
            m_log,
            [this](const QString &node, const QString &text) {
                m_log->appendLine(node.isEmpty() ? text : node + QStringLiteral(": ") + text);
            });
    EnvironmentController &environment = session.environment();
    connect(&environment, &EnvironmentController::output, m_log, &widgets::RunLog::appendOutput);
    connect(&environment, &EnvironmentController::created, m_log, [this](const auto &error) {
        m_log->appendLine(error ? theme::translated(error->translatableMessage())
                                : tr("The Python environment is ready."));
    });
    connect(&session.model(), &widgets::RunModel::stateChanged, this, &BottomPane::showProblems);
    connect(&session.egress(), &EgressLog::changed, this, &BottomPane::showEgress);
    showEgress();
}

void BottomPane::showEgress()
{
    const int count = m_session.egress().model().rowCount();
    m_tabs->setTabText(m_tabs->indexOf(m_egress),
                       count == 0 ? tr("Egress ledger") : tr("Egress ledger (%1)").arg(count));
}

void BottomPane::showProblems()
{
    const QString blocker = m_session.runBlocker();
    m_log->setPlaceholderText(blocker.isEmpty() ? tr("Nothing yet. Press F5 to run the flow.")
                                                : tr("Nothing yet. %1").arg(blocker));
    std::vector<flow::Diagnostic> problems = allProblems(m_session);
    problems.insert(problems.end(), m_sourceProblems.begin(), m_sourceProblems.end());
    m_problems->setProblems(std::move(problems));
    const int count = m_problems->rowCount();
    m_tabs->setTabText(0, count == 0 ? tr("Problems") : tr("Problems (%1)").arg(count));
}

void BottomPane::setSourceProblems(const std::vector<flow::Diagnostic> &problems)
{
    m_sourceProblems = problems;
    showProblems();
}

void BottomPane::takeOver(const BottomPane &old)
{
    m_log->takeOver(*old.m_log);
    m_tabs->setCurrentIndex(old.m_tabs->currentIndex());
}

void BottomPane::raiseProblems()
{
    m_tabs->setCurrentWidget(m_table);
}

void BottomPane::raiseLog()
{
    m_tabs->setCurrentWidget(m_log);
}

void BottomPane::raiseEgress()
{
    m_tabs->setCurrentWidget(m_egress);
}

void BottomPane::copyEgress()
{
    QApplication::clipboard()->setText(m_session.egress().model().text());
}

void BottomPane::stepProblem(int step)
{
    const int count = m_problems->rowCount();
    if (count == 0)
        return;
    const QModelIndex current = m_table->currentIndex();
    const int from = current.isValid() ? current.row() : (step > 0 ? -1 : 0);
    const int row = (from + step + count) % count;
    m_table->setCurrentIndex(m_problems->index(row, 0));
    emit problemChosen(m_problems->problem(row));
}

const flow::Diagnostic *BottomPane::chosenProblem() const
{
    const QModelIndex current = m_table->currentIndex();
    const bool isChosen = m_table->hasFocus() && current.isValid();
    return isChosen ? &m_problems->problem(current.row()) : nullptr;
}

void BottomPane::copyProblems()
{
    QStringList lines;
    for (int row = 0; row < m_problems->rowCount(); ++row) {
        const flow::Diagnostic &problem = m_problems->problem(row);
        lines.append(QString::fromStdString(toString(problem.place)) + QStringLiteral(": ")
                     + theme::translated(problem.message));
    }
    QApplication::clipboard()->setText(lines.join('\n'));
}

} // namespace postern::ide
