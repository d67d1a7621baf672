// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/painted.h"
#include "widgets/theme/stillrepaint.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QVBoxLayout>

#include <memory>

using postern::isOnScreen;
using postern::Painted;
using postern::theme::StillRepaint;

/// Of a panel that changes only what looks different is painted.
class TestStillRepaint : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { postern::theme::apply(*qApp, postern::theme::Scheme::Dark); }
    void init();
    void cleanup() { m_panel.reset(); }

    void nothingIsPaintedOfWhatLooksAsBefore();
    void aTextPaintsItself();
    void whatMovesIsPaintedWhereItLooksDifferent();
    void newChildrenAreSeen();
    void whatIsSeenAfterwardsIsPaintedAsEver();
    void aPanelThatIsNotShownIsLeftAlone();

private:
    QLabel &label(int row) const { return *m_panel->findChildren<QLabel *>().at(row); }
    static void settle()
    {
        for (int pass = 0; pass < 5; ++pass)
            QCoreApplication::processEvents();
    }

    static constexpr int kRows = 8;
    std::unique_ptr<QWidget> m_panel;
};

void TestStillRepaint::init()
{
    m_panel = std::make_unique<QWidget>();
    auto *layout = new QVBoxLayout(m_panel.get());
    for (int row = 0; row < kRows; ++row) {
        layout->addWidget(new QLabel(QStringLiteral("row"), m_panel.get()));
        layout->addWidget(new QLineEdit(QStringLiteral("value"), m_panel.get()));
    }
    layout->addStretch();
    m_panel->resize(400, 700);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    settle();
    QVERIFY(isOnScreen(*m_panel));
}

void TestStillRepaint::nothingIsPaintedOfWhatLooksAsBefore()
{
    {
        const StillRepaint repaint(*m_panel);
        label(0).setText(QStringLiteral("another"));
        label(0).setFixedHeight(60);
        m_panel->layout()->activate();
        label(0).setText(QStringLiteral("row"));
        label(0).setFixedHeight(label(1).height());
        m_panel->layout()->activate();
    }
    const Painted painted(*m_panel); // not what it looked at
    settle();
    QCOMPARE(painted.area(), 0);
    QVERIFY(isOnScreen(*m_panel));
}

void TestStillRepaint::aTextPaintsItself()
{
    {
        const StillRepaint repaint(*m_panel);
        label(3).setText(QStringLiteral("another"));
        m_panel->layout()->activate();
    }
    const Painted painted(*m_panel); // not what it looked at
    settle();
    QVERIFY(painted.area() > 0);
    constexpr QMargins kTile(64, 4, 64, 4); // as large are the parts that are compared
    QVERIFY(label(3).geometry().marginsAdded(kTile).contains(painted.region().boundingRect()));
    QVERIFY(isOnScreen(*m_panel));
}

void TestStillRepaint::whatMovesIsPaintedWhereItLooksDifferent()
{
    {
        const StillRepaint repaint(*m_panel);
        label(1).hide();
        m_panel->layout()->activate();
    }
    const Painted painted(*m_panel); // not what it looked at
    settle();
    QVERIFY(painted.area() > 0);
    QVERIFY(painted.area() < m_panel->width() * m_panel->height() / 2);
    QVERIFY(isOnScreen(*m_panel));
}

void TestStillRepaint::newChildrenAreSeen()
{
    QLineEdit *made = nullptr;
    {
        const StillRepaint repaint(*m_panel);
        made = new QLineEdit(QStringLiteral("new"), m_panel.get());
        static_cast<QVBoxLayout *>(m_panel->layout())->insertWidget(2, made);
        made->show();
        m_panel->layout()->activate();
    }
    settle();
    QVERIFY(isOnScreen(*m_panel));
    // And they are painted by themselves from now on.
    made->setText(QStringLiteral("changed"));
    settle();
    QVERIFY(isOnScreen(*m_panel));
}

void TestStillRepaint::whatIsSeenAfterwardsIsPaintedAsEver()
{
    {
        const StillRepaint repaint(*m_panel);
        label(0).setText(QStringLiteral("another"));
    }
    label(5).setText(QStringLiteral("later"));
    m_panel->resize(500, 640);
    settle();
    QVERIFY(isOnScreen(*m_panel));
    QVERIFY(m_panel->updatesEnabled());
    QVERIFY(label(0).updatesEnabled());
}

void TestStillRepaint::aPanelThatIsNotShownIsLeftAlone()
{
    m_panel->hide();
    {
        const StillRepaint repaint(*m_panel);
        label(0).setText(QStringLiteral("another"));
    }
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    settle();
    QVERIFY(isOnScreen(*m_panel));
}

QTEST_MAIN(TestStillRepaint)
#include "tst_stillrepaint.moc"
