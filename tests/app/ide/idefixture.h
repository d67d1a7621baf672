// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/ide/commands/actions.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/window/application.h"
#include "app/ide/window/mainwindow.h"
#include "widgets/graph/graphscene.h"
#include "widgets/graph/graphview.h"
#include "widgets/graph/nodeitem.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace postern::ide {

/// The program as a user has it, with settings and a flow folder of its own that are gone
/// afterwards.
class IdeFixture
{
public:
    IdeFixture() { qputenv("POSTERN_HOME", m_home.path().toUtf8()); }

    QString folder() const { return m_folder.path(); }
    void write(const QString &name, const QByteArray &text) const
    {
        const QString path = folder() + '/' + name;
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(text), text.size());
    }

    /// Starts the program, as its command line would.
    void start(const QString &path = {}, const QString &language = QStringLiteral("en"))
    {
        Options options;
        options.path = path;
        options.simulate = true;
        options.language = language;
        m_application.reset();
        m_application = std::make_unique<Application>(*qApp, options);
        activate();
    }
    /// Keys reach actions of the active window only; an X server without a window manager makes
    /// none active by itself.
    void activate() const
    {
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    /// The same on the written folder, trusted.
    void startTrusted()
    {
        Settings().trust(folder());
        start(folder());
    }

    Application &application() const { return *m_application; }
    Session &session() const { return m_application->session(); }
    MainWindow &window() const { return *m_application->window(); }
    QAction &action(ActionId id) const { return *window().actions()[id]; }
    template<typename Widget>
    Widget &child(const char *name) const
    {
        auto *found = window().findChild<Widget *>(QString::fromLatin1(name));
        Q_ASSERT_X(found, "IdeFixture::child", name);
        return *found;
    }
    graph::GraphView &canvas() const { return child<graph::GraphView>("canvas"); }

    /// Saves by a command, and waits for the disk.
    void save(ActionId id) const
    {
        action(id).trigger();
        window().findChild<EditorPane *>()->settle();
    }

    /// Clicks a node on the canvas, as a mouse does.
    void click(const QString &node) const
    {
        graph::GraphView &view = canvas();
        const auto *item = view.graphScene()->node(node);
        QVERIFY(item);
        const QPoint at = view.mapFromScene(item->sceneBoundingRect().center());
        QVERIFY(view.viewport()->rect().contains(at));
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at);
    }
    /// Chooses an item of a combo box, as a key does.
    static void choose(QComboBox &box, int index)
    {
        box.setCurrentIndex(index);
        emit box.activated(index);
    }
    run::NodeState state(const char *node) const
    {
        const widgets::NodeRun *found = session().model().node(node);
        return found ? found->state : run::NodeState::Idle;
    }

private:
    QTemporaryDir m_home;
    QTemporaryDir m_folder;
    std::unique_ptr<Application> m_application;
};

/// A flow of two python nodes: doubles a number, then says it.
inline void writeNumbersFlow(const IdeFixture &ide)
{
    ide.write(QStringLiteral("flow.dag.yaml"), R"(inputs:
  number:
    type: int
    default: 21
outputs:
  text:
    type: string
    reference: ${say.output}
nodes:
- name: double
  type: python
  source:
    type: code
    path: double.py
  inputs:
    number: ${inputs.number}
- name: say
  type: python
  source:
    type: code
    path: say.py
  inputs:
    number: ${double.output}
)");
    ide.write(QStringLiteral("double.py"), R"(from promptflow.core import tool


@tool
def double(number: int) -> int:
    return number * 2
)");
    ide.write(QStringLiteral("say.py"), R"(from promptflow.core import tool


@tool
def say(number: int) -> str:
    print("saying it")
    return f"It is {number}."
)");
}

} // namespace postern::ide
