// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/githunkview.h"

#include "widgets/run/diffpage.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/styled.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ide {

namespace {

QString hunkTitle(const GitHunk &hunk)
{
    QStringList names;
    names.reserve(static_cast<qsizetype>(hunk.hunk.nodes.size()));
    for (const std::string &node : hunk.hunk.nodes)
        names.append(gitText(node));
    if (names.isEmpty())
        return GitHunkView::tr("Line %1").arg(hunk.hunk.firstLine);
    return names.join(QStringLiteral(", "));
}

} // namespace

GitHunkView::GitHunkView(GitHunk hunk, QWidget *parent)
    : QWidget(parent)
    , m_hunk(std::move(hunk))
    , m_head(new QWidget(this))
    , m_lines(new widgets::DiffPage(this))
{
    setObjectName("hunk");
    buildHead();
    std::string shown = m_hunk.hunk.text;
    if (shown.ends_with('\n'))
        shown.pop_back(); // the end of the last line begins none
    m_lines->setDiff(shown);
    m_lines->setAccessibleName(tr("Lines of %1").arg(hunkTitle(m_hunk)));
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_lines->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lines->setTabChangesFocus(true);
    m_lines->installEventFilter(this);
    const auto takeRoom = [this] {
        const int lines = m_lines->document()->blockCount();
        const int frame = static_cast<int>(2 * m_lines->document()->documentMargin()) + 2;
        const QScrollBar &bar = *m_lines->horizontalScrollBar();
        const int below = bar.maximum() > bar.minimum() ? bar.sizeHint().height() : 0;
        m_lines->setFixedHeight(lines * m_lines->fontMetrics().lineSpacing() + frame + below);
    };
    connect(m_lines->horizontalScrollBar(), &QScrollBar::rangeChanged, m_lines, takeRoom);
    theme::follow(m_lines, takeRoom);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_lines);
}

void GitHunkView::buildHead()
{
    m_head->setProperty("role", "header");
    m_head->setAttribute(Qt::WA_StyledBackground);
    const QString title = hunkTitle(m_hunk);
    const QString became = graph::differenceText(m_hunk.difference);
    auto *tick = new QCheckBox(m_head);
    tick->setObjectName("hunkTick");
    tick->setChecked(m_hunk.isStaged);
    tick->setAccessibleName(m_hunk.isStaged ? tr("%1, %2, staged").arg(title, became)
                                            : tr("%1, %2, not staged").arg(title, became));
    auto *name = new theme::ElidedLabel(m_head);
    name->setProperty("role", "heading");
    name->setText(title);
    auto *state = new QLabel(became, m_head);
    state->setProperty("state",
                       m_hunk.difference == graph::Difference::Added     ? "ok"
                       : m_hunk.difference == graph::Difference::Removed ? "err"
                                                                         : "warn");
    auto *about = new QHBoxLayout;
    about->addWidget(tick);
    about->addWidget(name);
    about->addWidget(state);
    about->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *both = new QBoxLayout(QBoxLayout::LeftToRight, m_head);
    both->setContentsMargins(12, 3, 8, 3);
    both->setSpacing(4);
    both->addLayout(about, 1);
    both->addLayout(row);
    for (QLayout *const part : {about, row})
        part->setSpacing(8);
    m_head->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_head->installEventFilter(this);
    // Of several nodes in one hunk each can be staged alone.
    if (m_hunk.hunk.nodes.size() > 1) {
        auto *nodes = new QToolButton(m_head);
        nodes->setText(m_hunk.isStaged ? tr("Unstage node") : tr("Stage node"));
        nodes->setPopupMode(QToolButton::InstantPopup);
        nodes->setProperty("role", "button");
        auto *menu = new QMenu(nodes);
        for (const std::string &node : m_hunk.hunk.nodes)
            menu->addAction(gitText(node), this, [this, node] { emit nodeWanted(m_hunk, node); });
        nodes->setMenu(menu);
        row->addWidget(nodes);
    }
    auto *stage = new QPushButton(m_hunk.isStaged ? tr("Unstage") : tr("Stage hunk"), m_head);
    stage->setObjectName("stageHunk");
    stage->setAccessibleName(QStringLiteral("%1: %2").arg(stage->text(), title));
    row->addWidget(stage);
    if (!m_hunk.isStaged) {
        auto *discard = new QPushButton(tr("Discard"), m_head);
        discard->setObjectName("discardHunk");
        discard->setAccessibleName(QStringLiteral("%1: %2").arg(discard->text(), title));
        row->addWidget(discard);
        discard->installEventFilter(this);
        connect(discard, &QPushButton::clicked, this, [this] { emit discardWanted(m_hunk); });
    }
    tick->installEventFilter(this);
    stage->installEventFilter(this);
    connect(stage, &QPushButton::clicked, this, [this] { emit stageWanted(m_hunk); });
    connect(tick, &QCheckBox::clicked, this, [this] { emit stageWanted(m_hunk); });
}

bool GitHunkView::isAbout(const std::string &node) const
{
    return std::ranges::find(m_hunk.hunk.nodes, node) != m_hunk.hunk.nodes.end();
}

void GitHunkView::setCurrent(bool isCurrent)
{
    theme::setStyled(*m_head, "current", isCurrent);
}

bool GitHunkView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        emit entered();
    if (watched == m_head && (event->type() == QEvent::Resize || event->type() == QEvent::Show)) {
        // Where the buttons have no room beside the name, they stand under it.
        auto *const both = qobject_cast<QBoxLayout *>(m_head->layout());
        const QMargins margins = both->contentsMargins();
        const int wanted = both->itemAt(0)->sizeHint().width() + both->itemAt(1)->sizeHint().width()
                           + both->spacing() + margins.left() + margins.right();
        both->setDirection(wanted > m_head->width() ? QBoxLayout::TopToBottom
                                                    : QBoxLayout::LeftToRight);
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace postern::ide
