// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTextEdit>

namespace postern::widgets {

/// Plain text to be read and selected, as high as it is long; words wider than the room are broken.
class BubbleText final : public QTextEdit
{
    Q_OBJECT

public:
    explicit BubbleText(QWidget *parent = nullptr);

    void setText(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fit();
};

} // namespace postern::widgets
