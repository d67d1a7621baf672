// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/batch/imagepaths.h"

#include "engine/base/pathtext.h"

#include <algorithm>
#include <string>

namespace fs = std::filesystem;

namespace postern::batch {

namespace {

bool mayHoldImages(const Value &value)
{
    return value.isDict() || value.isList();
}

Value wholePath(const Value &path, const fs::path &folder)
{
    if (!path.isString() || fs::path(path.asString()).is_absolute())
        return path;
    return {pathText((folder / path.asString()).lexically_normal())};
}

bool isImageFile(const Value &value)
{
    const Value *type = value.find("type");
    return type && *type == Value("image_file") && value.find("image_file");
}

Value withPaths(const Value &value, const fs::path &folder)
{
    if (value.isList()) {
        if (std::ranges::none_of(value.asList(), mayHoldImages))
            return value;
        List list;
        list.reserve(value.asList().size());
        for (const Value &item : value.asList())
            list.push_back(withPaths(item, folder));
        return list;
    }
    if (!value.isDict())
        return value;
    Dict dict;
    const bool isFile = isImageFile(value);
    for (const auto &[key, member] : value.asDict()) {
        const bool isPath = key.isString() && key.asString().starts_with("data:image/")
                            && key.asString().ends_with(";path");
        if (isPath) {
            dict.append(key, wholePath(member, folder));
        } else if (isFile && key == Value("image_file") && member.find("path")) {
            Dict file = member.asDict();
            file.set("path", wholePath(*member.find("path"), folder));
            dict.append(key, std::move(file));
        } else {
            dict.append(key, withPaths(member, folder));
        }
    }
    return dict;
}

} // namespace

Dict withWholeImagePaths(Dict row, const fs::path &folder)
{
    const bool holdsNone = std::ranges::none_of(row, [](const Dict::Member &member) {
        return mayHoldImages(member.second);
    });
    if (holdsNone)
        return row;
    return withPaths(Value(std::move(row)), folder).asDict();
}

} // namespace postern::batch
