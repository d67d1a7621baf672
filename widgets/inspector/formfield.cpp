// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/formfield.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/flow/inputtypes.h"
#include "engine/yaml/content.h"
#include "widgets/run/valuetext.h"

#include <array>
#include <utility>

namespace postern::widgets {

namespace {

/// What is a text whatever it looks like.
bool isTextType(const std::string &type)
{
    constexpr std::array kTexts = {"string", "secret", "prompt_template", "file_path", "image"};
    return std::ranges::find(kTexts, type) != kTexts.end();
}

std::string inOneLine(const Value &value)
{
    json::WriteOptions options;
    options.ensureAscii = false;
    options.reprUnknown = true;
    return json::write(value, options);
}

bool isCollection(const Value &value)
{
    return value.isDict() || value.isList();
}

/// YAML, but a sentence that only looks like some isn't: "Note: this", "# first".
yaml::Content freeContent(const std::string &text)
{
    try {
        yaml::Content content = yaml::Content::fromWord(text);
        const Value &value = content.value();
        const bool hasBrackets = text.starts_with('{') || text.starts_with('[');
        const bool isSaidNull = text == "null" || text == "~" || text == "Null" || text == "NULL";
        if ((isCollection(value) && !hasBrackets) || (value.isNull() && !isSaidNull))
            return Value(text);
        return content;
    } catch (const Error &) {
        return Value(text);
    }
}

bool isOfType(flow::ValueType type, const Value &value)
{
    const bool isData = type == flow::ValueType::List || type == flow::ValueType::Object;
    try {
        static_cast<void>(flow::parseAs(type, value));
        return isData || !isCollection(value);
    } catch (const Error &) {
        return false;
    }
}

} // namespace

QString typedText(const Value &value, const std::string &type)
{
    if (value.isNull())
        return type.empty() ? QStringLiteral("null") : QString();
    if (value.isString()) {
        const std::string &text = value.asString();
        const bool isSafe = isTextType(type) || freeContent(text).value() == value
                            || (flow::valueType(type) && !text.empty() && text.front() != '"');
        return fromUtf8(isSafe && (!text.empty() || isTextType(type)) ? text : inOneLine(value));
    }
    if (isCollection(value))
        return fromUtf8(inOneLine(value));
    if (value.isBool())
        return value.asBool() ? QStringLiteral("true") : QStringLiteral("false");
    return fromUtf8(py::repr(value));
}

QString typedText(const flow::Binding &binding, const std::string &type)
{
    return binding.kind == flow::Binding::Kind::Literal ? typedText(binding.literal, type)
                                                        : fromUtf8(binding.text);
}

Typed typedContent(const QString &typed, const std::string &type)
{
    const std::string text = typed.trimmed().toStdString();
    if (text.empty())
        return {};
    if (flow::parseBinding(Value(text)).kind != flow::Binding::Kind::Literal)
        return {yaml::Content(Value(text)), {}};
    if (text.starts_with("${"))
        return {{},
                FormWords::tr("This isn't a whole reference: write ${node.output} or "
                              "${inputs.name}.")};
    yaml::Content content = freeContent(text);
    const std::string whole = typed.toStdString();
    if (isTextType(type) && content.value() != Value(whole))
        return {yaml::Content(Value(whole)), {}};
    const std::optional<flow::ValueType> known = flow::valueType(type);
    if (known && !isOfType(*known, content.value()))
        return {{}, FormWords::tr("This is no %1.").arg(QString::fromStdString(type))};
    return {std::move(content), {}};
}

std::string pathStep(const std::string &name)
{
    const bool isPlain = !name.empty() && name.find('.') == std::string::npos && name.front() != '"'
                         && name.front() != '\'';
    if (isPlain)
        return name;
    const char quote = name.find('"') == std::string::npos ? '"' : '\'';
    return quote + name + quote;
}

QStringList referencesIn(const flow::Flow &flow, std::string_view node)
{
    QStringList found;
    for (const flow::FlowInput &input : flow.inputs)
        found.append(QStringLiteral("${inputs.%1}").arg(QString::fromStdString(input.name)));
    for (const flow::Node &other : flow.nodes) {
        if (other.name != node)
            found.append(QStringLiteral("${%1.output}").arg(QString::fromStdString(other.name)));
    }
    return found;
}

} // namespace postern::widgets
