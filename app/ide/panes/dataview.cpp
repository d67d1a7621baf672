// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/dataview.h"

#include "app/ide/panes/datatablemodel.h"
#include "widgets/run/emptynote.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/theme.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace postern::ide {

namespace {

constexpr qint64 kLargestText = 30'000'000;
constexpr int kColumn = 180;

} // namespace

bool DataView::isDataSet(const QString &name)
{
    return name.endsWith(QLatin1String(".jsonl"), Qt::CaseInsensitive) || isList(name);
}

bool DataView::isList(const QString &name)
{
    return name.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
}

bool DataView::isTooLargeForText(const QString &path)
{
    return path.endsWith(QLatin1String(".jsonl"), Qt::CaseInsensitive)
           && QFileInfo(path).size() > kLargestText;
}

DataView::DataView(QWidget *parent)
    : QWidget(parent)
    , m_rows(new DataTableModel(this))
    , m_table(new QTableView(this))
    , m_count(new QLabel(this))
{
    m_table->setObjectName("dataTable");
    m_table->setAccessibleName(tr("Rows of the data set"));
    m_table->setModel(m_rows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::AnyKeyPressed
                             | QAbstractItemView::EditKeyPressed);
    m_table->setTabKeyNavigation(false); // Tab moves the focus
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setHighlightSections(false);
    m_table->installEventFilter(this);
    new widgets::EmptyNote(m_table, tr("No rows: neither lines of JSON nor a list."));
    theme::follow(m_table, [table = m_table] {
        table->verticalHeader()->setDefaultSectionSize(theme::scaled(theme::kRowHeight));
        table->horizontalHeader()->setDefaultSectionSize(theme::scaled(kColumn));
    });
    m_count->setObjectName("dataCount");
    m_count->setProperty("role", "secondary");
    m_count->setTextFormat(Qt::PlainText);
    m_count->setContentsMargins(8, 2, 8, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_count);
    setFocusProxy(m_table);
    connect(m_rows, &DataTableModel::rowsRead, this, &DataView::showCount);
}

bool DataView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isReturn && (m_table->currentIndex().flags() & Qt::ItemIsEditable) != 0) {
            m_table->edit(m_table->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DataView::showCount(const QString &problem)
{
    const int count = m_rows->rowCount();
    if (!problem.isEmpty())
        m_count->setText(problem);
    else if (m_rows->hasAll())
        m_count->setText(tr("Rows: %1").arg(count));
    else
        m_count->setText(tr("The first rows: %1. More are read when you scroll.").arg(count));
}

} // namespace postern::ide
