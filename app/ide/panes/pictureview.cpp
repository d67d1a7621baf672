// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/pictureview.h"

#include <QFileInfo>
#include <QImageReader>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace postern::ide {

namespace {
constexpr int kWidest = 4096; // pixels that are kept of a large one
} // namespace

PictureView::PictureView(const QString &path, QWidget *parent)
    : QWidget(parent)
    , m_shown(new QLabel(this))
    , m_about(new QLabel(this))
{
    setObjectName("pictureView");
    setFocusPolicy(Qt::StrongFocus);
    const QString name = QFileInfo(path).fileName();
    setAccessibleName(name);
    m_shown->setObjectName("picture");
    m_shown->setAlignment(Qt::AlignCenter);
    m_shown->setMinimumSize(1, 1); // a picture that is shown mustn't keep the window from shrinking
    m_about->setObjectName("pictureAbout");
    m_about->setProperty("role", "secondary");
    m_about->setTextFormat(Qt::PlainText);
    m_about->setContentsMargins(8, 2, 8, 2);
    m_about->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_shown, 1);
    layout->addWidget(m_about);
    QImageReader reader(path); // which refuses what would take too much memory
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.width() > kWidest || size.height() > kWidest)
        reader.setScaledSize(size.scaled(kWidest, kWidest, Qt::KeepAspectRatio));
    m_picture = QPixmap::fromImage(reader.read());
    if (m_picture.isNull())
        m_about->setText(tr("%1 can't be shown: %2").arg(name, reader.errorString()));
    else
        m_about->setText(tr("%1 × %2 pixels, %3")
                             .arg(QString::number(size.width()),
                                  QString::number(size.height()),
                                  QLocale().formattedDataSize(QFileInfo(path).size())));
}

bool PictureView::isPicture(const QString &name)
{
    static const QStringList kEnds{QStringLiteral("png"),
                                   QStringLiteral("jpg"),
                                   QStringLiteral("jpeg"),
                                   QStringLiteral("gif"),
                                   QStringLiteral("bmp"),
                                   QStringLiteral("webp")};
    return kEnds.contains(QFileInfo(name).suffix().toLower());
}

void PictureView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void PictureView::fit()
{
    if (m_picture.isNull())
        return;
    const QSize room = m_shown->size() * devicePixelRatioF();
    const bool fits = m_picture.width() <= room.width() && m_picture.height() <= room.height();
    QPixmap shown = fits ? m_picture
                         : m_picture.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    shown.setDevicePixelRatio(devicePixelRatioF());
    m_shown->setPixmap(shown);
}

} // namespace postern::ide
