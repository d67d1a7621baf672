// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/imagefield.h"

#include "widgets/theme/filedialog.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/prose.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace postern::widgets {

namespace {

constexpr QSize kThumbnail{120, 80};

bool isTaken(const QMimeData *data)
{
    return data->hasImage() || (data->hasUrls() && !data->urls().isEmpty());
}

} // namespace

ImageField::ImageField(const ImageAccess &access, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_line(new QLineEdit(this))
    , m_thumbnail(new QLabel(this))
    , m_about(new theme::Prose(this))
{
    setAcceptDrops(true);
    setFocusProxy(m_line);
    m_line->setPlaceholderText(tr("Path or address; drop or paste an image"));
    m_line->setAcceptDrops(false); // the field takes what is dropped, as more than text
    m_line->installEventFilter(this);
    m_line->setProperty("takesImages", true);
    m_thumbnail->setObjectName("thumbnail");
    m_thumbnail->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_about->setProperty("role", "secondary");
    auto *choose = new QToolButton(this);
    choose->setIcon(theme::icon("folder-open"));
    choose->setToolTip(tr("Choose an image file…"));
    choose->setAccessibleName(tr("Choose an image file…"));
    connect(choose, &QToolButton::clicked, this, &ImageField::choose);
    connect(m_line, &QLineEdit::textEdited, this, [this] {
        showImage();
        emit edited();
    });

    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_line, 1);
    row->addWidget(choose);
    auto *image = new QHBoxLayout;
    image->setSpacing(8);
    image->addWidget(m_thumbnail);
    image->addWidget(m_about, 1, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addLayout(image);
    showImage();
}

QString ImageField::text() const
{
    return m_line->text();
}

void ImageField::setText(const QString &text)
{
    m_line->setText(text);
    m_line->setCursorPosition(0);
    showImage();
}

bool ImageField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Paste))
        return pasteImage();
    return QWidget::eventFilter(watched, event);
}

bool ImageField::pasteImage()
{
    return take(QApplication::clipboard()->mimeData());
}

void ImageField::dragEnterEvent(QDragEnterEvent *event)
{
    if (isTaken(event->mimeData()) || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void ImageField::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    if (!take(event->mimeData()) && event->mimeData()->hasText())
        takeText(event->mimeData()->text().trimmed());
}

bool ImageField::take(const QMimeData *data)
{
    if (!data || !isTaken(data))
        return false;
    if (data->hasUrls() && !data->urls().isEmpty()) {
        const QUrl url = data->urls().first();
        const QString path = url.toLocalFile();
        const QString name = m_access.name ? m_access.name(path) : path;
        takeText(url.isLocalFile() ? name : url.toString());
        return true;
    }
    const auto image = data->imageData().value<QImage>();
    const QString kept = image.isNull() || !m_access.keep ? QString() : m_access.keep(image);
    if (kept.isEmpty())
        m_about->setText(tr("The image can't be kept as a file."));
    else
        takeText(kept);
    return true;
}

void ImageField::takeText(const QString &text)
{
    setText(text);
    emit edited();
}

void ImageField::choose()
{
    // The field may go while the dialog is open; the dialog then goes with it.
    auto *dialog
        = new theme::FileDialog(this,
                                tr("Image"),
                                {},
                                tr("Images (*.png *.jpg *.jpeg *.gif *.webp *.bmp);;All files "
                                   "(*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        takeText(m_access.name ? m_access.name(path) : path);
    });
    dialog->open();
}

void ImageField::showImage()
{
    QString about;
    QImage image;
    if (const QString named = text().trimmed(); !named.isEmpty() && m_access.load)
        image = m_access.load(named, kThumbnail * devicePixelRatio(), about);
    image.setDevicePixelRatio(devicePixelRatio());
    m_thumbnail->setPixmap(QPixmap::fromImage(image));
    m_thumbnail->setVisible(!image.isNull());
    m_about->setText(about);
    m_about->setVisible(!about.isEmpty());
}

} // namespace postern::widgets
