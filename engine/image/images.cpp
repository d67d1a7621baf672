// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/image/images.h"

#include "engine/base/base64.h"
#include "engine/base/error.h"
#include "engine/base/nearpath.h"
#include "engine/base/offload.h"
#include "engine/base/pyrepr.h"
#include "engine/pyobject/text.h"
#include "engine/store/atomicfile.h"

#include <algorithm>
#include <array>
#include <random>
#include <utility>

namespace fs = std::filesystem;

namespace postern::image {

namespace {

constexpr std::size_t kImageLimit = 64 * 1024 * 1024;

Error invalidImage(Message message, std::string promptflow)
{
    Error
        error(ErrorCode::InvalidInput,
              std::move(message),
              tr("Give an image as {\"data:image/png;path\": \"file.png\"}, or ;base64 or ;url."));
    return std::move(error).as({"UserError", "ValidationError", "InvalidImageInput"},
                               std::move(promptflow));
}

/// {"data:image/png;path": ...} taken apart: "png", "path". Empty kind: it is no such key.
std::pair<std::string, std::string> mimeKey(std::string_view key)
{
    constexpr std::string_view kStart = "data:image/";
    const std::size_t semicolon = key.rfind(';');
    if (!key.starts_with(kStart) || semicolon == std::string_view::npos)
        return {};
    const std::string_view kind = key.substr(semicolon + 1);
    if (kind != "path" && kind != "base64" && kind != "url")
        return {};
    return {std::string(key.substr(kStart.size(), semicolon - kStart.size())), std::string(kind)};
}

std::string guessMimeType(std::string_view data)
{
    using Magic = std::pair<std::string_view, const char *>;
    static const std::array<Magic, 6> kMagics{Magic{"\x89PNG", "image/png"},
                                              Magic{"\xff\xd8\xff", "image/jpeg"},
                                              Magic{"GIF", "image/gif"},
                                              Magic{"BM", "image/bmp"},
                                              Magic{"II*", "image/tiff"},
                                              Magic{"MM", "image/tiff"}};
    for (const auto &[magic, type] : kMagics) {
        if (data.starts_with(magic))
            return type;
    }
    return data.starts_with("RIFF") && data.substr(8).starts_with("WEBP") ? "image/webp"
                                                                          : "image/*";
}

Value makeImage(std::string data, const std::string &mimeType, std::string url = {})
{
    Image image;
    image.mimeType = mimeType.empty() ? guessMimeType(data) : pyobject::asciiLower(mimeType);
    image.data = std::move(data);
    image.sourceUrl = std::move(url);
    return image;
}

Value decodeImage(std::string_view text, const std::string &mimeType)
{
    const std::size_t comma = text.rfind(',');
    const auto data = fromBase64(comma == std::string_view::npos ? text : text.substr(comma + 1));
    if (!data)
        throw invalidImage(tr("The image's base64 text is cut off."), "")
            .as({"SystemError", "Error"}, "Incorrect padding"); // binascii's
    return makeImage(*data, mimeType);
}

bool isAddress(std::string_view text)
{
    const std::size_t colon = text.find("://");
    return colon != std::string_view::npos && colon > 0 && colon + 3 < text.size();
}

const std::string *textMember(const Value &value, std::string_view key)
{
    const Value *member = value.find(key);
    return member && member->isString() ? &member->asString() : nullptr;
}

/// The text of {"type": "text", "text": ...}, where it may stand as a value beside annotations.
const std::string *textOf(const Value &value)
{
    if (!value.isDict() || value.asDict().size() != 2)
        return nullptr;
    const std::string *type = textMember(value, "type");
    const Value *text = type && *type == "text" ? value.find("text") : nullptr;
    if (!text || text->isString())
        return text ? &text->asString() : nullptr;
    return textMember(*text, "value");
}

std::string randomName()
{
    static std::mt19937_64 random{std::random_device{}()};
    std::string name;
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (const int length : {8, 4, 4, 4, 12}) {
        if (!name.empty())
            name += '-';
        for (int i = 0; i < length; ++i)
            name += kDigits[random() % 16];
    }
    return name;
}

Value reference(const Image &image, const char *kind, std::string where, ImageFormat format)
{
    if (format == ImageFormat::Basic)
        return Dict{{"data:" + image.mimeType + ";" + kind, std::move(where)}};
    const bool isFile = std::string_view(kind) == "path";
    const char *type = isFile ? "image_file" : "image_url";
    return Dict{{"type", type}, {type, Dict{{isFile ? "path" : "url", std::move(where)}}}};
}

/// What is after a MIME type's slash comes from the flow: it names no other folder.
bool isExtension(std::string_view text)
{
    return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '+' || c == '-' || c == '.';
    }) && !text.starts_with('.');
}

Value saveImage(const Image &image, const ImagePlace &place)
{
    const auto &[folder, base, format] = place;
    if (!image.sourceUrl.empty())
        return reference(image, "url", image.sourceUrl, format);
    if (folder.empty()) {
        const std::string data = toBase64(image.data);
        return reference(image,
                         "base64",
                         format == ImageFormat::Basic
                             ? data
                             : "data:" + image.mimeType + ";base64," + data,
                         format);
    }
    std::string name = randomName();
    const std::string extension = image.mimeType.substr(image.mimeType.find('/') + 1);
    if (isExtension(extension))
        name += "." + extension;
    std::error_code ignored;
    // Who made the flow's folder may have laid a link there.
    if (fs::is_symlink(folder, ignored))
        throw Error(ErrorCode::FileUnwritable,
                    tr("The folder for images, %1, is a link.", folder.string()),
                    tr("Remove the link, or name another folder for the records."));
    store::WriteOptions options;
    options.replacesLink = true;
    store::writeFile(folder / name, image.data, options);
    const fs::path file = fs::absolute(folder / name);
    const fs::path shown = base.empty() ? file : file.lexically_relative(fs::absolute(base));
    return reference(image, "path", shown.string(), format);
}

Error loadError(const flow::FlowInput &input, const Error &inner)
{
    const std::string className = inner.promptflow() ? inner.promptflow()->codes.back() : "Error";
    const std::string message = inner.promptflow() ? inner.promptflow()->message : inner.message();
    Error error(inner.code(),
                tr("The image of input '%1' can't be loaded: %2",
                   input.name,
                   inner.translatableMessage()),
                inner.translatableHint(),
                input.place);
    return std::move(error).as({"UserError", "LoadMultimediaDataError"},
                               "Failed to load image for input '" + input.name + "': (" + className
                                   + ") " + message);
}

} // namespace

ImageFormat imageFormatOf(const flow::Flow &flow)
{
    return flow.messageFormat == "openai-vision" ? ImageFormat::OpenAiVision : ImageFormat::Basic;
}

Task<Dict> ImageLoader::loadInputs(const flow::Flow &flow, Dict inputs)
{
    for (const flow::FlowInput &input : flow.inputs) {
        const Value *value = inputs.find(std::string_view(input.name));
        const bool isImage = input.type == "image";
        if (!value || (!isImage && input.type != "list" && input.type != "object"))
            continue;
        try {
            Value loaded = !isImage          ? co_await loadNested(*value)
                           : value->isList() ? co_await loadAll(*value)
                                             : co_await load(*value);
            inputs.set(Value(input.name), std::move(loaded));
        } catch (const Error &error) {
            throw error.code() == ErrorCode::Cancelled ? error : loadError(input, error);
        }
    }
    co_return inputs;
}

bool ImageLoader::isImageDict(const Value &value) const
{
    if (!value.isDict())
        return false;
    const Dict &dict = value.asDict();
    if (m_format == ImageFormat::Basic) {
        return dict.size() == 1 && dict.begin()->first.isString()
               && !mimeKey(dict.begin()->first.asString()).second.empty();
    }
    const std::string *type = textMember(value, "type");
    const Value *content = type ? value.find(*type) : nullptr;
    return dict.size() == 2 && content
           && ((*type == "image_url" && content->find("url"))
               || (*type == "image_file" && content->find("path")));
}

Task<Value> ImageLoader::load(Value value)
{
    if (value.kind() == Value::Kind::Image)
        co_return value;
    if (isImageDict(value))
        co_return co_await loadDict(value);
    if (value.isDict())
        throw invalidImage(
            tr("The dict names no image."),
            "Invalid image input format. The image input should be a dictionary like: "
            "{data:image/<image_type>;[path|base64|url]: <image_data>}.");
    if (!value.isString())
        throw invalidImage(tr("A %1 is no image.", value.typeName()),
                           "Unsupported image input type: <class '" + value.typeName()
                               + "'>. The image inputs should be a string or a dictionary.");
    if (value.asString().empty())
        throw invalidImage(tr("The image is empty."), "The image input should not be empty.");
    co_return co_await loadText(value.asString());
}

Task<Value> ImageLoader::loadAll(Value images)
{
    List list;
    for (const Value &image : images.asList())
        list.push_back(co_await load(image));
    co_return Value(std::move(list));
}

Task<Value> ImageLoader::loadLiteral(Value value)
{
    if (value.isList())
        throw invalidImage(tr("A list is no image."),
                           "Unsupported image input type: <class "
                           "'ruamel.yaml.comments.CommentedSeq'>. The image inputs should be a "
                           "string or a dictionary.");
    co_return co_await load(std::move(value));
}

Task<Value> ImageLoader::loadNested(Value value)
{
    if (isImageDict(value))
        co_return co_await loadDict(value);
    if (const std::string *text = m_format == ImageFormat::OpenAiVision ? textOf(value) : nullptr)
        co_return Value(*text);
    if (value.isList()) {
        List list;
        for (const Value &item : value.asList())
            list.push_back(co_await loadNested(item));
        co_return Value(std::move(list));
    }
    if (value.isDict()) {
        Dict dict;
        for (const auto &[key, member] : value.asDict()) {
            Value loaded = co_await loadNested(member);
            dict.append(key, std::move(loaded));
        }
        co_return Value(std::move(dict));
    }
    co_return value;
}

Task<Value> ImageLoader::loadText(std::string text)
{
    if (looksLikeBase64Image(text))
        co_return decodeImage(text, {});
    if (isAddress(text)) {
        std::string unknownType;
        co_return co_await fetch(std::move(text), std::move(unknownType));
    }
    std::string unknownType;
    co_return co_await loadFile(std::move(text), std::move(unknownType));
}

Task<Value> ImageLoader::loadDict(Value value)
{
    if (m_format == ImageFormat::OpenAiVision) {
        const std::string &type = value.find("type")->asString();
        const Value &content = *value.find(type);
        if (type == "image_file")
            co_return co_await loadFile(py::str(*content.find("path")), std::string());
        const std::string url = py::str(*content.find("url"));
        if (!looksLikeBase64Image(url) && !isAddress(url))
            throw invalidImage(tr("'%1' is neither an address nor base64.", url),
                               "Invalid image url: " + url
                                   + ". Should be a valid url or base64 string.");
        co_return co_await loadText(url);
    }
    const auto &[key, content] = *value.asDict().begin();
    const auto [format, kind] = mimeKey(key.asString());
    const std::string text = py::str(content);
    const std::string mimeType = "image/" + format;
    if (kind == "path")
        co_return co_await loadFile(text, mimeType);
    if (kind == "url")
        co_return co_await fetch(text, mimeType);
    if (!looksLikeBase64Image(text))
        throw invalidImage(tr("The image's text is no base64."),
                           "Invalid base64 image: " + text + ".");
    co_return decodeImage(text, mimeType);
}

Task<Value> ImageLoader::loadFile(std::string path, std::string mimeType) const
{
    auto loading = [folder = m_folder, path, mimeType] {
        return makeImage(flow::openInFolder(folder, path, kImageLimit), mimeType);
    };
    try {
        co_return co_await offload(std::move(loading));
    } catch (const Error &error) {
        if (error.code() == ErrorCode::LimitExceeded)
            throw Error(ErrorCode::LimitExceeded,
                        tr("The image file '%1' is larger than 64 MiB.", path),
                        tr("Use a smaller image."));
        if (error.code() != ErrorCode::FileUnreadable)
            throw;
        Error missing(ErrorCode::FileUnreadable,
                      tr("The image file '%1' can't be read: %2.", path, store::reasonOf(error)),
                      nearestPathHint(m_folder.path,
                                      path,
                                      tr("Check the path; it is relative to the flow's folder.")));
        throw std::move(missing).as({"SystemError", "FileNotFoundError"},
                                    "[Errno 2] No such file or directory: " + py::reprString(path));
    }
}

Task<Value> ImageLoader::fetch(std::string url, std::string mimeType)
{
    if (!url.starts_with("http://") && !url.starts_with("https://")) {
        if (m_folder.trust == flow::Trust::Restricted)
            throw Error(ErrorCode::Refused,
                        tr("The folder is restricted, so the image %1 isn't read.", url),
                        tr("Trust the folder to allow this."));
        throw invalidImage(tr("The image %1 has an address that is neither http nor https.", url),
                           "Failed to fetch image from URL: " + url + ".");
    }
    http::Request request;
    request.purpose = http::Purpose::Image;
    request.url = url;
    http::Response response;
    try {
        response = co_await m_http.send(std::move(request));
    } catch (const Error &error) {
        if (error.code() == ErrorCode::Cancelled || error.code() == ErrorCode::Refused)
            throw;
        Error failed(ErrorCode::ConnectionFailed,
                     tr("The image %1 can't be fetched: %2", url, error.translatableMessage()),
                     error.translatableHint());
        throw std::move(failed).as({"UserError", "ValidationError", "InvalidImageInput"},
                                   "Failed to fetch image from URL: " + url + ".");
    }
    if (response.head.status != 200) {
        const std::string status = std::to_string(response.head.status);
        throw invalidImage(tr("The server answers %1 for the image %2.", status, url),
                           "Failed to fetch image from URL: " + url + ". Error code: " + status
                               + ". Error message: " + response.body + ".");
    }
    co_return makeImage(std::move(response.body), mimeType, std::move(url));
}

static bool holdsImage(const Value &value)
{
    if (value.isList())
        return std::ranges::any_of(value.asList(), holdsImage);
    return value.kind() == Value::Kind::Image
           || (value.isDict() && std::ranges::any_of(value.asDict(), [](const Dict::Member &member) {
                   return holdsImage(member.second);
               }));
}

Task<Value> saveImages(Value value, ImagePlace place)
{
    if (!holdsImage(value))
        co_return value;
    co_return co_await offload([value = std::move(value), place = std::move(place)] {
        return withImagesSaved(value, place);
    });
}

Value withImagesSaved(const Value &value, const ImagePlace &place)
{
    if (value.kind() == Value::Kind::Image)
        return saveImage(value.asImage(), place);
    if (value.isList()) {
        List list;
        for (const Value &item : value.asList())
            list.push_back(withImagesSaved(item, place));
        return list;
    }
    if (value.isDict()) {
        Dict dict;
        for (const auto &[key, member] : value.asDict())
            dict.append(key, withImagesSaved(member, place));
        return dict;
    }
    return value;
}

} // namespace postern::image
