// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/tool/promptimages.h"

#include "engine/base/base64.h"
#include "engine/base/pyrepr.h"
#include "engine/pyobject/text.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace postern::tool {

namespace {

void collectImages(const Value &value, PromptImages &images)
{
    if (value.kind() == Value::Kind::Image) {
        images.insert_or_assign(py::str(value), value.asImage());
    } else if (value.isList()) {
        for (const Value &item : value.asList())
            collectImages(item, images);
    } else if (value.isDict()) {
        for (const auto &[key, member] : value.asDict())
            collectImages(member, images);
    }
}

std::string urlOf(const Image &image)
{
    if (!image.sourceUrl.empty())
        return image.sourceUrl;
    return "data:" + image.mimeType + ";base64," + toBase64(image.data);
}

std::size_t behind(std::string_view text, std::size_t at, std::string_view expected)
{
    return text.substr(at).starts_with(expected) ? at + expected.size() : std::string_view::npos;
}

struct ImageMark
{
    std::string_view inside; ///< between "{{" and "}}"
    std::size_t end = 0;
};

/// "![image]({{name}})" at byte `at`, with white space inside both brackets as prompt flow's
/// expression \!\[(\s*image\s*)\]\(\{\{(\s*[^\s{}]+\s*)\}\}\) allows.
std::optional<ImageMark> markAt(std::string_view text, std::size_t at)
{
    constexpr auto npos = std::string_view::npos;
    std::size_t end = behind(text, pyobject::skipSpace(text, at + 2), "image");
    end = end == npos ? npos : behind(text, pyobject::skipSpace(text, end), "]({{");
    const std::size_t close = end == npos ? npos : text.find_first_of("{}", end);
    if (close == npos || behind(text, close, "}})") == npos)
        return {};
    const std::string_view inside = text.substr(end, close - end);
    const std::string_view name = pyobject::strip(inside);
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (pyobject::skipSpace(name, i) != i)
            return {};
    }
    if (name.empty())
        return {};
    return ImageMark{inside, close + 3};
}

} // namespace

PromptImages imagesIn(const Dict &variables)
{
    PromptImages images;
    collectImages(Value(variables), images);
    return images;
}

std::string withImagesOnLines(std::string text)
{
    std::string result;
    std::size_t at = 0;
    for (std::size_t found = text.find("!["); found != std::string::npos;
         found = text.find("![", found + 2)) {
        const auto mark = markAt(text, found);
        if (!mark)
            continue;
        result.append(text, at, found - at);
        result.append("\n{{").append(mark->inside).append("}}\n");
        at = mark->end;
    }
    return at == 0 ? std::move(text) : result.append(text, at);
}

std::vector<std::string> imageNames(std::string_view text)
{
    std::vector<std::string> names;
    for (std::size_t at = text.find("!["); at != std::string_view::npos;
         at = text.find("![", at + 2)) {
        if (const auto mark = markAt(text, at))
            names.emplace_back(pyobject::strip(mark->inside));
    }
    return names;
}

Value contentOf(std::string_view text, const PromptImages &images, std::string_view detail)
{
    text = pyobject::strip(text);
    List parts;
    bool hasImage = false;
    for (std::size_t at = 0; !images.empty() && at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        at = end + 1;
        const auto image = images.find(pyobject::strip(line));
        if (image != images.end()) {
            hasImage = true;
            const Dict url{{"url", urlOf(image->second)}, {"detail", detail}};
            parts.emplace_back(Dict{{"type", "image_url"}, {"image_url", url}});
        } else if (!pyobject::strip(line).empty()) {
            parts.emplace_back(Dict{{"type", "text"}, {"text", line}});
        }
    }
    return hasImage ? Value(std::move(parts)) : Value(text);
}

} // namespace postern::tool
