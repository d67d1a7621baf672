// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/textedit.h"
#include "widgets/editor/codeview.h"

#include <QTimer>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::widgets {

/// Something wrong in a line, shown in the margin and under the text.
struct LineProblem
{
    int line = 0; ///< from 1
    bool isError = true;
    QString message;
    bool operator==(const LineProblem &) const = default;
};

/// What a breakpoint in the margin looks like: a disc, disabled a ring; a diamond with a condition,
/// hollow where it only writes.
enum class StopMark { Disc, Ring, Diamond, HollowDiamond };

/// A line of the text that a run may stop at.
struct LineStop
{
    int line = 0; ///< from 1
    StopMark mark = StopMark::Disc;
    bool operator==(const LineStop &) const = default;
};

/// What could stand at the caret: words in place of the `typed` bytes before it.
struct Completion
{
    int typed = 0;
    QStringList words;
    /// Beside each word in the list: what it is for. May be shorter than `words`.
    QStringList help{};
    /// What comes in place of a word, where that isn't the word itself: lines are indented as the one
    /// of the caret, which ends up at kCaret. May be shorter than `words`.
    QStringList texts{};

    static constexpr char16_t kCaret = u'\x1d';
};

/// Edits the bytes of a file. What the user does comes out as one edited() for each turn of the
/// event loop; what others do to the text goes in by applyEdit(). Keeps no undo history: that is
/// the folder's. While an input method composes nothing comes out, and keys are its alone.
class CodeEditor final : public CodeView
{
    Q_OBJECT

public:
    explicit CodeEditor(QWidget *parent = nullptr);

    struct Look
    {
        bool isColoured = true; ///< false for large files: no colours, folding and brackets
        bool isEditable = true;
    };
    /// Shows other contents. A byte order mark is kept, not shown.
    void setContents(const QString &name, std::string_view bytes, Look look);
    /// All bytes as they stand, with what is being composed.
    std::string contents() const;
    /// Changes the text without an edited(); the caret stays with its text.
    void applyEdit(const TextEdit &edit);
    /// Publishes now what was typed, with what an input method is composing.
    void flush();
    bool isComposing() const { return m_isComposing; }

    /// The caret as a byte of contents().
    std::size_t caret() const;
    void setCaret(std::size_t offset) { select(offset, offset); }
    void select(std::size_t begin, std::size_t end);
    /// The selection, empty at the caret when there is none.
    std::pair<std::size_t, std::size_t> selected() const;
    /// Puts the caret at a point of this widget, unless what is selected is there.
    void moveCaretTo(const QPoint &at);
    /// Puts a text in place of some bytes, as if it had been typed.
    void replaceRange(std::size_t begin, std::size_t end, std::string_view text);

    void setProblems(std::vector<LineProblem> problems);
    /// Lines, from 1, that wear a bar: they differ from what is saved.
    void setChangedLines(const std::vector<int> &changed);
    const std::vector<LineProblem> &problems() const { return m_problems; }
    /// Gives it a margin for breakpoints, which are set by a click.
    void setTakesStops(bool takesStops);
    void setStops(const std::vector<LineStop> &stops);
    /// The lines, from 1, where those stand by now: they go with the text.
    std::vector<int> stopLines() const;
    /// Asked with the bytes before the caret; answers what could stand there.
    void setCompleter(std::function<Completion(std::string_view before)> completer);
    /// Asked with the byte that the mouse rests on; answers what is known of it, perhaps nothing.
    void setHinter(std::function<QString(std::size_t offset)> hinter);

public slots:
    void toggleComment();
    void indentLines();
    void unindentLines();
    /// Offers what could stand at the caret.
    void complete();

signals:
    void edited(const postern::TextEdit &edit);
    void focused();
    /// The margin of breakpoints was clicked at a line, from 1.
    void stopToggled(int line);
    /// What stands at the caret, where Ctrl was held and the mouse clicked, is to be gone to.
    void definitionWanted();

protected:
    void applyTheme() override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// What was typed comes out, unless an input method composes.
    void publish();
    void breakLine();
    void onModified(int position, int type, int length);
    void onCharacter(int character);
    /// What is typed in full needs no choice: Return is a new line again.
    void closeFinishedList();
    void setUpKeys();
    void setUpLanguage(const QString &name, std::string_view bytes, bool isColoured);
    std::pair<int, int> selectedLines() const;
    /// What begins a comment in a line, counted from 0.
    QByteArray commentAt(int line) const;
    std::string range(std::size_t begin, std::size_t length) const;
    /// Whether an offset of what is shown can be seen, as far as screens reach.
    /// The line of the list that was chosen: its word, or what stands for it.
    void takeChosen(const char *chosen);
    void insertChosen(QString text);
    bool isOnScreen(std::size_t inView) const;
    /// The byte at a point of the viewport.
    std::size_t offsetAt(const QPoint &inView) const;
    /// The problems of the line at a point of the viewport, and what the hinter knows.
    QString hintAt(const QPoint &inView) const;
    void showProblems();
    /// The markers of breakpoints in the theme's colours.
    void defineStops();

    static constexpr int kErrorMarker = 2;
    static constexpr int kWarningMarker = 3;
    static constexpr int kChangeMarker = 4;
    static constexpr int kFirstStopMarker = 5; ///< as many as StopMark has, in its order
    static constexpr int kErrorIndicator = 9;
    static constexpr int kWarningIndicator = 10;

    struct Pending // a range of the published text and of the one now
    {
        std::size_t begin = 0;
        std::size_t before = 0;
        std::size_t now = 0;
        bool isEmpty = true;
    };
    Pending m_pending;
    std::string m_mark; // byte order mark
    bool m_isApplying = false;
    bool m_isComposing = false;
    QTimer m_publish;
    QByteArray m_comment;
    std::vector<LineProblem> m_problems;
    bool m_haveMarksMoved = false; ///< with lines that came or went, since they were set
    std::function<Completion(std::string_view)> m_completer;
    std::function<QString(std::size_t)> m_hinter;
    bool m_isFollowing = false;      ///< a click that goes to a definition is under way
    std::size_t m_completedFrom = 0; // where the word of the open list begins
    Completion m_offered;            // the open list
};

} // namespace postern::widgets
