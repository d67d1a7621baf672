// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/emptynote.h"

#include <QLabel>
#include <QListWidget>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>

#include <memory>

using namespace postern::widgets;

/// A sentence in place of rows.
class TestEmptyNote : public QObject
{
    Q_OBJECT

private slots:
    void isThereWhileThereAreNoRows();
    void isToldOfByTheView();
    void aListThatGoesWithItsRowsGoesQuietly();
    void hasItsPlaceWhenTheViewIsShown();

private:
    static QWidget *noteOf(QWidget &view) { return view.findChild<QWidget *>("emptyNote"); }
};

void TestEmptyNote::isThereWhileThereAreNoRows()
{
    QTableView view;
    QStandardItemModel model;
    view.setModel(&model);
    new EmptyNote(&view, "Nothing yet.");
    view.show();
    QVERIFY(noteOf(view)->isVisible());
    model.appendRow(new QStandardItem("row"));
    QVERIFY(!noteOf(view)->isVisible());
    model.removeRow(0);
    QVERIFY(noteOf(view)->isVisible());
    model.appendRow(new QStandardItem("row"));
    model.clear();
    QVERIFY(noteOf(view)->isVisible());
}

void TestEmptyNote::isToldOfByTheView()
{
    QListWidget view;
    new EmptyNote(&view, "Nothing yet.");
    QCOMPARE(view.accessibleDescription(), QString("Nothing yet."));
    view.addItem("row");
    QCOMPARE(view.accessibleDescription(), QString());
}

void TestEmptyNote::aListThatGoesWithItsRowsGoesQuietly()
{
    for (const int rows : {0, 3}) {
        auto window = std::make_unique<QWidget>();
        auto *view = new QListWidget(window.get()); // has a model of its own, that goes last
        for (int row = 0; row < rows; ++row)
            view->addItem(QString::number(row));
        new EmptyNote(view, "Nothing yet.");
        window->show();
        window.reset();
    }
}

void TestEmptyNote::hasItsPlaceWhenTheViewIsShown()
{
    QListWidget view;
    view.resize(150, 200);
    new EmptyNote(&view,
                  "Nothing yet, and so long that it takes several lines of this narrow list.");
    view.show();
    const QWidget *const note = noteOf(view);
    QCOMPARE(note->width(), view.viewport()->width());
    QCOMPARE(note->height(), note->heightForWidth(note->width()));
    view.hide();
    view.resize(110, 200);
    view.addItem("row");
    view.clear();
    view.show();
    QCOMPARE(note->width(), view.viewport()->width());
    QCOMPARE(note->height(), note->heightForWidth(note->width()));
}

QTEST_MAIN(TestEmptyNote)
#include "tst_emptynote.moc"
