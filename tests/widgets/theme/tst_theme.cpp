// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/theme/icon.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

using namespace postern::theme;

namespace {

constexpr Scheme kSchemes[] = {Scheme::Dark, Scheme::Light, Scheme::HighContrast};

/// How many pixels of an image have exactly a colour.
int countOf(const QImage &image, const QColor &colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    }
    return count;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { apply(*qApp, Scheme::Dark); }

    void everyTokenIsSetInEveryScheme()
    {
        for (const Scheme scheme : kSchemes) {
            for (const TokenEntry &entry : tokenTable()) {
                const QColor colour = tokens(scheme).*entry.member;
                QVERIFY2(colour.isValid() && colour.alpha() == 255, entry.name);
            }
        }
        // As many entries as fields: a token that isn't in the table would be an invalid colour.
        QCOMPARE(tokenTable().size() * sizeof(QColor), sizeof(Tokens));
    }

    void textIsReadableOnEveryGroundItStandsOn()
    {
        for (const Scheme scheme : kSchemes) {
            const Tokens &t = tokens(scheme);
            for (const QColor &ground :
                 {t.bgWindow, t.bgPanel, t.bgCanvas, t.bgRaised, t.bgInput, t.bgNode}) {
                for (const QColor &ink :
                     {t.text, t.text2, t.text3, t.ok, t.run, t.cache, t.pause, t.warn, t.err})
                    QVERIFY2(contrastRatio(ink, ground) >= 4.5,
                             qPrintable(ink.name() + " on " + ground.name()));
                QVERIFY(contrastRatio(t.borderStrong, ground) >= 3);
            }
            QVERIFY(contrastRatio(t.onAccent, t.accent) >= 4.5);
            QVERIFY(contrastRatio(t.onSelected, t.bgSelected) >= 4.5);
            QVERIFY(contrastRatio(t.ok, t.bgOk) >= 4.5);
            QVERIFY(contrastRatio(t.warn, t.bgWarn) >= 4.5);
            QVERIFY(contrastRatio(t.err, t.bgErr) >= 4.5);
            QVERIFY(contrastRatio(t.edge, t.bgCanvas) >= 3);
            QVERIFY(contrastRatio(t.focus, t.bgCanvas) >= 3);
        }
    }

    void contrastRunsFromOneToTwentyOne()
    {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    }

    void everyIconTakesItsColour()
    {
        const QStringList names = iconNames();
        QVERIFY(names.size() >= 60);
        for (const QString &name : names) {
            for (const QColor &colour : {QColor(0xff, 0, 0), QColor(0, 0, 0xff)}) {
                const QImage image = iconPixmap(name, colour, 32, 1).toImage();
                QVERIFY2(countOf(image, colour) >= 8, qPrintable(name));
            }
        }
    }

    void everyIconTheDesignNamesIsThere()
    {
        for (const char *name :
             {"run",      "stop",     "debug",  "restart",      "step-over",    "step-into",
              "step-out", "continue", "author", "batch",        "history",      "git",
              "connect",  "settings", "file",   "folder",       "python",       "jinja",
              "data",     "llm",      "prompt", "search-index", "embedding",    "package",
              "input",    "output",   "tick",   "cross",        "clock",        "triangle",
              "sheets",   "skip",     "pause",  "triple-line",  "plus",         "search",
              "more",     "fit",      "layout", "close",        "chevron-down", "chevron-right",
              "warning",  "error",    "info",   "padlock",      "fork",         "shield"})
            QVERIFY2(!icon(name).isNull(), name);
        QVERIFY(icon("no-such-icon").isNull());
    }

    void anIconFollowsTheScheme()
    {
        const QIcon kept = icon("tick", &Tokens::ok);
        for (const Scheme scheme : kSchemes) {
            apply(*qApp, scheme);
            QVERIFY(countOf(kept.pixmap(32, 32).toImage(), tokens(scheme).ok) > 8);
            QVERIFY(
                countOf(kept.pixmap(QSize(32, 32), QIcon::Disabled).toImage(), tokens(scheme).text3)
                > 8);
        }
    }

    void theStyleSheetHasNoPlaceholderLeft()
    {
        for (const Scheme scheme : kSchemes) {
            const QString sheet = styleSheet(scheme);
            QVERIFY(sheet.size() > 4000);
            QVERIFY(!sheet.contains("@{"));
            QVERIFY(sheet.contains(tokens(scheme).bgPanel.name()));
            QCOMPARE(sheet.count(u'{'), sheet.count(u'}'));
        }
    }

    void theStyleSheetNamesOnlyImagesThatExist()
    {
        static const QRegularExpression url("url\\(([^)]+)\\)");
        auto matches = url.globalMatch(styleSheet(Scheme::Light));
        int count = 0;
        for (; matches.hasNext(); ++count) {
            const QString path = matches.next().captured(1);
            QVERIFY2(QFile::exists(path), qPrintable(path));
        }
        QVERIFY(count > 8);
    }

    void thePrimaryButtonIsFilledWithTheAccent()
    {
        for (const Scheme scheme : kSchemes) {
            apply(*qApp, scheme);
            QPushButton button("Run");
            button.setProperty("role", "primary");
            button.resize(80, 26);
            QVERIFY(countOf(button.grab().toImage(), tokens(scheme).accent) > 1000);
        }
    }

    void aCheckedBoxShowsItsTick()
    {
        QCheckBox box("Run only when a condition holds");
        const int unchecked = countOf(box.grab().toImage(), current().accent);
        box.setChecked(true);
        QVERIFY(countOf(box.grab().toImage(), current().accent) > unchecked + 50);
        QVERIFY(countOf(box.grab().toImage(), current().onAccent) > 0);
    }

    void textGrowsWithItsScale()
    {
        QLabel label("answer");
        apply(*qApp, Scheme::Dark, 1);
        const int normal = label.sizeHint().height();
        const int fixed = QFontMetrics(fixedFont(12)).height();
        apply(*qApp, Scheme::Dark, 2);
        QVERIFY(label.sizeHint().height() > normal * 3 / 2);
        QCOMPARE(QFontMetrics(fixedFont(12)).height(), fixed);
    }
};

QTEST_MAIN(TestTheme)

#include "tst_theme.moc"
