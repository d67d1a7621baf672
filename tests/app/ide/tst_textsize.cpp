// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/settingsdialog.h"
#include "tests/app/ide/idefixture.h"

#include <QAbstractButton>
#include <QDockWidget>

#include <memory>

using namespace postern;
using namespace postern::ide;

namespace {

void settle()
{
    for (int pass = 0; pass < 10; ++pass)
        QCoreApplication::processEvents();
}

/// How large everything is that is shown, a line for each widget.
QStringList shapes(const QWidget &window)
{
    QStringList found;
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->visibleRegion().isEmpty() || widget->window() != &window)
            continue;
        QStringList path;
        for (const QWidget *at = widget; at != &window; at = at->parentWidget())
            path.prepend(at->objectName().isEmpty() ? at->metaObject()->className()
                                                    : at->objectName());
        const QPoint place = widget->mapTo(&window, QPoint());
        QString line = QStringLiteral("%1: %4x%5 at %2, %3, %6")
                           .arg(path.join('/'))
                           .arg(place.x())
                           .arg(place.y())
                           .arg(widget->width())
                           .arg(widget->height())
                           .arg(widget->fontInfo().pixelSize());
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            line += QStringLiteral(", icon %1").arg(button->iconSize().width());
        found.append(line);
    }
    found.sort();
    return found;
}

/// The first widgets of which the one has another than the other; what differs most comes first.
QString difference(const QStringList &live, const QStringList &started)
{
    constexpr int kMostShown = 12;
    QStringList lines;
    for (const QString &line : live) {
        if (!started.contains(line))
            lines.append("changed: " + line);
    }
    for (const QString &line : started) {
        if (!live.contains(line))
            lines.append("started: " + line);
    }
    std::ranges::sort(lines, {}, [](const QString &line) { return line.mid(9); });
    return '\n' + lines.mid(0, kMostShown).join('\n');
}

/// Whether two pictures of a window are equal; if not they are left to be looked at.
bool isAlike(const QImage &live, const QImage &started)
{
    if (live == started)
        return true;
    live.save(QDir::temp().filePath("tst_textsize-changed.png"));
    started.save(QDir::temp().filePath("tst_textsize-started.png"));
    return false;
}

} // namespace

/// The text size and the theme are chosen while the window stands: it is then as if it had started
/// with them.
class TestTextSize : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aChosenTextSizeIsAsOneThatWasStartedWith_data();
    void aChosenTextSizeIsAsOneThatWasStartedWith();
    void aChosenThemeIsAsOneThatWasStartedWith();
    void theDialogThatChoosesItGrowsToo();

private:
    void stand(bool isOpen, bool isDebug) const;

    std::unique_ptr<IdeFixture> m_ide;
};

void TestTextSize::init()
{
    m_ide = std::make_unique<IdeFixture>();
    writeNumbersFlow(*m_ide);
    Settings().trust(m_ide->folder());
}

void TestTextSize::cleanup()
{
    m_ide.reset();
}

/// Brings the window that was just started into a state, by the same steps each time.
void TestTextSize::stand(bool isOpen, bool isDebug) const
{
    m_ide->window().resize(1440, 900);
    settle();
    if (!isOpen)
        return;
    m_ide->action(isDebug ? ActionId::ModeDebug : ActionId::ModeAuthor).trigger();
    QTRY_VERIFY(m_ide->session().runBlocker().isEmpty());
    QTRY_VERIFY(!m_ide->session().environment().isChecking());
    settle();
    m_ide->window().selectNode("say");
    settle();
}

void TestTextSize::aChosenTextSizeIsAsOneThatWasStartedWith_data()
{
    QTest::addColumn<bool>("isOpen");
    QTest::addColumn<bool>("isDebug");
    QTest::addColumn<int>("percent");
    QTest::newRow("welcome page at 150 %") << false << false << 150;
    QTest::newRow("author at 130 %") << true << false << 130;
    QTest::newRow("author at 200 %") << true << false << 200;
    QTest::newRow("debug at 200 %") << true << true << 200;
}

void TestTextSize::aChosenTextSizeIsAsOneThatWasStartedWith()
{
    QFETCH(bool, isOpen);
    QFETCH(bool, isDebug);
    QFETCH(int, percent);
    const QString folder = isOpen ? m_ide->folder() : QString();
    m_ide->start(folder);
    stand(isOpen, isDebug);
    m_ide->application().setTextScale(percent);
    settle();
    stand(isOpen, isDebug);
    const QStringList live = shapes(m_ide->window());
    const QImage liveLook = m_ide->window().grab().toImage();
    m_ide->start(folder);
    stand(isOpen, isDebug);
    const QStringList started = shapes(m_ide->window());
    QVERIFY2(live == started, qPrintable(difference(live, started)));
    QVERIFY(isAlike(liveLook, m_ide->window().grab().toImage()));
    // And back.
    m_ide->application().setTextScale(100);
    settle();
    stand(isOpen, isDebug);
    const QStringList back = shapes(m_ide->window());
    m_ide->start(folder);
    stand(isOpen, isDebug);
    const QStringList fresh = shapes(m_ide->window());
    QVERIFY2(back == fresh, qPrintable(difference(back, fresh)));
}

void TestTextSize::aChosenThemeIsAsOneThatWasStartedWith()
{
    m_ide->start(m_ide->folder());
    stand(true, true);
    m_ide->application().setTheme("light");
    settle();
    stand(true, true);
    const QImage live = m_ide->window().grab().toImage();
    m_ide->start(m_ide->folder());
    stand(true, true);
    QVERIFY(isAlike(live, m_ide->window().grab().toImage()));
}

void TestTextSize::theDialogThatChoosesItGrowsToo()
{
    m_ide->start();
    SettingsDialog dialog(m_ide->session(), m_ide->window().actions(), &m_ide->window());
    dialog.show();
    settle();
    const QStringList before = shapes(dialog);
    m_ide->application().setTextScale(200);
    settle();
    SettingsDialog started(m_ide->session(), m_ide->window().actions(), &m_ide->window());
    started.resize(dialog.size());
    started.show();
    settle();
    const QStringList live = shapes(dialog);
    const QStringList fresh = shapes(started);
    QVERIFY(before != live);
    QVERIFY2(live == fresh, qPrintable(difference(live, fresh)));
}

QTEST_MAIN(TestTextSize)
#include "tst_textsize.moc"
