// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/valuetext.h"

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "widgets/theme/plaintext.h"

#include <QBuffer>
#include <QImageReader>

#include <algorithm>
#include <utility>

namespace postern::widgets {

namespace {

constexpr std::size_t kSummaryBytes = 200;
constexpr std::size_t kScalarBytes = 16; // about what a number or a key's quotes take
const QString kMore = QStringLiteral("…");

bool isSequence(const Value &value)
{
    return value.isList() || value.kind() == Value::Kind::Tuple;
}

std::size_t sizeOf(const Value &value)
{
    if (value.isDict())
        return value.asDict().size();
    return isSequence(value) ? value.asList().size() : 0;
}

std::string cutText(const std::string &text, std::size_t &left)
{
    const std::size_t size = wholeCharacters(text, left);
    left -= std::min(left, size + kScalarBytes);
    return size < text.size() ? text.substr(0, size) + kMore.toStdString() : text;
}

/// The value without what no longer has room.
Value pruned(const Value &value, std::size_t &left)
{
    if (value.isString())
        return cutText(value.asString(), left);
    if (value.isDict()) {
        Dict kept;
        for (const auto &[key, member] : value.asDict()) {
            if (left == 0) {
                kept.set(Value(kMore.toStdString()), Value(kMore.toStdString()));
                break;
            }
            Value name = key.isString() ? Value(cutText(key.asString(), left)) : key;
            kept.set(std::move(name), pruned(member, left));
        }
        return kept;
    }
    if (isSequence(value)) {
        List kept;
        for (const Value &item : value.asList()) {
            if (left == 0) {
                kept.emplace_back(kMore.toStdString());
                break;
            }
            kept.push_back(pruned(item, left));
        }
        return kept;
    }
    if (value.kind() == Value::Kind::BigInt && value.asBigInt().digits.size() > left)
        return cutText(value.asBigInt().digits, left);
    if (value.kind() == Value::Kind::Bytes && value.asBytes().data.size() > left)
        return Bytes{value.asBytes().data.substr(0, std::exchange(left, 0))};
    left -= std::min(left, kScalarBytes);
    return value;
}

QByteArray encodedPicture(const Value &value)
{
    if (value.kind() == Value::Kind::Image) {
        return QByteArray::fromStdString(value.asImage().data);
    }
    if (!value.isDict() || value.asDict().size() != 1)
        return {};
    const auto &[key, member] = *value.asDict().begin();
    const bool isPicture = key.isString() && member.isString()
                           && key.asString().starts_with("data:image/")
                           && key.asString().ends_with(";base64");
    return isPicture ? QByteArray::fromBase64(QByteArray::fromStdString(member.asString()))
                     : QByteArray();
}

} // namespace

QString summary(const Value &value)
{
    if (value.isDict() || isSequence(value))
        return QStringLiteral("%1 · %2")
            .arg(QString::fromStdString(value.typeName()))
            .arg(sizeOf(value));
    if (value.isString()) {
        const std::string_view text = value.asString();
        const std::size_t size = wholeCharacters(text, kSummaryBytes);
        const QString shown = '"' + fromUtf8(text.substr(0, size)).simplified();
        return size < text.size() ? shown + kMore : shown + '"';
    }
    if (value.kind() == Value::Kind::Image)
        return QString::fromStdString(value.asImage().mimeType);
    return theme::shortened(QString::fromStdString(py::repr(value)), kSummaryBytes);
}

QString fullText(const Value &value)
{
    return QString::fromStdString(fullTextUtf8(value));
}

std::string fullTextUtf8(const Value &value)
{
    if (value.isString())
        return value.asString();
    json::WriteOptions options;
    options.indent = 2;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return json::write(value, options);
}

QString beginning(const Value &value, std::size_t most)
{
    std::size_t left = most;
    return fullText(pruned(value, left));
}

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::size_t wholeCharacters(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return text.size();
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return end;
}

std::optional<QImage> pictureOf(const Value &value)
{
    QByteArray bytes = encodedPicture(value);
    if (bytes.isEmpty())
        return {};
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer);
    QImage picture = reader.read();
    if (picture.isNull())
        return {};
    return picture;
}

} // namespace postern::widgets
