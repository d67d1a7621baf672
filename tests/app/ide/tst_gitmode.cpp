// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/panes/githunkview.h"
#include "app/ide/panes/graphpane.h"
#include "tests/app/ide/gitfixture.h"
#include "widgets/theme/prose.h"

#include <QListWidget>
#include <QPlainTextEdit>
#include <QTableWidget>

using namespace postern;
using namespace postern::ide;
using graph::Difference;

/// What is done with the repository of the open folder, with a real git and a real other clone.
class TestGitMode : public GitTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aSittingFromAnEditToAMergeByNode();
    void aHunkIsStagedByItsKeyAndTakenBack();
    void whatWasDiscardedComesBackByUndo();
    void aDiscardedHunkIsAStepToUndo();
    void aSecretIsHeldBackUntilItIsAllowed();
    void whoCommitsIsAsked();
    void withoutARepositoryItSaysSo();
    void beforeTheFirstCommit();
    void aDetachedHeadIsSaid();
    void aStrangersRepositoryRunsNothing();
    void aMergeIsAborted();
    void aCommitIsLookedAt();
    void branchesAreMadeAndSwitched();
    void aLockIsSaidInWords();
    void theLogHasWhatWasRun();

private:
    QByteArray flowWith(const char *from, const char *to) const
    {
        QFile file(m_ide->folder() + "/flow.dag.yaml");
        [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly);
        return file.readAll().replace(from, to);
    }
    QByteArray flowText() const { return flowWith("\r", ""); } // it has none
    QList<GitHunkView *> hunks() const
    {
        return m_ide->child<QWidget>("gitHunks").findChildren<GitHunkView *>();
    }
    Difference became(const QString &node) const
    {
        return m_ide->canvas().nodeMarks(node).difference;
    }
    void writeMessage(const QString &subject) const
    {
        auto &field = m_ide->child<QLineEdit>("commitSubject");
        field.setFocus();
        QTest::keyClicks(&field, subject);
    }
    void commit(const QString &subject) const
    {
        writeMessage(subject);
        QTest::keyClick(&m_ide->child<QLineEdit>("commitSubject"),
                        Qt::Key_Return,
                        Qt::ControlModifier);
        waitForGit();
    }
    QString state() const { return m_ide->child<theme::Prose>("gitState").text(); }
};

void TestGitMode::aSittingFromAnEditToAMergeByNode()
{
    makeRepository();
    const QTemporaryDir server;
    const QTemporaryDir other;
    gitIn(server.path(), {"init", "-q", "--bare", "-b", "main"});
    git({"remote", "add", "origin", server.path()});
    git({"push", "-q", "-u", "origin", "main"});
    gitIn(other.path(), {"clone", "-q", server.path(), "."});
    name(other.path(), "colleague");

    m_ide->startTrusted();
    // The choice of what else was shown on the graph is none of git's.
    emit m_ide->window().findChild<GraphPane *>()->overlayChosen(0);
    // Two nodes are edited.
    m_ide->write("flow.dag.yaml",
                 flowWith("    number: ${inputs.number}\n", "    number: 4\n")
                     .replace("    number: ${double.output}\n", "    number: 8\n"));
    showGit();
    QTRY_COMPARE(became("double"), Difference::Changed);
    QCOMPARE(became("say"), Difference::Changed);
    QCOMPARE(m_ide->window().findChild<GraphPane *>()->overlay()->choices.at(
                 m_ide->window().findChild<GraphPane *>()->overlay()->choice),
             QString("Both"));
    QVERIFY(file("Not staged", "flow.dag.yaml"));

    // One of them alone is staged, by keyboard.
    m_ide->canvas().select("double");
    QTest::keyClick(&m_ide->window(), Qt::Key_S, Qt::AltModifier | Qt::ShiftModifier);
    waitForGit();
    const QString cached = git({"diff", "--cached"});
    QVERIFY2(cached.contains("+    number: 4"), qPrintable(cached));
    QVERIFY2(!cached.contains("+    number: 8"), qPrintable(cached));
    commit("Double four");
    QCOMPARE(git({"log", "-1", "--format=%s"}).trimmed(), QString("Double four"));
    QVERIFY(git({"diff"}).contains("+    number: 8"));
    QVERIFY(m_ide->child<QLineEdit>("commitSubject").text().isEmpty());
    QTRY_COMPARE(became("double"), Difference::Same);

    // A colleague was quicker.
    QFile theirs(other.path() + "/flow.dag.yaml");
    QVERIFY(theirs.open(QIODevice::ReadOnly));
    const QByteArray text = theirs.readAll().replace("    number: ${inputs.number}\n",
                                                     "    number: 5\n");
    theirs.close();
    QVERIFY(theirs.open(QIODevice::WriteOnly | QIODevice::Truncate));
    theirs.write(text);
    theirs.close();
    gitIn(other.path(), {"commit", "-q", "-a", "-m", "Double five"});
    gitIn(other.path(), {"push", "-q"});
    trigger(ActionId::GitPush);
    waitForGit();
    auto &failure = strip("gitFailure");
    QTRY_VERIFY(failure.isVisible());
    QVERIFY(!failure.text().isEmpty());

    // The other node's edit is put aside meanwhile.
    answerNext({}, "say");
    trigger(ActionId::GitStash);
    waitForGit();
    QVERIFY(git({"stash", "list"}).contains("say"));
    trigger(ActionId::GitPull);
    waitForGit();
    QTRY_COMPARE(store().snapshot()->conflictCount(), std::size_t(1));
    QTRY_COMPARE(became("double"), Difference::Conflict);
    QVERIFY(!m_ide->child<QPushButton>("commitButton").isEnabled());

    auto &table = m_ide->child<QTableWidget>("mergeTable");
    QTRY_VERIFY(table.isVisible());
    QVERIFY(!m_ide->child<QPushButton>("settle").isEnabled());
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_2); // theirs
    QTRY_COMPARE(became("double"), Difference::Merged);
    QTest::mouseClick(&m_ide->child<QPushButton>("settle"), Qt::LeftButton);
    waitForGit();
    QTRY_COMPARE(store().snapshot()->conflictCount(), std::size_t(0));
    QVERIFY(flowText().contains("    number: 5\n"));
    QVERIFY(!flowText().contains("<<<<"));
    trigger(ActionId::GitContinue);
    waitForGit();
    QVERIFY(store().snapshot()->status.operation.empty());
    trigger(ActionId::GitPush);
    waitForGit();
    QCOMPARE(gitIn(server.path(), {"rev-parse", "main"}), git({"rev-parse", "HEAD"}));
}

void TestGitMode::aHunkIsStagedByItsKeyAndTakenBack()
{
    makeRepository();
    m_ide->write("double.py", "import os\n\n\ndef double(number: int) -> int:\n    return number\n");
    m_ide->startTrusted();
    showGit();
    auto *const row = file("Not staged", "double.py");
    QVERIFY(row);
    m_ide->child<QTreeWidget>("gitFiles").setCurrentItem(row);
    QTRY_VERIFY(!hunks().isEmpty());
    QTest::keyClick(&m_ide->window(), Qt::Key_S, Qt::AltModifier);
    waitForGit();
    QCOMPARE(staged(), std::size_t(1));
    QTRY_VERIFY(!hunks().isEmpty() && hunks().front()->hunk().isStaged);
    QTest::mouseClick(hunks().front()->findChild<QPushButton *>("stageHunk"), Qt::LeftButton);
    waitForGit();
    QCOMPARE(staged(), std::size_t(0));
    // A tick in the list does it with the whole file.
    file("Not staged", "double.py")->setCheckState(0, Qt::Checked);
    waitForGit();
    QVERIFY(file("Staged", "double.py"));
    file("Staged", "double.py")->setCheckState(0, Qt::Unchecked);
    waitForGit();
    QVERIFY(!file("Staged", "double.py"));
}

void TestGitMode::whatWasDiscardedComesBackByUndo()
{
    makeRepository();
    m_ide->write("double.py", "other\n");
    m_ide->startTrusted();
    showGit();
    m_ide->child<QTreeWidget>("gitFiles").setCurrentItem(file("Not staged", "double.py"));
    answerNext("Discard");
    trigger(ActionId::GitDiscard);
    waitForGit();
    QVERIFY(git({"status", "--porcelain", "double.py"}).isEmpty());
    // Of another language is another window.
    m_ide->application().setLanguage("ko");
    waitForGit();
    trigger(ActionId::Undo);
    waitForGit();
    m_ide->application().setLanguage("en");
    QFile file(m_ide->folder() + "/double.py");
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("other\n"));
}

void TestGitMode::aDiscardedHunkIsAStepToUndo()
{
    makeRepository();
    const QByteArray before = flowText();
    const QByteArray edited = flowWith("default: 21", "default: 22");
    m_ide->write("flow.dag.yaml", edited);
    m_ide->startTrusted();
    showGit();
    QTRY_VERIFY(!hunks().isEmpty());
    QTest::mouseClick(hunks().front()->findChild<QPushButton *>("discardHunk"), Qt::LeftButton);
    waitForGit();
    QTRY_COMPARE(flowText(), before);
    trigger(ActionId::Undo);
    m_ide->save(ActionId::SaveAll);
    QTRY_COMPARE(flowText(), edited);
}

void TestGitMode::aSecretIsHeldBackUntilItIsAllowed()
{
    makeRepository();
    m_ide->write("conn.yaml",
                 "name: aoai\ntype: azure_open_ai\napi_key: 0f3a9c1d5b7e42688d1c5e9f7a3b6d20\n");
    git({"add", "conn.yaml"});
    m_ide->startTrusted();
    showGit();
    QVERIFY(!store().snapshot()->secrets.found.empty());
    const QString before = git({"rev-parse", "HEAD"});
    answerNext("Don't commit");
    commit("Add a connection");
    QCOMPARE(git({"rev-parse", "HEAD"}), before);
    for (int pass = 0; pass < 5 && !store().snapshot()->secrets.found.empty(); ++pass) {
        answerNext("The first is none…", {}, [] { answerNext({}, "made up, for a \"test\""); });
        QTest::mouseClick(&m_ide->child<QPushButton>("secretScan"), Qt::LeftButton);
        waitForGit();
    }
    QVERIFY(store().snapshot()->secrets.found.empty());
    QVERIFY(file("Staged", ".postern-secrets.yaml"));
    trigger(ActionId::GitCommit);
    waitForGit();
    QCOMPARE(git({"log", "-1", "--format=%s"}).trimmed(), QString("Add a connection"));
}

void TestGitMode::whoCommitsIsAsked()
{
    makeRepository();
    git({"config", "--unset", "user.name"});
    git({"config", "--unset", "user.email"});
    git({"config", "user.useConfigOnly", "true"});
    m_ide->write("new.txt", "new\n");
    git({"add", "new.txt"});
    m_ide->startTrusted();
    showGit();
    QVERIFY(store().snapshot()->author.empty());
    answerNext({}, "Kim", [] { answerNext({}, "kim@example.invalid"); });
    commit("Add a file");
    QTRY_COMPARE(git({"log", "-1", "--format=%an %ae"}).trimmed(),
                 QString("Kim kim@example.invalid"));
}

void TestGitMode::withoutARepositoryItSaysSo()
{
    m_ide->startTrusted();
    showGit();
    QVERIFY(!store().snapshot());
    QVERIFY(!state().isEmpty());
    QVERIFY(!m_ide->action(ActionId::GitPush).isEnabled());
    QVERIFY(!m_ide->child<QPushButton>("commitButton").isEnabled());
    QCOMPARE(became("double"), Difference::None); // the flow itself
    QVERIFY(!m_ide->window().findChild<GraphPane *>()->overlay());
}

void TestGitMode::beforeTheFirstCommit()
{
    git({"init", "-q", "-b", "trunk"});
    name(m_ide->folder(), "author");
    m_ide->startTrusted();
    showGit();
    QVERIFY2(state().contains("trunk"), qPrintable(state()));
    QTRY_COMPARE(became("double"), Difference::Added);
    file("Not staged", "flow.dag.yaml")->setCheckState(0, Qt::Checked);
    waitForGit();
    commit("Begin");
    QCOMPARE(git({"log", "-1", "--format=%s"}).trimmed(), QString("Begin"));
}

void TestGitMode::aDetachedHeadIsSaid()
{
    makeRepository();
    git({"checkout", "-q", "--detach"});
    m_ide->startTrusted();
    showGit();
    QVERIFY(store().snapshot()->status.isDetached());
    QVERIFY(state().contains("No branch is checked out"));
}

void TestGitMode::aStrangersRepositoryRunsNothing()
{
    makeRepository();
    const QString proof = m_ide->folder() + "/ran";
    git({"config", "core.fsmonitor", "touch " + proof});
    git({"config", "filter.bad.clean", "touch " + proof});
    m_ide->write(".gitattributes", "* filter=bad\n");
    m_ide->write("double.py", "other\n");
    m_ide->start(m_ide->folder());
    showGit();
    QVERIFY(store().snapshot());
    QVERIFY(state().contains("Restricted"));
    QVERIFY(!m_ide->action(ActionId::GitPush).isEnabled());
    m_ide->child<QTreeWidget>("gitFiles").setCurrentItem(file("Not staged", "double.py"));
    QTRY_VERIFY(!hunks().isEmpty());
    file("Not staged", "double.py")->setCheckState(0, Qt::Checked);
    waitForGit();
    QVERIFY(file("Staged", "double.py"));
    QVERIFY(!QFile::exists(proof));
}

void TestGitMode::aMergeIsAborted()
{
    makeRepository();
    git({"checkout", "-q", "-b", "other"});
    m_ide->write("flow.dag.yaml", flowWith("default: 21", "default: 22"));
    git({"commit", "-q", "-a", "-m", "22"});
    git({"checkout", "-q", "main"});
    m_ide->write("flow.dag.yaml", flowWith("default: 21", "default: 23"));
    git({"commit", "-q", "-a", "-m", "23"});
    git({"merge", "-q", "other"});
    m_ide->startTrusted();
    showGit();
    QCOMPARE(store().snapshot()->status.operation, std::string("merge"));
    QVERIFY(!m_ide->action(ActionId::GitContinue).isEnabled());
    answerNext("Abort");
    trigger(ActionId::GitAbort);
    waitForGit();
    QVERIFY(store().snapshot()->status.operation.empty());
    QVERIFY(flowText().contains("default: 23"));
}

void TestGitMode::aCommitIsLookedAt()
{
    makeRepository();
    m_ide->write("flow.dag.yaml", flowWith("    number: ${inputs.number}\n", "    number: 4\n"));
    git({"commit", "-q", "-a", "-m", "Double four"});
    m_ide->startTrusted();
    showGit();
    QTRY_COMPARE(became("double"), Difference::Same);
    auto &commits = m_ide->child<QListWidget>("commitList");
    QCOMPARE(commits.count(), 2);
    commits.setCurrentRow(0);
    QTest::keyClick(&commits, Qt::Key_Return);
    QTRY_COMPARE(became("double"), Difference::Changed);
    QVERIFY(m_ide->child<QPlainTextEdit>("commitPatch").toPlainText().contains("+    number: 4"));
    QTest::mouseClick(&m_ide->child<QPushButton>("backToChanges"), Qt::LeftButton);
    QTRY_COMPARE(became("double"), Difference::Same);
    // The mode is left: the canvas is the flow's again.
    QTest::keyClick(&m_ide->window(), Qt::Key_1, Qt::AltModifier);
    QTRY_COMPARE(became("double"), Difference::None);
}

void TestGitMode::branchesAreMadeAndSwitched()
{
    makeRepository();
    m_ide->startTrusted();
    showGit();
    answerNext({}, "feature/ko");
    trigger(ActionId::GitNewBranch);
    waitForGit();
    QCOMPARE(store().snapshot()->status.branch, std::string("feature/ko"));
    answerNext({}, "main");
    trigger(ActionId::GitSwitchBranch);
    waitForGit();
    QCOMPARE(store().snapshot()->status.branch, std::string("main"));
}

void TestGitMode::aLockIsSaidInWords()
{
    makeRepository();
    m_ide->write("double.py", "other\n");
    m_ide->startTrusted();
    showGit();
    m_ide->write(".git/index.lock", "");
    file("Not staged", "double.py")->setCheckState(0, Qt::Checked);
    waitForGit();
    QTRY_VERIFY(strip("gitFailure").isVisible());
    const QString said = strip("gitFailure").title() + strip("gitFailure").text();
    QVERIFY2(said.contains("lock", Qt::CaseInsensitive), qPrintable(said));
    // The tick says what is so.
    QCOMPARE(file("Not staged", "double.py")->checkState(0), Qt::Unchecked);
}

void TestGitMode::theLogHasWhatWasRun()
{
    makeRepository();
    m_ide->write("double.py", "other\n");
    m_ide->startTrusted();
    showGit();
    file("Not staged", "double.py")->setCheckState(0, Qt::Checked);
    waitForGit();
    const QString log = m_ide->child<QPlainTextEdit>("gitLog").toPlainText();
    QVERIFY2(log.contains("Stage"), qPrintable(log));
    QVERIFY2(log.contains("$ git update-index"), qPrintable(log));
}

QTEST_MAIN(TestGitMode)
#include "tst_gitmode.moc"
