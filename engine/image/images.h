// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/task.h"
#include "engine/base/value.h"
#include "engine/flow/flow.h"
#include "engine/flow/sourcefolder.h"
#include "engine/http/client.h"
#include "engine/image/imageformat.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace postern::image {

ImageFormat imageFormatOf(const flow::Flow &flow);

/// Makes images of what names them, by the rules of prompt flow's multimedia_utils: a dict
/// {"data:image/png;path|base64|url": ...} or {"type": "image_url"|"image_file", ...}, or, for an
/// image input, also plain text: base64, an address or a path.
class ImageLoader
{
public:
    /// Paths are relative to `folder`, and inside it when it is restricted; `http` fetches addresses
    /// and must outlive the loader.
    ImageLoader(flow::SourceFolder folder, ImageFormat format, http::Client &http)
        : m_folder(std::move(folder))
        , m_format(format)
        , m_http(http)
    {}

    /// The inputs with images in those of type image, list and object. Throws Error InvalidInput
    /// (LoadMultimediaDataError).
    Task<Dict> loadInputs(const flow::Flow &flow, Dict inputs);
    /// An image from any form. Throws Error InvalidInput with Python's class as its last code.
    Task<Value> load(Value value);
    /// As load(), of what a flow file holds.
    Task<Value> loadLiteral(Value value);
    /// The value with every image dict in it loaded. In the format openai-vision every
    /// {"type": "text", "text": ...} in it becomes its text.
    Task<Value> loadNested(Value value);

private:
    /// Each of a list.
    Task<Value> loadAll(Value images);
    bool isImageDict(const Value &value) const;
    Task<Value> loadDict(Value value);
    Task<Value> loadText(std::string text);
    Task<Value> loadFile(std::string path, std::string mimeType) const;
    Task<Value> fetch(std::string url, std::string mimeType);

    const flow::SourceFolder m_folder;
    const ImageFormat m_format;
    http::Client &m_http;
};

/// Where images are written. An empty folder: nowhere, their references hold them as base64.
struct ImagePlace
{
    std::filesystem::path folder;
    /// What the references' paths are relative to; empty: they are absolute.
    std::filesystem::path base;
    ImageFormat format = ImageFormat::Basic;
};

/// The value with every image written where `place` says and its reference instead.
/// Throws Error FileUnwritable.
Value withImagesSaved(const Value &value, const ImagePlace &place);
/// The same for who is on the loop, which isn't kept waiting for files.
Task<Value> saveImages(Value value, ImagePlace place);

} // namespace postern::image
