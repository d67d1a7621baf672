// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/run/markdown.h"
#include "widgets/run/renderedpage.h"
#include "widgets/run/textpage.h"
#include "widgets/run/valuedialog.h"
#include "widgets/run/valueeditor.h"
#include "widgets/run/valuetext.h"
#include "widgets/run/valueview.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace postern;
using namespace postern::widgets;

namespace {

constexpr int kHuge = 500'000;

/// The most characters that a page would lay out at once.
int longestBlock(const QTextDocument &document)
{
    int longest = 0;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        longest = std::max(longest, block.length());
    return longest;
}

/// Whether the last line of a text can be read.
bool isEndInView(const TextPage &page)
{
    QTextCursor end(page.document());
    end.movePosition(QTextCursor::End);
    return page.viewport()->rect().contains(page.cursorRect(end).center());
}

void clickForm(const ValueView &view, const QString &text)
{
    for (QToolButton *button : view.findChildren<QToolButton *>()) {
        if (button->text() == text)
            button->click();
    }
}

std::string picture()
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QImage image(8, 4, QImage::Format_RGB32);
    image.fill(Qt::red);
    image.save(&buffer, "PNG");
    return bytes.toBase64().toStdString();
}

} // namespace

/// Values of any length and origin, as text, as a tree and raw.
class TestValueView : public QObject
{
    Q_OBJECT

private slots:
    void ofALongLineOnlyTheBeginningIsLaidOut_data();
    void ofALongLineOnlyTheBeginningIsLaidOut();
    void pagesFollowAsTheReaderScrolls();
    void whatIsCopiedHasNoneOfTheBreaks();
    void charactersAreNeverBroken();
    void aTextThatGrowsIsReadPageByPage();
    void aTextThatGrowsKeepsItsReadersPlace();
    void aLineThatGrowsWithoutEndIsBroken();
    void wordsAreFoundWhereverTheyStand();
    void plainTextKeepsItsLines();
    void wordsFollowTheColours();
    void markdownIsRendered();
    void markdownReachesNeitherNetworkNorDisk();
    void htmlIsText();
    void plainTextIsNotTakenForMarkdown_data();
    void plainTextIsNotTakenForMarkdown();
    void aPictureIsDrawn();
    void everyMemberIsNamed();
    void theChosenFormStays();
    void aDoubleClickOpensTheValueLarge();
    void theLargeWindowSearchesAndCopiesAllOfIt();
    void aToolTipIsShortAndNoHtml();
    void aDoubleClickEditsAValueAsJson();
};

void TestValueView::ofALongLineOnlyTheBeginningIsLaidOut_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<bool>("isNested");
    for (const char *form : {"Text", "Tree", "Raw"}) {
        QTest::addRow("%s", form) << form << false;
        QTest::addRow("%s of a member", form) << form << true;
    }
}

void TestValueView::ofALongLineOnlyTheBeginningIsLaidOut()
{
    QFETCH(QString, form);
    QFETCH(bool, isNested);
    const Value text(std::string(kHuge, 'x'));
    ValueView view;
    view.resize(600, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setValue(isNested ? Value(Dict{{"answer", text}, {std::string(kHuge, 'k'), 1}}) : text);
    clickForm(view, form);
    QCoreApplication::processEvents();
    const auto &raw = *view.findChild<TextPage *>("valueRaw");
    const auto &rendered = *view.findChild<RenderedPage *>("valueRendered");
    QVERIFY2(raw.document()->characterCount() < kHuge / 2,
             qPrintable(QString::number(raw.document()->characterCount())));
    QVERIFY(longestBlock(*raw.document()) < 3'000);
    QVERIFY2(rendered.document()->characterCount() < 60'000,
             qPrintable(QString::number(rendered.document()->characterCount())));
    const auto &tree = *view.findChild<QTreeView *>("valueTree");
    for (int column = 0; column < 2; ++column)
        QVERIFY(tree.model()->index(0, column).data().toString().size() < 300);
}

void TestValueView::pagesFollowAsTheReaderScrolls()
{
    TextPage page;
    page.resize(400, 300);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    std::string text;
    for (int line = 0; line < 20'000; ++line)
        text += "line " + std::to_string(line) + '\n';
    page.setText(text);
    const int first = page.document()->blockCount();
    QVERIFY(first < 20'000);
    QTest::keyClick(&page, Qt::Key_End, Qt::ControlModifier);
    QTRY_VERIFY(page.document()->blockCount() > first);
    while (page.document()->blockCount() < 20'001) {
        const int before = page.document()->blockCount();
        page.verticalScrollBar()->setValue(0);
        page.verticalScrollBar()->setValue(page.verticalScrollBar()->maximum());
        QTRY_VERIFY(page.document()->blockCount() > before);
    }
    QCOMPARE(page.toPlainText(), QString::fromStdString(text));
}

void TestValueView::whatIsCopiedHasNoneOfTheBreaks()
{
    TextPage page;
    const std::string text = std::string(5'000, 'x') + "\nsecond line\n" + std::string(2'500, 'y');
    page.setText(text);
    QVERIFY(page.document()->blockCount() > 3);
    page.selectAll();
    page.copy();
    QCOMPARE(QApplication::clipboard()->text(), QString::fromStdString(text));

    QTextCursor part(page.document());
    part.setPosition(10);
    part.setPosition(page.document()->characterCount() - 10, QTextCursor::KeepAnchor);
    page.setTextCursor(part);
    page.copy();
    QCOMPARE(QApplication::clipboard()->text(),
             QString::fromStdString(text.substr(10, text.size() - 19)));
    // All is all, though most of it was never shown.
    const std::string huge(kHuge, 'z');
    page.setText(huge);
    page.selectAll();
    page.copy();
    QCOMPARE(QApplication::clipboard()->text().size(), kHuge);
}

void TestValueView::charactersAreNeverBroken()
{
    TextPage page;
    const QString text = QString::fromUtf8("한글🙂é").repeated(3'000);
    page.setText(text.toStdString());
    QString shown = page.toPlainText();
    QVERIFY(!shown.contains(QChar::ReplacementCharacter));
    QVERIFY(text.startsWith(shown.remove(u'\n')));
    page.setText("\xff\xfe" + std::string(5'000, '\x80')); // no UTF-8 at all
    QVERIFY(page.document()->blockCount() > 1);
}

void TestValueView::aTextThatGrowsIsReadPageByPage()
{
    TextPage page;
    page.resize(300, 300);
    page.show();
    int scrolled = 0;
    connect(page.verticalScrollBar(), &QScrollBar::valueChanged, this, [&scrolled] { ++scrolled; });
    std::string text;
    for (int line = 0; line < 200; ++line) {
        text += "a line\n";
        page.follow(text);
        QVERIFY(isEndInView(page));
    }
    QVERIFY2(scrolled < 30, qPrintable(QString::number(scrolled))); // each paints all of it
}

void TestValueView::aTextThatGrowsKeepsItsReadersPlace()
{
    TextPage page;
    page.resize(300, 100);
    page.show();
    std::string text;
    for (int line = 0; line < 200; ++line)
        text += "a line\n";
    page.follow(text);
    QVERIFY(isEndInView(page));
    text += "and another\n";
    page.follow(text);
    QVERIFY(isEndInView(page));
    page.verticalScrollBar()->setValue(3);
    text += "unseen\n";
    page.follow(text);
    QCOMPARE(page.verticalScrollBar()->value(), 3);
    QCOMPARE(page.toPlainText(), QString::fromStdString(text));
    page.follow("another text");
    QCOMPARE(page.toPlainText(), QString("another text"));
}

void TestValueView::aLineThatGrowsWithoutEndIsBroken()
{
    TextPage page;
    std::string text;
    for (int piece = 0; piece < 100; ++piece) {
        text += std::string(1'000, 'a');
        page.follow(text);
    }
    QVERIFY(longestBlock(*page.document()) < 3'000);
    page.selectAll();
    page.copy();
    QCOMPARE(QApplication::clipboard()->text(), QString::fromStdString(text));
}

void TestValueView::wordsAreFoundWhereverTheyStand()
{
    TextPage page;
    // Across the place where the line is broken, far after the first page, and in other letters.
    std::string text(1'997, 'x');
    text += "needle" + std::string(100'000, 'y') + "\nNEEDLE at the end";
    page.setText(text);
    QVERIFY(page.findText("needle"));
    const auto found = [&page] { return page.textCursor().selectedText().remove(QChar(0x2029)); };
    QCOMPARE(found(), QString("needle"));
    const int first = page.textCursor().selectionStart();
    QVERIFY(page.findText("needle"));
    QCOMPARE(found(), QString("NEEDLE"));
    QVERIFY(page.findText("needle")); // around the end
    QCOMPARE(page.textCursor().selectionStart(), first);
    QVERIFY(page.findText("needle", true));
    QCOMPARE(found(), QString("NEEDLE"));
    QVERIFY(!page.findText("haystack"));
    QVERIFY(!page.findText({}));
}

void TestValueView::plainTextKeepsItsLines()
{
    RenderedPage page;
    page.setValue(Value("roses are red\n  violets are blue\n\n1 < 2 & <b>so</b> on"));
    QCOMPARE(page.toPlainText(),
             QString("roses are red\n  violets are blue\n\n1 < 2 & <b>so</b> on"));
}

void TestValueView::wordsFollowTheColours()
{
    theme::apply(*qApp, theme::Scheme::HighContrast);
    RenderedPage page;
    page.setValue(Value(Dict{{"reply", "Some words."}}));
    theme::apply(*qApp, theme::Scheme::Light);
    const QTextBlock last = page.document()->lastBlock();
    QCOMPARE(last.text(), QString("Some words."));
    QCOMPARE(last.begin().fragment().charFormat().foreground().color(), theme::current().text);
    theme::apply(*qApp, theme::Scheme::Dark);
}

void TestValueView::markdownIsRendered()
{
    RenderedPage page;
    page.setValue(Value("# Title\n\nSome **bold** words\nand a second line.\n\n"
                        "- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx = 1\n```\n"));
    const QString text = page.toPlainText();
    QVERIFY2(text.contains("Title") && !text.contains('#'), qPrintable(text));
    QVERIFY2(text.contains("Some bold words"), qPrintable(text));
    QVERIFY2(!text.contains("words and a"), qPrintable(text)); // a line ends where it ends
    QVERIFY2(text.contains("x = 1") && !text.contains("```"), qPrintable(text));
    QVERIFY2(!text.contains("|---"), qPrintable(text));
    int items = 0;
    for (QTextBlock block = page.document()->begin(); block.isValid(); block = block.next())
        items += block.textList() != nullptr ? 1 : 0;
    QCOMPARE(items, 2);
}

void TestValueView::markdownReachesNeitherNetworkNorDisk()
{
    QTemporaryDir folder;
    const QString file = folder.filePath("secret.png");
    QImage image(40, 40, QImage::Format_RGB32);
    image.fill(Qt::green);
    QVERIFY(image.save(file));
    RenderedPage page;
    page.resize(300, 300);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    page.setValue(Value("**see** ![a chart](https://example.invalid/x.png) and ![]("
                        + file.toStdString()
                        + ")\n\n[a link](https://example.invalid/page)\n\n<img src=\""
                        + file.toStdString() + "\">"));
    QCoreApplication::processEvents();
    for (QTextBlock block = page.document()->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            QVERIFY(!it.fragment().charFormat().isImageFormat());
            QVERIFY(!it.fragment().charFormat().isAnchor());
        }
    }
    const QString text = page.toPlainText();
    QVERIFY2(text.contains("a chart") && text.contains("a link"), qPrintable(text));
    // And should a picture get through all the same, there is an answer that reads nothing.
    QVERIFY(page.loadResource(QTextDocument::ImageResource, QUrl::fromLocalFile(file)).isValid());
}

void TestValueView::htmlIsText()
{
    RenderedPage page;
    page.setValue(Value("**bold** <b>not bold</b> <script>alert(1)</script>\n\n"
                        "<table><tr><td>cell</td></tr></table>\n"));
    const QString text = page.toPlainText();
    QVERIFY2(text.contains("<b>not bold</b>"), qPrintable(text));
    QVERIFY2(text.contains("<script>"), qPrintable(text));
    QVERIFY2(text.contains("<td>cell"), qPrintable(text));
}

void TestValueView::plainTextIsNotTakenForMarkdown_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMarkdown");
    QTest::newRow("a sentence") << "Hello, world." << false;
    QTest::newRow("a product") << "2 * 3 * 4 = 24" << false;
    QTest::newRow("one dash") << "- signed, the author" << false;
    QTest::newRow("a comment") << "#hashtag and #another" << false;
    QTest::newRow("a name") << "snake_case_name and __init__" << false;
    QTest::newRow("brackets") << "see [1] and [2] (p. 3)" << false;
    QTest::newRow("heading") << "## Summary\ntext" << true;
    QTest::newRow("list") << "Buy:\n- milk\n- bread" << true;
    QTest::newRow("steps") << "1. go\n2. stop" << true;
    QTest::newRow("stress") << "It is **very** good." << true;
    QTest::newRow("code") << "Call `main()` first." << true;
    QTest::newRow("fence") << "```python\nx\n```" << true;
    QTest::newRow("link") << "[here](https://example.com)" << true;
}

void TestValueView::plainTextIsNotTakenForMarkdown()
{
    QFETCH(QString, text);
    QFETCH(bool, isMarkdown);
    QCOMPARE(looksLikeMarkdown(text), isMarkdown);
}

void TestValueView::aPictureIsDrawn()
{
    RenderedPage page;
    page.setValue(Value(Dict{{"chart", Value(Dict{{"data:image/png;base64", picture()}})}}));
    bool hasPicture = false;
    for (QTextBlock block = page.document()->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it)
            hasPicture = hasPicture || it.fragment().charFormat().isImageFormat();
    }
    QVERIFY(hasPicture);
    QVERIFY(!pictureOf(Value(Dict{{"data:image/png;path", "/etc/passwd"}})));
    QVERIFY(!pictureOf(Value(Dict{{"data:image/png;base64", "no picture"}})));
}

void TestValueView::everyMemberIsNamed()
{
    RenderedPage page;
    page.setValue(Value(Dict{{"answer", "It is 42."},
                             {"score", 0.5},
                             {"hits", Value(List{Value("a"), Value("b")})}}));
    const QString text = page.toPlainText();
    QVERIFY2(text.startsWith("answer\nIt is 42.\nscore\n0.5\nhits\n["), qPrintable(text));
}

void TestValueView::theChosenFormStays()
{
    ValueView view(nullptr, ValueView::Form::Rendered);
    auto *stack = view.findChild<QWidget *>("valueTree")->parentWidget();
    view.setValue(Value(Dict{{"a", 1}}));
    const auto isShown = [&](const char *page) {
        return view.findChild<QWidget *>(page)->isVisibleTo(stack);
    };
    QVERIFY(isShown("valueRendered"));
    clickForm(view, "Tree");
    view.setValue(Value(Dict{{"a", 2}}));
    QVERIFY(isShown("valueTree"));
    view.setValue(Value("a text has no tree"));
    QVERIFY(isShown("valueRendered"));
    view.setValue(Value(Dict{{"a", 3}}));
    QVERIFY(isShown("valueTree"));
}

void TestValueView::aDoubleClickOpensTheValueLarge()
{
    QWidget window;
    ValueView view(&window);
    view.setTitle("Outputs");
    view.setValue(Value(Dict{{"answer", "It is 42."}, {"score", 1}}));
    view.resize(400, 300);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    auto &tree = *view.findChild<QTreeView *>("valueTree");
    emit tree.activated(tree.model()->index(0, 0));
    auto *dialog = window.findChild<ValueDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), QString::fromUtf8("Outputs · answer"));
    QVERIFY(dialog->width() <= 900 && dialog->height() <= 600);
    QCOMPARE(dialog->findChild<RenderedPage *>()->toPlainText(), QString("It is 42."));
    delete dialog;

    clickForm(view, "Text");
    auto &page = *view.findChild<RenderedPage *>("valueRendered");
    QTextCursor at(page.document());
    at.movePosition(QTextCursor::NextBlock);
    QTest::mouseDClick(page.viewport(), Qt::LeftButton, {}, page.cursorRect(at).center());
    dialog = window.findChild<ValueDialog *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), QString::fromUtf8("Outputs · answer"));
}

void TestValueView::theLargeWindowSearchesAndCopiesAllOfIt()
{
    const std::string text = std::string(kHuge, 'x') + "needle";
    ValueDialog dialog("answer", Value(text));
    dialog.show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    auto &search = *dialog.findChild<QLineEdit *>("valueSearch");
    search.setText("NEEDLE");
    QTest::keyClick(&search, Qt::Key_Return);
    QVERIFY(dialog.isVisible());
    QCOMPARE(dialog.findChild<TextPage *>()->textCursor().selectedText(), QString("needle"));
    search.setText("haystack");
    QTest::keyClick(&search, Qt::Key_Return);
    QVERIFY(!dialog.findChild<QLabel *>("valueRemark")->text().isEmpty());
    clickForm(*dialog.findChild<ValueView *>(), "Copy");
    QCOMPARE(QApplication::clipboard()->text().toStdString(), text);
}

void TestValueView::aDoubleClickEditsAValueAsJson()
{
    ValueView view;
    view.resize(500, 400);
    view.setValue(Value(Dict{{"question", "How?"}, {"top", 3}}));
    view.setEditable(true);
    view.show();
    QSignalSpy edits(&view, &ValueView::edited);
    auto *tree = view.findChild<QTreeView *>("valueTree");
    const auto answer = [](const QString &json) {
        QTimer::singleShot(0, qApp, [json] {
            auto *editor = qobject_cast<ValueEditor *>(QApplication::activeModalWidget());
            QVERIFY(editor);
            auto *taken = editor->findChild<QPushButton *>("valueEditorTake");
            auto *typed = editor->findChild<QPlainTextEdit *>("valueEditorText");
            typed->setPlainText("[1, 2"); // no JSON: it can't be taken
            QVERIFY(!taken->isEnabled());
            typed->setPlainText(json);
            QVERIFY(taken->isEnabled());
            taken->click();
        });
    };
    answer("12");
    emit tree->activated(tree->model()->index(1, 1));
    QCOMPARE(edits.size(), 1);
    QVERIFY(edits.first().first().value<Value>() == Value(Dict{{"question", "How?"}, {"top", 12}}));
    view.setEdited({"top"});
    auto *revert = view.findChild<QToolButton *>("revertEdits");
    QVERIFY(revert->isVisible());
    QSignalSpy reverts(&view, &ValueView::revertWanted);
    revert->click();
    QCOMPARE(reverts.size(), 1);
}

void TestValueView::aToolTipIsShortAndNoHtml()
{
    ValueView view;
    view.setValue(Value(Dict{{"page", "<img src='/etc/hosts'> " + std::string(kHuge, 'x')}}));
    const auto &tree = *view.findChild<QTreeView *>("valueTree");
    const QString tip = tree.model()->index(0, 1).data(Qt::ToolTipRole).toString();
    QVERIFY(tip.size() < 2'000);
    QVERIFY(!tip.contains("<img"));
    QVERIFY(tip.contains("&lt;img"));
}

QTEST_MAIN(TestValueView)
#include "tst_valueview.moc"
