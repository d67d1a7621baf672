// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/nodeform.h"

#include "engine/flow/floweditor.h"
#include "engine/flow/nodetype.h"
#include "engine/tool/llmapi.h"
#include "engine/tool/tooltable.h"
#include "widgets/run/valuetext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace postern::widgets {

namespace {

/// A parameter of a model's API as the form has it; its type is the API's.
struct ApiParameter
{
    const char *name;
    const char *label;
    const char *whenAbsent; ///< the API's own default
    bool isAlwaysShown;
    const char *choices;    ///< with "|" between them
    bool isRefused = false; ///< by models that reason before they answer
};

constexpr ApiParameter kApiParameters[]{
    {"deployment_name", QT_TRANSLATE_NOOP("Inspector", "Deployment"), "–", true, ""},
    {"model", QT_TRANSLATE_NOOP("Inspector", "Model"), "–", true, ""},
    {"temperature", QT_TRANSLATE_NOOP("Inspector", "Temperature"), "1.0", true, "", true},
    {"top_p", QT_TRANSLATE_NOOP("Inspector", "Top p"), "1.0", true, "", true},
    {"max_tokens", QT_TRANSLATE_NOOP("Inspector", "Max tokens"), "–", true, ""},
    {"response_format",
     QT_TRANSLATE_NOOP("Inspector", "Response"),
     "text",
     true,
     "{\"type\": \"text\"}|{\"type\": \"json_object\"}"},
    {"stop", QT_TRANSLATE_NOOP("Inspector", "Stop"), "–", false, ""},
    {"presence_penalty", QT_TRANSLATE_NOOP("Inspector", "Presence penalty"), "0", false, "", true},
    {"frequency_penalty", QT_TRANSLATE_NOOP("Inspector", "Frequency penalty"), "0", false, "", true},
    {"logit_bias", QT_TRANSLATE_NOOP("Inspector", "Logit bias"), "–", false, "", true},
    {"seed", QT_TRANSLATE_NOOP("Inspector", "Seed"), "–", false, ""},
    {"tools", QT_TRANSLATE_NOOP("Inspector", "Tools"), "–", false, ""},
    {"tool_choice", QT_TRANSLATE_NOOP("Inspector", "Tool choice"), "–", false, "auto|none|required"},
    {"functions", QT_TRANSLATE_NOOP("Inspector", "Functions"), "–", false, ""},
    {"function_call", QT_TRANSLATE_NOOP("Inspector", "Function call"), "–", false, "auto|none"},
    {"stream", QT_TRANSLATE_NOOP("Inspector", "Stream"), "false", false, "true|false"},
    {"n", QT_TRANSLATE_NOOP("Inspector", "Answers"), "1", false, ""},
    {"user", QT_TRANSLATE_NOOP("Inspector", "User"), "–", false, ""},
    {"suffix", QT_TRANSLATE_NOOP("Inspector", "Suffix"), "–", false, ""},
    {"logprobs", QT_TRANSLATE_NOOP("Inspector", "Log probabilities"), "–", false, ""},
    {"echo", QT_TRANSLATE_NOOP("Inspector", "Echo"), "false", false, "true|false"},
    {"best_of", QT_TRANSLATE_NOOP("Inspector", "Best of"), "1", false, ""},
};

const ApiParameter *findApiParameter(std::string_view name)
{
    const auto found = std::ranges::find(kApiParameters, name, [](const ApiParameter &known) {
        return std::string_view(known.name);
    });
    return found == std::end(kApiParameters) ? nullptr : found;
}

bool isSetting(const flow::Node &node, std::string_view name)
{
    return node.type == flow::NodeType::Llm && findApiParameter(name) != nullptr;
}

/// The function that the node's connection leads to, as far as that can be known.
const tool::LlmApi &apiOf(const flow::Node &node, const FormFacts &facts)
{
    const bool hasModel = node.input("model") != nullptr
                          && node.input("deployment_name") == nullptr;
    std::string provider = node.provider;
    if (!facts.connectionClass.empty())
        provider = facts.connectionClass == "AzureOpenAIConnection" ? "AzureOpenAI" : "OpenAI";
    const tool::LlmApi *const api = tool::findLlmApi(provider, node.api);
    if (api != nullptr)
        return *api;
    const char *const likely = hasModel || provider == "OpenAI" ? "OpenAI" : "AzureOpenAI";
    const tool::LlmApi *const guessed = tool::findLlmApi(likely, node.api);
    return guessed ? *guessed : *tool::findLlmApi(likely, "chat");
}

/// Whether both say the same, however it is written: 1 and 1.0.
bool isSame(const QString &text, const QString &other, const std::string &type)
{
    const Typed one = typedContent(text, type);
    const Typed two = typedContent(other, type);
    return text == other
           || (one.content && two.content && one.content->value() == two.content->value());
}

/// What doesn't need words of its own: name, place and value.
class FieldMaker
{
public:
    FieldMaker(const flow::Node &node, const FormFacts &facts)
        : m_node(node)
        , m_base(placeOf(node, facts))
    {}

    /// A key of the node itself, a text.
    FormField own(const char *key, const QString &label, const std::string &value) const
    {
        FormField field;
        field.path = m_base + '.' + key;
        field.label = label;
        field.text = fromUtf8(value);
        field.type = "string";
        field.unit = fromUtf8(m_node.name);
        return field;
    }

    FormField input(const std::string &name, const QString &label, const std::string &type) const
    {
        FormField field;
        field.path = m_base + ".inputs." + pathStep(name);
        field.label = label;
        field.type = type;
        field.unit = fromUtf8(m_node.name);
        if (const flow::Binding *const binding = m_node.input(name)) {
            const Value &literal = binding->literal;
            field.text = typedText(*binding, type);
            field.hasLines = binding->kind == flow::Binding::Kind::Literal && literal.isString()
                             && literal.asString().find('\n') != std::string::npos;
            if (field.hasLines)
                field.text = fromUtf8(literal.asString());
        }
        return field;
    }

private:
    const flow::Node &m_node;
    const std::string m_base;
};

/// Whether the name is that of a model that reasons before it answers. A deployment may be called
/// anything.
bool isReasoning(const flow::Node &node, QString &name)
{
    static const QRegularExpression kNames(QStringLiteral("^(o[134](-.*)?|gpt-5(?!.*chat).*)$"),
                                           QRegularExpression::CaseInsensitiveOption);
    for (const char *const key : {"deployment_name", "model"}) {
        const flow::Binding *const binding = node.input(key);
        if (binding == nullptr || !binding->literal.isString())
            continue;
        name = fromUtf8(binding->literal.asString());
        return kNames.match(name).hasMatch();
    }
    return false;
}

QStringList together(const QStringList &own, const std::function<QStringList()> &others)
{
    QStringList all = own;
    if (others)
        all += others();
    all.removeDuplicates();
    return all;
}

FormField apiField(const FieldMaker &make,
                   const tool::LlmParameter &parameter,
                   const FormFacts &facts,
                   const flow::Node &node)
{
    const std::string name(parameter.name);
    const ApiParameter *const known = findApiParameter(name);
    FormField field = make.input(name,
                                 known ? FormWords::tr(known->label) : fromUtf8(name),
                                 std::string(parameter.type));
    field.whenAbsent = known ? QString::fromUtf8(known->whenAbsent) : QString();
    const bool isModel = name == "deployment_name" || name == "model";
    field.isRequired = isModel && !parameter.hasDefault;
    field.isChanged = !isModel && node.input(name) != nullptr && !field.text.isEmpty()
                      && !isSame(field.text, field.whenAbsent, field.type);
    if (QString model; known && known->isRefused && field.isChanged && isReasoning(node, model)) {
        field.problem = FormWords::tr("%1 refuses it.").arg(model);
        field.fix = FormWords::tr("Take it out");
    }
    if (isModel && facts.deployments)
        field.choices = facts.deployments;
    else if (known && *known->choices != '\0')
        field.choices = [all = QString::fromLatin1(known->choices).split('|')] { return all; };
    return field;
}

void addApi(std::vector<FormField> &fields,
            const FieldMaker &make,
            const flow::Node &node,
            const FormFacts &facts,
            bool all)
{
    const tool::LlmApi &api = apiOf(node, facts);
    for (const ApiParameter &known : kApiParameters) {
        const tool::LlmParameter *const parameter = api.parameter(known.name);
        const bool isStated = node.input(known.name) != nullptr;
        if (parameter != nullptr && (isStated || all || known.isAlwaysShown)) {
            fields.push_back(apiField(make, *parameter, facts, node));
        } else if (parameter == nullptr && isStated) {
            FormField field = make.input(known.name, FormWords::tr(known.label), {});
            field.problem = FormWords::tr("%1 doesn't take it.").arg(fromUtf8(api.name()));
            field.fix = FormWords::tr("Take it out");
            field.isChanged = true;
            fields.push_back(std::move(field));
        }
    }
}

FormField connectionField(const FieldMaker &make, const flow::Node &node, const FormFacts &facts)
{
    FormField field = make.own("connection", FormWords::tr("Connection"), node.connection);
    field.whenAbsent = FormWords::tr("none");
    field.choices = facts.connections;
    return field;
}

FormField sourceField(const FieldMaker &make, const flow::Node &node, const FormFacts &facts)
{
    const bool isTemplate = node.type == flow::NodeType::Llm || node.type == flow::NodeType::Prompt;
    FormField field = make.own("source.path",
                               isTemplate ? FormWords::tr("Prompt") : FormWords::tr("File"),
                               node.source.path);
    field.isRequired = true;
    field.choices = facts.files;
    return field;
}

/// What the tool takes, as far as it is known.
std::vector<FormParameter> parametersOf(const flow::Node &node, const FormFacts &facts)
{
    if (facts.parameters)
        return *facts.parameters;
    std::vector<FormParameter> found;
    const tool::ToolDescriptor *const tool = tool::ToolTable::builtIn().find(node);
    if (tool != nullptr) {
        for (const python::Parameter &parameter : tool->parameters)
            found.push_back({parameter.name,
                             parameter.type,
                             parameter.hasDefault,
                             parameter.defaultValue,
                             parameter.isConnection,
                             {},
                             {}});
    }
    for (const std::string &variable : facts.variables) {
        const bool isOther = !isSetting(node, variable)
                             && std::ranges::find(found, variable, &FormParameter::name)
                                    == found.end();
        if (isOther)
            found.push_back({variable, {}, false, {}, false, {}, {}});
    }
    return found;
}

FormField inputField(const FieldMaker &make,
                     const flow::Node &node,
                     const FormFacts &facts,
                     const std::string &name,
                     const FormParameter *parameter)
{
    const bool isConnection = parameter && parameter->isConnection;
    const std::string type = isConnection ? "string" : parameter ? parameter->type : std::string();
    FormField field = make.input(name, fromUtf8(name), type);
    const flow::Binding *const binding = node.input(name);
    const bool isReference = binding && binding->kind != flow::Binding::Kind::Literal;
    if (facts.pick && !isConnection)
        field.pick = [pick = facts.pick, name] { pick(name); };
    field.role = isReference ? "reference" : "literal";
    QStringList own;
    if (parameter) {
        own = parameter->choices;
        if (type == "bool")
            own = {QStringLiteral("true"), QStringLiteral("false")};
        if (parameter->hasDefault && !parameter->defaultValue.isNull())
            field.whenAbsent = typedText(parameter->defaultValue, type);
        else
            field.whenAbsent = parameter->hasDefault
                                   ? FormWords::tr("left out")
                                   : FormWords::tr("%1, to be bound")
                                         .arg(type.empty() ? FormWords::tr("value")
                                                           : fromUtf8(type));
        field.isChanged = parameter->hasDefault && binding
                          && !isSame(field.text, field.whenAbsent, type);
        field.remark = parameter->about;
    }
    const auto offered = isConnection ? facts.connections : facts.references;
    const auto listed = parameter ? parameter->listed : nullptr;
    field.choices = [own, listed, offered] {
        return together(listed ? own + listed() : own, offered);
    };
    return field;
}

QString shownBinding(const flow::Binding &binding)
{
    if (binding.kind != flow::Binding::Kind::Literal)
        return QString::fromStdString(binding.text);
    return binding.literal.isString() ? QString::fromStdString(binding.literal.asString())
                                      : summary(binding.literal);
}

} // namespace

std::string placeOf(const flow::Node &node, const FormFacts &facts)
{
    return facts.base.empty() ? "nodes." + pathStep(node.name) : facts.base;
}

std::vector<FormField> settingFields(const flow::Node &node, const FormFacts &facts, bool all)
{
    const FieldMaker make(node, facts);
    std::vector<FormField> fields;
    const bool isLlm = node.type == flow::NodeType::Llm;
    if (isLlm || !node.connection.empty())
        fields.push_back(connectionField(make, node, facts));
    if (isLlm || !node.api.empty()) {
        fields.push_back(make.own("api", FormWords::tr("API"), node.api));
        fields.back().choices = [] { return QStringList{"chat", "completion"}; };
        fields.back().isRequired = true;
    }
    if (isLlm)
        addApi(fields, make, node, facts, all);
    if (!node.source.path.empty() || !flow::namesPackageTool(node))
        fields.push_back(sourceField(make, node, facts));
    if (!node.source.tool.empty()) {
        fields.push_back(make.own("source.tool", FormWords::tr("Tool"), node.source.tool));
        fields.back().isRequired = true;
    }
    if (node.aggregation || all) {
        FormField runs = make.own("aggregation",
                                  FormWords::tr("Aggregation"),
                                  node.aggregation ? "true" : "");
        runs.type = "bool";
        runs.whenAbsent = QStringLiteral("false");
        runs.isChanged = node.aggregation;
        runs.remark = node.aggregation ? FormWords::tr("Runs once over all rows.") : QString();
        runs.choices = [] { return QStringList{"true", "false"}; };
        fields.push_back(std::move(runs));
    }
    if (!node.comment.empty() || all)
        fields.push_back(make.own("comment", FormWords::tr("Comment"), node.comment));
    return fields;
}

bool hasMoreSettings(const flow::Node &node, const FormFacts &facts)
{
    return settingFields(node, facts, true).size() > settingFields(node, facts, false).size();
}

std::vector<FormField> inputFields(const flow::Node &node, const FormFacts &facts)
{
    const FieldMaker make(node, facts);
    const std::vector<FormParameter> parameters = parametersOf(node, facts);
    std::vector<FormField> fields;
    for (const auto &[name, binding] : otherInputs(node)) {
        const auto known = std::ranges::find(parameters, name, &FormParameter::name);
        const bool isKnown = known != parameters.end();
        fields.push_back(inputField(make, node, facts, name, isKnown ? &*known : nullptr));
        if (facts.parameters && !facts.takesMore && !isKnown) {
            fields.back().problem = FormWords::tr("The code has no such parameter.");
            fields.back().fix = FormWords::tr("Take it out");
        }
    }
    for (const FormParameter &parameter : parameters) {
        if (node.input(parameter.name) == nullptr)
            fields.push_back(inputField(make, node, facts, parameter.name, &parameter));
    }
    return fields;
}

SignatureGap gapOf(const flow::Node &node, const FormFacts &facts)
{
    SignatureGap gap;
    if (!facts.parameters)
        return gap;
    for (const auto &[name, binding] : node.inputs) {
        const bool isKnown = std::ranges::find(*facts.parameters, name, &FormParameter::name)
                             != facts.parameters->end();
        if (!isKnown && !facts.takesMore)
            gap.gone.push_back(name);
    }
    for (const FormParameter &parameter : *facts.parameters) {
        if (!parameter.hasDefault && node.input(parameter.name) == nullptr)
            gap.missing.push_back(parameter.name);
    }
    return gap;
}

FormIntent closing(const SignatureGap &gap, const flow::Node &node, const FormFacts &facts)
{
    return [gap, node, base = placeOf(node, facts) + ".inputs."](flow::FlowEditor &editor) {
        if (gap.isRename()) {
            const flow::Binding &kept = *node.input(gap.gone.front());
            editor.set(base + pathStep(gap.missing.front()),
                       kept.kind == flow::Binding::Kind::Literal ? kept.literal : Value(kept.text));
        }
        for (const std::string &name : gap.gone)
            editor.unset(base + pathStep(name));
    };
}

std::vector<std::pair<std::string, flow::Binding>> otherInputs(const flow::Node &node)
{
    std::vector<std::pair<std::string, flow::Binding>> inputs;
    std::ranges::copy_if(node.inputs, std::back_inserter(inputs), [&](const auto &input) {
        return !isSetting(node, input.first);
    });
    return inputs;
}

QString changedFields(const flow::Node &variant, const flow::Node &standard)
{
    QStringList parts;
    if (variant.source.path != standard.source.path)
        parts.append(FormWords::tr("source"));
    if (variant.connection != standard.connection)
        parts.append(FormWords::tr("connection"));
    for (const auto &[name, binding] : variant.inputs) {
        const flow::Binding *const other = standard.input(name);
        if (other == nullptr || shownBinding(*other) != shownBinding(binding))
            parts.append(QString::fromStdString(name) + u' ' + shownBinding(binding));
    }
    for (const auto &[name, binding] : standard.inputs) {
        if (variant.input(name) == nullptr)
            parts.append(FormWords::tr("no %1").arg(QString::fromStdString(name)));
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace postern::widgets
