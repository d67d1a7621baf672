// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/codeeditor.h"

#include "widgets/editor/rowrepaint.h"
#include "widgets/theme/composition.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QToolTip>
#include <Qsci/qscicommandset.h>
#include <Qsci/qscilexercustom.h>

#include <algorithm>
#include <array>
#include <utility>

namespace postern::widgets {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr int kChangeMargin = 1;
constexpr int kChangeMarginWidth = 3;
constexpr int kProblemMargin = 2;
constexpr int kFoldMargin = 3;
constexpr int kProblemMarginWidth = 10;
constexpr int kFoldMarginWidth = 12;

QString suffixOf(const QString &name)
{
    return name.section('.', -1).toLower();
}

bool movesCaret(const QKeyEvent &event)
{
    constexpr std::array kKeys{Qt::Key_Left,
                               Qt::Key_Right,
                               Qt::Key_Up,
                               Qt::Key_Down,
                               Qt::Key_Home,
                               Qt::Key_End};
    return (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier
           && std::ranges::find(kKeys, event.key()) != kKeys.end();
}

bool isJinja(const QString &suffix)
{
    return suffix == "jinja2" || suffix == "jinja" || suffix == "j2";
}

} // namespace

CodeEditor::CodeEditor(QWidget *parent)
    : CodeView(parent)
{
    m_publish.setSingleShot(true);
    m_publish.setInterval(0);
    connect(&m_publish, &QTimer::timeout, this, &CodeEditor::publish);
    theme::watchCompositions();
    connect(this,
            &QsciScintillaBase::SCN_MODIFIED,
            this,
            [this](int position, int type, const char *, int length, int linesAdded) {
                m_haveMarksMoved = m_haveMarksMoved || linesAdded != 0;
                onModified(position, type, length);
            });
    connect(this, &QsciScintillaBase::SCN_CHARADDED, this, &CodeEditor::onCharacter);
    connect(this,
            qOverload<const char *, int>(&QsciScintillaBase::SCN_AUTOCSELECTION),
            this,
            [this](const char *chosen) { takeChosen(chosen); });
    setReadOnly(false);
    setMarginType(kProblemMargin, SymbolMargin);
    setMarginWidth(kProblemMargin, kProblemMarginWidth);
    setMarginMarkerMask(kProblemMargin, (1 << kErrorMarker) | (1 << kWarningMarker));
    setMarginType(kChangeMargin, SymbolMargin);
    setMarginMarkerMask(kChangeMargin, 1 << kChangeMarker);
    setMarginWidth(kChangeMargin, kChangeMarginWidth);
    markerDefine(FullRectangle, kChangeMarker);
    markerDefine(Circle, kErrorMarker);
    markerDefine(RightTriangle, kWarningMarker);
    for (const int indicator : {kErrorIndicator, kWarningIndicator})
        indicatorDefine(SquiggleLowIndicator, indicator);
    setIndentationsUseTabs(false);
    setTabIndents(true);
    setBackspaceUnindents(true);
    setAutoCompletionReplaceWord(false);
    SendScintilla(SCI_AUTOCSETSEPARATOR, static_cast<long>('\n'));
    SendScintilla(SCI_AUTOCSETORDER, static_cast<long>(SC_ORDER_CUSTOM));
    setUpKeys();
    applyTheme();
}

// What the window has commands for is the window's; keys that do surprising things are nobody's.
void CodeEditor::setUpKeys()
{
    for (const auto command : {QsciCommand::Undo,
                               QsciCommand::Redo,
                               QsciCommand::LineCut,
                               QsciCommand::LineCopy,
                               QsciCommand::LineDelete,
                               QsciCommand::LineTranspose,
                               QsciCommand::SelectionDuplicate,
                               QsciCommand::SelectionLowerCase,
                               QsciCommand::SelectionUpperCase,
                               QsciCommand::DeleteLineLeft,
                               QsciCommand::DeleteLineRight,
                               QsciCommand::ParaUp,
                               QsciCommand::ParaDown,
                               QsciCommand::ParaUpExtend,
                               QsciCommand::ParaDownExtend,
                               QsciCommand::WordPartLeft,
                               QsciCommand::WordPartRight,
                               QsciCommand::WordPartLeftExtend,
                               QsciCommand::WordPartRightExtend,
                               QsciCommand::ZoomIn,
                               QsciCommand::ZoomOut}) {
        if (QsciCommand *found = standardCommands()->find(command)) {
            found->setKey(0);
            found->setAlternateKey(0);
        }
    }
}

void CodeEditor::setContents(const QString &name, std::string_view bytes, Look look)
{
    const RowRepaint repaint(*this);
    m_publish.stop();
    m_pending = {};
    m_mark.clear();
    if (bytes.starts_with(kByteOrderMark)) {
        m_mark = kByteOrderMark;
        bytes.remove_prefix(kByteOrderMark.size());
    }
    setUpLanguage(name, bytes, look.isColoured);
    m_isApplying = true;
    setReadOnly(false);
    // Marked braces that go while it is painted make Scintilla paint all of it.
    SendScintilla(SCI_BRACEHIGHLIGHT, static_cast<unsigned long>(-1), -1L);
    SendScintilla(SCI_CLEARALL);
    SendScintilla(SCI_ADDTEXT, static_cast<unsigned long>(bytes.size()), bytes.data());
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    SendScintilla(SCI_GOTOPOS, 0UL);
    setReadOnly(!look.isEditable);
    m_isApplying = false;
    // What is coloured while it is painted makes Scintilla begin again when it folds.
    if (lexer() != nullptr)
        SendScintilla(SCI_COLOURISE, 0UL, -1L);
    fitNumbers();
    setProblems({});
}

void CodeEditor::setUpLanguage(const QString &name, std::string_view bytes, bool isColoured)
{
    setLanguage(isColoured ? name : QString());
    const QString suffix = suffixOf(name);
    const bool isPython = suffix == "py";
    m_comment.clear();
    if (isJinja(suffix))
        m_comment = "{#";
    else if (suffix != "json" && suffix != "jsonl" && suffix != "md")
        m_comment = "# ";
    setTabWidth(isPython || isJinja(suffix) ? 4 : 2);
    setIndentationWidth(0);
    setIndentationsUseTabs(bytes.find("\n\t") != std::string_view::npos);
    const std::size_t end = bytes.find_first_of("\r\n");
    if (end != std::string_view::npos && bytes[end] == '\r')
        setEolMode(bytes.substr(end, 2) == "\r\n" ? EolWindows : EolMac);
    else
        setEolMode(EolUnix);
    setBraceMatching(isColoured ? SloppyBraceMatch : NoBraceMatch);
    setFolding(isColoured ? PlainFoldStyle : NoFoldStyle, kFoldMargin);
    const bool folds = isColoured && lexer() != nullptr;
    for (int marker = SC_MARKNUM_FOLDEREND; marker <= int(SC_MARKNUM_FOLDEROPEN); ++marker)
        SendScintilla(SCI_MARKERDEFINE,
                      static_cast<unsigned long>(marker),
                      static_cast<long>(SC_MARK_EMPTY));
    for (const int open : {SC_MARKNUM_FOLDEROPEN, SC_MARKNUM_FOLDEROPENMID})
        SendScintilla(SCI_MARKERDEFINE,
                      static_cast<unsigned long>(open),
                      static_cast<long>(SC_MARK_ARROWDOWN));
    for (const int closed : {SC_MARKNUM_FOLDER, SC_MARKNUM_FOLDEREND})
        SendScintilla(SCI_MARKERDEFINE,
                      static_cast<unsigned long>(closed),
                      static_cast<long>(SC_MARK_ARROW));
    setMarginWidth(kFoldMargin, folds ? kFoldMarginWidth : 0);
    applyTheme();
}

std::string CodeEditor::contents() const
{
    return m_mark + range(0, static_cast<std::size_t>(length()));
}

std::string CodeEditor::range(std::size_t begin, std::size_t length) const
{
    if (length == 0)
        return {};
    const QByteArray found = bytes(static_cast<int>(begin), static_cast<int>(begin + length));
    return {found.constData(), length};
}

void CodeEditor::applyEdit(const TextEdit &edit)
{
    if (m_isComposing) {
        // The text under a composition can't change: what was composed so far is dropped.
        QInputMethodEvent end;
        inputMethodEvent(&end);
    }
    publish();
    const bool touchesMark = edit.offset < m_mark.size()
                             || (edit.offset == 0 && edit.inserted.starts_with(kByteOrderMark));
    if (touchesMark) {
        std::string all = contents();
        postern::apply(all, edit);
        const int line = firstVisibleLine();
        setContents(languageName(), all, {lexer() != nullptr, !isReadOnly()});
        setFirstVisibleLine(line);
        return;
    }
    const bool wasReadOnly = isReadOnly();
    const std::size_t begin = edit.offset - m_mark.size();
    m_isApplying = true;
    setReadOnly(false);
    SendScintilla(SCI_SETTARGETRANGE,
                  static_cast<unsigned long>(begin),
                  static_cast<long>(begin + edit.removed));
    SendScintilla(SCI_REPLACETARGET,
                  static_cast<unsigned long>(edit.inserted.size()),
                  edit.inserted.data());
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    setReadOnly(wasReadOnly);
    m_isApplying = false;
    fitNumbers();
}

void CodeEditor::onModified(int position, int type, int length)
{
    if (m_isApplying || (type & (SC_MOD_INSERTTEXT | SC_MOD_DELETETEXT)) == 0)
        return;
    const auto at = static_cast<std::size_t>(position);
    const auto count = static_cast<std::size_t>(length);
    const bool isInsertion = (type & SC_MOD_INSERTTEXT) != 0;
    Pending &pending = m_pending;
    if (std::exchange(pending.isEmpty, false)) {
        pending.begin = at;
        pending.before = pending.now = 0;
    }
    if (at < pending.begin) {
        const std::size_t gap = pending.begin - at;
        pending.begin = at;
        pending.before += gap;
        pending.now += gap;
    }
    const std::size_t end = isInsertion ? at : at + count;
    if (end > pending.begin + pending.now) {
        const std::size_t gap = end - (pending.begin + pending.now);
        pending.before += gap;
        pending.now += gap;
    }
    pending.now = isInsertion ? pending.now + count : pending.now - count;
    if (!m_isComposing)
        m_publish.start();
}

void CodeEditor::flush()
{
    if (m_isComposing)
        theme::commitComposition();
    publish();
}

void CodeEditor::publish()
{
    if (m_isComposing || m_pending.isEmpty)
        return;
    m_publish.stop();
    const Pending pending = std::exchange(m_pending, {});
    const TextEdit edit{pending.begin + m_mark.size(),
                        pending.before,
                        range(pending.begin, pending.now)};
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    fitNumbers();
    if (!edit.isEmpty())
        emit edited(edit);
}

std::size_t CodeEditor::caret() const
{
    return static_cast<std::size_t>(SendScintilla(SCI_GETCURRENTPOS)) + m_mark.size();
}

void CodeEditor::select(std::size_t begin, std::size_t end)
{
    const auto inView = [this](std::size_t offset) {
        return offset - std::min(offset, m_mark.size());
    };
    const int line = static_cast<int>(
        SendScintilla(SCI_LINEFROMPOSITION, static_cast<unsigned long>(inView(end))));
    ensureLineVisible(line);
    SendScintilla(SCI_SETSEL,
                  static_cast<unsigned long>(inView(begin)),
                  static_cast<long>(inView(end)));
    viewport()->update(); // Scintilla tells of a moved caret when it paints
}

std::pair<std::size_t, std::size_t> CodeEditor::selected() const
{
    return {static_cast<std::size_t>(SendScintilla(SCI_GETSELECTIONSTART)) + m_mark.size(),
            static_cast<std::size_t>(SendScintilla(SCI_GETSELECTIONEND)) + m_mark.size()};
}

void CodeEditor::replaceRange(std::size_t begin, std::size_t end, std::string_view text)
{
    if (m_isComposing || isReadOnly())
        return;
    const std::size_t mark = m_mark.size();
    SendScintilla(SCI_SETTARGETRANGE,
                  static_cast<unsigned long>(std::max(begin, mark) - mark),
                  static_cast<long>(std::max(end, mark) - mark));
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(text.size()), text.data());
}

void CodeEditor::applyTheme()
{
    CodeView::applyTheme();
    const theme::Tokens &tokens = theme::current();
    setMarkerBackgroundColor(tokens.pause, kChangeMarker);
    setMarkerForegroundColor(tokens.pause, kChangeMarker);
    setMarkerBackgroundColor(tokens.err, kErrorMarker);
    setMarkerForegroundColor(tokens.err, kErrorMarker);
    setMarkerBackgroundColor(tokens.warn, kWarningMarker);
    setMarkerForegroundColor(tokens.warn, kWarningMarker);
    defineStops();
    setIndicatorForegroundColor(tokens.err, kErrorIndicator);
    setIndicatorForegroundColor(tokens.warn, kWarningIndicator);
    setFoldMarginColors(tokens.bgInput, tokens.bgInput);
    for (int marker = SC_MARKNUM_FOLDEREND; marker <= int(SC_MARKNUM_FOLDEROPEN); ++marker) {
        SendScintilla(SCI_MARKERSETFORE, static_cast<unsigned long>(marker), tokens.text3);
        SendScintilla(SCI_MARKERSETBACK, static_cast<unsigned long>(marker), tokens.text3);
    }
    setMatchedBraceForegroundColor(tokens.accent);
    setMatchedBraceBackgroundColor(tokens.bgRaised);
    setUnmatchedBraceForegroundColor(tokens.err);
    setUnmatchedBraceBackgroundColor(tokens.bgInput);
}

bool CodeEditor::event(QEvent *event)
{
    // No command of the window comes out of a composition.
    if (event->type() == QEvent::ShortcutOverride && m_isComposing) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(),
                           theme::plainToolTip(hintAt(viewport()->mapFrom(this, help->pos()))),
                           this);
        return true;
    }
    return CodeView::event(event);
}

void CodeEditor::keyPressEvent(QKeyEvent *event)
{
    const auto held = event->modifiers()
                      & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (m_isComposing && held) {
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Escape && !m_isComposing && !isListActive()) {
        event->ignore(); // the window's: Tab doesn't lead out of an editor
        return;
    }
    // Who types fast is ahead of the check that follows every letter.
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn)
        closeFinishedList();
    const bool isPlain = held == 0 && !m_isComposing && !isListActive() && !isReadOnly()
                         && SendScintilla(SCI_SELECTIONISRECTANGLE) == 0;
    if (movesCaret(*event) && !m_isComposing && !isListActive() && !hasSelectedText()) {
        const RowRepaint repaint(*this); // Scintilla paints lines as wide as the view is
        CodeView::keyPressEvent(event);
    } else if (isReturn && isPlain && !languageName().isEmpty()) { // a large file has none
        breakLine();
    } else {
        CodeView::keyPressEvent(event);
    }
}

void CodeEditor::inputMethodEvent(QInputMethodEvent *event)
{
    m_isComposing = true; // what Scintilla writes meanwhile is not published
    CodeView::inputMethodEvent(event);
    m_isComposing = !event->preeditString().isEmpty() && !isReadOnly();
    if (!m_isComposing && !m_pending.isEmpty)
        m_publish.start();
}

void CodeEditor::focusInEvent(QFocusEvent *event)
{
    CodeView::focusInEvent(event);
    emit focused();
}

void CodeEditor::focusOutEvent(QFocusEvent *event)
{
    CodeView::focusOutEvent(event);
    publish();
}

void CodeEditor::resizeEvent(QResizeEvent *event)
{
    CodeView::resizeEvent(event);
    const long top = SendScintilla(SCI_POINTYFROMPOSITION, 0UL, SendScintilla(SCI_GETCURRENTPOS));
    const long bottom = top + SendScintilla(SCI_TEXTHEIGHT, 0UL);
    // The scroll bar of a line that grew too long must not cover the line.
    if (hasFocus() && top < event->oldSize().height() && bottom > event->size().height())
        SendScintilla(SCI_SCROLLCARET);
}

} // namespace postern::widgets
