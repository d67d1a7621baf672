// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/flowform.h"

#include "engine/base/error.h"
#include "engine/flow/floweditor.h"
#include "widgets/run/valuetext.h"

#include <utility>

namespace postern::widgets {

namespace {

FormField newVariable()
{
    FormField field;
    field.path = "environment_variables.(new)";
    field.label = FormWords::tr("Add");
    field.whenAbsent = FormWords::tr("NAME=value");
    field.type = "string";
    field.step = FormWords::tr("Add a variable");
    field.intent = [](const Typed &typed) -> FormIntent {
        if (!typed.content)
            return {};
        return [word = typed.content->value().asString()](flow::FlowEditor &editor) {
            const std::size_t at = word.find('=');
            if (at == std::string::npos || at == 0)
                throw Error(ErrorCode::InvalidInput,
                            FormWords::tr("Write it as NAME=value.").toStdString());
            editor.set("environment_variables." + pathStep(word.substr(0, at)),
                       Value(word.substr(at + 1)));
        };
    };
    return field;
}

FormField newInclude(std::size_t at)
{
    FormField field;
    field.path = "additional_includes.(new)";
    field.label = FormWords::tr("Add");
    field.whenAbsent = QStringLiteral("../shared/tools.py");
    field.type = "string";
    field.step = FormWords::tr("Add a file from elsewhere");
    field.intent = [at](const Typed &typed) -> FormIntent {
        if (!typed.content)
            return {};
        return [at, path = typed.content->value()](flow::FlowEditor &editor) {
            editor.set("additional_includes." + std::to_string(at), path);
        };
    };
    return field;
}

} // namespace

std::vector<FormField> environmentFields(const flow::Flow &flow)
{
    std::vector<FormField> fields;
    for (const auto &[name, value] : flow.environmentVariables) {
        FormField field;
        field.path = "environment_variables." + pathStep(name);
        field.label = fromUtf8(name);
        field.unit = FormWords::tr("the flow");
        field.text = typedText(value, {});
        field.isChanged = true;
        field.role = "literal";
        fields.push_back(std::move(field));
    }
    fields.push_back(newVariable());
    return fields;
}

std::vector<FormField> includeFields(const flow::Flow &flow)
{
    std::vector<FormField> fields;
    for (std::size_t at = 0; at < flow.additionalIncludes.size(); ++at) {
        FormField field;
        field.path = "additional_includes." + std::to_string(at);
        field.label = QString::number(at + 1);
        field.unit = FormWords::tr("the flow");
        field.text = fromUtf8(flow.additionalIncludes[at]);
        field.type = "string";
        field.isChanged = true;
        field.role = "literal";
        fields.push_back(std::move(field));
    }
    fields.push_back(newInclude(flow.additionalIncludes.size()));
    return fields;
}

} // namespace postern::widgets
