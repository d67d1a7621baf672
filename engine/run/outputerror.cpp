// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/run/outputerror.h"

#include "engine/base/json.h"
#include "engine/base/pyrepr.h"

#include <string_view>
#include <utility>

namespace postern::run {

namespace {

Message withArticle(const std::string &type)
{
    const bool isVowel = !type.empty()
                         && std::string_view("aeiouAEIO").find(type[0]) != std::string_view::npos;
    return isVowel ? tr("an %1", type) : tr("a %1", type);
}

std::string shownKey(const Value &key)
{
    return key.isString() ? json::write(key) : py::repr(key);
}

/// Where the first part is that JSON has no form for, and what it is ("o["when"] is a datetime");
/// empty when there is none.
Message unwritablePart(const Value &value, const std::string &path)
{
    if (value.isList() || value.kind() == Value::Kind::Tuple) {
        const List &items = value.asList();
        for (std::size_t i = 0; i < items.size(); ++i) {
            Message part = unwritablePart(items[i], path + "[" + std::to_string(i) + "]");
            if (!part.isEmpty())
                return part;
        }
        return {};
    }
    if (!value.isDict())
        return value.isJson() ? Message() : tr("%1 is %2", path, withArticle(value.typeName()));
    for (const auto &[key, member] : value.asDict()) {
        if (key.kind() > Value::Kind::String)
            return tr("the key %1 of %2 is %3", py::repr(key), path, withArticle(key.typeName()));
        Message part = unwritablePart(member, path + "[" + shownKey(key) + "]");
        if (!part.isEmpty())
            return part;
    }
    return {};
}

Message unwritableSentence(const std::string &output, const Value &value)
{
    const bool isWhole = !value.isDict() && !value.isList() && value.kind() != Value::Kind::Tuple;
    if (isWhole)
        return tr("The flow output '%1' is %2, which JSON has no form for.",
                  output,
                  withArticle(value.typeName()));
    return tr("The flow output '%1' can't be written as JSON: %2.",
              output,
              unwritablePart(value, output));
}

} // namespace

Error unserializableOutput(const std::string &output, const Value &value)
{
    std::string reason;
    try {
        json::write(value);
    } catch (const Error &error) {
        reason = error.promptflow() ? error.promptflow()->message : error.message();
    }
    Error error(ErrorCode::NodeFailed,
                unwritableSentence(output, value),
                tr("Return text, numbers, lists or dicts from the node it refers to: str(x), "
                   "float(x) and x.tolist() make them of dates and of numpy's values."));
    return std::move(error).as({"UserError", "FlowOutputUnserializable"},
                               "The output '" + output
                                   + "' for flow is incorrect. The output value is not JSON "
                                     "serializable. JSON dump failed: (TypeError) "
                                   + reason
                                   + ". Please verify your flow output and make sure the value "
                                     "serializable.");
}

} // namespace postern::run
