// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/ide/idefixture.h"
#include "widgets/run/chatview.h"

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>

using namespace postern;
using namespace postern::ide;

/// Talking with a chat flow in the window.
class TestChat : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_ide = std::make_unique<IdeFixture>(); }
    void cleanup() { m_ide.reset(); }

    void theHistoryGoesAlong();
    void aQuestionIsWrittenAnew();
    void aNewChatForgets();
    void aFailureStaysOutOfTheHistory();
    void aFlexFlowIsTalkedWith();
    void aFlowOpenedAgainWhileItAnswersStartsAnew();
    void whatWasWrittenComesBackAfterAnEdit();
    void whatCameBeforeAStopStays();
    void aLongAnswerOpensLarge();
    void otherInputsComeFromTheForm();
    void theFormKeepsWhatTheChatHides();
    void imagesGoWithTheQuestion();
    void aFlowThatIsNoChatHasNone();
    void theRunOfEachAnswerIsShown();
    void asManyTurnsGoAlongAsAreWanted();
    void anotherLanguageKeepsTheChat();
    void anAnswerNamesWhatItRestsOn();

private:
    QTabBar &tabs() const { return m_ide->child<QTabBar>("resultTabs"); }
    QPlainTextEdit &draft() const { return m_ide->child<QPlainTextEdit>("chatDraft"); }
    /// What the bubbles say, in order.
    QStringList said(const char *side) const
    {
        QStringList texts;
        for (const QLabel *label : m_ide->window().findChildren<QLabel *>(side)) {
            if (label->isVisibleTo(&m_ide->window()))
                texts.append(label->text());
        }
        return texts;
    }
    void open(const QString &path = {}) const
    {
        Settings().trust(m_ide->folder());
        m_ide->start(path.isEmpty() ? m_ide->folder() : path);
        QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
        QTRY_VERIFY(tabs().isVisibleTo(&m_ide->window()));
        tabs().setCurrentIndex(1);
    }
    void ask(const char *question) const
    {
        draft().setFocus();
        QTest::keyClicks(&draft(), question);
        QTest::keyClick(&draft(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!m_ide->session().runs().isBusy(), 30'000);
        QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    }
    void writeDag(const QByteArray &inputs = {}, const QByteArray &bound = {}) const
    {
        m_ide->write("flow.dag.yaml",
                     "inputs:\n  question: {type: string, is_chat_input: true}\n"
                     "  chat_history: {type: list, is_chat_history: true}\n"
                         + inputs
                         + "outputs:\n  answer: {type: string, reference: \"${reply.output}\", "
                           "is_chat_output: true}\n"
                           "nodes:\n- name: reply\n  type: python\n"
                           "  source: {type: code, path: reply.py}\n"
                           "  inputs:\n    question: ${inputs.question}\n"
                           "    history: ${inputs.chat_history}\n"
                         + bound);
        m_ide->write("reply.py",
                     "from promptflow.core import tool\n@tool\n"
                     "def reply(question: str, history: list, tone: str = '') -> str:\n"
                     "    if question == 'fail':\n        raise ValueError('no answer')\n"
                     "    before = ','.join(turn['inputs']['question'] for turn in history)\n"
                     "    return f'{question}[{before}]{tone}'\n");
    }

    std::unique_ptr<IdeFixture> m_ide;
};

void TestChat::theHistoryGoesAlong()
{
    writeDag();
    open();
    ask("one");
    ask("two");
    ask("three");
    QCOMPARE(said("chatQuestion"), QStringList({"one", "two", "three"}));
    QCOMPARE(said("chatAnswer"), QStringList({"one[]", "two[one]", "three[one,two]"}));
    QCOMPARE(draft().toPlainText(), QString());

    QTest::keyClicks(&draft(), "a");
    QTest::keyClick(&draft(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(draft().toPlainText(), QString("a\n"));
    QVERIFY(!m_ide->session().runs().isBusy());
}

void TestChat::asManyTurnsGoAlongAsAreWanted()
{
    writeDag();
    open();
    auto &turns = m_ide->child<QComboBox>("chatAttachedTurns");
    QVERIFY(!turns.isVisible()); // there is nothing to choose from
    ask("one");
    ask("two");
    QVERIFY(turns.isVisible());
    turns.setCurrentIndex(turns.findData(1));
    ask("three");
    turns.setCurrentIndex(turns.findData(0));
    ask("four");
    turns.setCurrentIndex(turns.findData(-1));
    ask("five");
    QCOMPARE(said("chatAnswer"),
             QStringList({"one[]", "two[one]", "three[two]", "four[]", "five[one,two,three,four]"}));
}

void TestChat::theRunOfEachAnswerIsShown()
{
    writeDag();
    open();
    ask("one");
    ask("two");
    QList<QToolButton *> shown;
    for (QToolButton *each : m_ide->window().findChildren<QToolButton *>("chatShowRun")) {
        if (each->isVisible())
            shown.append(each);
    }
    QCOMPARE(shown.size(), 2);
    const auto answer = [this] { return m_ide->session().model().node("reply")->output; };
    QTest::mouseClick(shown.first(), Qt::LeftButton); // it comes from the history
    QTRY_COMPARE_WITH_TIMEOUT(answer(), Value("one[]"), 20'000);
    QVERIFY(m_ide->action(ActionId::ModeDebug).isChecked());
    QTest::mouseClick(shown.last(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(answer(), Value("two[one]"), 20'000);
    QVERIFY(m_ide->action(ActionId::ModeDebug).isChecked());
    QCOMPARE(m_ide->window().selectedNode(), QString("reply"));
    QCOMPARE(m_ide->child<QLabel>("ioName").text(), QString("reply"));
}

void TestChat::anotherLanguageKeepsTheChat()
{
    writeDag();
    open();
    ask("one");
    ask("fail");
    QTest::keyClicks(&draft(), "half a ques");
    const QStringList answers = said("chatAnswer");
    m_ide->application().setLanguage("ko");
    QCoreApplication::processEvents();
    QCOMPARE(said("chatQuestion"), QStringList({"one", "fail"}));
    QCOMPARE(said("chatAnswer"), answers);
    QCOMPARE(draft().toPlainText(), QString("half a ques"));
    draft().clear();
    ask("two");
    QCOMPARE(said("chatAnswer").last(), QString("two[one]"));
    m_ide->application().setLanguage("en");
}

void TestChat::anAnswerNamesWhatItRestsOn()
{
    writeDag();
    QFile file(m_ide->folder() + "/flow.dag.yaml");
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray flow = file.readAll();
    file.seek(0);
    file.write(QByteArray(flow).replace("nodes:\n",
                                        "  citations: {type: list, reference: \"${cite.output}\"}\n"
                                        "nodes:\n- name: cite\n  type: python\n"
                                        "  source: {type: code, path: cite.py}\n  inputs: {}\n"));
    file.close();
    m_ide->write("cite.py",
                 "from promptflow.core import tool\n@tool\ndef cite() -> list:\n"
                 "    return [{'id': 'LB-1', 'title': 'Disks', 'url': 'x'}, 'a text', 3]\n");
    open();
    ask("one");
    QCOMPARE(said("chatAnswer"), QStringList("one[]"));
    const QStringList cited = said("chatCitations");
    QCOMPARE(cited.size(), 1);
    QVERIFY2(cited.first().endsWith(QString::fromUtf8("LB-1 Disks · a text")),
             qPrintable(cited.first()));
}

void TestChat::aQuestionIsWrittenAnew()
{
    writeDag();
    open();
    ask("one");
    ask("two");
    ask("three");
    QList<QToolButton *> again;
    for (QToolButton *button : m_ide->child<QWidget>("chatPane").findChildren<QToolButton *>()) {
        if (button->text() == "Edit and send again")
            again.append(button);
    }
    QCOMPARE(again.size(), 3);
    QTest::mouseClick(again[1], Qt::LeftButton);
    QCOMPARE(draft().toPlainText(), QString("two"));
    ask("other");
    QCOMPARE(said("chatQuestion"), QStringList({"one", "other"}));
    QCOMPARE(said("chatAnswer"), QStringList({"one[]", "other[one]"}));
}

void TestChat::aNewChatForgets()
{
    writeDag();
    open();
    ask("one");
    QTest::mouseClick(&m_ide->child<QToolButton>("chatNew"), Qt::LeftButton);
    QVERIFY(said("chatAnswer").isEmpty());
    ask("two");
    QCOMPARE(said("chatAnswer"), QStringList{"two[]"});
}

void TestChat::aFailureStaysOutOfTheHistory()
{
    writeDag();
    open();
    ask("one");
    ask("fail");
    QVERIFY2(said("chatAnswer").last() != "fail[one]", qPrintable(said("chatAnswer").last()));
    QVERIFY2(said("chatAnswer").last().contains("reply.py:5"), // where it is
             qPrintable(said("chatAnswer").last()));
    ask("two");
    QCOMPARE(said("chatAnswer").last(), QString("two[one]"));
}

void TestChat::aFlexFlowIsTalkedWith()
{
    m_ide->write("flow.flex.yaml", "entry: bot:talk\n");
    m_ide->write("bot.py",
                 "def talk(question: str, chat_history: list = None) -> str:\n"
                 "    return f\"{question}{[turn['role'][0] for turn in chat_history or []]}\"\n");
    open();
    ask("one");
    ask("two");
    QCOMPARE(said("chatAnswer"), QStringList({"one[]", "two['u', 'a']"}));
}

void TestChat::aFlowOpenedAgainWhileItAnswersStartsAnew()
{
    writeDag();
    m_ide->write("reply.py",
                 "import time\nfrom promptflow.core import tool\n@tool\n"
                 "def reply(question: str, history: list) -> str:\n"
                 "    while question == 'wait':\n        time.sleep(0.01)\n"
                 "    return f'{question}{len(history)}'\n");
    open();
    ask("one");
    QTest::keyClicks(&draft(), "wait");
    QTest::keyClick(&draft(), Qt::Key_Return);
    QVERIFY(m_ide->session().runs().isBusy());
    m_ide->window().openPath(m_ide->folder());
    QVERIFY(said("chatQuestion").isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(!m_ide->session().runs().isBusy(), 30'000);
    QTRY_VERIFY(m_ide->action(ActionId::Run).isEnabled());
    ask("two");
    QCOMPARE(said("chatAnswer"), QStringList{"two0"});
}

void TestChat::whatWasWrittenComesBackAfterAnEdit()
{
    writeDag();
    open();
    ask("one");
    QTest::keyClicks(&draft(), "not sent yet");
    for (QToolButton *button : m_ide->child<QWidget>("chatPane").findChildren<QToolButton *>()) {
        if (button->text() == "Edit and send again")
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(draft().toPlainText(), QString("one"));
    ask("other");
    QCOMPARE(said("chatAnswer"), QStringList{"other[]"});
    QCOMPARE(draft().toPlainText(), QString("not sent yet"));
}

void TestChat::whatCameBeforeAStopStays()
{
    widgets::ChatView view;
    view.addQuestion("one", {});
    view.showPiece("half an ans");
    view.cutShort("Stopped.");
    view.addQuestion("two", {});
    view.cutShort("Stopped.");
    QStringList answers;
    for (const QLabel *label : view.findChildren<QLabel *>("chatAnswer"))
        answers.append(label->text());
    QCOMPARE(answers, QStringList({"half an ans", "Stopped."}));
}

void TestChat::aLongAnswerOpensLarge()
{
    writeDag();
    m_ide->write("reply.py",
                 "from promptflow.core import tool\n@tool\n"
                 "def reply(question: str, history: list) -> str:\n"
                 "    return question if question == 'short' else 'so on ' * 5000 + 'end'\n");
    open();
    ask("short");
    ask("long");
    QVERIFY(!said("chatAnswer").last().endsWith("end"));
    QList<QToolButton *> links;
    for (QToolButton *link : m_ide->window().findChildren<QToolButton *>("chatOpen")) {
        if (link->isVisibleTo(&m_ide->window()))
            links.append(link);
    }
    QCOMPARE(links.size(), 1);
    links.front()->click();
    QVERIFY(m_ide->window().findChild<QWidget *>("valueDialog"));
}

void TestChat::otherInputsComeFromTheForm()
{
    writeDag("  tone: {type: string}\n", "    tone: ${inputs.tone}\n");
    open();
    draft().setFocus();
    QTest::keyClicks(&draft(), "one");
    QTest::keyClick(&draft(), Qt::Key_Return);
    QVERIFY(!m_ide->session().runs().isBusy()); // it is missing
    QCOMPARE(draft().toPlainText(), QString("one"));
    m_ide->child<QPlainTextEdit>("input_tone").setPlainText("!");
    QVERIFY(!m_ide->window().findChild<QWidget *>("input_question")); // the chat asks for it
    ask("");
    QCOMPARE(said("chatAnswer"), QStringList{"one[]!"});
}

void TestChat::theFormKeepsWhatTheChatHides()
{
    writeDag("  tone: {type: string}\n", "    tone: ${inputs.tone}\n");
    open();
    tabs().setCurrentIndex(0);
    m_ide->child<QPlainTextEdit>("input_question").setPlainText("typed");
    tabs().setCurrentIndex(1);
    m_ide->child<QPlainTextEdit>("input_tone").setPlainText("!");
    tabs().setCurrentIndex(0);
    QCOMPARE(m_ide->child<QPlainTextEdit>("input_question").toPlainText(), QString("typed"));
    QCOMPARE(m_ide->child<QPlainTextEdit>("input_tone").toPlainText(), QString("!"));
}

void TestChat::imagesGoWithTheQuestion()
{
    writeDag();
    QFile file(m_ide->folder() + "/flow.dag.yaml");
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_ide->write("flow.dag.yaml",
                 file.readAll().replace("{type: string, is_chat_input",
                                        "{type: list, is_chat_input"));
    m_ide->write("reply.py",
                 "from promptflow.core import tool\n@tool\n"
                 "def reply(question: list, history: list) -> str:\n"
                 "    return ' '.join(type(part).__name__ for part in question)\n");
    open();
    QImage image(6, 4, QImage::Format_RGB32);
    image.fill(Qt::green);
    QApplication::clipboard()->setImage(image);
    draft().setFocus();
    QTest::keySequence(&draft(), QKeySequence::Paste);
    ask("look");
    QCOMPARE(said("chatAnswer"), QStringList{"str Image"});
}

void TestChat::aFlowThatIsNoChatHasNone()
{
    writeNumbersFlow(*m_ide);
    m_ide->startTrusted();
    QVERIFY(!tabs().isVisibleTo(&m_ide->window()));
}

QTEST_MAIN(TestChat)
#include "tst_chat.moc"
