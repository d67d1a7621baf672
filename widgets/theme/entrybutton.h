// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPushButton>

class QLabel;
class QVBoxLayout;

namespace postern::theme {

/// A button of a title, what it is about in smaller letters below, and a key at the right.
class EntryButton final : public QPushButton
{
    Q_OBJECT

public:
    EntryButton(const QString &title, const QString &key, QWidget *parent = nullptr);

    /// In full, on as many lines as it needs.
    void setAbout(const QString &text);
    /// On one line, without its middle where that is too long; the tooltip has all of it.
    void setPath(const QString &path);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showPath();

    QVBoxLayout *const m_lines; // of this
    QString m_path;
    QLabel *m_pathLabel = nullptr; // child of this
};

} // namespace postern::theme
