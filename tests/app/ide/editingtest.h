// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/ide/commands/question.h"
#include "app/ide/editing/buffer.h"
#include "app/ide/panes/editorpane.h"
#include "tests/app/ide/idefixture.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/run/strip.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTimer>

namespace postern::ide {

using widgets::CodeEditor;
using widgets::Strip;

/// A test of the editors in the real window, on the flow of writeNumbersFlow().
class EditingTest : public QObject
{
protected:
    void setUp()
    {
        m_ide = std::make_unique<IdeFixture>();
        writeNumbersFlow(*m_ide);
    }
    void tearDown() { m_ide.reset(); }
    void start() { m_ide->startTrusted(); }
    CodeEditor &flowText() { return m_ide->child<CodeEditor>("flowText"); }
    CodeEditor &open(const QString &name)
    {
        m_ide->window().findChild<EditorPane *>()->openFile(m_ide->folder() + '/' + name);
        auto *tabs = &m_ide->child<QTabWidget>("editorTabs");
        auto *editor = tabs->currentWidget()->findChild<CodeEditor *>();
        editor->setFocus();
        return *editor;
    }
    QByteArray onDisk(const QString &name)
    {
        QFile file(m_ide->folder() + '/' + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
    }
    void key(CodeEditor &editor, Qt::Key code, Qt::KeyboardModifiers held = {})
    {
        QTest::keyClick(&editor, code, held);
        QCoreApplication::processEvents();
    }
    QString tabText(int tab) { return m_ide->child<QTabWidget>("editorTabs").tabText(tab); }
    // Clicks a button of the next question.
    void answer(const QString &button)
    {
        QTimer::singleShot(0, this, [this, button] {
            auto *question = qobject_cast<Question *>(QApplication::activeModalWidget());
            if (!question)
                return answer(button);
            for (QPushButton *each : question->findChildren<QPushButton *>()) {
                if (each->text() == button)
                    return each->click();
            }
            QFAIL(qPrintable("no button " + button));
        });
    }
    // Names a file in the next file dialog.
    void chooseFile(const QString &path)
    {
        QTimer::singleShot(0, this, [this, path] {
            auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
            if (!dialog)
                return chooseFile(path);
            dialog->findChild<QLineEdit *>()->setText(path);
            QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
        });
    }
    Strip *strip(const char *name)
    {
        return m_ide->window().findChild<Strip *>(QLatin1String(name));
    }
    void click(const char *stripName, const QString &button)
    {
        Strip *const found = strip(stripName);
        QVERIFY(found);
        for (QPushButton *each : found->findChildren<QPushButton *>()) {
            if (each->text() == button)
                return each->click();
        }
        QFAIL(qPrintable("no button " + button));
    }

    std::unique_ptr<IdeFixture> m_ide;
};

} // namespace postern::ide
