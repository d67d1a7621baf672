// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/editor/codeview.h"

#include "widgets/editor/jinjalexer.h"
#include "widgets/editor/promptylexer.h"
#include "widgets/editor/rowrepaint.h"
#include "widgets/editor/yamllexer.h"
#include "widgets/editor/yamlscan.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <Qsci/qscilexerdiff.h>
#include <Qsci/qscilexerjson.h>
#include <Qsci/qscilexermarkdown.h>
#include <Qsci/qscilexerpython.h>

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <span>
#include <utility>

namespace postern::widgets {

namespace {

constexpr int kTintMarker = 1;
constexpr int kTextGap = 8;
constexpr int kLineGap = 2;

using Colour = std::pair<int, QColor theme::Tokens::*>;
using theme::Tokens;

constexpr Colour yamlColour(YamlStyle style, QColor Tokens::*colour)
{
    return {static_cast<int>(style), colour};
}

constexpr std::array kYaml{yamlColour(YamlStyle::Plain, &Tokens::pause),
                           yamlColour(YamlStyle::Key, &Tokens::accent),
                           yamlColour(YamlStyle::String, &Tokens::pause),
                           yamlColour(YamlStyle::Number, &Tokens::ok),
                           yamlColour(YamlStyle::Keyword, &Tokens::cache),
                           yamlColour(YamlStyle::Reference, &Tokens::cache),
                           yamlColour(YamlStyle::Comment, &Tokens::text3),
                           yamlColour(YamlStyle::Operator, &Tokens::text2),
                           yamlColour(YamlStyle::Anchor, &Tokens::cache),
                           yamlColour(YamlStyle::Tag, &Tokens::text2),
                           yamlColour(YamlStyle::Block, &Tokens::pause),
                           yamlColour(YamlStyle::Delimiter, &Tokens::text3),
                           yamlColour(YamlStyle::Error, &Tokens::err)};
constexpr std::array kPython{Colour{QsciLexerPython::Comment, &Tokens::text3},
                             Colour{QsciLexerPython::CommentBlock, &Tokens::text3},
                             Colour{QsciLexerPython::Number, &Tokens::ok},
                             Colour{QsciLexerPython::DoubleQuotedString, &Tokens::pause},
                             Colour{QsciLexerPython::SingleQuotedString, &Tokens::pause},
                             Colour{QsciLexerPython::DoubleQuotedFString, &Tokens::pause},
                             Colour{QsciLexerPython::SingleQuotedFString, &Tokens::pause},
                             Colour{QsciLexerPython::TripleDoubleQuotedString, &Tokens::pause},
                             Colour{QsciLexerPython::TripleSingleQuotedString, &Tokens::pause},
                             Colour{QsciLexerPython::TripleDoubleQuotedFString, &Tokens::pause},
                             Colour{QsciLexerPython::UnclosedString, &Tokens::err},
                             Colour{QsciLexerPython::Keyword, &Tokens::cache},
                             Colour{QsciLexerPython::ClassName, &Tokens::accent},
                             Colour{QsciLexerPython::FunctionMethodName, &Tokens::accent},
                             Colour{QsciLexerPython::Decorator, &Tokens::warn}};
constexpr std::array kJson{Colour{QsciLexerJSON::Number, &Tokens::ok},
                           Colour{QsciLexerJSON::String, &Tokens::pause},
                           Colour{QsciLexerJSON::UnclosedString, &Tokens::err},
                           Colour{QsciLexerJSON::Property, &Tokens::accent},
                           Colour{QsciLexerJSON::EscapeSequence, &Tokens::cache},
                           Colour{QsciLexerJSON::Keyword, &Tokens::cache},
                           Colour{QsciLexerJSON::Error, &Tokens::err}};
constexpr std::array kJinja{Colour{JinjaLexer::Role, &Tokens::run},
                            Colour{JinjaLexer::Expression, &Tokens::cache},
                            Colour{JinjaLexer::Statement, &Tokens::accent},
                            Colour{JinjaLexer::Comment, &Tokens::text3}};
constexpr auto kPrompty = [] {
    std::array<Colour, kYaml.size() + kJinja.size()> both{};
    auto *const end = std::ranges::copy(kYaml, both.begin()).out;
    std::ranges::transform(kJinja, end, [](const Colour &colour) {
        return Colour{colour.first + PromptyLexer::kTemplateStyles, colour.second};
    });
    return both;
}();
constexpr std::array kDiff{Colour{QsciLexerDiff::Header, &Tokens::text3},
                           Colour{QsciLexerDiff::Position, &Tokens::accent},
                           Colour{QsciLexerDiff::LineRemoved, &Tokens::err},
                           Colour{QsciLexerDiff::LineAdded, &Tokens::ok}};
constexpr std::array kMarkdown{Colour{QsciLexerMarkdown::Header1, &Tokens::accent},
                               Colour{QsciLexerMarkdown::Header2, &Tokens::accent},
                               Colour{QsciLexerMarkdown::Header3, &Tokens::accent},
                               Colour{QsciLexerMarkdown::CodeBackticks, &Tokens::pause},
                               Colour{QsciLexerMarkdown::CodeBlock, &Tokens::pause},
                               Colour{QsciLexerMarkdown::Link, &Tokens::accent}};

// Scintilla knows points only.
QFont codeFont(const QWidget &widget)
{
    QFont font = theme::monoFont(12);
    if (font.pixelSize() > 0)
        font.setPointSizeF(font.pixelSize() * 72.0 / widget.logicalDpiY());
    return font;
}

struct Language
{
    QsciLexer *(*make)(QObject *parent);
    std::span<const Colour> colours;
};

template<typename Lexer>
QsciLexer *make(QObject *parent)
{
    return new Lexer(parent);
}

Language language(const QString &name)
{
    const QString suffix = name.section('.', -1).toLower();
    if (suffix == "yaml" || suffix == "yml")
        return {make<YamlLexer>, kYaml};
    if (suffix == "py")
        return {make<QsciLexerPython>, kPython};
    if (suffix == "json" || suffix == "jsonl")
        return {make<QsciLexerJSON>, kJson};
    if (suffix == "prompty")
        return {make<PromptyLexer>, kPrompty};
    if (suffix == "jinja2" || suffix == "jinja" || suffix == "j2")
        return {make<JinjaLexer>, kJinja};
    if (suffix == "md")
        return {make<QsciLexerMarkdown>, kMarkdown};
    if (suffix == "diff")
        return {make<QsciLexerDiff>, kDiff};
    return {nullptr, {}};
}

} // namespace

CodeView::CodeView(QWidget *parent)
    : QsciScintilla(parent)
{
    setUtf8(true);
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setMarginType(0, NumberMargin);
    setMarginLineNumbers(0, true);
    setMarginWidth(1, kTextGap);
    setMarginType(1, TextMargin);
    setExtraAscent(1);
    setExtraDescent(kLineGap);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    setTabWidth(4);
    SendScintilla(SCI_SETCARETPERIOD, 0UL); // a caret that blinks is a timer that never rests
    markerDefine(Background, kTintMarker);
    applyTheme();
}

void CodeView::setFile(const QString &name, const QString &text)
{
    setLanguage(name);
    const int line = firstVisibleLine();
    setReadOnly(false);
    setText(text);
    setReadOnly(true);
    setModified(false);
    setFirstVisibleLine(line);
    fitNumbers();
}

void CodeView::setLanguage(const QString &name)
{
    if (name == m_name)
        return;
    m_name = name;
    m_firstTinted = 0;
    const std::unique_ptr<QsciLexer> old(lexer());
    const Language found = language(name);
    setLexer(found.make ? found.make(this) : nullptr);
    applyTheme();
}

void CodeView::fitNumbers()
{
    setMarginWidth(0, QString::number(std::max(100, lines()) * 10)); // a digit more: the padding
}

void CodeView::tintLines(int first, int last, bool intoView)
{
    const RowRepaint repaint(*this);
    const int end = std::min(last, lines());
    std::vector<int> tinted(static_cast<std::size_t>(std::max(0, end - first + 1)));
    std::iota(tinted.begin(), tinted.end(), first);
    setMarked(kTintMarker, tinted);
    m_firstTinted = first;
    if (!intoView)
        return;

    const int shown = static_cast<int>(SendScintilla(SCI_LINESONSCREEN));
    const int top = firstVisibleLine();
    if (first - 1 >= top && end <= top + shown)
        return;
    setFirstVisibleLine(std::max(0, first - 2));
}

void CodeView::setMarked(int marker, const std::vector<int> &wanted)
{
    std::vector<int> marked;
    const unsigned mask = 1U << static_cast<unsigned>(marker);
    for (int line = markerFindNext(0, mask); line >= 0; line = markerFindNext(line + 1, mask))
        marked.push_back(line + 1);
    // One by one: to delete them all at once paints the whole view.
    for (const int line : marked) {
        if (std::ranges::binary_search(wanted, line))
            continue;
        // Lines that were joined have theirs in one, and each is taken away by itself.
        while ((markersAtLine(line - 1) & mask) != 0)
            markerDelete(line - 1, marker);
    }
    for (const int line : wanted) {
        if (!std::ranges::binary_search(marked, line))
            markerAdd(line - 1, marker);
    }
}

void CodeView::clearTint()
{
    setMarked(kTintMarker, {});
    m_firstTinted = 0;
}

void CodeView::goTo(int line, int column)
{
    setCursorPosition(std::max(0, line - 1), std::max(0, column - 1));
    const int shown = static_cast<int>(SendScintilla(SCI_LINESONSCREEN));
    setFirstVisibleLine(std::max(0, line - 1 - shown / 3));
}

void CodeView::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        applyTheme();
}

void CodeView::paintEvent(QPaintEvent *event)
{
    // Some characters, those being composed among them, make QScintilla forget the clip that keeps
    // text off the margins. Drawn line by line into a picture it can't leave its place, but looks
    // worse on a screen whose pixels are fractions: only where it is needed.
    SendScintilla(SCI_SETBUFFEREDDRAW, SendScintilla(SCI_GETXOFFSET) > 0 ? 1UL : 0UL);
    QsciScintilla::paintEvent(event);
}

// A widget paints all of itself when the focus comes or goes. Here the caret alone tells of it,
// and that is painted in the viewport.
void CodeView::focusInEvent(QFocusEvent *event)
{
    setAttribute(Qt::WA_UpdatesDisabled, true);
    QsciScintilla::focusInEvent(event);
    setAttribute(Qt::WA_UpdatesDisabled, false);
}

void CodeView::focusOutEvent(QFocusEvent *event)
{
    setAttribute(Qt::WA_UpdatesDisabled, true);
    QsciScintilla::focusOutEvent(event);
    setAttribute(Qt::WA_UpdatesDisabled, false);
}

void CodeView::applyTheme()
{
    const Tokens &tokens = theme::current();
    const QFont mono = codeFont(*this);
    if (font() != mono) // else the window is laid out for nothing
        setFont(mono);
    setColor(tokens.text);
    setPaper(tokens.bgInput);
    setCaretForegroundColor(tokens.text);
    setSelectionBackgroundColor(tokens.bgSelected);
    setSelectionForegroundColor(tokens.onSelected);
    colourLexer();
    setMarginsFont(mono);
    fitNumbers();
    setMarginsForegroundColor(tokens.text3);
    setMarginsBackgroundColor(tokens.bgInput);
    // Half way between the paper and a selection: every token keeps its contrast on it.
    const QColor &from = tokens.bgInput;
    const QColor &to = theme::currentScheme() == theme::Scheme::HighContrast ? tokens.bgInput
                                                                             : tokens.bgSelected;
    setMarkerBackgroundColor(QColor((from.red() + to.red()) / 2,
                                    (from.green() + to.green()) / 2,
                                    (from.blue() + to.blue()) / 2),
                             kTintMarker);
}

void CodeView::colourLexer()
{
    QsciLexer *const used = lexer();
    if (!used)
        return;
    const Tokens &tokens = theme::current();
    const QFont mono = codeFont(*this);
    used->setDefaultFont(mono);
    used->setDefaultColor(tokens.text);
    used->setDefaultPaper(tokens.bgInput);
    used->setFont(mono);
    used->setColor(tokens.text);
    used->setPaper(tokens.bgInput);
    for (const auto &[style, token] : language(m_name).colours)
        used->setColor(tokens.*token, style);
}

} // namespace postern::widgets
