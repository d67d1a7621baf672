// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/gitmergepane.h"

#include "app/ide/git/graphoverlay.h"
#include "widgets/editor/codeview.h"
#include "widgets/run/strip.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <set>

namespace postern::ide {

namespace {

enum MergeColumn : int {
    FieldColumn,
    BaseColumn,
    OursColumn,
    TheirsColumn,
    ResultColumn,
    MergeColumnCount
};

QString shortLines(const std::string &text)
{
    const QString shown = QString::fromStdString(text).simplified();
    return shown.isEmpty() ? QStringLiteral("–") : shown;
}

/// Without the name where there is but "name: value".
QString shortValue(const std::string &lines, const std::string &field)
{
    const QString shown = shortLines(lines);
    const QString name = shortFieldName(field) + QStringLiteral(": ");
    const bool isOneLine = !QString::fromStdString(lines).trimmed().contains(u'\n');
    return isOneLine && shown.startsWith(name) ? shown.mid(name.size()) : shown;
}

/// Of a field of a variant its variant, too: "answer · variant_0".
QString ownerText(const MergeRow &row)
{
    const QString node = QString::fromStdString(row.node);
    const QStringList parts = QString::fromStdString(row.field).split(u'.');
    return parts.size() > 2 && parts.front() == QStringLiteral("variants")
               ? node + QStringLiteral(" · ") + parts[1]
               : node;
}

QString choiceText(const MergeRow &row)
{
    if (!row.part)
        return row.isOurs && row.isTheirs ? GitMergePane::tr("both, merged")
               : row.isOurs               ? GitMergePane::tr("ours")
                                          : GitMergePane::tr("theirs");
    switch (row.choice) {
    case Choice::Ours:
        return GitMergePane::tr("ours, picked");
    case Choice::Theirs:
        return GitMergePane::tr("theirs, picked");
    case Choice::Both:
        return GitMergePane::tr("both, picked");
    case Choice::Own:
        return GitMergePane::tr("your own");
    case Choice::None:
        break;
    }
    return GitMergePane::tr("to be chosen");
}

} // namespace

GitMergePane::GitMergePane(QWidget *parent)
    : QWidget(parent)
    , m_strip(new widgets::Strip(widgets::Strip::Kind::Error, this))
    , m_next(m_strip->addButton(tr("Next conflict")))
    , m_table(new QTableWidget(this))
    , m_own(new QPlainTextEdit(this))
    , m_useOwn(new QPushButton(tr("Use this"), this))
    , m_both(new QPushButton(tr("Take both"), this))
    , m_result(new widgets::CodeView(this))
    , m_ours(new QPushButton(theme::icon("git"), tr("Accept ours"), this))
    , m_theirs(new QPushButton(theme::icon("git"), tr("Accept theirs"), this))
    , m_settle(new QPushButton(theme::icon("tick", &theme::Tokens::onAccent),
                               tr("Settle and stage"),
                               this))
    , m_why(new theme::Prose(this))
{
    setObjectName("gitMerge");
    m_strip->setObjectName("mergeStrip");
    m_next->setObjectName("nextConflict");
    connect(m_next, &QPushButton::clicked, this, &GitMergePane::goToNext);
    buildTable();
    m_result->setObjectName("mergeResult");
    m_result->setReadOnly(true);
    m_result->setAccessibleName(tr("The result"));
    auto *heading = new QLabel(tr("Result"), this);
    heading->setProperty("role", "heading");
    heading->setContentsMargins(12, 4, 12, 4);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_strip);
    layout->addWidget(m_table, 2);
    layout->addWidget(makeOwn());
    layout->addWidget(heading);
    layout->addWidget(m_result, 3);
    layout->addWidget(makeFoot());
    setFocusProxy(m_table);
}

void GitMergePane::buildTable()
{
    m_table->setObjectName("mergeTable");
    m_table->setAccessibleName(tr("Fields in conflict, and those that one side changed"));
    m_table->setColumnCount(MergeColumnCount);
    m_table->setHorizontalHeaderLabels(
        {tr("Field"), tr("Base"), tr("Ours"), tr("Theirs"), tr("Result")});
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (const MergeColumn column : {FieldColumn, ResultColumn})
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->installEventFilter(this);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (m_isFilling || !m_file || row < 0)
            return;
        const MergeRow &chosen = m_file->rows()[static_cast<std::size_t>(row)];
        showState();
        emit nodeChosen(chosen.node);
    });
    connect(m_table, &QTableWidget::cellClicked, this, [this](int row, int column) {
        if (column == OursColumn)
            choose(row, Choice::Ours);
        else if (column == TheirsColumn)
            choose(row, Choice::Theirs);
    });
}

QWidget *GitMergePane::makeOwn()
{
    auto *box = new QWidget(this);
    m_own->setObjectName("ownValue");
    m_own->setProperty("role", "input");
    m_own->setTabChangesFocus(true);
    m_own->setAccessibleName(tr("Lines to be written in place of both sides'"));
    theme::follow(m_own, [this] {
        m_own->setFont(theme::monoFont(12));
        m_own->setFixedHeight(theme::scaled(54));
    });
    m_useOwn->setObjectName("useOwn");
    m_both->setObjectName("takeBoth");
    connect(m_useOwn, &QPushButton::clicked, this, &GitMergePane::chooseOwn);
    connect(m_both, &QPushButton::clicked, this, [this] {
        choose(m_table->currentRow(), Choice::Both);
    });
    auto *label = new QLabel(tr("Or write other lines"), box);
    label->setProperty("role", "secondary");
    auto *buttons = new QVBoxLayout;
    buttons->addWidget(m_useOwn);
    buttons->addWidget(m_both);
    auto *row = new QHBoxLayout;
    row->addWidget(m_own, 1);
    row->addLayout(buttons);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(12, 4, 12, 4);
    column->setSpacing(4);
    column->addWidget(label);
    column->addLayout(row);
    return box;
}

QWidget *GitMergePane::makeFoot()
{
    auto *foot = new QWidget(this);
    m_ours->setObjectName("acceptOurs");
    m_theirs->setObjectName("acceptTheirs");
    m_settle->setObjectName("settle");
    m_settle->setProperty("role", "primary");
    m_why->setProperty("role", "secondary");
    connect(m_ours, &QPushButton::clicked, this, [this] { takeSide(Choice::Ours); });
    connect(m_theirs, &QPushButton::clicked, this, [this] { takeSide(Choice::Theirs); });
    connect(m_settle, &QPushButton::clicked, this, &GitMergePane::settle);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(8);
    row->addWidget(m_why, 1);
    row->addWidget(m_ours);
    row->addWidget(m_theirs);
    row->addWidget(m_settle);
    return foot;
}

void GitMergePane::clear()
{
    m_file.reset();
    m_table->setRowCount(0);
}

void GitMergePane::showFile(const MergeSidesPointer &sides)
{
    const bool isSame = m_file && m_file->sides().path == sides->path
                        && m_file->sides().base == sides->base
                        && m_file->sides().ours == sides->ours
                        && m_file->sides().theirs == sides->theirs;
    if (isSame)
        return;
    m_file = std::make_unique<MergeFile>(sides);
    fillTable();
    showState();
    emit choicesChanged();
}

void GitMergePane::fillTable()
{
    m_isFilling = true;
    const std::vector<MergeRow> &rows = m_file->rows();
    m_table->clearContents();
    m_table->setRowCount(static_cast<int>(rows.size()));
    for (int row = 0; row < m_table->rowCount(); ++row)
        fillRow(row);
    m_table->setCurrentCell(rows.empty() ? -1 : 0, FieldColumn);
    m_isFilling = false;
}

void GitMergePane::fillRow(int row)
{
    const MergeRow &what = m_file->rows()[static_cast<std::size_t>(row)];
    const auto put =
        [&](int column, const QString &text, const QString &icon, QColor theme::Tokens::*tint) {
            auto *item = m_table->item(row, column);
            if (!item) {
                item = new QTableWidgetItem;
                m_table->setItem(row, column, item);
            }
            item->setText(text);
            item->setToolTip(text);
            item->setIcon(icon.isEmpty() ? QIcon() : theme::icon(icon, tint));
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        };
    QString name = ownerText(what);
    if (!what.field.empty())
        name += (name.isEmpty() ? QString() : QStringLiteral("\n")) + shortFieldName(what.field);
    if (m_file->isWhole())
        name = tr("the whole file");
    put(FieldColumn,
        name.isEmpty() ? tr("lines") : name,
        what.part ? QStringLiteral("conflict") : QString(),
        what.choice == Choice::None ? &theme::Tokens::err : &theme::Tokens::text2);
    const auto chosen = [&](bool isChosen) {
        return !what.part ? QString() : isChosen ? QStringLiteral("tick") : QStringLiteral("ring");
    };
    put(BaseColumn, shortValue(what.base, what.field), {}, nullptr);
    put(OursColumn,
        shortValue(what.ours, what.field),
        chosen(what.choice == Choice::Ours || what.choice == Choice::Both),
        &theme::Tokens::accent);
    put(TheirsColumn,
        shortValue(what.theirs, what.field),
        chosen(what.choice == Choice::Theirs || what.choice == Choice::Both),
        &theme::Tokens::accent);
    const bool isOpen = what.part && what.choice == Choice::None;
    put(ResultColumn,
        choiceText(what),
        isOpen ? QStringLiteral("conflict") : QStringLiteral("tick"),
        isOpen ? &theme::Tokens::err : &theme::Tokens::ok);
}

void GitMergePane::choose(int row, Choice choice)
{
    if (!m_file || row < 0)
        return;
    m_file->choose(static_cast<std::size_t>(row), choice);
    fillRow(row);
    showState();
    emit choicesChanged();
}

void GitMergePane::chooseOwn()
{
    const int row = m_table->currentRow();
    if (!m_file || row < 0)
        return;
    m_file->choose(static_cast<std::size_t>(row), Choice::Own, m_own->toPlainText().toStdString());
    fillRow(row);
    showState();
    emit choicesChanged();
}

void GitMergePane::takeSide(Choice choice)
{
    const int row = m_table->currentRow();
    if (!m_file || row < 0)
        return;
    m_file->chooseAll(m_file->rows()[static_cast<std::size_t>(row)].node, choice);
    for (int i = 0; i < m_table->rowCount(); ++i)
        fillRow(i);
    showState();
    emit choicesChanged();
}

void GitMergePane::settle()
{
    if (!m_file || !m_file->problem().isEmpty())
        return;
    const std::string path = m_file->sides().path;
    if (m_file->isWhole())
        emit wholeWanted(path, m_file->rows().front().choice == Choice::Ours);
    else
        emit settleWanted(path, m_file->result());
}

void GitMergePane::showState()
{
    const std::size_t left = m_file->left();
    std::set<std::string> nodes;
    for (const MergeRow &row : m_file->rows()) {
        if (row.part && row.choice == Choice::None)
            nodes.insert(row.node);
    }
    const QString file = QFileInfo(QString::fromStdString(m_file->sides().path)).fileName();
    m_strip->setText(left == 0   ? tr("All is chosen in %1").arg(file)
                     : left == 1 ? tr("1 conflict in %1").arg(file)
                                 : tr("%1 conflicts in %2").arg(left).arg(file),
                     left == 0 ? tr("Settle and stage writes it; Undo takes that back.")
                               : tr("Both sides changed these fields. The rest is merged."));
    m_next->setEnabled(left > 0);
    const int row = m_table->currentRow();
    const MergeRow *const current = row >= 0 ? &m_file->rows()[static_cast<std::size_t>(row)]
                                             : nullptr;
    const bool isConflict = current && current->part;
    for (QPushButton *button : {m_ours, m_theirs})
        button->setEnabled(isConflict);
    for (QWidget *part : {static_cast<QWidget *>(m_own),
                          static_cast<QWidget *>(m_useOwn),
                          static_cast<QWidget *>(m_both)})
        part->setEnabled(isConflict && !m_file->isWhole());
    if (current)
        m_own->setPlainText(
            QString::fromStdString(current->choice == Choice::Own ? current->own : current->ours));
    m_result->setFile(file, QString::fromStdString(m_file->result()));
    const QString why = m_file->problem();
    m_settle->setEnabled(why.isEmpty());
    m_why->setText(why.isEmpty() ? tr("Only lines that a side changed are written.") : why);
}

void GitMergePane::showNode(const std::string &node)
{
    if (!m_file)
        return;
    const auto &rows = m_file->rows();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].node == node) {
            m_isFilling = true;
            m_table->setCurrentCell(static_cast<int>(i), FieldColumn);
            m_isFilling = false;
            showState();
            return;
        }
    }
}

void GitMergePane::goToNext()
{
    if (!m_file)
        return;
    const auto &rows = m_file->rows();
    const auto count = static_cast<int>(rows.size());
    for (int step = 1; step <= count; ++step) {
        const int row = (m_table->currentRow() + step) % count;
        const MergeRow &what = rows[static_cast<std::size_t>(row)];
        if (what.part && what.choice == Choice::None) {
            m_table->setCurrentCell(row, FieldColumn);
            m_table->setFocus();
            return;
        }
    }
}

bool GitMergePane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress || !m_file || m_table->currentRow() < 0)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int row = m_table->currentRow();
    const Choice now = m_file->rows()[static_cast<std::size_t>(row)].choice;
    switch (key->key()) {
    case Qt::Key_Space:
    case Qt::Key_Return:
        choose(row, now == Choice::Ours ? Choice::Theirs : Choice::Ours);
        return true;
    case Qt::Key_1:
        choose(row, Choice::Ours);
        return true;
    case Qt::Key_2:
        choose(row, Choice::Theirs);
        return true;
    case Qt::Key_3:
        if (!m_file->isWhole())
            choose(row, Choice::Both);
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace postern::ide
