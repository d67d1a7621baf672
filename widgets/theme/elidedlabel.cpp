// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme/elidedlabel.h"

#include "widgets/theme/plaintext.h"

#include <QHelpEvent>
#include <QStyle>
#include <QStylePainter>
#include <QToolTip>

namespace postern::theme {

namespace {
constexpr auto kLeastOfLabel = "WWW…";
} // namespace

ElidedLabel::ElidedLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

QSize ElidedLabel::minimumSizeHint() const
{
    // The same for every text, also for none.
    return {fontMetrics().horizontalAdvance(QString::fromUtf8(kLeastOfLabel)),
            QLabel::minimumSizeHint().height()};
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || shownText() == text())
        return QLabel::event(event);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(text()), this);
    return true;
}

void ElidedLabel::paintEvent(QPaintEvent * /*event*/)
{
    QStylePainter(this).drawItemText(contentsRect(),
                                     static_cast<int>(alignment()),
                                     palette(),
                                     isEnabled(),
                                     shownText(),
                                     foregroundRole());
}

QString ElidedLabel::shownText() const
{
    // Widths are counted in whole pixels, and letters of a font may take a part of one more.
    constexpr int kRoundedUp = 1;
    return fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width() + kRoundedUp);
}

} // namespace postern::theme
