// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/session/imageaccess.h"

#include "app/ide/home/logging.h"
#include "app/ide/home/paths.h"
#include "app/ide/session/session.h"
#include "engine/base/error.h"
#include "engine/flow/includes.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace postern::ide {

namespace {

constexpr int kLargestMegabytes = 128; ///< of an image's pixels

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(postern::ide::ImageAccess)
};

std::filesystem::path keptFolder()
{
    return store::homeFolder() / "images";
}

/// The path or address in a text, which may also be prompt flow's {"data:image/png;path": ...}.
QString namedBy(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.key().startsWith(QLatin1String("data:image/"))
            && !it.key().endsWith(QLatin1String(";base64")))
            return it.value().toString();
    }
    return object.isEmpty() ? text : QString();
}

QImage readImage(const QString &path, const QSize &size, QString &about)
{
    QImageReader reader(path);
    reader.setAutoTransform(true);
    QImageReader::setAllocationLimit(kLargestMegabytes);
    const QSize full = reader.size();
    if (full.isValid() && (full.width() > size.width() || full.height() > size.height()))
        reader.setScaledSize(full.scaled(size, Qt::KeepAspectRatio));
    QImage image = reader.read();
    if (image.isNull()) {
        about = Words::tr("This file is no image that can be shown.");
        return image;
    }
    about = QStringLiteral("%1 × %2 · %3 kB")
                .arg(full.width())
                .arg(full.height())
                .arg(std::max<qint64>(1, QFileInfo(path).size() / 1024));
    return image;
}

QImage loadImage(const Session &session, const QString &text, const QSize &size, QString &about)
{
    const Document *const document = session.document();
    const QString named = namedBy(text);
    if (!document || named.isEmpty() || named.startsWith(QLatin1String("data:")))
        return {};
    if (named.startsWith(QLatin1String("http://")) || named.startsWith(QLatin1String("https://"))) {
        about = Words::tr("Is fetched when the flow runs.");
        return {};
    }
    const QString path = QDir(document->folder()).absoluteFilePath(named);
    const bool mayRead = !session.isRestricted()
                         || flow::isInside(toPath(path), toPath(document->folder()))
                         || flow::isInside(toPath(path), keptFolder());
    if (!mayRead) {
        about = Words::tr("The folder is restricted: images outside it aren't read.");
        return {};
    }
    if (!QFileInfo(path).isFile()) {
        about = Words::tr("There is no such file.");
        return {};
    }
    return readImage(path, size, about);
}

QString keepImage(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        return {};
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    const std::filesystem::path file = keptFolder() / (hash.left(16).toStdString() + ".png");
    try {
        store::writeFile(file, bytes.toStdString(), 0600);
        return fromPath(file);
    } catch (const Error &error) {
        qCWarning(logSession) << error.what();
    }
    return {};
}

QString nameOf(const Session &session, const QString &path)
{
    const QString clean = QDir::cleanPath(path);
    const Document *const document = session.document();
    return document && clean.startsWith(document->folder() + QLatin1Char('/'))
               ? QDir(document->folder()).relativeFilePath(clean)
               : clean;
}

} // namespace

widgets::ImageAccess imageAccess(const Session &session)
{
    widgets::ImageAccess access;
    access.load = [&session](const QString &text, const QSize &size, QString &about) {
        return loadImage(session, text, size, about);
    };
    access.keep = keepImage;
    access.name = [&session](const QString &path) { return nameOf(session, path); };
    return access;
}

} // namespace postern::ide
