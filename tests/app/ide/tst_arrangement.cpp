// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/session/layoutfile.h"
#include "tests/app/ide/editingtest.h"
#include "widgets/graph/edgeitem.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>

using namespace postern;
using namespace postern::ide;

/// Where nodes were moved to, kept beside the flow.
class TestArrangement : public EditingTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void nothingIsWrittenUntilANodeIsMoved();
    void placesComeBackWhenTheFlowIsOpenedAgain();
    void aMoveIsAStepToUndoBesideTheTexts();
    void tidyTakesThePlacesOutOfTheFile();
    void whatOthersWroteStays();
    void whatCannotBeUnderstoodIsPutAside_data();
    void whatCannotBeUnderstoodIsPutAside();
    void aLaterVersionsFileIsLeftAlone();
    void aRestrictedFolderKeepsPlacesButNotElsewhere();
    void oddPlacesAreIgnored();
    void keysAlignAndHide();
    void groupsAreKeptAndUndone();

private:
    graph::GraphView &canvas() const { return m_ide->canvas(); }
    QPointF placeOf(const QString &id) const { return canvas().graphScene()->node(id)->pos(); }
    void drag(const QString &id, const QPoint &by) const
    {
        const QPoint from = canvas().mapFromScene(
            canvas().graphScene()->node(id)->sceneFace().center());
        QWidget *const area = canvas().viewport();
        QTest::mousePress(area, Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove,
                         from + by,
                         area->mapToGlobal(from + by),
                         Qt::NoButton,
                         Qt::LeftButton,
                         {});
        QCoreApplication::sendEvent(area, &move);
        QTest::mouseRelease(area, Qt::LeftButton, {}, from + by);
    }
    QJsonObject layout()
    {
        m_ide->session().arrangement().flush();
        return QJsonDocument::fromJson(onDisk(".postern/layout.json")).object();
    }
    QJsonObject flow() { return layout()["flows"].toObject()["flow.dag.yaml"].toObject(); }
    QJsonObject nodes() { return flow()["nodes"].toObject(); }
    bool isThere(const QString &name) const
    {
        return QFileInfo::exists(m_ide->folder() + '/' + name);
    }
};

void TestArrangement::nothingIsWrittenUntilANodeIsMoved()
{
    start();
    canvas().tidy();
    m_ide->session().arrangement().flush();
    QVERIFY(!isThere(".postern"));
    drag("double", {60, 40});
    QCOMPARE(nodes().keys(), QStringList({"${inputs}", "${outputs}", "double", "say"}));
    QVERIFY(onDisk(".postern/layout.json").contains("\"double\": ["));
    QCOMPARE(layout()["version"].toInt(), 1);
}

void TestArrangement::placesComeBackWhenTheFlowIsOpenedAgain()
{
    start();
    drag("double", {60, 40});
    const QPointF place = placeOf("double");
    const QPointF other = placeOf("say");
    start();
    QCOMPARE(placeOf("double"), place);
    QCOMPARE(placeOf("say"), other);
}

void TestArrangement::aMoveIsAStepToUndoBesideTheTexts()
{
    start();
    const QPointF before = placeOf("double");
    drag("double", {60, 40});
    const QPointF after = placeOf("double");
    QVERIFY(after != before);
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Move double"));
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(placeOf("double"), before);
    QCOMPARE(nodes()["double"].toArray()[0].toInt(), static_cast<int>(before.x()));
    m_ide->action(ActionId::Redo).trigger();
    QCOMPARE(placeOf("double"), after);
    QVERIFY(m_ide->session().document()->workspace().unsaved().empty());
}

void TestArrangement::tidyTakesThePlacesOutOfTheFile()
{
    start();
    drag("double", {60, 40});
    const QPointF moved = placeOf("double");
    QVERIFY(!nodes().isEmpty());
    m_ide->action(ActionId::Tidy).trigger();
    QVERIFY(nodes().isEmpty());
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(placeOf("double"), moved);
}

void TestArrangement::whatOthersWroteStays()
{
    m_ide->write(".postern/layout.json",
                 R"({"version": 1, "colours": ["red"], "flows": {
                    "other.dag.yaml": {"nodes": {"a": [8, 16]}},
                    "flow.dag.yaml": {"frames": {"x": 1}, "nodes": {"gone": [8, 24], "odd": "here"}}}})");
    start();
    drag("double", {60, 40});
    const QJsonObject all = layout();
    QVERIFY(all.contains("colours"));
    const QJsonObject flows = all["flows"].toObject();
    QVERIFY(flows["other.dag.yaml"].toObject()["nodes"].toObject().contains("a"));
    QVERIFY(flows["flow.dag.yaml"].toObject().contains("frames"));
    QCOMPARE(nodes()["odd"].toString(), QString("here"));
    QVERIFY(nodes().contains("gone"));
    QVERIFY(nodes().contains("double"));
}

void TestArrangement::whatCannotBeUnderstoodIsPutAside_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << QByteArray("<<<<<<< HEAD\n{}");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a list") << QByteArray("[1, 2]");
    QTest::newRow("no version") << QByteArray("{\"flows\": {}}");
    QTest::newRow("flows of another kind") << QByteArray("{\"version\": 1, \"flows\": [7]}");
    QTest::newRow("deep") << QByteArray(100'000, '[');
}

void TestArrangement::whatCannotBeUnderstoodIsPutAside()
{
    QFETCH(QByteArray, text);
    m_ide->write(".postern/layout.json", text);
    start();
    QCOMPARE(onDisk(".postern/layout.json"), text); // to open a flow touches nothing
    drag("double", {60, 40});
    QVERIFY(nodes().contains("double"));
    QCOMPARE(onDisk(".postern/layout.broken-1.json"), text);
}

void TestArrangement::aLaterVersionsFileIsLeftAlone()
{
    const QByteArray text = "{\"version\": 2, \"flows\": {\"flow.dag.yaml\": []}}";
    m_ide->write(".postern/layout.json", text);
    start();
    QSignalSpy refused(&m_ide->session().edits(), &FlowEdits::refused);
    drag("double", {60, 40});
    m_ide->session().arrangement().flush();
    QTRY_COMPARE(refused.count(), 1);
    QCOMPARE(onDisk(".postern/layout.json"), text);
}

void TestArrangement::aRestrictedFolderKeepsPlacesButNotElsewhere()
{
    m_ide->start(m_ide->folder());
    QVERIFY(m_ide->session().isRestricted());
    drag("double", {60, 40});
    QVERIFY(nodes().contains("double"));

    const QTemporaryDir elsewhere;
    QVERIFY(QDir(m_ide->folder() + "/.postern").removeRecursively());
    QVERIFY(QFile::link(elsewhere.path(), m_ide->folder() + "/.postern"));
    QFile there(elsewhere.filePath("layout.json"));
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write(R"({"version": 1, "flows": {"flow.dag.yaml": {"nodes": {"double": [800, 800]}}}})");
    there.close();
    m_ide->start(m_ide->folder());
    QVERIFY(placeOf("double") != QPointF(800, 800));
    QSignalSpy refused(&m_ide->session().edits(), &FlowEdits::refused);
    const QDateTime before = QFileInfo(there).lastModified();
    drag("double", {-60, 40});
    m_ide->session().arrangement().flush();
    QTRY_COMPARE(refused.count(), 1);
    QCOMPARE(QFileInfo(there).lastModified(), before);
}

void TestArrangement::oddPlacesAreIgnored()
{
    m_ide->write(".postern/layout.json", R"({"version": 1, "flows": {"flow.dag.yaml": {
        "nodes": {"double": [1e300, 5], "say": [16, 1600], "${inputs}": [1, 2, 3], "": null},
        "hiddenEdges": [7, {"from": 3}, "x"]}}})");
    start();
    QCOMPARE(placeOf("say"), QPointF(16, 1600));
    QVERIFY(std::abs(placeOf("double").x()) < 1e6);
}

void TestArrangement::keysAlignAndHide()
{
    start();
    canvas().setFocus();
    drag("double", {90, 0});
    QVERIFY(placeOf("double").x() != placeOf("say").x());
    canvas().selectNodes({"double", "say"});
    QTest::keyClick(&canvas(), Qt::Key_A, Qt::AltModifier);
    QTest::keyClick(&canvas(), Qt::Key_L);
    QCOMPARE(placeOf("double").x(), placeOf("say").x());
    QCOMPARE(m_ide->action(ActionId::Undo).text(), QString("Undo Align 2 nodes"));

    graph::EdgeItem *const line = canvas().graphScene()->edgeItems().front();
    canvas().selectNodes({});
    line->setSelected(true);
    QTest::keyClick(&canvas(), Qt::Key_H);
    QVERIFY(canvas().isEdgeHidden(line->edge()));
    QCOMPARE(flow()["hiddenEdges"].toArray().size(), 1);
    start();
    QVERIFY(!canvas().graphScene()->edgeItems().front()->isVisible());
    m_ide->action(ActionId::ShowLinks).trigger();
    QVERIFY(canvas().graphScene()->edgeItems().front()->isVisible());
}

void TestArrangement::groupsAreKeptAndUndone()
{
    start();
    QTRY_VERIFY(canvas().graphScene()->node("say"));
    canvas().graphScene()->frameNodes({"double", "say"}, "Both");
    QCOMPARE(flow()["groups"].toArray(),
             QJsonArray({QJsonObject{{"title", "Both"}, {"nodes", QJsonArray{"double", "say"}}}}));
    QVERIFY(!flow().contains("nodes")); // nobody moved anything
    m_ide->action(ActionId::Undo).trigger();
    QVERIFY(canvas().graphScene()->arrangement().frames.isEmpty());
    QVERIFY(!flow().contains("groups"));
    m_ide->action(ActionId::Redo).trigger();
    QCOMPARE(flow()["groups"].toArray().size(), 1);
    start(); // again
    QTRY_COMPARE(canvas().graphScene()->arrangement().frames,
                 QList<graph::Frame>({{"Both", {"double", "say"}}}));
    // What is odd in the file is no group.
    m_ide->write(".postern/layout.json",
                 R"({"version": 1, "flows": {"flow.dag.yaml": {"groups":
                    [3, {"title": "a"}, {"nodes": ["say"]}, {"title": "b", "nodes": [1, "say"]}]}}})");
    start();
    QTRY_COMPARE(canvas().graphScene()->arrangement().frames, QList<graph::Frame>({{"b", {"say"}}}));
}

QTEST_MAIN(TestArrangement)

#include "tst_arrangement.moc"
