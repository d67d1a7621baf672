// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "widgets/editor/codeeditor.h"

#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using postern::TextEdit;
using postern::widgets::CodeEditor;
using postern::widgets::LineProblem;

/// Editing the bytes of a file: what comes out as edits, and what an input method does.
class TestCodeEditor : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_editor.reset(); }

    void whatIsTypedComesOutAsOneEdit();
    void theEditsMakeTheSameBytes_data();
    void theEditsMakeTheSameBytes();
    void composedHangulIsPublishedOnceAndWhole();
    void whoAsksForTheTextGetsWhatIsComposed();
    void aWordThatComesWithTheLossOfTheFocusIsNotDoubled();
    void anAbandonedCompositionChangesNothing();
    void whileComposingNoShortcutIsTriggered();
    void anEditFromOutsideEndsTheComposition();
    void anEditFromOutsideKeepsTheCaret();
    void theByteOrderMarkStays();
    void newLinesAreThoseOfTheFile();
    void returnIndentsAndIsOneEdit();
    void nothingIsPaintedOverTheMargins();
    void commentsComeAndGo_data();
    void commentsComeAndGo();
    void linesAreIndentedAndBack();
    void completionIsAskedWithWhatStandsBefore();
    void returnEndsTheLineBehindAWordThatIsTypedInFull();
    void theCaretStaysInSightWhenTheEditorShrinks();
    void problemsStandInTheirLines();
    void marksGoWithTheProblemsOfLinesThatWereJoined();
    void marksStandInTheirLinesWhenLinesCame();
    void aReadOnlyTextCantBeTyped();
    void aClickInTheMarginAsksForABreakpoint();

private:
    void open(const QString &name, const std::string &text);
    void compose(const char *preedit, const char *commit = "");

    std::unique_ptr<CodeEditor> m_editor;
    std::string m_text; // what the edits make of the text
    int m_edits = 0;
};

void TestCodeEditor::init()
{
    m_editor = std::make_unique<CodeEditor>();
    m_editor->resize(400, 300);
    m_editor->show();
    m_editor->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    m_editor->setFocus();
    connect(m_editor.get(), &CodeEditor::edited, this, [this](const TextEdit &edit) {
        postern::apply(m_text, edit);
        ++m_edits;
    });
}

void TestCodeEditor::open(const QString &name, const std::string &text)
{
    m_editor->setContents(name, text, {});
    m_text = text;
    m_edits = 0;
}

void TestCodeEditor::compose(const char *preedit, const char *commit)
{
    QInputMethodEvent event(QString::fromUtf8(preedit), {});
    event.setCommitString(QString::fromUtf8(commit));
    QCoreApplication::sendEvent(m_editor.get(), &event);
    QCoreApplication::processEvents();
}

void TestCodeEditor::whatIsTypedComesOutAsOneEdit()
{
    open("a.txt", "one three");
    m_editor->setCaret(4);
    QTest::keyClicks(m_editor.get(), "two ");
    m_editor->flush();
    QCOMPARE(m_text, std::string("one two three"));
    QCOMPARE(m_edits, 1);
    QCOMPARE(m_editor->SendScintilla(QsciScintilla::SCI_CANUNDO), 0L);
}

void TestCodeEditor::theEditsMakeTheSameBytes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("plain") << QByteArray("a: 1\nb: 2\n");
    QTest::newRow("crlf") << QByteArray("a: 1\r\nb: 2\r\n");
    QTest::newRow("mixed ends, none at the last") << QByteArray("a\r\nb\nc\rd");
    QTest::newRow("mark") << QByteArray("\xEF\xBB\xBF"
                                        "a: 1\n");
    QTest::newRow("korean") << QByteArray("질문: 안녕\n대답: 네\n");
    QTest::newRow("zero byte") << QByteArray("a\0b\nc", 5);
    QTest::newRow("empty") << QByteArray();
}

void TestCodeEditor::theEditsMakeTheSameBytes()
{
    QFETCH(QByteArray, text);
    open("flow.dag.yaml", text.toStdString());
    QCOMPARE(m_editor->contents(), text.toStdString());
    const auto key = [this](Qt::Key code, Qt::KeyboardModifiers held = {}) {
        QTest::keyClick(m_editor.get(), code, held);
    };
    QTest::keyClicks(m_editor.get(), "x{");
    key(Qt::Key_End, Qt::ControlModifier);
    key(Qt::Key_Return);
    QTest::keyClicks(m_editor.get(), "last");
    key(Qt::Key_Home, Qt::ControlModifier);
    key(Qt::Key_Delete);
    key(Qt::Key_Down);
    key(Qt::Key_Backspace);
    key(Qt::Key_Tab);
    m_editor->flush();
    QCOMPARE(m_text, m_editor->contents());
    key(Qt::Key_A, Qt::ControlModifier);
    key(Qt::Key_X, Qt::ControlModifier);
    key(Qt::Key_V, Qt::ControlModifier);
    key(Qt::Key_V, Qt::ControlModifier);
    m_editor->flush();
    QCOMPARE(m_text, m_editor->contents());
}

void TestCodeEditor::composedHangulIsPublishedOnceAndWhole()
{
    open("a.jinja2", "system:\n\n");
    m_editor->setCaret(8);
    compose("ㅎ");
    QVERIFY(m_editor->isComposing());
    QVERIFY(m_editor->contents().find("ㅎ") != std::string::npos); // it is seen
    compose("하");
    compose("한");
    QCOMPARE(m_edits, 0);
    QCOMPARE(m_text, std::string("system:\n\n"));
    compose("", "한");
    QVERIFY(!m_editor->isComposing());
    QCOMPARE(m_text, std::string("system:\n한\n"));
    QCOMPARE(m_editor->contents(), m_text);
    QCOMPARE(m_edits, 1);

    // The next syllable: committing one and composing the other come in one event.
    compose("ㄱ");
    compose("글");
    compose("ㅇ", "글");
    QCOMPARE(m_text, std::string("system:\n한\n"));
    compose("", "이");
    QCOMPARE(m_text, std::string("system:\n한글이\n"));
    QCOMPARE(m_editor->contents(), m_text);
}

void TestCodeEditor::whoAsksForTheTextGetsWhatIsComposed()
{
    open("a.jinja2", "system:\n\n");
    m_editor->setCaret(8);
    QTest::keyClicks(m_editor.get(), "a");
    compose("ㅎ");
    compose("한");
    m_editor->flush();
    QVERIFY(!m_editor->isComposing());
    QCOMPARE(m_text, std::string("system:\na한\n"));
    QCOMPARE(m_editor->contents(), m_text);
    m_editor->flush();
    compose(""); // what the input method says when it learns of it
    QCOMPARE(m_text, std::string("system:\na한\n"));
    QTest::keyClicks(m_editor.get(), "b");
    m_editor->flush();
    QCOMPARE(m_text, std::string("system:\na한b\n"));
    QCOMPARE(m_editor->caret(), 13U);
}

// As input methods do it: the word comes when the focus is elsewhere already.
void TestCodeEditor::aWordThatComesWithTheLossOfTheFocusIsNotDoubled()
{
    QLineEdit other;
    other.show();
    open("a.txt", "");
    compose("한");
    other.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&other));
    other.setFocus();
    compose("", "한");
    m_editor->flush();
    QCOMPARE(m_text, std::string("한"));
    QCOMPARE(m_editor->contents(), m_text);
    QCOMPARE(other.text(), QString());
}

void TestCodeEditor::anAbandonedCompositionChangesNothing()
{
    open("a.txt", "ab");
    m_editor->setCaret(1);
    compose("ㅎ");
    compose("하");
    compose("");
    m_editor->flush();
    QCOMPARE(m_editor->contents(), std::string("ab"));
    QCOMPARE(m_text, std::string("ab"));
}

void TestCodeEditor::whileComposingNoShortcutIsTriggered()
{
    open("a.txt", "ab");
    compose("하");
    QKeyEvent asks(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    asks.ignore();
    QCoreApplication::sendEvent(m_editor.get(), &asks);
    QVERIFY(asks.isAccepted()); // the key is the editor's, not a command's
    QTest::keyClick(m_editor.get(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(m_editor.get(), Qt::Key_X, Qt::ControlModifier);
    compose("", "하");
    QCOMPARE(m_text, std::string("하ab"));

    QKeyEvent later(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    later.ignore();
    QCoreApplication::sendEvent(m_editor.get(), &later);
    QVERIFY(!later.isAccepted()); // undoing is the window's
}

void TestCodeEditor::anEditFromOutsideEndsTheComposition()
{
    open("a.txt", "ab");
    m_editor->setCaret(2);
    compose("하");
    m_editor->applyEdit({0, 1, "xyz"});
    postern::apply(m_text, {0, 1, "xyz"});
    QCOMPARE(m_editor->contents(), std::string("xyzb"));
    QCOMPARE(m_text, std::string("xyzb"));
    QVERIFY(!m_editor->isComposing());
}

void TestCodeEditor::anEditFromOutsideKeepsTheCaret()
{
    open("a.txt", "one\ntwo\nthree\n");
    m_editor->setCaret(9);
    m_editor->applyEdit({0, 3, "longer"});
    QCOMPARE(m_editor->caret(), 12U);
    QCOMPARE(m_edits, 0); // whoever made it knows
    m_editor->applyEdit({13, 4, ""});
    QCOMPARE(m_editor->caret(), 12U);
}

void TestCodeEditor::theByteOrderMarkStays()
{
    open("flow.dag.yaml",
         "\xEF\xBB\xBF"
         "a: 1\n");
    QCOMPARE(m_editor->text(), QString("a: 1\n"));
    QTest::keyClicks(m_editor.get(), "b");
    m_editor->flush();
    QCOMPARE(m_text,
             std::string("\xEF\xBB\xBF"
                         "ba: 1\n"));
    m_editor->applyEdit({0, 3, ""}); // someone has saved it without
    QCOMPARE(m_editor->contents(), std::string("ba: 1\n"));
    m_editor->applyEdit({0, 0, "\xEF\xBB\xBF"});
    QCOMPARE(m_editor->contents(),
             std::string("\xEF\xBB\xBF"
                         "ba: 1\n"));
    QCOMPARE(m_editor->text(), QString("ba: 1\n"));
}

void TestCodeEditor::newLinesAreThoseOfTheFile()
{
    open("a.txt", "a\r\nb");
    m_editor->setCaret(1);
    QTest::keyClick(m_editor.get(), Qt::Key_Return);
    m_editor->flush();
    QCOMPARE(m_text, std::string("a\r\n\r\nb"));
}

void TestCodeEditor::returnIndentsAndIsOneEdit()
{
    open("flow.dag.yaml", "\xEF\xBB\xBFnodes:\r\n- name: x\r\n");
    m_editor->setCaret(m_text.find("x") + 1);
    QTest::keyClick(m_editor.get(), Qt::Key_Return);
    QCoreApplication::processEvents();
    QCOMPARE(m_text, std::string("\xEF\xBB\xBFnodes:\r\n- name: x\r\n  \r\n"));
    QCOMPARE(m_edits, 1);
    QCOMPARE(m_editor->contents(), m_text);
    QTest::keyClicks(m_editor.get(), "type: llm");
    QTest::keyClick(m_editor.get(), Qt::Key_Enter, Qt::KeypadModifier);
    QTest::keyClicks(m_editor.get(), "api: chat");
    m_editor->flush();
    QCOMPARE(m_text,
             std::string("\xEF\xBB\xBFnodes:\r\n- name: x\r\n  type: llm\r\n  api: chat\r\n"));
}

// A text scrolled sideways: what is composed, and characters that are shown by their code, are
// painted without a clip.
void TestCodeEditor::nothingIsPaintedOverTheMargins()
{
    open("flow.dag.yaml",
         "a: \x01 " + std::string(200, 'x') + "\n" + std::string(200, 'x') + " \x01\n"
             + std::string(400, 'W') + "\nb: \"" + std::string(400, 'W') + "\"\n");
    m_editor->setCaret(m_text.find(" \x01\n"));
    m_editor->setMarginsForegroundColor(Qt::white);
    m_editor->setMarginsBackgroundColor(Qt::white);
    const auto margin = [this] {
        return m_editor->viewport()
            ->grab(QRect(0, 0, m_editor->marginWidth(0), m_editor->viewport()->height()))
            .toImage();
    };
    const auto isWhite = [&] {
        const QImage painted = margin();
        for (int y = 0; y < painted.height(); ++y) {
            for (int x = 0; x < painted.width(); ++x) {
                if (painted.pixelColor(x, y) != QColor(Qt::white))
                    return false;
            }
        }
        return painted.width() > 0;
    };
    QVERIFY(m_editor->SendScintilla(QsciScintilla::SCI_GETXOFFSET) > 0);
    QVERIFY(isWhite());
    for (const char *preedit : {"ㅎ", "한", "한글", "a", "あいう"}) {
        compose(preedit);
        QVERIFY2(isWhite(), preedit);
    }
}

void TestCodeEditor::commentsComeAndGo_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    QTest::newRow("yaml") << "a.yaml" << std::string("  a: 1\n\n    b: 2\n")
                          << std::string("  # a: 1\n\n  #   b: 2\n");
    QTest::newRow("python") << "a.py" << std::string("x = 1\n") << std::string("# x = 1\n");
    QTest::newRow("jinja") << "a.jinja2" << std::string("{{ x }}\n")
                           << std::string("{# {{ x }} #}\n");
    QTest::newRow("json has none") << "a.json" << std::string("{}\n") << std::string("{}\n");
}

void TestCodeEditor::commentsComeAndGo()
{
    QFETCH(QString, name);
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    open(name, before);
    m_editor->selectAll();
    m_editor->toggleComment();
    m_editor->flush();
    QCOMPARE(m_text, after);
    m_editor->selectAll();
    m_editor->toggleComment();
    m_editor->flush();
    QCOMPARE(m_text, before);
}

void TestCodeEditor::linesAreIndentedAndBack()
{
    open("a.yaml", "a:\nb:\n");
    m_editor->select(0, 5);
    m_editor->indentLines();
    m_editor->flush();
    QCOMPARE(m_text, std::string("  a:\n  b:\n"));
    m_editor->unindentLines();
    m_editor->flush();
    QCOMPARE(m_text, std::string("a:\nb:\n"));
}

void TestCodeEditor::returnEndsTheLineBehindAWordThatIsTypedInFull()
{
    m_editor->setContents("flow.dag.yaml", "", {});
    m_editor->setCompleter([](std::string_view before) {
        return postern::widgets::Completion{static_cast<int>(before.size()),
                                            {"prompt", "prompt_2", "python"}};
    });
    for (const char letter : std::string_view("prompt")) {
        QTest::keyClick(m_editor.get(), letter);
        QCoreApplication::processEvents();
        QCOMPARE(m_editor->isListActive(), m_editor->contents() != "prompt");
    }
    QTest::keyClick(m_editor.get(), Qt::Key_Return);
    QCOMPARE(m_editor->contents(), std::string("prompt\n"));

    // All at once, as from a fast hand on a slow machine.
    m_editor->setContents("flow.dag.yaml", "", {});
    QTest::keyClick(m_editor.get(), 'p');
    QTRY_VERIFY(m_editor->isListActive());
    QKeyEvent letter(QEvent::KeyPress, Qt::Key_R, {}, "rompt");
    QCoreApplication::sendEvent(m_editor.get(), &letter);
    QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, {}, "\r");
    QCoreApplication::sendEvent(m_editor.get(), &enter);
    QCOMPARE(m_editor->contents(), std::string("prompt\n"));
}

void TestCodeEditor::completionIsAskedWithWhatStandsBefore()
{
    open("a.yaml", "x: ");
    std::string asked;
    m_editor->setCompleter([&](std::string_view before) {
        asked = std::string(before);
        return postern::widgets::Completion{0, {"answer.output}", "inputs.question}"}};
    });
    m_editor->setCaret(3);
    QTest::keyClicks(m_editor.get(), "${");
    QTRY_VERIFY(m_editor->isListActive());
    QCOMPARE(asked, std::string("x: ${"));
    QTest::keyClick(m_editor.get(), Qt::Key_Return);
    m_editor->flush();
    QCOMPARE(m_text, std::string("x: ${answer.output}"));
}

void TestCodeEditor::theCaretStaysInSightWhenTheEditorShrinks()
{
    open("a.txt", std::string(200, '\n'));
    const auto caretIsInSight = [this] {
        const int line = static_cast<int>(m_editor->caret()) - m_editor->firstVisibleLine();
        return line >= 0 && (line + 1) * m_editor->textHeight(0) <= m_editor->viewport()->height();
    };
    m_editor->setCaret(static_cast<std::size_t>(
        m_editor->viewport()->height() / m_editor->textHeight(0) - 1)); // the last line in sight
    QVERIFY(caretIsInSight());
    QTest::keyClicks(m_editor.get(), QString(200, 'x')); // makes the scroll bar come
    m_editor->setCaret(m_editor->caret() - 200);
    m_editor->resize(400, 200);
    QTRY_VERIFY(caretIsInSight());
}

void TestCodeEditor::problemsStandInTheirLines()
{
    open("a.yaml", "a: 1\nb: 2\nc: 3\n");
    m_editor->setProblems({{2, true, "No such node."}, {900, false, "Behind the end."}});
    QVERIFY(m_editor->markersAtLine(1) != 0U);
    QCOMPARE(m_editor->markersAtLine(0), 0U);
    m_editor->setProblems({});
    QCOMPARE(m_editor->markersAtLine(1), 0U);
}

void TestCodeEditor::marksGoWithTheProblemsOfLinesThatWereJoined()
{
    open("a.jsonl", "1\nb\nc\nd\n5\n");
    const std::vector<LineProblem> problems{{2, true, "b"}, {3, true, "c"}, {4, false, "d"}};
    m_editor->setProblems(problems);
    m_editor->setChangedLines({2, 3, 4});
    m_editor->applyEdit({2, 6, ""}); // as an undo of three lines does
    m_editor->setChangedLines({});
    m_editor->setProblems({});
    for (int line = 0; line < m_editor->lines(); ++line)
        QCOMPARE(m_editor->markersAtLine(line), 0U);
}

void TestCodeEditor::marksStandInTheirLinesWhenLinesCame()
{
    open("a.jsonl", "a\n2\n3\n");
    const std::vector<LineProblem> problems{{1, true, "no JSON"}};
    m_editor->setProblems(problems);
    m_editor->applyEdit({0, 0, "a\n2\n"});
    m_editor->setProblems(problems); // the same words of another line
    QVERIFY(m_editor->markersAtLine(0) != 0U);
    QCOMPARE(m_editor->markersAtLine(2), 0U);
}

void TestCodeEditor::aReadOnlyTextCantBeTyped()
{
    m_editor->setContents("a.txt",
                          "a\xff"
                          "b",
                          {true, false});
    m_edits = 0;
    QTest::keyClicks(m_editor.get(), "x");
    compose("", "한");
    m_editor->toggleComment();
    m_editor->flush();
    QCOMPARE(m_edits, 0);
    QCOMPARE(m_editor->contents(),
             std::string("a\xff"
                         "b"));
}

void TestCodeEditor::aClickInTheMarginAsksForABreakpoint()
{
    open("flow.dag.yaml", "nodes:\n- name: a\n- name: b\n");
    QSignalSpy toggled(m_editor.get(), &CodeEditor::stopToggled);
    emit m_editor->marginClicked(4, 1, {}); // without breakpoints there is no such margin
    QCOMPARE(toggled.size(), 0);
    m_editor->setTakesStops(true);
    QVERIFY(m_editor->marginWidth(4) > 0);
    emit m_editor->marginClicked(4, 1, {});
    QCOMPARE(toggled.size(), 1);
    QCOMPARE(toggled.first().first().toInt(), 2);
    m_editor->setStops(
        {{2, postern::widgets::StopMark::Disc}, {3, postern::widgets::StopMark::Diamond}});
    QVERIFY(m_editor->markersAtLine(1) != m_editor->markersAtLine(2));
    QVERIFY(m_editor->markersAtLine(1) != m_editor->markersAtLine(0));
    m_editor->setStops({});
    QCOMPARE(m_editor->markersAtLine(1), m_editor->markersAtLine(0));
}

QTEST_MAIN(TestCodeEditor)
#include "tst_codeeditor.moc"
