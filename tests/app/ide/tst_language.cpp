// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/ide/idefixture.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/editor/placelist.h"

#include <QLineEdit>
#include <QPointer>

#include <memory>

using namespace postern;
using namespace postern::ide;

namespace {

/// What happens to the program's windows, in its order.
class WindowLog final : public QObject
{
public:
    WindowLog() { qApp->installEventFilter(this); }

    QStringList events;
    QWidget *old = nullptr;
    QWidget *now = nullptr;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        // The canvas is painted when its window is; a window itself may be covered by what is in it.
        const auto *widget = qobject_cast<QWidget *>(watched);
        const bool isPainted = event->type() == QEvent::Paint && widget && widget->parentWidget()
                               && widget->parentWidget()->objectName() == "canvas";
        if (isPainted && widget->window() == now
            && !widget->window()->testAttribute(Qt::WA_DontShowOnScreen))
            events.append("painted");
        if (event->type() == QEvent::Hide && watched == old)
            events.append("gone");
        return false;
    }
};

} // namespace

/// Another language is chosen while the window stands.
class TestLanguage : public QObject
{
    Q_OBJECT

private slots:
    void theOldWindowStaysUntilTheNewOneIsPainted();
    void whatTheWindowShowedItShowsInTheOtherLanguage();
    void whatWasLookedForStays();
};

void TestLanguage::theOldWindowStaysUntilTheNewOneIsPainted()
{
    IdeFixture ide;
    writeNumbersFlow(ide);
    ide.startTrusted();
    WindowLog log;
    QPointer<MainWindow> old = &ide.window();
    log.old = old;
    ide.application().setLanguage("ko");
    log.now = &ide.window();
    QVERIFY(old); // still there, and seen
    QVERIFY(old->isVisible());
    QTRY_VERIFY(!old);
    QVERIFY(log.events.contains("painted"));
    QCOMPARE(log.events.indexOf("gone"), log.events.size() - 1);
    QVERIFY(ide.window().isVisible());
    QVERIFY(!ide.window().testAttribute(Qt::WA_DontShowOnScreen));
}

void TestLanguage::whatTheWindowShowedItShowsInTheOtherLanguage()
{
    IdeFixture ide;
    writeNumbersFlow(ide);
    ide.startTrusted();
    ide.action(ActionId::ModeDebug).trigger();
    ide.click("say");
    ide.canvas().setZoomPercent(80);
    const QRect place = ide.window().geometry();
    for (const char *language : {"ko", "en", "ko"}) {
        ide.application().setLanguage(QLatin1String(language));
        ide.activate();
        QTRY_COMPARE(ide.canvas().zoomPercent(), 80);
        QCOMPARE(ide.window().selectedNode(), QString("say"));
        QVERIFY(ide.action(ActionId::ModeDebug).isChecked());
        QCOMPARE(ide.window().geometry(), place);
    }
    // Twice in a row, before the first is seen.
    ide.application().setLanguage("en");
    ide.application().setLanguage("ko");
    QTRY_COMPARE(ide.action(ActionId::Run).text(), QStringLiteral("실행"));
    QVERIFY(ide.window().isVisible());
}

void TestLanguage::whatWasLookedForStays()
{
    IdeFixture ide;
    writeNumbersFlow(ide);
    ide.startTrusted();
    ide.child<QLineEdit>("searchTerm").setText("number");
    ide.child<QLineEdit>("searchNames").setText("*.py");
    const auto places = [&ide](const char *list) {
        return ide.child<widgets::PlaceList>(list).places().placeCount();
    };
    QTRY_VERIFY(places("searchResults") > 0);
    const std::size_t found = places("searchResults");
    ide.window().findChild<EditorPane *>()->goToText("say", "double");
    ide.window().findChild<EditorPane *>()->flowText()->setFocus();
    ide.action(ActionId::FindReferences).trigger();
    QTRY_VERIFY(places("references") > 0);
    const std::size_t references = places("references");
    ide.application().setLanguage("ko");
    ide.activate();
    QTRY_COMPARE(places("searchResults"), found);
    QCOMPARE(ide.child<QLineEdit>("searchNames").text(), QString("*.py"));
    QCOMPARE(places("references"), references);
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
