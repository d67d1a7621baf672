// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The commands of the editors: saving, closing, undoing, finding; what is shown is in
// editorpane.cpp.

#include "app/ide/commands/actions.h"
#include "app/ide/commands/question.h"
#include "app/ide/editing/buffer.h"
#include "app/ide/editing/document.h"
#include "app/ide/editing/textdiff.h"
#include "app/ide/home/paths.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/fileview.h"
#include "engine/store/atomicfile.h"
#include "widgets/editor/codeeditor.h"
#include "widgets/editor/findbar.h"
#include "widgets/theme/composition.h"
#include "widgets/theme/filedialog.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/translated.h"

#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QDir>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>

namespace postern::ide {

namespace {

/// A text of the table of actions in the user's language.
QString actionText(const char *text)
{
    return QCoreApplication::translate("Actions", text);
}

} // namespace

void EditorPane::connectActions(const Actions &actions)
{
    actions.on(ActionId::Save, this, [this] {
        flush();
        if (m_document && active()->buffer())
            startSave(active()->buffer());
        if (m_document && active()->buffer() == m_document->buffer())
            saveNewFiles();
    });
    actions.on(ActionId::SaveAll, this, [this] {
        flush();
        for (Buffer *buffer : m_document->workspace().unsaved())
            startSave(buffer);
    });
    actions.on(ActionId::SaveAs, this, [this] {
        flush();
        saveAs(active()->buffer());
    });
    actions.on(ActionId::CloseTab, this, [this] { closeTab(m_tabs->currentIndex()); });
    actions.on(ActionId::CloseOthers, this, &EditorPane::closeOthers);
    actions.on(ActionId::CompareWithDisk, this, [this] {
        flush();
        compare(active()->buffer());
    });
    actions.on(ActionId::FileVersions, this, &EditorPane::showVersions);
    actions.on(ActionId::FormatFile, this, &EditorPane::formatFile);
    actions.on(ActionId::CopyFilePath, this, [this] {
        QApplication::clipboard()->setText(QDir::toNativeSeparators(active()->buffer()->path()));
    });
    actions.on(ActionId::Undo, this, [this] { step(false); });
    actions.on(ActionId::Redo, this, [this] { step(true); });
    actions.on(ActionId::Find, this, [this] { find(false); });
    actions.on(ActionId::Replace, this, [this] { find(true); });
    actions.on(ActionId::FindNext, m_find, [this] { m_find->step(true); });
    actions.on(ActionId::FindPrevious, m_find, [this] { m_find->step(false); });
    actions.on(ActionId::GoToLine, this, &EditorPane::goToLine);
    actions.on(ActionId::ToggleComment, this, [this] { active()->editor()->toggleComment(); });
    actions.on(ActionId::Indent, this, [this] { active()->editor()->indentLines(); });
    actions.on(ActionId::Unindent, this, [this] { active()->editor()->unindentLines(); });
    actions.on(ActionId::Complete, this, [this] { active()->editor()->complete(); });
}

void EditorPane::flush()
{
    theme::commitComposition(); // in a form too
    emit flushing();
    m_source->editor()->flush();
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (auto *view = qobject_cast<FileView *>(m_tabs->widget(tab)))
            view->editor()->flush();
    }
}

bool EditorPane::save(Buffer *buffer)
{
    buffer->settle();
    if (!buffer->isDirty())
        return true;
    try {
        buffer->save();
        return true;
    } catch (const Error &error) {
        showFailedSave(buffer, error);
        return false;
    }
}

void EditorPane::startSave(Buffer *buffer)
{
    if (!buffer->isDirty())
        return;
    try {
        buffer->saveInBackground();
    } catch (const Error &error) {
        showFailedSave(buffer, error);
    }
}

void EditorPane::saveNewFiles()
{
    for (Buffer *buffer : m_document->workspace().unsaved()) {
        if (buffer->isNew())
            startSave(buffer);
    }
}

void EditorPane::showFailedSave(Buffer *buffer, const Error &error)
{
    if (!viewOf(buffer->path()))
        openFile(buffer->path());
    for (FileView *view : findChildren<FileView *>()) {
        if (view->buffer() == buffer)
            view->showFailure(error);
    }
}

void EditorPane::settle()
{
    if (m_document)
        m_document->workspace().settle();
}

bool EditorPane::saveAll()
{
    if (!m_document)
        return true;
    flush();
    settle();
    bool isSaved = true;
    for (Buffer *buffer : m_document->workspace().unsaved()) {
        if (save(buffer))
            continue;
        if (isSaved)
            openFile(buffer->path());
        isSaved = false;
    }
    return isSaved;
}

void EditorPane::saveAs(Buffer *buffer)
{
    const QString path = theme::FileDialog::newFile(this, tr("Save as"), buffer->path());
    if (path.isEmpty())
        return;
    try {
        store::writeFile(toPath(path), buffer->text());
    } catch (const Error &error) {
        emit failed(theme::translated(error.translatableMessage()),
                    theme::translated(error.translatableHint()));
        return;
    }
    m_document->workspace().check();
    // The flow stays the flow: for it the new file is a copy.
    if (QDir::cleanPath(path) != buffer->path() && buffer != m_document->buffer()) {
        FileView *const old = viewOf(buffer->path());
        m_document->workspace().discard(buffer);
        if (old)
            dropTab(old);
    }
    openFile(path);
}

void EditorPane::closeTab(int index)
{
    auto *view = qobject_cast<FileView *>(m_tabs->widget(index));
    if (!view) {
        QWidget *const page = m_tabs->widget(index); // a comparison
        const bool hadFocus = page && page->isAncestorOf(QApplication::focusWidget());
        m_tabs->removeTab(index);
        if (page)
            page->deleteLater();
        if (hadFocus)
            focusText();
        return;
    }
    if (view == m_flowView)
        return;
    view->editor()->flush();
    Buffer *const buffer = view->buffer();
    buffer->settle();
    const auto unsaved = m_document->workspace().unsaved();
    if (std::find(unsaved.begin(), unsaved.end(), buffer) != unsaved.end()) {
        const QString question = tr("%1 has changes that are not saved.").arg(buffer->name());
        switch (ask(tr("Close file"), question, {}, tr("Save"))) {
        case Answer::Save:
            if (!save(buffer))
                return;
            break;
        case Answer::Discard:
            m_document->workspace().discard(buffer);
            break;
        case Answer::Cancel:
            return;
        }
    }
    dropTab(view);
}

void EditorPane::closeOthers()
{
    const QWidget *const kept = m_tabs->currentWidget();
    for (int tab = m_tabs->count() - 1; tab > 0; --tab) {
        const QWidget *const page = m_tabs->widget(tab);
        if (page == kept)
            continue;
        closeTab(tab);
        if (m_tabs->indexOf(page) >= 0) // the user wants it to stay
            return;
    }
}

void EditorPane::dropTab(FileView *view)
{
    const bool hadFocus = view->isAncestorOf(QApplication::focusWidget());
    m_tabs->removeTab(m_tabs->indexOf(view));
    if (m_active == view)
        m_active = nullptr;
    view->setBuffer(nullptr, nullptr);
    view->hide();
    view->deleteLater(); // a button of its strip may be at work
    rememberTabs();
    if (auto *next = qobject_cast<FileView *>(m_tabs->currentWidget()))
        setActive(next);
    if (hadFocus)
        focusText();
}

bool EditorPane::mayClose()
{
    if (!m_document)
        return true;
    flush();
    settle();
    const auto unsaved = m_document->workspace().unsaved();
    if (unsaved.empty())
        return true;
    QStringList names;
    for (const Buffer *buffer : unsaved)
        names.append(QDir(m_document->folder()).relativeFilePath(buffer->path()));
    const QString question = tr("These files have changes that are not saved:");
    switch (ask(tr("Unsaved changes"), question, names, tr("Save all"))) {
    case Answer::Save:
        return saveAll();
    case Answer::Discard:
        m_document->workspace().discardAll();
        return true;
    case Answer::Cancel:
        break;
    }
    return false;
}

EditorPane::Answer EditorPane::ask(const QString &title,
                                   const QString &text,
                                   const QStringList &names,
                                   const QString &save)
{
    Question question(title, text, this);
    if (!names.isEmpty())
        question.setNames(names);
    const QPushButton *const saves = question.add(Question::Button::Meant, save);
    question.add(Question::Button::Other, tr("Discard"));
    question.add(Question::Button::Cancel, tr("Cancel"));
    const QPushButton *const answer = question.ask();
    if (answer == saves)
        return Answer::Save;
    return answer ? Answer::Discard : Answer::Cancel;
}

void EditorPane::compareFile(const QString &path)
{
    flush();
    if (const Buffer *const buffer = m_document->workspace().find(path))
        compare(buffer);
}

void EditorPane::compare(const Buffer *buffer)
{
    std::string onDisk;
    try {
        onDisk = store::readFile(toPath(buffer->path()));
    } catch (const Error &error) {
        emit failed(theme::translated(error.translatableMessage()),
                    theme::translated(error.translatableHint()));
        return;
    }
    const std::string name = buffer->name().toStdString();
    auto *view = new widgets::CodeView(m_tabs);
    view->setObjectName("comparison");
    view->setFile(buffer->name() + QStringLiteral(".diff"),
                  QString::fromStdString(
                      unifiedDiff(onDisk,
                                  buffer->text(),
                                  name + " (" + tr("disk").toStdString() + ')',
                                  name + " (" + tr("editor").toStdString() + ')')));
    m_tabs->setCurrentIndex(m_tabs->addTab(view,
                                           theme::icon(QStringLiteral("file")),
                                           tr("%1: disk and editor").arg(buffer->name())));
}

void EditorPane::rememberTabs()
{
    QStringList paths;
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (const auto *view = qobject_cast<FileView *>(m_tabs->widget(tab)))
            paths.append(view->buffer()->path());
    }
    m_document->workspace().setTabs(paths);
}

void EditorPane::step(bool forward)
{
    if (!m_document || active()->editor()->isComposing())
        return;
    flush();
    if (forward)
        m_document->workspace().redo();
    else
        m_document->workspace().undo();
}

void EditorPane::showStep(Buffer *buffer, qsizetype offset)
{
    const auto isUndone = [](const Buffer *each) { return each->isNew() && each->text().empty(); };
    for (int tab = m_tabs->count() - 1; tab > 0; --tab) {
        auto *const view = qobject_cast<FileView *>(m_tabs->widget(tab));
        if (view && isUndone(view->buffer()))
            dropTab(view);
    }
    if (isUndone(buffer))
        return;
    FileView *view = active();
    if (view->buffer() != buffer) {
        if (m_source->buffer() == buffer && m_sourcePane->isVisible()) {
            view = m_source;
        } else {
            openFile(buffer->path());
            view = viewOf(buffer->path());
        }
    }
    if (!view) // it has grown too large for a text
        return;
    if (view->isTable())
        return; // which shows the row as it is
    view->editor()->setCaret(static_cast<std::size_t>(offset));
}

void EditorPane::showState(Buffer *buffer)
{
    const QString name = buffer->name();
    if (buffer == m_source->buffer())
        m_sourceName->setText(buffer->isDirty() ? name + QStringLiteral(" ●") : name);
    const FileView *const view = viewOf(buffer->path());
    const QString title = buffer->isDirty() ? name + QStringLiteral(" ●") : name;
    const int tab = view ? m_tabs->indexOf(view) : -1;
    if (!view && buffer->isDirty() && buffer->isRead())
        addTab(buffer->path());                     // what is unsaved is in sight
    else if (view && m_tabs->tabText(tab) != title) // to name a tab paints all that is below it
        m_tabs->setTabText(tab, title);
    showActions();
    m_touched.insert(buffer);
    m_pause.start();
}

void EditorPane::showActions()
{
    const bool isOpen = m_document != nullptr;
    for (const ActionId id : {ActionId::Save,
                              ActionId::SaveAll,
                              ActionId::SaveAs,
                              ActionId::CopyFilePath,
                              ActionId::FileVersions,
                              ActionId::Find,
                              ActionId::Replace,
                              ActionId::FindNext,
                              ActionId::FindPrevious,
                              ActionId::GoToLine,
                              ActionId::ToggleComment,
                              ActionId::Indent,
                              ActionId::Unindent,
                              ActionId::FormatFile,
                              ActionId::Complete})
        m_actions[id]->setEnabled(isOpen);
    m_actions[ActionId::CloseTab]->setEnabled(isOpen && m_tabs->currentIndex() > 0);
    m_actions[ActionId::CloseOthers]->setEnabled(isOpen && m_tabs->count() > 2);
    const FileView *const view = isOpen ? active() : nullptr;
    m_actions[ActionId::CompareWithDisk]->setEnabled(view && view->buffer()
                                                     && view->buffer()->isDirty());
    m_actions[ActionId::Undo]->setEnabled(isOpen && m_document->workspace().canUndo());
    m_actions[ActionId::Redo]->setEnabled(isOpen && m_document->workspace().canRedo());
    const QString undo = isOpen ? m_document->workspace().undoLabel() : QString();
    const QString redo = isOpen ? m_document->workspace().redoLabel() : QString();
    // "Undo Rename answer"
    m_actions[ActionId::Undo]->setText(undo.isEmpty() ? actionText("Undo")
                                                      : tr("Undo %1").arg(undo));
    m_actions[ActionId::Redo]->setText(redo.isEmpty() ? actionText("Redo")
                                                      : tr("Redo %1").arg(redo));
}

void EditorPane::showMenu(widgets::CodeEditor *editor, const QPoint &at)
{
    editor->setFocus(); // what the commands are done to
    editor->moveCaretTo(at);
    auto *menu = new QMenu(this);
    menu->setObjectName("contextMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_actions[ActionId::Undo], m_actions[ActionId::Redo]});
    menu->addSeparator();
    menu->addActions({m_actions[ActionId::Cut],
                      m_actions[ActionId::Copy],
                      m_actions[ActionId::Paste],
                      m_actions[ActionId::SelectAll]});
    menu->addSeparator();
    menu->addActions({m_actions[ActionId::Find],
                      m_actions[ActionId::GoToLine],
                      m_actions[ActionId::ToggleComment]});
    menu->addSeparator();
    if (editor == flowText() || active()->buffer()->name().endsWith(".jinja2"))
        menu->addAction(m_actions[ActionId::GoToSource]);
    menu->addAction(m_actions[ActionId::FindReferences]);
    menu->addSeparator();
    menu->addActions({m_actions[ActionId::Save], m_actions[ActionId::CompareWithDisk]});
    menu->popup(editor->mapToGlobal(at));
}

// Its commands are about the tab in front, and so is the menu key.
void EditorPane::showTabMenu(const QPoint &at)
{
    if (const int tab = m_tabs->tabBar()->tabAt(at); tab >= 0)
        m_tabs->setCurrentIndex(tab);
    auto *menu = new QMenu(this);
    menu->setObjectName("contextMenu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_actions[ActionId::Save], m_actions[ActionId::SaveAs]});
    menu->addAction(m_actions[ActionId::CompareWithDisk]);
    menu->addSeparator();
    menu->addAction(m_actions[ActionId::CopyFilePath]);
    menu->addSeparator();
    menu->addActions({m_actions[ActionId::CloseTab], m_actions[ActionId::CloseOthers]});
    menu->popup(m_tabs->tabBar()->mapToGlobal(at));
}

void EditorPane::find(bool withReplace)
{
    active()->showTable(false);
    m_find->open(active()->editor(), withReplace);
}

void EditorPane::goToLine()
{
    active()->showTable(false);
    widgets::CodeEditor *const editor = active()->editor();
    int line = 0;
    int column = 0;
    editor->getCursorPosition(&line, &column);
    bool isChosen = false;
    const int wanted = QInputDialog::getInt(this,
                                            tr("Go to line"),
                                            tr("Line (1 to %1)").arg(editor->lines()),
                                            line + 1,
                                            1,
                                            editor->lines(),
                                            1,
                                            &isChosen);
    if (isChosen) {
        editor->goTo(wanted);
        editor->setFocus();
    }
}

} // namespace postern::ide
