// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/settings.h"

#include "widgets/run/valuetext.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace postern::widgets {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Inspector)
};

/// A parameter of a chat or completion call that a node may state among its inputs.
struct Parameter
{
    const char *name;
    const char *label;
    const char *whenAbsent; ///< the API's own default
    bool isAlwaysShown;
};

constexpr Parameter kParameters[]{
    {"deployment_name", QT_TRANSLATE_NOOP("Inspector", "Deployment"), "–", false},
    {"model", QT_TRANSLATE_NOOP("Inspector", "Model"), "–", false},
    {"temperature", QT_TRANSLATE_NOOP("Inspector", "Temperature"), "1.0", true},
    {"top_p", QT_TRANSLATE_NOOP("Inspector", "Top p"), "1.0", true},
    {"max_tokens", QT_TRANSLATE_NOOP("Inspector", "Max tokens"), "–", true},
    {"response_format", QT_TRANSLATE_NOOP("Inspector", "Response"), "text", true},
    {"stop", QT_TRANSLATE_NOOP("Inspector", "Stop"), "", false},
    {"presence_penalty", QT_TRANSLATE_NOOP("Inspector", "Presence penalty"), "0", false},
    {"frequency_penalty", QT_TRANSLATE_NOOP("Inspector", "Frequency penalty"), "0", false},
    {"logit_bias", QT_TRANSLATE_NOOP("Inspector", "Logit bias"), "", false},
    {"seed", QT_TRANSLATE_NOOP("Inspector", "Seed"), "", false},
    {"tools", QT_TRANSLATE_NOOP("Inspector", "Tools"), "", false},
    {"tool_choice", QT_TRANSLATE_NOOP("Inspector", "Tool choice"), "", false},
};

bool isParameter(const flow::Node &node, std::string_view name)
{
    return node.type == flow::NodeType::Llm
           && std::ranges::any_of(kParameters,
                                  [&](const Parameter &known) { return name == known.name; });
}

QString text(const flow::Binding &binding)
{
    if (binding.kind != flow::Binding::Kind::Literal)
        return QString::fromStdString(binding.text);
    return binding.literal.isString() ? QString::fromStdString(binding.literal.asString())
                                      : summary(binding.literal);
}

void add(std::vector<Setting> &settings, const QString &label, const std::string &value)
{
    if (!value.empty())
        settings.push_back({label, QString::fromStdString(value), {}, true});
}

void addParameters(std::vector<Setting> &settings, const flow::Node &node)
{
    for (const Parameter &known : kParameters) {
        const flow::Binding *const binding = node.input(known.name);
        if (binding == nullptr && !known.isAlwaysShown)
            continue;
        const QString absent = QString::fromUtf8(known.whenAbsent);
        const QString value = binding ? text(*binding) : QString();
        settings.push_back({Words::tr(known.label), value, absent, !value.isEmpty()});
    }
}

} // namespace

std::vector<Setting> settingsOf(const flow::Node &node)
{
    std::vector<Setting> settings;
    const bool isLlm = node.type == flow::NodeType::Llm;
    if (isLlm)
        settings.push_back({Words::tr("Connection"),
                            QString::fromStdString(node.connection),
                            Words::tr("none"),
                            true});
    else
        add(settings, Words::tr("Connection"), node.connection);
    add(settings, Words::tr("API"), node.api);
    if (isLlm)
        addParameters(settings, node);
    const bool isTemplate = isLlm || node.type == flow::NodeType::Prompt;
    add(settings, isTemplate ? Words::tr("Prompt") : Words::tr("File"), node.source.path);
    add(settings, Words::tr("Tool"), node.source.tool);
    if (node.aggregation)
        settings.push_back({Words::tr("Runs"), Words::tr("once over all rows"), {}, true});
    add(settings, Words::tr("Comment"), node.comment);
    return settings;
}

std::vector<std::pair<std::string, flow::Binding>> otherInputs(const flow::Node &node)
{
    std::vector<std::pair<std::string, flow::Binding>> inputs;
    std::ranges::copy_if(node.inputs, std::back_inserter(inputs), [&](const auto &input) {
        return !isParameter(node, input.first);
    });
    return inputs;
}

QString changedFields(const flow::Node &variant, const flow::Node &standard)
{
    QStringList parts;
    if (variant.source.path != standard.source.path)
        parts.append(Words::tr("source"));
    if (variant.connection != standard.connection)
        parts.append(Words::tr("connection"));
    for (const auto &[name, binding] : variant.inputs) {
        const flow::Binding *const other = standard.input(name);
        if (other == nullptr || text(*other) != text(binding))
            parts.append(QString::fromStdString(name) + u' ' + text(binding));
    }
    for (const auto &[name, binding] : standard.inputs) {
        if (variant.input(name) == nullptr)
            parts.append(Words::tr("no %1").arg(QString::fromStdString(name)));
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace postern::widgets
