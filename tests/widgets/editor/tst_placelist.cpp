// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/editor/placelist.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace postern;
using widgets::ListedPlace;
using widgets::PlaceGroup;
using widgets::PlaceList;
using widgets::PlaceModel;

namespace {

ListedPlace placeIn(int line, const QString &text, const QString &what)
{
    ListedPlace place;
    place.line = line;
    place.text = text;
    place.begin = text.indexOf(what);
    place.length = what.size();
    return place;
}

std::vector<PlaceGroup> twoFiles()
{
    return {{"a.yaml", "/f/a.yaml", {placeIn(3, "  one two", "two"), placeIn(9, "two", "two")}},
            {"b/c.py", "/f/b/c.py", {placeIn(1, "x = 'two'", "two")}}};
}

} // namespace

/// The list of places: what it shows, how one goes there, and what is left out of a change.
class TestPlaceList : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Dark); }

    void returnGoesToThePlace();
    void stepsGoAroundTheEnds();
    void whatIsReplacedCanBeLeftOut();
    void theMatchIsMarkedAndItsReplacementShown();
    void filesComeOneByOne();
};

void TestPlaceList::returnGoesToThePlace()
{
    PlaceList list;
    const QAbstractItemModelTester tester(&list.places());
    QSignalSpy chosen(&list, &PlaceList::placeChosen);
    list.show(twoFiles());
    list.resize(400, 200);
    static_cast<QWidget &>(list).show();
    QCOMPARE(list.places().placeCount(), 3U);
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst(), (QVariantList{"/f/a.yaml", 3, 7}));
    QTest::keyClick(&list, Qt::Key_Up); // the file
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(chosen.count(), 0);
    QVERIFY(!list.isExpanded(list.places().index(0, 0)));
}

void TestPlaceList::stepsGoAroundTheEnds()
{
    PlaceList list;
    QSignalSpy chosen(&list, &PlaceList::placeChosen);
    list.step(true); // of nothing
    list.show(twoFiles());
    for (const bool forward : {true, true, true, false})
        list.step(forward);
    QStringList lines;
    for (const QVariantList &each : chosen)
        lines.append(each[0].toString() + ':' + each[1].toString());
    QCOMPARE(lines, (QStringList{"/f/a.yaml:9", "/f/b/c.py:1", "/f/a.yaml:3", "/f/b/c.py:1"}));
}

void TestPlaceList::whatIsReplacedCanBeLeftOut()
{
    PlaceList list;
    const QAbstractItemModelTester tester(&list.places());
    PlaceModel &model = list.places();
    list.show(twoFiles());
    const QModelIndex file = model.index(0, 0);
    QVERIFY(!file.data(Qt::CheckStateRole).isValid());
    model.setReplacements({{"2", "2"}, {"2"}});
    QCOMPARE(file.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QVERIFY(model.setData(model.index(1, 0, file), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(file.data(Qt::CheckStateRole).toInt(), int(Qt::PartiallyChecked));
    QCOMPARE(model.chosenCount(), 2U);
    QVERIFY(model.setData(file, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(model.chosenCount(), 1U);
}

void TestPlaceList::theMatchIsMarkedAndItsReplacementShown()
{
    PlaceList list;
    list.resize(400, 200);
    list.show(twoFiles());
    static_cast<QWidget &>(list).show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    const auto has = [&list](const QColor &colour) {
        const QImage shown = list.viewport()->grab().toImage();
        for (int y = 0; y < shown.height(); ++y) {
            for (int x = 0; x < shown.width(); ++x) {
                if (shown.pixelColor(x, y) == colour)
                    return true;
            }
        }
        return false;
    };
    const theme::Tokens &tokens = theme::current();
    QVERIFY(has(tokens.bgWarn));
    QVERIFY(!has(tokens.bgOk));
    list.places().setReplacements({{"three", "three"}, {"three"}});
    QVERIFY(has(tokens.bgOk));
    QVERIFY(has(tokens.bgErr));
}

void TestPlaceList::filesComeOneByOne()
{
    PlaceList list;
    const QAbstractItemModelTester tester(&list.places());
    list.show({});
    for (const PlaceGroup &group : twoFiles())
        list.places().addGroup(group);
    QCOMPARE(list.places().placeCount(), 3U);
    QVERIFY(list.isExpanded(list.places().index(1, 0)));
}

QTEST_MAIN(TestPlaceList)
#include "tst_placelist.moc"
