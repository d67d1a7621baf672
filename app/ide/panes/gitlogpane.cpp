// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/gitlogpane.h"

#include "app/ide/git/gitstore.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/theme.h"

namespace postern::ide {

namespace {

constexpr int kMostLines = 5000;

QString gitLineText(const GitLogLine &line)
{
    switch (line.kind) {
    case GitLogLine::Kind::Title:
        return line.time.toString(QStringLiteral("hh:mm:ss ")) + line.text;
    case GitLogLine::Kind::Command:
        return QStringLiteral("  $ ") + line.text;
    case GitLogLine::Kind::Failure:
        return QStringLiteral("  ! ") + line.text;
    case GitLogLine::Kind::Message:
        break;
    }
    // Of what git counts up on one line the last number stays.
    QStringList said;
    for (const QString &part : line.text.split(u'\n'))
        said.append(QStringLiteral("    ") + part.section(u'\r', -1));
    return said.join(u'\n');
}

} // namespace

GitLogPane::GitLogPane(GitStore &store, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_store(store)
{
    setObjectName("gitLog");
    setAccessibleName(tr("What git was asked"));
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setMaximumBlockCount(kMostLines);
    setPlaceholderText(tr("Nothing was done with git yet."));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    theme::follow(this, [this] { setFont(theme::monoFont(12)); });
    for (const GitLogLine &line : store.log())
        appendPlainText(gitLineText(line));
    connect(&store, &GitStore::logged, this, &GitLogPane::add);
}

void GitLogPane::add()
{
    if (!m_store.log().empty())
        appendPlainText(gitLineText(m_store.log().back()));
}

} // namespace postern::ide
