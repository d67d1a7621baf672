// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QImage>
#include <QString>
#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QMimeData;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

/// What a field for images has others do, as widgets read and write no files. Any may be empty.
struct ImageAccess
{
    /// The image that a text names, not larger than the size; `about` it, or why there is none.
    std::function<QImage(const QString &text, const QSize &size, QString &about)> load;
    /// Keeps a pasted image in a file; what names it. Empty when that can't be done.
    std::function<QString(const QImage &image)> keep;
    /// What names a file in the field: relative to the flow where it lies in its folder.
    std::function<QString(const QString &path)> name;
};

/// A line for the path or address of an image, with the image itself below. Takes files and images
/// that are dropped or pasted.
class ImageField final : public QWidget
{
    Q_OBJECT

public:
    explicit ImageField(const ImageAccess &access, QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);
    QLineEdit *line() const { return m_line; }

public slots:
    /// Takes the image or the file that the clipboard holds; false when there is none.
    bool pasteImage();

signals:
    /// By the user.
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void choose();
    /// Whether there was something to take.
    bool take(const QMimeData *data);
    void takeText(const QString &text);
    void showImage();

    const ImageAccess m_access;
    QLineEdit *const m_line;     // child of this
    QLabel *const m_thumbnail;   // child of this
    theme::Prose *const m_about; // child of this
};

} // namespace postern::widgets
