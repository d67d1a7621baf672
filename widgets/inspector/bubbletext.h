// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTextEdit>

#include <utility>
#include <vector>

namespace postern::widgets {

/// Plain text to be read and selected, as high as it is long; words wider than the room are broken.
class BubbleText final : public QTextEdit
{
    Q_OBJECT

public:
    explicit BubbleText(QWidget *parent = nullptr);

    /// `marked`: begin and size of parts that are underlined.
    void setText(const QString &text, const std::vector<std::pair<int, int>> &marked = {});

protected:
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fit();
    void underline();

    std::vector<std::pair<int, int>> m_marked;
};

} // namespace postern::widgets
