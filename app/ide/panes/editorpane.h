// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "app/ide/editing/buffer.h"
#include "app/ide/editing/sourcecheck.h"
#include "engine/base/error.h"
#include "engine/flow/folderedit.h"

#include <QPointer>
#include <QSet>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

class QLabel;
class QSplitter;
class QTabWidget;

namespace postern::widgets {
class CodeEditor;
class FindBar;
struct Completion;
} // namespace postern::widgets

namespace postern::flow {
struct Diagnostic;
struct Node;
struct TextSpan;
} // namespace postern::flow

namespace postern::ide {

class Actions;
class Document;
class FileView;

/// A byte of a file that is being edited.
struct EditPlace
{
    Buffer *buffer;
    std::size_t offset;
};

/// The files being edited: the flow's text and others in tabs, and below them the source of the
/// selected node.
class EditorPane final : public QWidget
{
    Q_OBJECT

public:
    /// What the editors do is wired to the window's commands here.
    explicit EditorPane(const Actions &actions, QWidget *parent = nullptr);
    ~EditorPane() override;

    /// Closes every tab and opens the flow's file and those that had a tab before.
    void setDocument(Document *document);
    /// Shows the same document as another one did that had other words: the carets and what is
    /// scrolled to, comparisons, the tab in front.
    void takeOver(EditorPane &old);
    /// The flow, or what is wrong in the folder, is another.
    void showProblems();
    /// What the latest run failed of, beside what is wrong in the files.
    void setRunProblems(std::vector<flow::Diagnostic> problems);
    /// Opens a file of the folder in a tab, or brings its tab to the front.
    void openFile(const QString &path);
    /// Shows in a tab what differs between a file that is being edited and the disk.
    void compareFile(const QString &path);
    /// Tints the node's lines in the flow's text, scrolling to them unless they were tinted
    /// before or the caret is what chose the node, and shows its source below.
    void showNode(const flow::Node &node);
    void clearNode();
    /// Puts the caret in the node's source, or in its lines of the flow's text.
    void focusSource();
    /// Puts the keyboard into the text of the tab in front.
    void focusText();
    /// Goes to a place of a file, relative to the flow folder, counted from 1.
    void goTo(const QString &file, int line, int column);
    /// Selects a text in the flow's lines of a node; of no node: where it begins a line.
    void goToText(const QString &node, const QString &text);

    /// Selects bytes of a file of the folder, in the source of the node where that shows it.
    void goToBytes(const QString &path, std::size_t begin, std::size_t end);

    widgets::CodeEditor *flowText() const;
    /// The editors that show Python, each with its file relative to the flow's folder.
    std::vector<std::pair<QString, widgets::CodeEditor *>> pythonTexts() const;
    /// Where the caret of the editor used last is; nothing while none is open. What was typed is
    /// published.
    std::optional<EditPlace> caretPlace() const;
    /// What is selected in it.
    QString selectedText() const;
    /// Whether that editor has the keyboard.
    bool hasKeyboard() const;
    /// Python is looked at, and formatted, by this one; without a program it isn't.
    void setRuff(const check::Ruff &ruff) { m_sourceChecks.setRuff(ruff); }
    /// A way out of what is wrong in a file that isn't the flow's.
    struct SourceFix
    {
        QString title;
        flow::FolderEdit edit;
    };
    /// Those at the caret of the editor used last, and one for all that is sure in its file.
    std::vector<SourceFix> sourceFixes();
    /// One step to undo.
    void apply(const SourceFix &fix);
    /// Asked for what is known of a byte of a file, for a tool tip.
    using Hinter = std::function<QString(const Buffer &buffer, std::size_t offset)>;
    void setHinter(Hinter hinter) { m_hinter = std::move(hinter); }

    /// Whether what is open may be closed: asks what to do with unsaved text.
    bool mayClose();
    /// Publishes what is being typed in any editor.
    void flush();
    /// Saves all that is unsaved; false when something couldn't be, which is then said.
    bool saveAll();
    /// Waits until what is being saved is on the disk, or can't be.
    void settle();

signals:
    /// What is wrong in open files that aren't the flow's is another: what JSON, templates without a
    /// node, and ruff of Python have.
    void sourceProblemsFound(const std::vector<postern::flow::Diagnostic> &problems);
    /// What is typed anywhere and not told yet is wanted now: to be saved, run or left.
    void flushing();
    /// Where the caret of the editor in use is, from 1.
    void caretMoved(int line, int column);
    /// The editor in use shows another file, or a change of its text or of its file has settled.
    void fileShown(const postern::ide::Buffer *buffer);
    /// The caret came into a node's lines of the flow's text.
    void nodeAtCaret(const QString &name);
    void failed(const QString &title, const QString &reason);
    /// Ctrl and a click: what stands at caretPlace() is to be gone to.
    void definitionWanted();

private:
    enum class Answer { Save, Discard, Cancel };
    void showVersions();
    /// The first lines of a file that is too large, as a new one that isn't saved yet.
    void openBeginning(const QString &path);
    void openPicture(const QString &path);
    /// Formats the Python file that is being edited, one step to undo.
    void formatFile();
    Answer ask(const QString &title,
               const QString &text,
               const QStringList &names,
               const QString &save);
    void connectActions(const Actions &actions);
    FileView *makeView();
    FileView *viewOf(const QString &path) const;
    FileView *addTab(const QString &path);
    void openTable(const QString &path);
    /// The editor that commands go to: the one used last.
    FileView *active() const;
    void setActive(FileView *view);
    bool save(Buffer *buffer);
    /// Without waiting for the disk.
    void startSave(Buffer *buffer);
    /// What the flow names and nobody has saved yet goes with it.
    void saveNewFiles();
    void showFailedSave(Buffer *buffer, const Error &error);
    void saveAs(Buffer *buffer);
    void compare(const Buffer *buffer);
    void closeTab(int index);
    void dropTab(FileView *view);
    void rememberTabs();
    void step(bool forward);
    void find(bool withReplace);
    void goToLine();
    void showStep(Buffer *buffer, qsizetype offset);
    void showState(Buffer *buffer);
    void showActions();
    void showProblems(const FileView &view);
    /// What is wrong in the files that are open, once all of it is known.
    void tellSourceProblems();
    /// The bars beside what differs from the disk, of texts that were touched.
    void showChangedLines();
    bool isTemplateOfNode(const std::string &file) const;
    /// All that show a file.
    std::vector<FileView *> views() const;
    widgets::Completion complete(const Buffer &buffer, std::string_view before) const;
    void showMenu(widgets::CodeEditor *editor, const QPoint &at);
    void showTabMenu(const QPoint &at);
    void closeOthers();
    void onCaret(FileView *view);
    void selectAtCaret();

    const Actions &m_actions;
    QPointer<Document> m_document;
    QSplitter *const m_splitter;    // child of this
    QTabWidget *const m_tabs;       // child of this
    FileView *m_flowView = nullptr; // child of this; the first tab
    QWidget *const m_sourcePane;    // child of this
    QLabel *const m_sourceName;     // child of this
    FileView *const m_source;       // child of this
    widgets::FindBar *const m_find; // child of this
    QPointer<FileView> m_active;
    QTimer m_pause;                 // typing has paused
    QSet<const Buffer *> m_touched; // since then
    SourceChecks m_sourceChecks;
    BackgroundTask m_formatting;
    QTimer m_caretMoved;
    std::vector<flow::Diagnostic> m_runProblems;
    std::vector<flow::Diagnostic> m_sourceProblems; ///< as it was told
    Hinter m_hinter;
    QString m_shownNode;
    bool m_isFromCaret = false;
};

} // namespace postern::ide
