// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the editor does with whole lines and at the caret: line breaks, comments, indents, problems,
// completion; what it shows and publishes is in codeeditor.cpp.

#include "widgets/editor/codeeditor.h"
#include "widgets/editor/linebreak.h"
#include "widgets/theme/theme.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QScreen>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace postern::widgets {

namespace {
constexpr std::size_t kMostRemembered = 4096;     // bytes before the caret that completion looks at
const QString kHelpGap = QStringLiteral("  ·  "); // between a word of the list and its help
constexpr int kStopMargin = 4;
constexpr int kStopSize = 12;
constexpr std::array kStopMarks{StopMark::Disc,
                                StopMark::Ring,
                                StopMark::Diamond,
                                StopMark::HollowDiamond};

QImage stopImage(StopMark mark)
{
    const theme::Tokens &tokens = theme::current();
    const int side = theme::scaled(kStopSize);
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isHollow = mark == StopMark::Ring || mark == StopMark::HollowDiamond;
    painter.setPen(isHollow ? QPen(tokens.err, 2) : QPen(Qt::NoPen));
    painter.setBrush(isHollow ? QBrush(Qt::NoBrush) : QBrush(tokens.err));
    const QRectF box = QRectF(image.rect()).adjusted(1.5, 1.5, -1.5, -1.5);
    if (mark == StopMark::Disc || mark == StopMark::Ring)
        painter.drawEllipse(box);
    else
        painter.drawPolygon(QPolygonF({{box.center().x(), box.top()},
                                       {box.right(), box.center().y()},
                                       {box.center().x(), box.bottom()},
                                       {box.left(), box.center().y()}}));
    return image;
}
} // namespace

std::pair<int, int> CodeEditor::selectedLines() const
{
    int first = 0;
    int from = 0;
    int last = 0;
    int to = 0;
    getSelection(&first, &from, &last, &to);
    if (first < 0) {
        getCursorPosition(&first, &from);
        return {first, first};
    }
    return {first, to == 0 && last > first ? last - 1 : last};
}

void CodeEditor::breakLine()
{
    const auto begin = static_cast<std::size_t>(SendScintilla(SCI_GETSELECTIONSTART));
    const auto end = static_cast<std::size_t>(SendScintilla(SCI_GETSELECTIONEND));
    const std::string text = range(0, static_cast<std::size_t>(length()));
    const IndentRule rule = indentRule(languageName().toStdString(), text, begin);
    const auto mode = SendScintilla(SCI_GETEOLMODE);
    const std::string_view lineEnd = mode == SC_EOL_CRLF ? "\r\n" : mode == SC_EOL_CR ? "\r" : "\n";
    const LineBreak broken = widgets::breakLine(rule, text, begin, end, lineEnd);
    replaceRange(broken.begin + m_mark.size(), broken.end + m_mark.size(), broken.text);
    SendScintilla(SCI_GOTOPOS, static_cast<unsigned long>(broken.begin + broken.caret));
    SendScintilla(SCI_CHOOSECARETX);
}

QByteArray CodeEditor::commentAt(int line) const
{
    // Below its head a prompty is a template.
    const bool isTemplate = languageName().endsWith(QLatin1String(".prompty"), Qt::CaseInsensitive)
                            && indentRule(languageName().toStdString(),
                                          range(0, static_cast<std::size_t>(length())),
                                          static_cast<std::size_t>(positionFromLineIndex(line, 0)))
                                   != IndentRule::Yaml;
    return isTemplate ? QByteArray("{#") : m_comment;
}

void CodeEditor::toggleComment()
{
    if (m_comment.isEmpty() || isReadOnly() || m_isComposing)
        return;
    const auto [first, last] = selectedLines();
    const auto lineRange = [this](int line) {
        const auto begin = static_cast<std::size_t>(positionFromLineIndex(line, 0));
        const auto end = static_cast<std::size_t>(
            SendScintilla(SCI_GETLINEENDPOSITION, static_cast<unsigned long>(line)));
        return std::pair(begin, range(begin, end - begin));
    };
    const QByteArray comment = commentAt(first);
    const std::string_view marker(comment.constData(), comment.startsWith('#') ? 1 : 2);
    bool isCommented = true;
    std::size_t column = std::string::npos;
    for (int line = first; line <= last; ++line) {
        const std::string text = lineRange(line).second;
        const std::size_t begin = text.find_first_not_of(" \t");
        if (begin == std::string::npos)
            continue;
        column = std::min(column, begin);
        isCommented = isCommented && text.compare(begin, marker.size(), marker) == 0;
    }
    if (column == std::string::npos)
        return;
    const bool isBlock = marker == "{#";
    for (int line = last; line >= first; --line) {
        auto [begin, text] = lineRange(line);
        const std::size_t at = text.find_first_not_of(" \t");
        if (at == std::string::npos)
            continue;
        const std::size_t end = begin + text.size();
        if (!isCommented) {
            text.insert(isBlock ? at : column, isBlock ? "{# " : "# ");
            text += isBlock ? " #}" : "";
        } else {
            text.erase(at, marker.size() + (text.substr(at + marker.size(), 1) == " " ? 1 : 0));
            if (isBlock && text.ends_with("#}"))
                text.erase(text.size() - (text.ends_with(" #}") ? 3 : 2));
        }
        replaceRange(begin + m_mark.size(), end + m_mark.size(), text);
    }
}

void CodeEditor::indentLines()
{
    if (isReadOnly() || m_isComposing)
        return;
    const auto [first, last] = selectedLines();
    for (int line = first; line <= last; ++line)
        indent(line);
}

void CodeEditor::unindentLines()
{
    if (isReadOnly() || m_isComposing)
        return;
    const auto [first, last] = selectedLines();
    for (int line = first; line <= last; ++line)
        unindent(line);
}

void CodeEditor::setProblems(std::vector<LineProblem> problems)
{
    if (problems == m_problems && !std::exchange(m_haveMarksMoved, false))
        return;
    m_haveMarksMoved = false;
    m_problems = std::move(problems);
    showProblems();
}

void CodeEditor::showProblems()
{
    std::vector<int> errors;
    std::vector<int> warnings;
    for (const int indicator : {kErrorIndicator, kWarningIndicator})
        clearIndicatorRange(0, 0, lines(), 0, indicator);
    for (const LineProblem &problem : m_problems) {
        const int line = std::clamp(problem.line, 1, lines()) - 1;
        (problem.isError ? errors : warnings).push_back(line + 1);
        const int begin = static_cast<int>(
            SendScintilla(SCI_GETLINEINDENTPOSITION, static_cast<unsigned long>(line)));
        const int end = static_cast<int>(
            SendScintilla(SCI_GETLINEENDPOSITION, static_cast<unsigned long>(line)));
        SendScintilla(SCI_SETINDICATORCURRENT,
                      problem.isError ? kErrorIndicator : kWarningIndicator);
        SendScintilla(SCI_INDICATORFILLRANGE,
                      static_cast<unsigned long>(begin),
                      static_cast<long>(end - begin));
    }
    for (std::vector<int> *marked : {&errors, &warnings}) {
        std::ranges::sort(*marked);
        marked->erase(std::ranges::unique(*marked).begin(), marked->end());
    }
    setMarked(kErrorMarker, errors);
    setMarked(kWarningMarker, warnings);
}

void CodeEditor::defineStops()
{
    for (std::size_t i = 0; i < kStopMarks.size(); ++i)
        markerDefine(stopImage(kStopMarks.at(i)), kFirstStopMarker + static_cast<int>(i));
    if (marginWidth(kStopMargin) > 0)
        setMarginWidth(kStopMargin, theme::scaled(kStopSize) + 2);
}

void CodeEditor::setTakesStops(bool takesStops)
{
    constexpr int kAllStops = 0xF << kFirstStopMarker;
    setMarginType(kStopMargin, SymbolMargin);
    setMarginMarkerMask(kStopMargin, kAllStops);
    setMarginSensitivity(kStopMargin, takesStops);
    setMarginWidth(kStopMargin, takesStops ? theme::scaled(kStopSize) + 2 : 0);
    disconnect(this, &QsciScintilla::marginClicked, this, nullptr);
    if (takesStops)
        connect(this, &QsciScintilla::marginClicked, this, [this](int margin, int line) {
            if (margin == kStopMargin)
                emit stopToggled(line + 1);
        });
}

void CodeEditor::setStops(const std::vector<LineStop> &stops)
{
    for (std::size_t i = 0; i < kStopMarks.size(); ++i) {
        std::vector<int> marked;
        for (const LineStop &stop : stops) {
            if (stop.mark == kStopMarks.at(i))
                marked.push_back(stop.line);
        }
        std::ranges::sort(marked);
        setMarked(kFirstStopMarker + static_cast<int>(i), marked);
    }
}

std::vector<int> CodeEditor::stopLines() const
{
    constexpr unsigned kAllStops = 0xFU << static_cast<unsigned>(kFirstStopMarker);
    std::vector<int> found;
    for (int line = markerFindNext(0, kAllStops); line >= 0;
         line = markerFindNext(line + 1, kAllStops))
        found.push_back(line + 1);
    return found;
}

void CodeEditor::setChangedLines(const std::vector<int> &changed)
{
    setMarked(kChangeMarker, changed);
}

void CodeEditor::setCompleter(std::function<Completion(std::string_view)> completer)
{
    m_completer = std::move(completer);
}

void CodeEditor::complete()
{
    if (!m_completer || isReadOnly() || m_isComposing)
        return;
    const auto at = static_cast<std::size_t>(SendScintilla(SCI_GETCURRENTPOS));
    const std::size_t from = at - std::min(at, kMostRemembered);
    Completion found = m_completer(range(from, at - from));
    if (SendScintilla(SCI_GETCHARAT, static_cast<unsigned long>(at)) == '}') {
        for (QString &word : found.words)
            word.chop(word.endsWith('}') ? 1 : 0); // it stands there already
    }
    SendScintilla(SCI_SCROLLCARET); // the list stands there, and Scintilla asks for the screen of it
    m_completedFrom = at - static_cast<std::size_t>(found.typed);
    if (found.words.isEmpty() || !isOnScreen(m_completedFrom)) {
        cancelList();
        return;
    }
    QStringList lines = found.words;
    for (qsizetype row = 0; row < std::min(lines.size(), found.help.size()); ++row) {
        if (!found.help[row].isEmpty())
            lines[row] += kHelpGap + found.help[row];
    }
    m_offered = std::move(found);
    const QByteArray words = lines.join('\n').toUtf8();
    SendScintilla(SCI_AUTOCSHOW, static_cast<unsigned long>(m_offered.typed), words.constData());
}

void CodeEditor::takeChosen(const char *chosen)
{
    const QString line = QString::fromUtf8(chosen);
    const QString word = line.section(kHelpGap, 0, 0);
    const qsizetype at = m_offered.words.indexOf(word);
    const QString text = m_offered.texts.value(at);
    if (text.isEmpty() && word == line)
        return; // Scintilla puts it in
    SendScintilla(SCI_AUTOCCANCEL);
    insertChosen(text.isEmpty() ? word : text);
}

void CodeEditor::insertChosen(QString text)
{
    const auto at = static_cast<std::size_t>(SendScintilla(SCI_GETCURRENTPOS));
    const long line = SendScintilla(SCI_LINEFROMPOSITION, static_cast<unsigned long>(at));
    const auto begin = static_cast<std::size_t>(
        SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(line)));
    const std::string before = range(begin, m_completedFrom - begin);
    const std::string indent = before.substr(0, before.find_first_not_of(" \t"));
    const QString lineEnd = eolMode() == EolWindows ? QStringLiteral("\r\n") : QStringLiteral("\n");
    text.replace(u'\n', lineEnd + QString::fromStdString(indent));
    const qsizetype caret = text.indexOf(QChar(Completion::kCaret));
    text.remove(QChar(Completion::kCaret));
    const QByteArray bytes = text.toUtf8();
    SendScintilla(SCI_SETTARGETRANGE,
                  static_cast<unsigned long>(m_completedFrom),
                  static_cast<long>(at));
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(bytes.size()), bytes.constData());
    const qsizetype passed = caret < 0 ? bytes.size() : text.left(caret).toUtf8().size();
    SendScintilla(SCI_GOTOPOS, m_completedFrom + static_cast<unsigned long>(passed));
}

bool CodeEditor::isOnScreen(std::size_t inView) const
{
    const auto position = static_cast<long>(inView);
    const QPoint at(static_cast<int>(SendScintilla(SCI_POINTXFROMPOSITION, 0UL, position)),
                    static_cast<int>(SendScintilla(SCI_POINTYFROMPOSITION, 0UL, position)));
    return QGuiApplication::screenAt(viewport()->mapToGlobal(at)) != nullptr;
}

void CodeEditor::onCharacter(int character)
{
    const bool opens = character == '{' || character == '.' || character == '%' || character == ' '
                       || character == '|';
    const bool isWord = character == '_' || (character < 128 && std::isalnum(character) != 0);
    if (opens || (isWord && !isListActive()))
        QMetaObject::invokeMethod(this, &CodeEditor::complete, Qt::QueuedConnection);
    else if (isListActive())
        QMetaObject::invokeMethod(this, &CodeEditor::closeFinishedList, Qt::QueuedConnection);
}

void CodeEditor::closeFinishedList()
{
    const auto at = static_cast<std::size_t>(SendScintilla(SCI_GETCURRENTPOS));
    if (!isListActive() || at < m_completedFrom)
        return;
    const long length = SendScintilla(SCI_AUTOCGETCURRENTTEXT, 0UL, static_cast<void *>(nullptr));
    QByteArray chosen(static_cast<qsizetype>(length) + 1,
                      '\0'); // with the end that Scintilla writes
    SendScintilla(SCI_AUTOCGETCURRENTTEXT, 0UL, static_cast<void *>(chosen.data()));
    chosen.truncate(static_cast<qsizetype>(length));
    const QString word = QString::fromUtf8(chosen).section(kHelpGap, 0, 0);
    if (range(m_completedFrom, at - m_completedFrom) == word.toStdString())
        cancelList();
}

} // namespace postern::widgets
