// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/editorpane.h"
#include "tests/app/ide/idefixture.h"
#include "widgets/editor/codeeditor.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTabWidget>

#include <algorithm>
#include <cstdio>
#include <random>

using namespace postern;
using namespace postern::ide;
using widgets::CodeEditor;

namespace {

/// What the text was at a moment, as the program itself has told.
struct Told
{
    qint64 time = 0; ///< ms
    bool isSaved = false;
    QString text;
};

/// The program with a hand at the keys that types, undoes and saves as it comes, and tells each text
/// once it stands there. Ends only by being killed.
int editingProgram(QApplication &qt, const QString &folder, unsigned seed)
{
    Options options;
    options.path = folder;
    const Application application(qt, options);
    auto *pane = application.window()->findChild<EditorPane *>();
    pane->openFile(folder + "/say.py");
    auto *editor = application.window()
                       ->findChild<QTabWidget *>("editorTabs")
                       ->currentWidget()
                       ->findChild<CodeEditor *>();
    editor->setFocus();
    std::mt19937 random(seed);
    QElapsedTimer clock;
    clock.start();
    QTimer hand;
    QObject::connect(&hand, &QTimer::timeout, &hand, [&] {
        const unsigned choice = random() % 40;
        if (choice == 0)
            application.window()->actions()[ActionId::Undo]->trigger();
        else if (choice == 1)
            QTest::keyClick(editor, Qt::Key_Return);
        else if (choice == 2)
            QTest::keyClicks(editor, QString::fromUtf8("é"));
        else if (choice != 3)
            QTest::keyClick(editor, static_cast<Qt::Key>(Qt::Key_A + random() % 26));
        QCoreApplication::processEvents(); // it is told to the folder
        if (choice == 3)
            pane->saveAll();
        QString line = QStringLiteral("%1 %2 ").arg(clock.elapsed()).arg(choice == 3 ? 1 : 0);
        line += QString::fromLatin1(editor->text().toUtf8().toBase64());
        std::puts(qPrintable(line));
        std::fflush(stdout);
    });
    hand.start(10);
    return QApplication::exec();
}

Told toldBy(const QByteArray &line)
{
    const QList<QByteArray> words = line.trimmed().split(' ');
    return {words.value(0).toLongLong(),
            words.value(1) == "1",
            QString::fromUtf8(QByteArray::fromBase64(words.value(2)))};
}

} // namespace

/// The program is killed at any moment of an editing session: what comes back is a text that was
/// there, none older than the last save and, by scripts/soak, none older than a second.
class TestKills : public QObject
{
    Q_OBJECT

private slots:
    void whateverTheMomentTheTextIsThere_data()
    {
        QTest::addColumn<unsigned>("seed");
        const int kills = qEnvironmentVariableIntValue("POSTERN_SOAK_KILLS");
        const auto first = static_cast<unsigned>(qEnvironmentVariableIntValue("POSTERN_SOAK_SEED"));
        for (unsigned kill = 0; kill < static_cast<unsigned>(kills > 0 ? kills : 10); ++kill)
            QTest::addRow("%u", first + kill) << first + kill;
    }
    void whateverTheMomentTheTextIsThere();

private:
    /// All that the program told before it was killed, at a moment that the seed says.
    static std::vector<Told> killed(const QString &folder, unsigned seed);
};

std::vector<Told> TestKills::killed(const QString &folder, unsigned seed)
{
    std::vector<Told> told;
    QProcess program;
    program.start(QCoreApplication::applicationFilePath(),
                  {"--edit", folder, QString::number(seed)});
    std::mt19937 random(seed);
    const std::size_t wanted = 5 + random() % 150;
    while (told.size() < wanted && program.waitForReadyRead(60'000)) {
        while (program.canReadLine())
            told.push_back(toldBy(program.readLine()));
    }
    program.kill(); // SIGKILL
    program.waitForFinished();
    while (program.canReadLine())
        told.push_back(toldBy(program.readLine()));
    return told;
}

void TestKills::whateverTheMomentTheTextIsThere()
{
    QFETCH(const unsigned, seed);
    IdeFixture ide;
    writeNumbersFlow(ide);
    const std::vector<Told> told = killed(ide.folder(), seed);
    QVERIFY(!told.empty());
    ide.startTrusted();
    ide.window().findChild<EditorPane *>()->openFile(ide.folder() + "/say.py");
    const QString text
        = ide.child<QTabWidget>("editorTabs").currentWidget()->findChild<CodeEditor *>()->text();
    // What was typed between the last word of the program and its end may be in it as well.
    const auto last = std::find_if(told.rbegin(), told.rend(), [&text](const Told &one) {
        return one.text == text;
    });
    const qsizetype more = text.size() - told.back().text.size();
    const bool isBeyond = more == 1 || more == 2;
    const bool isUntouched = last == told.rend() && std::ranges::none_of(told, [](const Told &one) {
                                 return one.isSaved;
                             });
    QVERIFY2(isBeyond || isUntouched || last != told.rend(), qPrintable(text));
    if (last == told.rend())
        return;
    // Killed between a save and the end of what was kept of the text before it: both are there, the
    // saved one on the disk, and the window says so.
    QFile file(ide.folder() + "/say.py");
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString onDisk = QString::fromUtf8(file.readAll());
    const auto saved = std::find_if(told.rbegin(), last, [&onDisk](const Told &one) {
        return one.text == onDisk;
    });
    QVERIFY(std::none_of(told.rbegin(), saved, [](const Told &one) { return one.isSaved; }));
    const qint64 latest = saved == last ? last->time : saved->time;
    if (qEnvironmentVariableIsSet("POSTERN_SOAK_KILLS"))
        QVERIFY(isBeyond || told.back().time - latest <= 1000);
}

int main(int argc, char **argv)
{
    QApplication qt(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--edit"))
        return editingProgram(qt, arguments.value(2), arguments.value(3).toUInt());
    TestKills test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_kills.moc"
