// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/ide/editing/document.h"
#include "app/ide/panes/explorerview.h"
#include "tests/app/ide/editingtest.h"
#include "widgets/graph/edgeitem.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QTabBar>
#include <QTreeView>

using namespace postern;
using namespace postern::ide;

/// The menus that come up where one asks for them, and what the Edit menu does to what has the
/// keyboard.
class TestMenus : public EditingTest
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aNodeHasAMenu();
    void theCanvasHasAMenu();
    void anEdgeLeadsToItsReference();
    void theMenuKeyOpensTheMenuOfTheNode();
    void filesAndFoldersHaveMenus();
    void tabsHaveAMenu();
    void editorsHaveAMenu();
    void theOutlineHasTheMenusOfTheNodes();
    void shiftF10OpensTheMenuAtTheCaret();
    void theEditMenuActsOnTheEditor();
    void theEditMenuActsOnFields();
    void theEditMenuPastesAnImage();
    void theEditMenuKeepsWhatHadTheKeyboardUnderThePalette();
    void nothingIsPossibleWithoutAnythingToEdit();

private:
    // Asks a widget, or its viewport, for its menu there and answers what it offers.
    QStringList menuAt(QWidget &widget, const QPoint &at)
    {
        qDeleteAll(m_ide->window().findChildren<QMenu *>("contextMenu"));
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, widget.mapToGlobal(at));
        QCoreApplication::sendEvent(&widget, &event);
        return offered();
    }
    QStringList offered()
    {
        m_menu = m_ide->window().findChild<QMenu *>("contextMenu");
        QStringList texts;
        for (const QAction *action : m_menu ? m_menu->actions() : QList<QAction *>()) {
            if (!action->isSeparator())
                texts.append(action->text());
        }
        return texts;
    }
    void choose(const QString &text)
    {
        QAction *wanted = nullptr;
        for (QAction *action : m_menu->actions()) {
            if (action->text() == text)
                wanted = action;
        }
        QVERIFY2(wanted && wanted->isEnabled(), qPrintable(text));
        wanted->trigger();
        close();
    }
    void close()
    {
        delete m_menu;
        m_menu = nullptr;
    }
    static QPoint pointOf(const CodeEditor &editor, unsigned long position)
    {
        using Sci = QsciScintilla;
        const long x = editor.SendScintilla(Sci::SCI_POINTXFROMPOSITION,
                                            0UL,
                                            static_cast<long>(position));
        const long y = editor.SendScintilla(Sci::SCI_POINTYFROMPOSITION,
                                            0UL,
                                            static_cast<long>(position));
        return {static_cast<int>(x) + 1, static_cast<int>(y) + 3};
    }
    bool isPossible(ActionId id) { return m_ide->action(id).isEnabled(); }

    QMenu *m_menu = nullptr;
};

void TestMenus::aNodeHasAMenu()
{
    start();
    graph::GraphView &view = m_ide->canvas();
    const QPoint at = view.mapFromScene(view.graphScene()->node("say")->sceneFace().center());
    const QStringList texts = menuAt(*view.viewport(), at);
    QCOMPARE(view.selectedNode(), QString("say"));
    QVERIFY(texts.contains("Go to source"));
    QVERIFY(texts.contains("Run"));
    choose("Copy reference");
    QCOMPARE(QApplication::clipboard()->text(), QString("${say.output}"));
    menuAt(*view.viewport(), at);
    choose("Go to source");
    QVERIFY(m_ide->child<CodeEditor>("nodeSource").hasFocus());
    menuAt(*view.viewport(), at);
    choose("Show inputs and outputs");
    QVERIFY(m_ide->child<QWidget>("nodeIo").isVisible());
}

void TestMenus::theCanvasHasAMenu()
{
    start();
    graph::GraphView &view = m_ide->canvas();
    const QStringList texts = menuAt(*view.viewport(), {2, view.viewport()->height() - 2});
    QVERIFY(texts.contains("Fit graph"));
    QVERIFY(texts.contains("Run"));
    QVERIFY(!texts.contains("Go to source"));
    view.setZoomPercent(200);
    choose("100 %");
    QCOMPARE(view.zoomPercent(), 100);
}

void TestMenus::anEdgeLeadsToItsReference()
{
    start();
    graph::GraphView &view = m_ide->canvas();
    for (const graph::EdgeItem *edge : view.graphScene()->edgeItems()) {
        if (edge->edge().to != "say")
            continue;
        const QStringList texts = menuAt(*view.viewport(), view.mapFromScene(edge->middle()));
        QVERIFY(texts.contains("Select source: double"));
        choose("Go to ${double.output}");
        QCOMPARE(flowText().selectedText(), QString("${double.output}"));
        QVERIFY(flowText().hasFocus());
        menuAt(*view.viewport(), view.mapFromScene(edge->middle()));
        choose("Select source: double");
        QCOMPARE(m_ide->window().selectedNode(), QString("double"));
        return;
    }
    QFAIL("no edge");
}

void TestMenus::theMenuKeyOpensTheMenuOfTheNode()
{
    start();
    m_ide->window().selectNode("double");
    graph::GraphView &view = m_ide->canvas();
    view.setFocus();
    m_ide->action(ActionId::ShowContextMenu).trigger();
    QVERIFY(offered().contains("Go to source"));
    const QPoint node = view.viewport()->mapToGlobal(
        view.mapFromScene(view.graphScene()->node("double")->sceneFace().center()));
    QVERIFY((m_menu->pos() - node).manhattanLength() < 400); // it may be moved into the screen
    choose("Copy name");
    QCOMPARE(QApplication::clipboard()->text(), QString("double"));
}

void TestMenus::filesAndFoldersHaveMenus()
{
    m_ide->write("other/flow.dag.yaml", "nodes: []\n");
    m_ide->write("third/flow.flex.yml", "entry: third:third\n");
    start();
    auto &explorer = *m_ide->window().findChild<ExplorerView *>();
    const auto ask = [&](const QString &name) {
        explorer.follow(m_ide->folder() + '/' + name);
        if (!explorer.currentIndex().isValid()
            || explorer.currentIndex().data() != QFileInfo(name).fileName())
            return QStringList();
        return menuAt(*explorer.viewport(), explorer.visualRect(explorer.currentIndex()).center());
    };
    QStringList texts;
    QTRY_VERIFY(!(texts = ask("say.py")).isEmpty());
    QVERIFY(!texts.contains("Open as flow"));
    choose("Copy path within the folder");
    QCOMPARE(QApplication::clipboard()->text(), QString("say.py"));
    ask("say.py");
    choose("Open");
    QCOMPARE(tabText(1), QString("say.py"));
    QTRY_VERIFY(!(texts = ask("third")).isEmpty());
    QVERIFY(texts.contains("Open as flow"));
    QTRY_VERIFY(!(texts = ask("other")).isEmpty());
    choose("Expand");
    QVERIFY(explorer.isOpen(m_ide->folder() + "/other"));
    QVERIFY(ask("other").contains("Collapse"));
    choose("Open as flow");
    QCOMPARE(m_ide->session().document()->folder(), m_ide->folder() + "/other");
}

void TestMenus::tabsHaveAMenu()
{
    start();
    open("say.py");
    CodeEditor &editor = open("double.py");
    QTest::keyClicks(&editor, "#");
    editor.flush();
    auto &tabs = m_ide->child<QTabWidget>("editorTabs");
    tabs.setCurrentIndex(0);
    menuAt(*tabs.tabBar(), tabs.tabBar()->tabRect(2).center());
    QCOMPARE(tabs.currentIndex(), 2);
    choose("Copy the file's path");
    QCOMPARE(QApplication::clipboard()->text(), m_ide->folder() + "/double.py");
    menuAt(*tabs.tabBar(), tabs.tabBar()->tabRect(2).center());
    choose("Compare with the disk");
    QCOMPARE(tabs.count(), 4);
    menuAt(*tabs.tabBar(), tabs.tabBar()->tabRect(2).center());
    choose("Close other files");
    QCOMPARE(tabs.count(), 2);
    QCOMPARE(tabText(1), QString::fromUtf8("double.py ●"));
}

void TestMenus::editorsHaveAMenu()
{
    start();
    CodeEditor &editor = open("say.py");
    editor.select(0, 4);
    QTRY_VERIFY(isPossible(ActionId::Copy)); // Scintilla tells when it paints
    QStringList texts = menuAt(*editor.viewport(), pointOf(editor, 2));
    for (const char *text : {"Cut", "Copy", "Paste", "Select all", "Undo", "Find"})
        QVERIFY2(texts.contains(text), text);
    choose("Copy");
    QCOMPARE(QApplication::clipboard()->text(), QString("from"));
    QVERIFY(!texts.contains("Go to source"));
    QVERIFY(menuAt(*flowText().viewport(), pointOf(flowText(), 12)).contains("Go to source"));
    QCOMPARE(flowText().caret(), 12U); // it is about what is there
    close();
}

void TestMenus::theOutlineHasTheMenusOfTheNodes()
{
    start();
    auto &outline = m_ide->child<QTreeView>("outline");
    m_ide->window().selectNode("say");
    const QStringList texts = menuAt(*outline.viewport(),
                                     outline.visualRect(outline.currentIndex()).center());
    QVERIFY(texts.contains("Go to source"));
    choose("Copy name");
    QCOMPARE(QApplication::clipboard()->text(), QString("say"));
}

void TestMenus::shiftF10OpensTheMenuAtTheCaret()
{
    start();
    CodeEditor &editor = open("say.py");
    editor.setCaret(editor.contents().find("saying"));
    QTest::keyClick(&editor, Qt::Key_F10, Qt::ShiftModifier);
    QVERIFY(offered().contains("Paste"));
    QVERIFY(m_menu->isVisible());
    close();
}

void TestMenus::theEditMenuActsOnTheEditor()
{
    start();
    QApplication::clipboard()->setText("word");
    CodeEditor &editor = open("say.py");
    const std::string text = editor.contents();
    QVERIFY(!isPossible(ActionId::Cut));
    QVERIFY(!isPossible(ActionId::Copy));
    QVERIFY(isPossible(ActionId::Paste));
    editor.select(0, 4);
    QTRY_VERIFY(isPossible(ActionId::Cut));
    m_ide->action(ActionId::Cut).trigger();
    QCOMPARE(QApplication::clipboard()->text(), QString("from"));
    editor.flush();
    QCOMPARE(editor.contents(), text.substr(4));
    m_ide->action(ActionId::Paste).trigger();
    editor.flush();
    QCOMPARE(editor.contents(), text);
    m_ide->action(ActionId::SelectAll).trigger();
    QCOMPARE(editor.selectedText().toStdString(), text);
    m_ide->action(ActionId::Undo).trigger();
    m_ide->action(ActionId::Undo).trigger();
    QCOMPARE(editor.contents(), text);
}

void TestMenus::theEditMenuActsOnFields()
{
    start();
    m_ide->action(ActionId::Find).trigger();
    auto &field = m_ide->child<QLineEdit>("findTerm");
    QVERIFY(field.hasFocus());
    field.clear();
    QVERIFY(!isPossible(ActionId::SelectAll));
    QTest::keyClicks(&field, "abc");
    QVERIFY(isPossible(ActionId::SelectAll));
    QVERIFY(!isPossible(ActionId::Copy));
    m_ide->action(ActionId::SelectAll).trigger();
    QVERIFY(isPossible(ActionId::Copy));
    m_ide->action(ActionId::Cut).trigger();
    QCOMPARE(field.text(), QString());
    m_ide->action(ActionId::Paste).trigger();
    QCOMPARE(field.text(), QString("abc"));
    field.setReadOnly(true);
    field.selectAll();
    QVERIFY(!isPossible(ActionId::Cut));
    QVERIFY(isPossible(ActionId::Copy));
    QVERIFY(!isPossible(ActionId::Paste));
}

void TestMenus::theEditMenuPastesAnImage()
{
    m_ide->write("flow.dag.yaml",
                 "inputs:\n  picture: {type: image}\n  words: {type: string}\n"
                 "outputs: {}\nnodes: []\n");
    start();
    m_ide->window().selectNode(graph::kInputsId);
    QImage image(4, 4, QImage::Format_RGB32);
    image.fill(Qt::red);
    QApplication::clipboard()->setImage(image);
    const QAction &paste = m_ide->action(ActionId::Paste);
    m_ide->child<QWidget>("input_words").setFocus();
    QTRY_VERIFY(!paste.isEnabled());
    auto &line = m_ide->child<QLineEdit>("input_picture");
    line.setFocus();
    QTRY_VERIFY(paste.isEnabled());
    m_ide->action(ActionId::Paste).trigger();
    QVERIFY(line.text().endsWith(".png"));
}

void TestMenus::theEditMenuKeepsWhatHadTheKeyboardUnderThePalette()
{
    start();
    CodeEditor &editor = open("say.py");
    editor.select(0, 4);
    QTRY_VERIFY(isPossible(ActionId::Copy));
    m_ide->action(ActionId::Commands).trigger();
    QWidget *const palette = QApplication::activePopupWidget();
    QVERIFY(palette);
    QTest::keyClicks(palette->focusProxy(), "Copy");
    QVERIFY(isPossible(ActionId::Copy)); // nothing of the palette's own is selected
    palette->close();
    m_ide->action(ActionId::Copy).trigger();
    QCOMPARE(QApplication::clipboard()->text(), QString("from"));
}

void TestMenus::nothingIsPossibleWithoutAnythingToEdit()
{
    const auto isNothingPossible = [this] {
        for (const ActionId id :
             {ActionId::Cut, ActionId::Copy, ActionId::Paste, ActionId::SelectAll})
            QVERIFY2(!isPossible(id), qPrintable(Actions::name(id)));
    };
    m_ide->write("flow.dag.yaml", "inputs: {}\noutputs: {}\nnodes: []\n");
    start();
    QApplication::clipboard()->setText("word");
    m_ide->child<QTabWidget>("editorTabs").tabBar()->setFocus();
    isNothingPossible();
    // A canvas takes nodes, which are text.
    m_ide->canvas().setFocus();
    QVERIFY(isPossible(ActionId::Paste));
    QApplication::clipboard()->clear();
    isNothingPossible();
}

QTEST_MAIN(TestMenus)
#include "tst_menus.moc"
