// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/window/modebar.h"

#include "app/ide/window/mode.h"
#include "widgets/theme/follow.h"
#include "widgets/theme/theme.h"
#include "widgets/theme/tokens.h"

#include <QActionGroup>
#include <QLayout>

#include <algorithm>

namespace postern::ide {

namespace {
constexpr int kModeIconSize = 20;
} // namespace

ModeBar::ModeBar(const Actions &actions, QWidget *parent)
    : QToolBar(tr("Modes"), parent)
{
    setObjectName("modeBar");
    setMovable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    auto *modes = new QActionGroup(this);
    for (const ModeRow &row : kModes) {
        modes->addAction(actions[row.action]);
        addAction(actions[row.action]);
    }
    actions[kModes.front().action]->setChecked(true);
    auto *space = new QWidget(this);
    space->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    addWidget(space);
    addAction(actions[ActionId::ShowSettings]);
    theme::follow(this, [this] {
        setIconSize({theme::scaled(kModeIconSize), theme::scaled(kModeIconSize)});
        layout()->setContentsMargins(0, 0, 0, 0); // the style's come with every sheet
        fit();
    });
}

void ModeBar::setCompact(bool isCompact)
{
    setToolButtonStyle(isCompact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextUnderIcon);
}

void ModeBar::fit()
{
    constexpr int kBeside = 8; // of a name, in all
    const QFontMetrics metrics(theme::font(11, QFont::DemiBold));
    int width = theme::kModeBarWidth;
    for (const QAction *action : actions())
        width = std::max(width, metrics.horizontalAdvance(action->text()) + kBeside);
    setFixedWidth(width);
}

} // namespace postern::ide
