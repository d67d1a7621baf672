// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPixmap>
#include <QWidget>

class QLabel;

namespace postern::ide {

/// A picture of the folder, as large as there is room for and no larger than it is; or why it can't
/// be shown.
class PictureView final : public QWidget
{
    Q_OBJECT

public:
    explicit PictureView(const QString &path, QWidget *parent = nullptr);

    /// Whether a file is shown so, by its name.
    static bool isPicture(const QString &name);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QPixmap m_picture;
    QLabel *const m_shown; // child of this
    QLabel *const m_about; // child of this
};

} // namespace postern::ide
