// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/prompty/promptyimages.h"

#include "engine/image/images.h"
#include "engine/pyobject/text.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace postern::prompty {

namespace {

/// What an image is named by: "data:image/png;path" and "x.png".
struct ImageName
{
    std::string key;
    std::string content;
};

/// prompt flow's expression ^data:image/(.*);(path|base64|url):\s*(.*)$
std::optional<ImageName> imageNameIn(std::string_view text)
{
    if (!text.starts_with("data:image/"))
        return {};
    std::size_t colon = std::string_view::npos;
    for (const std::string_view kind : {";path:", ";base64:", ";url:"}) {
        const std::size_t found = text.rfind(kind);
        if (found != std::string_view::npos
            && (colon == std::string_view::npos || found + kind.size() > colon + 1))
            colon = found + kind.size() - 1;
    }
    if (colon == std::string_view::npos)
        return {};
    const std::string_view key = text.substr(0, colon);
    std::string_view content = text.substr(pyobject::skipSpace(text, colon + 1));
    if (content.ends_with('\n'))
        content.remove_suffix(1);
    const bool isOneLine = key.find('\n') == std::string_view::npos
                           && content.find('\n') == std::string_view::npos;
    return isOneLine ? std::optional(ImageName{std::string(key), std::string(content)})
                     : std::nullopt;
}

} // namespace

Task<Dict> withPromptyImages(Dict inputs, flow::SourceFolder folder, http::Client &http)
{
    image::ImageLoader loader(folder, image::ImageFormat::Basic, http);
    Dict resolved;
    for (const auto &[name, value] : inputs) {
        std::optional<ImageName> image = value.isString() ? imageNameIn(value.asString())
                                                          : std::nullopt;
        if (!image) {
            resolved.append(name, value);
            continue;
        }
        // The error names the file as prompt flow does, with its folder.
        if (image->key.ends_with(";path"))
            image->content = (folder.path / image->content).string();
        Dict reference;
        reference.append(Value(image->key), Value(image->content));
        resolved.append(name, co_await loader.load(Value(std::move(reference))));
    }
    co_return resolved;
}

} // namespace postern::prompty
