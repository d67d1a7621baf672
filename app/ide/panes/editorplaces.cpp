// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where the editors go and where the caret is; what is shown is in editorpane.cpp.

#include "app/ide/editing/buffer.h"
#include "app/ide/editing/document.h"
#include "app/ide/panes/editorpane.h"
#include "app/ide/panes/fileview.h"
#include "widgets/editor/codeeditor.h"

#include <QDir>
#include <QLabel>
#include <QSplitter>
#include <QTabWidget>

#include <algorithm>
#include <string_view>

namespace postern::ide {

namespace {

int lineAt(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    return static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
}

// Where the node stands in the flow's text: its variants when it has some.
flow::TextSpan linesOf(const flow::Flow &flow, const flow::Node &node)
{
    const flow::Node *const written = flow.node(node.name);
    if (written && written->useVariants) {
        if (const auto it = flow.variants.find(node.name); it != flow.variants.end())
            return it->second.span;
    }
    return node.span;
}

} // namespace

void EditorPane::showNode(const flow::Node &node)
{
    const QString name = QString::fromStdString(node.name);
    const bool isOther = name != m_shownNode;
    m_shownNode = name;
    const flow::TextSpan span = linesOf(m_document->flow().flow(), node);
    if (m_document->flow().isCurrent() && span.end > span.begin) {
        const std::string &text = m_document->flow().text();
        const auto last = text.find_last_not_of(" \r\n", std::min(span.end, text.size()) - 1);
        if (isOther && !m_isFromCaret)
            m_tabs->setCurrentWidget(m_flowView);
        flowText()->tintLines(lineAt(text, span.begin),
                              lineAt(text, last),
                              isOther && !m_isFromCaret);
    }
    const QString path
        = QDir(m_document->folder()).filePath(QString::fromStdString(node.source.path));
    const Buffer *const unsaved = m_document->workspace().find(path);
    const bool isNew = unsaved && unsaved->isNew() && !unsaved->text().empty();
    const bool hasSource = !node.source.path.empty() && (isNew || QFileInfo(path).isFile());
    if (hasSource) {
        m_sourceName->setText(QString::fromStdString(node.source.path));
        m_source->setBuffer(&m_document->workspace(), m_document->workspace().open(path));
        showState(m_source->buffer());
        if (isOther)
            showProblems();
    }
    const bool wasHidden = m_sourcePane->isHidden();
    m_sourcePane->setVisible(hasSource);
    if (wasHidden && hasSource) {
        // The flow's text gets slightly more of the height.
        m_splitter->setSizes({height() * 11 / 20, height() * 9 / 20});
        QMetaObject::invokeMethod(
            flowText(),
            [this, line = flowText()->firstTintedLine(), scrolls = !m_isFromCaret] {
                if (line > 0 && scrolls)
                    flowText()->setFirstVisibleLine(std::max(0, line - 2));
            },
            Qt::QueuedConnection);
    }
}

void EditorPane::clearNode()
{
    m_shownNode.clear();
    flowText()->clearTint();
    m_sourcePane->hide();
}

void EditorPane::focusSource()
{
    if (m_sourcePane->isVisible()) {
        m_source->setFocus();
    } else if (m_flowView) {
        m_tabs->setCurrentWidget(m_flowView);
        flowText()->goTo(std::max(1, flowText()->firstTintedLine()));
        flowText()->setFocus();
    }
}

void EditorPane::focusText()
{
    if (QWidget *const page = m_tabs->currentWidget())
        page->setFocus(Qt::ShortcutFocusReason);
}

void EditorPane::goTo(const QString &file, int line, int column)
{
    openFile(file.isEmpty() ? m_document->filePath() : QDir(m_document->folder()).filePath(file));
    if (auto *view = qobject_cast<FileView *>(m_tabs->currentWidget())) {
        view->showTable(false);
        view->editor()->goTo(line, column);
        view->editor()->setFocus();
    }
}

void EditorPane::goToText(const QString &node, const QString &text)
{
    const std::string bytes = flowText()->contents();
    const std::string wanted = text.toStdString();
    const flow::Node *const found = m_document->shownFlow().node(node.toStdString());
    std::size_t at = 0;
    if (found)
        at = bytes.find(wanted, linesOf(m_document->flow().flow(), *found).begin);
    else
        at = bytes.find('\n' + wanted);
    if (at == std::string::npos)
        at = bytes.find(wanted);
    else if (!found)
        ++at;
    if (at == std::string::npos)
        return;
    m_tabs->setCurrentWidget(m_flowView);
    flowText()->goTo(lineAt(bytes, at));
    flowText()->select(at, at + wanted.size());
    flowText()->setFocus();
}

void EditorPane::onCaret(FileView *view)
{
    if (view != active())
        return;
    int line = 0;
    int column = 0;
    view->editor()->getCursorPosition(&line, &column);
    emit caretMoved(line + 1, column + 1);
    if (view == m_flowView && view->editor()->hasFocus())
        m_caretMoved.start(); // Scintilla is painting now
}

void EditorPane::selectAtCaret()
{
    if (!m_document || !m_flowView || flowText()->isComposing())
        return;
    const flow::FlowDocument &document = m_document->flow();
    // Places are of the text that was read last.
    if (!document.isCurrent() || !m_document->isSettled()
        || document.text().size() != m_document->buffer()->text().size())
        return;
    const std::size_t caret = flowText()->caret();
    for (const flow::Node &node : m_document->shownFlow().nodes) {
        const auto holds = [caret](const flow::TextSpan &span) {
            return caret >= span.begin && caret < span.end;
        };
        const QString name = QString::fromStdString(node.name);
        const flow::Node *const written = document.flow().node(node.name);
        const bool isHere = holds(linesOf(document.flow(), node))
                            || (written && holds(written->span));
        if (!isHere || name == m_shownNode)
            continue;
        m_isFromCaret = true;
        emit nodeAtCaret(name);
        m_isFromCaret = false;
        return;
    }
}

std::vector<std::pair<QString, widgets::CodeEditor *>> EditorPane::pythonTexts() const
{
    std::vector<std::pair<QString, widgets::CodeEditor *>> texts;
    if (!m_document)
        return texts;
    const QDir folder(m_document->folder());
    for (const FileView *view : views()) {
        const QString path = view->buffer() ? view->buffer()->path() : QString();
        if (path.endsWith(QStringLiteral(".py")))
            texts.emplace_back(folder.relativeFilePath(path), view->editor());
    }
    return texts;
}

std::optional<EditPlace> EditorPane::caretPlace() const
{
    FileView *const view = active();
    if (!m_document || !view || !view->buffer())
        return {};
    view->editor()->flush();
    return EditPlace{view->buffer(), view->editor()->caret()};
}

QString EditorPane::selectedText() const
{
    const FileView *const view = active();
    return view ? view->editor()->selectedText() : QString();
}

bool EditorPane::hasKeyboard() const
{
    const FileView *const view = active();
    return view && view->editor()->hasFocus();
}

void EditorPane::goToBytes(const QString &path, std::size_t begin, std::size_t end)
{
    FileView *view = m_source;
    if (!m_sourcePane->isVisible() || !m_source->buffer() || m_source->buffer()->path() != path) {
        openFile(path);
        view = viewOf(path);
    }
    if (!view) // it is only to be seen as a table
        return;
    view->showTable(false);
    const std::string &text = view->buffer()->text();
    begin = std::min(begin, text.size());
    view->editor()->goTo(lineAt(text, begin));
    view->editor()->select(begin, std::clamp(end, begin, text.size()));
    view->editor()->setFocus();
}

} // namespace postern::ide
