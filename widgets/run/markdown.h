// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>
#include <QTextDocumentFragment>

namespace postern::widgets {

/// Whether a text is written in Markdown rather than plain: it has headings, lists, tables, code or
/// stressed words.
bool looksLikeMarkdown(QStringView text);

/// A Markdown text as it is meant. Its lines end where they end, HTML in it is text, pictures are
/// their names and links lead nowhere: whoever wrote it is not trusted with the network or the disk.
QTextDocumentFragment fromMarkdown(const QString &text);

} // namespace postern::widgets
