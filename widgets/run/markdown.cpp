// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/markdown.h"

#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextTable>

#include <ranges>
#include <utility>
#include <vector>

namespace postern::widgets {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(postern::widgets::Markdown)
};

constexpr qsizetype kMostLooked = 20'000;

bool isFence(QStringView line)
{
    const QStringView text = line.trimmed();
    return text.startsWith(u"```") || text.startsWith(u"~~~");
}

/// Ends every line where it ends: for Markdown alone a line's end is a blank.
QString withLineEnds(const QString &text)
{
    QString made;
    made.reserve(text.size() * 2);
    bool isCode = false;
    for (const QStringView line : QStringView(text).split(u'\n')) {
        if (!made.isEmpty())
            made += u'\n';
        if (isFence(line))
            isCode = !isCode;
        made += line;
        const bool isProse = !isCode && !isFence(line) && !line.startsWith(u'|')
                             && !line.startsWith(u"    ") && !line.trimmed().isEmpty();
        if (isProse)
            made += u"  ";
    }
    return made;
}

/// Room between paragraphs, headings of our sizes, code on a ground of its own.
void layOut(QTextDocument &document)
{
    constexpr int kAbove = 6;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const int level = format.headingLevel();
        const bool isCode = format.hasProperty(QTextFormat::BlockCodeFence)
                            || format.hasProperty(QTextFormat::BlockCodeLanguage);
        if (isCode)
            format.setBackground(theme::current().bgRaised);
        else if (!block.textList() && !cursor.currentTable())
            format.setTopMargin(kAbove);
        cursor.setBlockFormat(format);
        if (level == 0)
            continue;
        QTextCharFormat text;
        text.setFontWeight(QFont::DemiBold);
        text.setProperty(QTextFormat::FontSizeAdjustment, level == 1 ? 1 : 0); // of one step
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(text);
    }
    for (QTextFrame *frame : document.rootFrame()->childFrames()) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (table == nullptr)
            continue;
        QTextTableFormat format = table->format();
        format.setBorder(1);
        format.setBorderCollapse(true);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(theme::current().border);
        format.setCellPadding(3);
        format.setTopMargin(kAbove);
        format.setBottomMargin(kAbove);
        table->setFormat(format);
    }
}

/// Code in our own font, and pictures as their names.
void settle(QTextDocument &document)
{
    struct Piece
    {
        int begin;
        int end;
        QTextCharFormat format;
    };
    std::vector<Piece> pieces;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment piece = it.fragment();
            const QTextCharFormat format = piece.charFormat();
            if (format.isImageFormat() || format.fontFixedPitch() || format.isAnchor())
                pieces.push_back({piece.position(), piece.position() + piece.length(), format});
        }
    }
    // From the end: a name is longer than the picture it takes the place of.
    for (const auto &piece : std::views::reverse(pieces)) {
        QTextCursor cursor(&document);
        cursor.setPosition(piece.begin);
        cursor.setPosition(piece.end, QTextCursor::KeepAnchor);
        QTextCharFormat format = piece.format;
        if (format.isImageFormat()) {
            const QString name = format.property(QTextFormat::ImageAltText).toString();
            const QString address = format.toImageFormat().name();
            cursor.insertText(Words::tr("[picture: %1]").arg(name.isEmpty() ? address : name),
                              QTextCharFormat());
            continue;
        }
        if (format.isAnchor()) {
            format.setToolTip(format.anchorHref());
            format.setAnchor(false);
            format.clearProperty(QTextFormat::AnchorHref);
            format.setForeground(theme::current().accent);
        }
        if (format.fontFixedPitch()) {
            format.setFontFamilies(theme::monoFont(11).families());
            format.clearBackground();
        }
        cursor.setCharFormat(format);
    }
}

} // namespace

bool looksLikeMarkdown(QStringView text)
{
    static const QRegularExpression kStrong(
        QStringLiteral(
            R"(^#{1,6} \S|^\s*(```|~~~)|\*\*[^\s*]([^*\n]*[^\s*])?\*\*|`[^`\n]+`|\[[^\]\n]+\]\([^)\s]+\))"
            R"(|^\|.+\|[ \t]*\n\|[ \t]*:?-)"),
        QRegularExpression::MultilineOption);
    static const QRegularExpression kItem(QStringLiteral(R"(^\s{0,3}([-*+]|\d{1,3}[.)]) \S)"),
                                          QRegularExpression::MultilineOption);
    const QString looked = text.left(kMostLooked).toString();
    if (kStrong.match(looked).hasMatch())
        return true;
    auto items = kItem.globalMatch(looked);
    for (int count = 0; items.hasNext(); items.next()) {
        if (++count == 2)
            return true;
    }
    return false;
}

QTextDocumentFragment fromMarkdown(const QString &text)
{
    // Of a document that is never laid out, so that it never asks for a picture either.
    QTextDocument document;
    document.setDefaultFont(theme::font(12));
    document.setMarkdown(withLineEnds(text),
                         QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub)
                             | QTextDocument::MarkdownNoHTML);
    layOut(document);
    settle(document);
    return QTextDocumentFragment(&document);
}

} // namespace postern::widgets
