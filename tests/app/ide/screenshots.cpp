// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// Pictures of the real window, to be looked at: the sample after a run, in every language, theme,
// size of the window and of its text. scripts/screenshots starts it; it is no test.

#include "tests/app/ide/idefixture.h"
#include "widgets/editor/codeeditor.h"

#include <QCommandLineParser>
#include <QDialog>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QToolButton>

#include <array>
#include <cstdio>

using namespace postern;
using namespace postern::ide;

namespace {

/// Lets everything that was asked for be drawn.
void settle()
{
    for (int i = 0; i < 20; ++i) {
        QCoreApplication::processEvents();
        QTest::qWait(10);
    }
}

class Photographer
{
public:
    Photographer(Application &application, QDir folder, QString prefix)
        : m_application(application)
        , m_folder(std::move(folder))
        , m_prefix(std::move(prefix))
    {}

    void take(const QString &name, QWidget *widget = nullptr) const
    {
        settle();
        const QString path = m_folder.filePath(m_prefix + name + QStringLiteral(".png"));
        (widget ? widget : m_application.window())->grab().save(path);
        std::puts(qPrintable(path));
    }

    void takeDialog(const QString &name) const
    {
        settle();
        QWidget *const dialog = QApplication::activeModalWidget();
        take(name, dialog);
        dialog->close();
    }

    void trigger(ActionId id) const { (*m_application.window()).actions()[id]->trigger(); }

private:
    Application &m_application;
    QDir m_folder;
    QString m_prefix;
};

void copyFolder(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    for (const QFileInfo &entry :
         QDir(from).entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
        const QString target = to + u'/' + entry.fileName();
        if (entry.isDir())
            copyFolder(entry.filePath(), target);
        else
            QFile::copy(entry.filePath(), target);
    }
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
}

/// A flow whose answer is Markdown beside a text of half a million characters, and of which then a
/// node fails.
void photographAnswers(const Photographer &camera, MainWindow &window, Session &session)
{
    QTemporaryDir folder;
    const QString flow = folder.path();
    write(flow + "/flow.dag.yaml", R"(inputs:
  topic: {type: string, default: VPN}
outputs:
  answer: {type: string, reference: "${report.output}"}
  raw: {type: string, reference: "${start.output}"}
nodes:
- name: start
  type: python
  source: {type: code, path: start.py}
  inputs: {topic: "${inputs.topic}"}
- name: report
  type: prompt
  source: {type: code, path: report.jinja2}
  inputs: {topic: "${inputs.topic}", raw: "${start.output}"}
)");
    write(flow + "/start.py",
          "from promptflow.core import tool\n\n\n@tool\ndef start(topic: str) -> str:\n"
          "    return topic * 200_000\n");
    write(flow + "/report.jinja2",
          "# {{ topic }}: what to do\n\nThe client **disconnects** every hour. {{ raw[:3] }}:\n\n"
          "1. Update to *5.2.1*.\n2. Turn off `strict rekey`.\n\n| step | minutes |\n|---|---|\n"
          "| update | 10 |\n| restart | 2 |\n\n```\nvpn --restart\n```\n"
          "<b>HTML</b> is text, ![a chart](https://example.invalid/x.png) is a name.\n");
    Settings().trust(flow);
    const auto run = [&] {
        (void) QTest::qWaitFor([&] { return session.runBlocker().isEmpty(); }, 20'000);
        camera.trigger(ActionId::Run);
        (void) QTest::qWaitFor([&] { return !session.runs().isBusy(); }, 60'000);
    };
    window.openPath(flow);
    settle();
    run();
    camera.take(QStringLiteral("c-answer"));
    window.selectNode(QStringLiteral("start"));
    camera.trigger(ActionId::ModeDebug);
    camera.take(QStringLiteral("d-answer-debug"));
    window.findChild<QWidget *>("flowOutputs")->findChild<QToolButton *>("openLarge")->click();
    auto *large = window.findChild<QDialog *>("valueDialog");
    camera.take(QStringLiteral("e-large"), large);
    large->close();

    write(flow + "/start.py",
          "from promptflow.core import tool\n\n\n@tool\ndef start(topic: str) -> str:\n"
          "    settings = {}\n    return settings[\"no_such_key\"]\n");
    run();
    camera.take(QStringLiteral("f-failed-debug"));
    camera.trigger(ActionId::ModeAuthor);
    window.selectNode(QStringLiteral("start"));
    camera.trigger(ActionId::ToggleBottom);
    camera.take(QStringLiteral("g-failed"));
    camera.trigger(ActionId::ToggleBottom);
    window.findChild<QPushButton *>("openPlace")->click();
    camera.take(QStringLiteral("h-line"));

    write(flow + "/report.jinja2", "system:\n{{ topic }}\n");
    write(flow + "/flow.dag.yaml", R"(inputs:
  topic: {type: string, default: VPN}
outputs:
  answer: {type: string, reference: "${report.output}"}
nodes:
- name: report
  type: llm
  source: {type: code, path: report.jinja2}
  inputs: {deployment_name: gpt-4o, topic: "${inputs.topic}"}
  connection: team
  api: chat
)");
    window.openPath(flow);
    settle();
    camera.trigger(ActionId::UseConnections);
    run();
    window.selectNode(QStringLiteral("report"));
    camera.take(QStringLiteral("i-connection"));
    camera.trigger(ActionId::UseSimulator);
}

/// The inspector's forms: the flow's inputs, several nodes at once, a value that is refused, and all
/// that a node can have.
void photographForms(const Photographer &camera, MainWindow &window)
{
    auto *view = window.findChild<graph::GraphView *>("canvas");
    auto *inspector = window.findChild<QWidget *>("inspector");
    window.selectNode(graph::kInputsId);
    camera.take(QStringLiteral("k-inputs"));
    view->selectNodes({QStringLiteral("answer"), QStringLiteral("classify_intent")});
    camera.take(QStringLiteral("l-several"));
    window.selectNode(QStringLiteral("answer"));
    settle();
    for (QLineEdit *field : inspector->findChildren<QLineEdit *>()) {
        if (field->text() != QLatin1String("0.2"))
            continue;
        field->setFocus();
        field->setText(QStringLiteral("warm"));
        QTest::keyClick(field, Qt::Key_Return);
        break;
    }
    camera.take(QStringLiteral("m-refused"));
    inspector->findChild<QToolButton *>("moreSettings")->click();
    camera.take(QStringLiteral("n-more"));
    inspector->findChild<QToolButton *>("moreSettings")->click();
}

/// The guide at what has the keyboard, searched, and the versions of a file.
void photographHelp(const Photographer &camera, MainWindow &window)
{
    window.selectNode(QStringLiteral("answer"));
    window.findChild<graph::GraphView *>("canvas")->setFocus();
    camera.trigger(ActionId::ShowHelp);
    camera.take(QStringLiteral("o-guide"));
    auto *search = window.findChild<QLineEdit *>("guideSearch");
    search->setFocus();
    QTest::keyClicks(search, "temperature");
    camera.take(QStringLiteral("p-guide-search"));
    camera.trigger(ActionId::FileVersions);
    camera.take(QStringLiteral("q-versions"));
    camera.trigger(ActionId::CloseTab);
}

struct Scene
{
    Options options;
    QSize size;
    int percent = 100; ///< of the text

    QString prefix() const
    {
        return QStringLiteral("%1-%2-%3-%4-")
            .arg(options.language, options.theme)
            .arg(size.width())
            .arg(percent);
    }
};

void photograph(const QString &flow, const Scene &scene, const QDir &out)
{
    QTemporaryDir home; // nothing that was left by the picture before
    qputenv("POSTERN_HOME", home.path().toUtf8());
    Settings().trust(flow);
    Settings().setTextScale(scene.percent);
    Application application(*qApp, scene.options);
    MainWindow &window = *application.window();
    window.resize(scene.size);
    window.activateWindow();
    const Photographer camera(application, out, scene.prefix());
    camera.take(QStringLiteral("0-welcome"));
    window.openPath(flow);
    settle();
    Session &session = application.session();
    (void) QTest::qWaitFor([&] { return session.runBlocker().isEmpty(); }, 20'000);
    window.selectNode(QStringLiteral("answer"));
    camera.take(QStringLiteral("1-opened"));
    camera.trigger(ActionId::Run);
    (void) QTest::qWaitFor([&] { return !session.runs().isBusy(); }, 60'000);
    camera.take(QStringLiteral("2-authoring"));
    photographForms(camera, window);
    window.selectNode(QStringLiteral("search_tickets"));
    camera.trigger(ActionId::ToggleBottom);
    camera.take(QStringLiteral("3-bottom"));
    camera.trigger(ActionId::ToggleBottom);
    window.selectNode(QStringLiteral("answer"));
    camera.trigger(ActionId::ModeDebug);
    camera.take(QStringLiteral("4-debug"));
    camera.trigger(ActionId::ModeAuthor);
    settle();
    camera.trigger(ActionId::ToggleSide);
    camera.take(QStringLiteral("5-side"));
    camera.trigger(ActionId::ToggleSide);
    camera.trigger(ActionId::Commands);
    camera.take(QStringLiteral("6-palette"), QApplication::activePopupWidget());
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    auto *view = window.menuBar()->actions().at(2)->menu();
    view->popup(window.mapToGlobal(QPoint(60, 26)));
    camera.take(QStringLiteral("7-menu"), view);
    view->close();

    auto *editor = window.findChild<widgets::CodeEditor *>("flowText");
    camera.trigger(ActionId::ShowSettings);
    camera.takeDialog(QStringLiteral("a-settings"));
    camera.trigger(ActionId::About);
    camera.takeDialog(QStringLiteral("b-about"));
    window.selectNode(QStringLiteral("answer"));
    camera.trigger(ActionId::GoToSource);
    editor->setFocus();
    editor->setCaret(editor->contents().find("temperature"));
    QTest::keyClicks(editor, "# ");
    settle();
    (void) QTest::qWaitFor([&] { return session.document()->isSettled(); });
    camera.trigger(ActionId::Replace);
    window.findChild<QLineEdit *>("findTerm")->setText(QStringLiteral("answer"));
    camera.take(QStringLiteral("8-editing"));
    editor->setFocus();
    QTest::keyClicks(editor, "}[");
    (void) QTest::qWaitFor([&] { return !session.document()->flow().isCurrent(); });
    camera.take(QStringLiteral("9-broken"));
    session.document()->undoToLastGood();
    session.document()->workspace().discardAll(); // nobody is there to be asked
    photographHelp(camera, window);
    photographAnswers(camera, window, session);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication qt(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument("folder", "where the pictures go");
    const QCommandLineOption only("only",
                                  "only those whose prefix is this, as en-dark-1440-200",
                                  "prefix");
    parser.addOption(only);
    parser.process(qt);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(2);
    const QDir out(parser.positionalArguments().constFirst());
    out.mkpath(QStringLiteral("."));

    QTemporaryDir samples;
    const QString flow = samples.filePath("support-rag");
    copyFolder(QStringLiteral(POSTERN_SOURCE_DIR "/resources/samples/support-rag"), flow);
    // The least screen's window is the room that frames leave of it.
    const std::array sizes{QSize(1440, 900), QSize(1024, 768), QSize(952, 564)};
    for (const char *language : {"en", "ko"}) {
        for (const char *theme : {"dark", "light", "contrast"}) {
            for (const QSize &size : sizes) {
                for (const int percent : {100, 200}) {
                    Scene scene{{}, size, percent};
                    scene.options.simulate = true;
                    scene.options.language = QString::fromLatin1(language);
                    scene.options.theme = QString::fromLatin1(theme);
                    if (scene.prefix().startsWith(parser.value(only)))
                        photograph(flow, scene, out);
                }
            }
        }
    }
    return 0;
}
