// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/value.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postern::tool {

/// Images of a prompt by the text that stands for each while the prompt is rendered and split.
using PromptImages = std::map<std::string, Image, std::less<>>;

/// The images in the variables, also inside lists and dicts, by the text that each is in a template.
PromptImages imagesIn(const Dict &variables);

/// The template with each `![image]({{name}})` replaced by `{{name}}` on a line of its own, as
/// prompt flow prepares templates for models that see.
std::string withImagesOnLines(std::string text);

/// The names in its `![image]({{name}})` marks.
std::vector<std::string> imageNames(std::string_view text);

/// What a message's text is sent as: the text itself, or, where a line of it stands for an image, a
/// list with a part for each line. `detail` is that of the images.
Value contentOf(std::string_view text, const PromptImages &images, std::string_view detail);

} // namespace postern::tool
