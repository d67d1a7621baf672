// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/run/valuemodel.h"
#include "widgets/run/valuetext.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace postern;
using namespace postern::widgets;

/// Values as trees.
class TestValueModel : public QObject
{
    Q_OBJECT

private slots:
    void membersAreRowsWithNameAndContent();
    void aScalarIsOneRow();
    void nothingHasNoRows();
    void aLongListComesPageByPage();
    void pathsLeadToTheValue();
    void rawTextIsWhatPythonWouldWrite();
    void aLongTextIsCutInTheTreeOnly();
    void aRowIsReplacedInTheWhole();
};

static QString text(const QModelIndex &index)
{
    return index.data().toString();
}

void TestValueModel::aRowIsReplacedInTheWhole()
{
    ValueModel model;
    const Value whole(Dict{{"name", "VPN"}, {"hits", List{1, Dict{{"id", "a"}}}}});
    model.setValue(whole);
    const QModelIndex hits = model.index(1, 0);
    model.fetchMore(hits);
    const QModelIndex second = model.index(1, 0, hits);
    model.fetchMore(second);
    const Value changed = model.wholeWith(model.index(0, 0, second), Value("b"));
    QVERIFY(changed == Value(Dict{{"name", "VPN"}, {"hits", List{1, Dict{{"id", "b"}}}}}));
    QVERIFY(model.wholeWith(model.index(0, 0), Value()) != whole);
    model.setValue(Value("alone"));
    QVERIFY(model.wholeWith(model.index(0, 0), Value(7)) == Value(7));
    model.setValue(whole);
    model.setEdited({"hits"});
    QVERIFY(model.isEdited(model.index(1, 0)));
    QVERIFY(!model.isEdited(model.index(0, 0)));
    QVERIFY(text(model.index(1, 1)).contains("edited"));
}

void TestValueModel::membersAreRowsWithNameAndContent()
{
    ValueModel model;
    QAbstractItemModelTester tester(&model);
    tester.setUseFetchMore(false); // pages are fetched here, when the test says so
    model.setValue(Dict{{"name", "VPN"}, {"score", 0.5}, {"hits", List{1, true, nullptr}}});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(text(model.index(0, 0)), QString("name"));
    QCOMPARE(text(model.index(0, 1)), QString("\"VPN\""));
    QCOMPARE(text(model.index(1, 1)), QString("0.5"));
    const QModelIndex hits = model.index(2, 0);
    QCOMPARE(text(model.index(2, 1)), QString::fromUtf8("list · 3"));
    QCOMPARE(model.rowCount(hits), 0); // not made before it is looked at
    QVERIFY(model.hasChildren(hits));
    model.fetchMore(hits);
    QCOMPARE(model.rowCount(hits), 3);
    QCOMPARE(text(model.index(1, 1, hits)), QString("True"));
    QCOMPARE(text(model.index(2, 1, hits)), QString("None"));
}

void TestValueModel::aScalarIsOneRow()
{
    ValueModel model;
    QAbstractItemModelTester tester(&model);
    tester.setUseFetchMore(false); // pages are fetched here, when the test says so
    model.setValue(42);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(text(model.index(0, 0)), QString("int"));
    QCOMPARE(text(model.index(0, 1)), QString("42"));
}

void TestValueModel::nothingHasNoRows()
{
    ValueModel model;
    model.setValue({});
    QCOMPARE(model.rowCount(), 0);
    model.setValue(List{});
    QCOMPARE(model.rowCount(), 0);
}

void TestValueModel::aLongListComesPageByPage()
{
    ValueModel model;
    QAbstractItemModelTester tester(&model);
    tester.setUseFetchMore(false); // pages are fetched here, when the test says so
    model.setValue(List(450, Value("x")));
    QCOMPARE(model.rowCount(), 200);
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    model.fetchMore({});
    QCOMPARE(model.rowCount(), 450);
    QVERIFY(!model.canFetchMore({}));
    QCOMPARE(text(model.index(449, 0)), QString("[449]"));
}

void TestValueModel::pathsLeadToTheValue()
{
    ValueModel model;
    model.setValue(Dict{{"items", List{Dict{{"id", "a"}}}}});
    const QModelIndex items = model.index(0, 0);
    model.fetchMore(items);
    const QModelIndex first = model.index(0, 0, items);
    model.fetchMore(first);
    const QModelIndex id = model.index(0, 0, first);
    QCOMPARE(id.data(ValueModel::PathRole).toString(), QString("items[0].id"));
    QCOMPARE(id.data(ValueModel::TextRole).toString(), QString("a"));
}

void TestValueModel::rawTextIsWhatPythonWouldWrite()
{
    QCOMPARE(fullText(Dict{{"a", 1.0}, {"b", "한"}}),
             QString::fromUtf8("{\n  \"a\": 1.0,\n  \"b\": \"한\"\n}"));
    QCOMPARE(fullText("as it is\n"), QString("as it is\n"));
    QVERIFY(fullText(Bytes{"\x01"}).contains("x01")); // no JSON: its repr
}

void TestValueModel::aLongTextIsCutInTheTreeOnly()
{
    const std::string longText(5'000, 'x');
    QVERIFY(summary(longText).size() < 300);
    QCOMPARE(fullText(longText).size(), 5'000);
}

QTEST_MAIN(TestValueModel)
#include "tst_valuemodel.moc"
