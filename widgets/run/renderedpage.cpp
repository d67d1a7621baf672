// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/renderedpage.h"

#include "engine/base/pyrepr.h"
#include "widgets/run/markdown.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/plaintext.h"
#include "widgets/theme/theme.h"

#include <QImage>
#include <QLocale>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace postern::widgets {

namespace {

constexpr std::size_t kMost = 24'000;      // bytes of text in all
constexpr std::size_t kMostOfOne = 12'000; // and of one member
constexpr std::size_t kMostOfJson = 2'000;
constexpr std::size_t kMostMembers = 100;
constexpr int kPictureSize = 320;
constexpr int kGap = 8;

QTextCharFormat format(const QFont &font, const QColor &colour)
{
    QTextCharFormat made;
    made.setFont(font);
    made.setForeground(colour);
    return made;
}

QTextCharFormat proseFormat()
{
    return format(theme::font(12), theme::current().text);
}

void beginBlock(QTextCursor &at, int above, const QTextCharFormat &text)
{
    QTextBlockFormat block;
    block.setTopMargin(above);
    if (at.document()->isEmpty())
        at.setBlockFormat(block);
    else
        at.insertBlock(block, text);
    at.setCharFormat(text);
}

} // namespace

RenderedPage::RenderedPage(QWidget *parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setProperty("role", "page");
    setFrameShape(QFrame::NoFrame);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(8);
    theme::follow(this, [this] {
        document()->setDefaultFont(theme::font(12));
        const int place = verticalScrollBar()->value();
        if (m_value)
            render(*m_value);
        verticalScrollBar()->setValue(place);
    });
}

void RenderedPage::setValue(const Value &value)
{
    m_value = value;
    render(value);
}

void RenderedPage::render(const Value &value)
{
    m_members.clear();
    m_left = kMost;
    clear();
    const bool isRecord = value.isDict() && !pictureOf(value);
    if (isRecord) {
        for (const auto &[key, member] : value.asDict()) {
            if (m_members.size() == kMostMembers)
                break;
            m_members.emplace_back(theme::shortened(key.isString()
                                                        ? QString::fromStdString(key.asString())
                                                        : summary(key),
                                                    kMostMembers),
                                   member);
        }
    } else {
        m_members.emplace_back(QString(), value);
    }
    QTextCursor at(document());
    at.beginEditBlock();
    for (int member = 0; member < static_cast<int>(m_members.size()); ++member)
        addMember(at, member);
    const std::size_t all = isRecord ? value.asDict().size() : 1;
    if (all > m_members.size()) {
        beginBlock(at, kGap, format(theme::font(11), theme::current().text3));
        at.insertText(tr("%1 more members are in the tree.").arg(all - m_members.size()));
    }
    at.endEditBlock();
    moveCursor(QTextCursor::Start);
}

void RenderedPage::addMember(QTextCursor &at, int member)
{
    const auto &[name, value] = m_members[static_cast<std::size_t>(member)];
    const int first = document()->isEmpty() ? 0 : document()->blockCount();
    if (!name.isEmpty()) {
        beginBlock(at, kGap, format(theme::font(11, QFont::DemiBold), theme::current().text2));
        at.insertText(name);
    }
    if (value.isString()) {
        addText(at, value.asString());
    } else if (!addPicture(at, member, value)) {
        const QTextCharFormat code = format(theme::monoFont(11), theme::current().text);
        beginBlock(at, 2, code);
        at.insertText(beginning(value, std::min(m_left, kMostOfJson)), code);
        m_left -= std::min(m_left, kMostOfJson);
    }
    for (QTextBlock block = document()->findBlockByNumber(first); block.isValid();
         block = block.next())
        block.setUserState(member);
}

void RenderedPage::addText(QTextCursor &at, const std::string &text)
{
    const std::size_t size = wholeCharacters(text, std::min(m_left, kMostOfOne));
    m_left -= size;
    const QString shown = fromUtf8(std::string_view(text).substr(0, size));
    beginBlock(at, 2, proseFormat());
    if (looksLikeMarkdown(shown)) {
        at.insertFragment(fromMarkdown(shown));
        at.movePosition(QTextCursor::End);
    } else {
        at.insertText(shown, proseFormat());
    }
    if (size == text.size())
        return;
    beginBlock(at, kGap, format(theme::font(11), theme::current().text3));
    const QLocale locale;
    at.insertText(tr("This is the beginning: %1 of %2 bytes. Double-click to see all of it.")
                      .arg(locale.toString(static_cast<qulonglong>(size)),
                           locale.toString(static_cast<qulonglong>(text.size()))));
}

bool RenderedPage::addPicture(QTextCursor &at, int member, const Value &value)
{
    std::optional<QImage> picture = pictureOf(value);
    if (!picture)
        return false;
    if (picture->width() > kPictureSize || picture->height() > kPictureSize)
        *picture = picture->scaled(kPictureSize,
                                   kPictureSize,
                                   Qt::KeepAspectRatio,
                                   Qt::SmoothTransformation);
    const QUrl name(QStringLiteral("picture:%1").arg(member));
    document()->addResource(QTextDocument::ImageResource, name, *picture);
    beginBlock(at, 2, proseFormat());
    at.insertImage(name.toString());
    return true;
}

QVariant RenderedPage::loadResource(int, const QUrl &)
{
    // An answer, or the document would look for a file of that name.
    return QImage(1, 1, QImage::Format_ARGB32_Premultiplied);
}

void RenderedPage::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int member = cursorForPosition(event->pos()).block().userState();
    if (member < 0 || member >= static_cast<int>(m_members.size()))
        return;
    const auto [name, value] = m_members[static_cast<std::size_t>(member)];
    emit opened(name, value);
}

} // namespace postern::widgets
