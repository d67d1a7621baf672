// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/theme/icon.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSpinBox>
#include <QStatusBar>
#include <QStyleOption>
#include <QTabBar>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>
#include <memory>

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

/// How many pixels differ between two images, and stand out from what was there before.
int countOfChanges(const QImage &before, const QImage &after)
{
    constexpr double kStandsOut = 3; // WCAG 2, 1.4.11
    int count = 0;
    for (int y = 0; y < before.height(); ++y) {
        for (int x = 0; x < before.width(); ++x) {
            const bool isChanged = contrastRatio(before.pixelColor(x, y), after.pixelColor(x, y))
                                   >= kStandsOut;
            count += isChanged ? 1 : 0;
        }
    }
    return count;
}

template<typename Widget>
Widget *named(Widget *widget, const char *name, const char *role = nullptr)
{
    widget->setObjectName(name);
    if (role != nullptr)
        widget->setProperty("role", role);
    widget->setFocusPolicy(Qt::StrongFocus);
    return widget;
}

/// One of every control that the keyboard can reach.
QList<QWidget *> addControls(QWidget &window)
{
    auto *flat = named(new QPushButton("Press"), "flat button");
    flat->setFlat(true);
    auto *section = named(new QToolButton, "section", "section");
    section->setText("Settings");
    section->setCheckable(true);
    section->setChecked(true);
    auto *primary = named(new QToolButton, "primary tool button", "primary");
    primary->setText("Run");
    auto *tool = named(new QToolButton, "tool button");
    tool->setText("Stop");
    auto *combo = named(new QComboBox, "combo");
    combo->addItem("Simulator");
    auto *list = named(new QListWidget, "list");
    list->addItems({"answer", "question"});
    list->setCurrentRow(0);
    auto *tabs = named(new QTabBar, "tabs");
    tabs->addTab("Inputs");
    tabs->addTab("Output");
    auto *readOnly = named(new QLineEdit("text"), "read-only field");
    readOnly->setReadOnly(true);
    QList<QWidget *> controls{named(new QPushButton("Press"), "button"),
                              named(new QPushButton("Press"), "primary button", "primary"),
                              flat,
                              tool,
                              primary,
                              section,
                              named(new QLineEdit("text"), "field"),
                              readOnly,
                              named(new QLineEdit("${a}"), "reference", "reference"),
                              named(new QPlainTextEdit("text"), "text"),
                              named(new QSpinBox, "number"),
                              combo,
                              named(new QCheckBox("on"), "check box"),
                              named(new QRadioButton("on"), "radio button"),
                              tabs,
                              list};
    auto *layout = new QVBoxLayout(&window);
    for (QWidget *control : controls)
        layout->addWidget(control);
    auto *modes = new QToolBar;
    modes->setObjectName("modeBar");
    auto *mode = named(new QToolButton, "mode");
    mode->setText("Author");
    mode->setCheckable(true);
    mode->setChecked(true);
    modes->addWidget(mode);
    auto *bar = new QStatusBar;
    auto *item = named(new QToolButton, "status");
    item->setText("Engine ready");
    bar->addWidget(item);
    layout->addWidget(modes);
    layout->addWidget(bar);
    return controls << mode << item;
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
                for (const QColor &ink : {t.text,
                                          t.text2,
                                          t.text3,
                                          t.textDisabled,
                                          t.ok,
                                          t.run,
                                          t.cache,
                                          t.pause,
                                          t.warn,
                                          t.err})
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

    void highContrastIsReadableToTheHighestLevel()
    {
        const Tokens &t = tokens(Scheme::HighContrast);
        for (const QColor &ink : {t.text,
                                  t.text2,
                                  t.text3,
                                  t.textDisabled,
                                  t.ok,
                                  t.run,
                                  t.cache,
                                  t.pause,
                                  t.warn,
                                  t.err,
                                  t.accent})
            QVERIFY2(contrastRatio(ink, t.bgPanel) >= 7, qPrintable(ink.name()));
        QVERIFY(contrastRatio(t.onAccent, t.accent) >= 7);
        QVERIFY(contrastRatio(t.onSelected, t.bgSelected) >= 7);
    }

    void whatAnEmptyFieldAsksForIsReadable()
    {
        for (const Scheme scheme : kSchemes) {
            apply(*qApp, scheme);
            QLineEdit field;
            field.setPlaceholderText("text");
            QPlainTextEdit text;
            for (QWidget *widget : {static_cast<QWidget *>(&field), static_cast<QWidget *>(&text)}) {
                widget->ensurePolished();
                const QColor ink = widget->palette().color(QPalette::PlaceholderText);
                QCOMPARE(ink.alpha(), 255);
                const double least = scheme == Scheme::HighContrast ? 7 : 4.5;
                QVERIFY(contrastRatio(ink, tokens(scheme).bgInput) >= least);
            }
        }
    }

    void theKeyboardsPlaceIsSeenOnEveryControl()
    {
        for (const Scheme scheme : kSchemes) {
            apply(*qApp, scheme);
            QWidget window;
            const QList<QWidget *> controls = addControls(window);
            QLineEdit elsewhere(&window);
            window.layout()->addWidget(&elsewhere);
            window.show();
            window.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&window));
            for (QWidget *control : controls) {
                elsewhere.setFocus(Qt::TabFocusReason);
                const QImage without = control->grab().toImage();
                control->setFocus(Qt::TabFocusReason);
                const QImage with = control->grab().toImage();
                // At least as much as a line round the least of them, a box of 14 pixels.
                QVERIFY2(countOfChanges(without, with) >= 4 * 14,
                         qPrintable(QStringLiteral("%1 in scheme %2: %3")
                                        .arg(control->objectName())
                                        .arg(int(scheme))
                                        .arg(countOfChanges(without, with))));
            }
        }
    }

    void whatCantBeUsedLooksSo()
    {
        const QStringList neverDisabled{"reference", "tabs", "list", "mode", "status"};
        for (const Scheme scheme : kSchemes) {
            apply(*qApp, scheme);
            const Tokens &t = tokens(scheme);
            QVERIFY(contrastRatio(t.text, t.textDisabled) >= 2);
            QWidget window;
            const QList<QWidget *> controls = addControls(window);
            for (QWidget *control : controls) {
                if (neverDisabled.contains(control->objectName()))
                    continue;
                if (auto *button = qobject_cast<QToolButton *>(control))
                    button->setIcon(icon("stop"));
                const QImage enabled = control->grab().toImage();
                control->setEnabled(false);
                const QImage image = control->grab().toImage();
                const QString where = control->objectName() + " in " + QString::number(int(scheme));
                QVERIFY2(image != enabled, qPrintable(where));
                for (const QColor &bright : {t.text, t.accent, t.borderStrong})
                    QVERIFY2(countOf(image, bright) == 0, qPrintable(where + ": " + bright.name()));
            }
        }
    }

    void iconsOfMenusGrowWithTheText()
    {
        const auto inkOf = [](double scale) {
            apply(*qApp, Scheme::Light, scale);
            QMenu menu;
            menu.addAction(icon("stop"), QString());
            menu.ensurePolished();
            menu.resize(menu.sizeHint());
            return countOf(menu.grab().toImage(), current().text2);
        };
        const int usual = inkOf(1);
        const int twice = inkOf(2);
        apply(*qApp, Scheme::Light);
        QVERIFY(usual > 0);
        QVERIFY2(twice > 2 * usual, qPrintable(QString("%1, %2").arg(usual).arg(twice)));
    }

    void koreanLinesStandFarEnoughApart()
    {
        const auto back = qScopeGuard([] { QLocale::setDefault(QLocale(QLocale::English)); });
        QLocale::setDefault(QLocale(QLocale::Korean));
        using Size = std::pair<const char *, double>;
        for (const auto &[role, pixels] :
             {Size("secondary", 11), Size("", 12), Size("metric", 18)}) {
            // A line without Hangul is as high as one with it.
            for (const char *line : {"실행 기록이 없습니다.", "answer.jinja2"}) {
                Prose one(QString::fromUtf8(line));
                Prose two(QString::fromUtf8(line) + '\n' + QString::fromUtf8(line));
                for (Prose *prose : {&one, &two}) {
                    prose->setProperty("role", role);
                    prose->setWordWrap(false);
                    prose->ensurePolished();
                }
                const int pitch = two.sizeHint().height() - one.sizeHint().height();
                QCOMPARE(pitch, static_cast<int>(std::lround(pixels * 1.45)));
            }
        }
    }

    void koreanIsBrokenBetweenWordsOnly()
    {
        const auto back = qScopeGuard([] { QLocale::setDefault(QLocale(QLocale::English)); });
        QLocale::setDefault(QLocale(QLocale::Korean));
        const QString word = QString::fromUtf8("가나다라마바");
        Prose one(word);
        Prose three(word + ' ' + word + ' ' + word);
        // Two of the words would fit if their syllables might be torn apart.
        const int width = one.fontMetrics().horizontalAdvance(word) * 8 / 5;
        QCOMPARE(three.heightForWidth(width), one.heightForWidth(width) * 3);
        QCOMPARE(three.text(), word + ' ' + word + ' ' + word);
    }

    void proseThatCanBeCopiedHoldsNothingUnseen()
    {
        const auto back = qScopeGuard([] { QLocale::setDefault(QLocale(QLocale::English)); });
        QLocale::setDefault(QLocale(QLocale::Korean));
        Prose prose;
        prose.setTextInteractionFlags(Qt::TextSelectableByMouse);
        prose.setText(QString::fromUtf8("<b>파일</b>"));
        prose.setSelection(0, 9);
        QCOMPARE(prose.selectedText(), QString::fromUtf8("<b>파일</b>"));
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
            QVERIFY(countOf(kept.pixmap(QSize(32, 32), QIcon::Disabled).toImage(),
                            tokens(scheme).textDisabled)
                    > 8);
        }
    }

    void aSignIsSeenInARowThatIsSelected()
    {
        for (const Scheme scheme : kSchemes) {
            apply(*qApp, scheme);
            for (auto tint :
                 {&Tokens::ok, &Tokens::err, &Tokens::warn, &Tokens::run, &Tokens::text2}) {
                const QImage sign
                    = icon("tick", tint).pixmap(QSize(32, 32), QIcon::Selected).toImage();
                int seen = 0;
                for (int y = 0; y < sign.height(); ++y) {
                    for (int x = 0; x < sign.width(); ++x) {
                        const QColor colour = sign.pixelColor(x, y);
                        if (colour.alpha() == 255
                            && contrastRatio(colour, tokens(scheme).bgSelected) >= 3.0)
                            ++seen;
                    }
                }
                QVERIFY2(seen > 8, qPrintable(QString::number(int(scheme))));
            }
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

    void whatIsBuiltBeforeTheStyleSheetLooksAsWhatIsBuiltUnderIt()
    {
        const auto built = [] {
            auto page = std::make_unique<QWidget>();
            auto *column = new QVBoxLayout(page.get());
            auto *group = new QWidget; // put in only when it is full
            auto *row = new QVBoxLayout(group);
            row->addWidget(named(new QPushButton("Run"), "run", "primary"));
            row->addWidget(named(new QLabel("Title"), "title", "heading"));
            row->addWidget(named(new QLineEdit("text"), "field"));
            (void) group->sizeHint();
            column->addWidget(group);
            return page;
        };
        for (const Scheme scheme : kSchemes) {
            qApp->setStyleSheet({});
            applyColoursAndFonts(scheme, 1.5);
            const auto early = built();
            applyStyleSheet(*qApp);
            const auto late = built();
            QCOMPARE(early->sizeHint(), late->sizeHint());
            early->resize(300, 200);
            late->resize(300, 200);
            QCOMPARE(early->grab().toImage(), late->grab().toImage());
        }
        apply(*qApp, Scheme::Dark);
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

    void aButtonThatHasTheKeyboardShowsAllOfItsText()
    {
        const auto roomOf = [](const QPushButton &button, bool hasFocus) {
            QStyleOptionButton option;
            option.initFrom(&button);
            option.text = button.text();
            option.state.setFlag(QStyle::State_HasFocus, hasFocus);
            return button.style()->subElementRect(QStyle::SE_PushButtonContents, &option, &button);
        };
        for (const Scheme scheme : kSchemes) {
            apply(*qApp, scheme);
            for (const char *role : {"", "primary"}) {
                QPushButton button("Create the environment");
                button.setProperty("role", role);
                button.resize(button.sizeHint());
                QCOMPARE(roomOf(button, true), roomOf(button, false));
                QVERIFY(roomOf(button, true).width()
                        >= button.fontMetrics().horizontalAdvance(button.text()));
            }
        }
    }

    void nothingHasADottedFrameAroundIt()
    {
        QWidget plain;
        plain.resize(40, 20);
        const QImage without = plain.grab().toImage();
        QImage with = without;
        QPainter painter(&with);
        QStyleOptionFocusRect option;
        option.initFrom(&plain);
        option.rect = {2, 2, 30, 12};
        plain.style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, &plain);
        painter.end();
        QCOMPARE(with, without);
    }

    void whatEmptiesAFieldIsASignOfOurs()
    {
        const QIcon sign = qApp->style()->standardIcon(QStyle::SP_LineEditClearButton);
        QCOMPARE(sign.pixmap(16).toImage(), icon("close").pixmap(16).toImage());
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
