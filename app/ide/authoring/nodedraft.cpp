// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/authoring/nodedraft.h"

#include "engine/base/error.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace postern::ide {

using graph::PortType;

namespace {

// Those of the flows that `postern flow init` makes.
constexpr const char *kUsualConnection = "aoai";
constexpr const char *kUsualDeployment = "gpt-4o";

constexpr const char *kUnwiredPromptInput = "question";
constexpr const char *kUnwiredTextInput = "text";
constexpr const char *kPythonInput = "value";

/// A text as a YAML value: quoted where it isn't sure to be one.
std::string yamlText(const QString &text)
{
    static const QRegularExpression kPlain(QStringLiteral(
                                               R"(\A(?:\$\{[\w.\[\]]+\}|[A-Za-z_][\w./-]*)\z)"),
                                           QRegularExpression::UseUnicodePropertiesOption);
    if (kPlain.match(text).hasMatch())
        return text.toStdString();
    return "'" + QString(text).replace('\'', QLatin1String("''")).toStdString() + "'";
}

std::string line(const char *indent, const char *key, const std::string &value)
{
    return std::string(indent) + key + ": " + value + '\n';
}

std::string annotation(PortType type)
{
    switch (type) {
    case PortType::List:
        return ": list";
    case PortType::Object:
        return ": dict";
    case PortType::Number:
        return ": float";
    case PortType::Bool:
        return ": bool";
    case PortType::String:
        return ": str";
    default:
        return {};
    }
}

std::string pythonText(const std::string &name, PortType type)
{
    const std::string as = annotation(type);
    return "from promptflow.core import tool\n\n\n@tool\ndef " + name + "(" + kPythonInput + as
           + ")" + (as.empty() ? "" : " ->" + as.substr(1)) + ":\n    return " + kPythonInput
           + "\n";
}

std::string chatText(const std::string &input)
{
    return "# system:\nYou are a helpful assistant.\n\n# user:\n{{" + input + "}}\n";
}

/// A name that a template can say.
QString variableName(QString name)
{
    static const QRegularExpression kOther(QStringLiteral("[^A-Za-z0-9_]"));
    name.replace(kOther, QStringLiteral("_"));
    return name.isEmpty() || name.front().isDigit() ? '_' + name : name;
}

std::string newText(const NodeChoice &choice,
                    const std::string &name,
                    const std::string &input,
                    PortType type)
{
    if (choice.type == QLatin1String("python"))
        return pythonText(name, type);
    return choice.type == QLatin1String("prompt") ? "{{" + input + "}}\n" : chatText(input);
}

} // namespace

bool isNodeName(const QString &text)
{
    static const QRegularExpression kName(QStringLiteral(R"(\A[A-Za-z_][A-Za-z0-9_]*\z)"));
    return kName.match(text).hasMatch();
}

NodeDrafts::NodeDrafts(const flow::Flow &flow, std::function<bool(const QString &path)> isTaken)
    : m_flow(flow)
    , m_isTaken(std::move(isTaken))
{
    if (const flow::Node *const node = lastLlmNode()) {
        try {
            m_llm = flow::withDefaultVariant(flow, *node);
        } catch (const Error &) {
            m_llm = *node; // what is wrong with its variants is said elsewhere
        }
    }
}

const flow::Node *NodeDrafts::lastLlmNode() const
{
    const auto isLlm = [this](const flow::Node &node) {
        const auto variants = m_flow.variants.find(node.name);
        const bool isVariant = variants != m_flow.variants.end()
                               && !variants->second.variants.empty();
        const flow::Node &first = isVariant ? variants->second.variants.front().node : node;
        return (node.useVariants ? first : node).type == flow::NodeType::Llm;
    };
    const auto found = std::find_if(m_flow.nodes.rbegin(), m_flow.nodes.rend(), isLlm);
    return found == m_flow.nodes.rend() ? nullptr : &*found;
}

bool NodeDrafts::isFree(const QString &name, const QString &ending) const
{
    return m_flow.node(name.toStdString()) == nullptr
           && (ending.isEmpty() || !m_isTaken(name + ending));
}

QString NodeDrafts::freeName(const QString &wished, const QString &ending) const
{
    const QString base = variableName(wished);
    QString name = base;
    for (int number = 2; !isFree(name, ending); ++number)
        name = QStringLiteral("%1_%2").arg(base).arg(number);
    return name;
}

std::string NodeDrafts::llmInputs() const
{
    const auto literal = [this](const char *key) {
        const flow::Binding *const binding = m_llm ? m_llm->input(key) : nullptr;
        const bool isText = binding && binding->kind == flow::Binding::Kind::Literal
                            && binding->literal.isString();
        return isText ? QString::fromStdString(binding->literal.asString()) : QString();
    };
    for (const char *key : {"deployment_name", "model"}) {
        if (const QString value = literal(key); !value.isEmpty())
            return line("  ", key, yamlText(value));
    }
    return m_llm ? std::string() : line("  ", "deployment_name", kUsualDeployment);
}

std::string NodeDrafts::llmConnection() const
{
    const std::string connection = m_llm ? yamlText(QString::fromStdString(m_llm->connection))
                                         : kUsualConnection;
    const bool isKnown = !m_llm || !m_llm->connection.empty();
    return (isKnown ? line("", "connection", connection) : std::string()) + "api: chat\n";
}

NodeDraft NodeDrafts::make(const NodeChoice &choice,
                           const std::optional<Wire> &wire,
                           const QString &wished) const
{
    const bool isLlm = choice.type == QLatin1String("llm");
    const bool isPython = choice.type == QLatin1String("python");
    const bool makesFile = choice.path.isEmpty() && choice.sourceType != QLatin1String("package");
    const QString ending = !makesFile ? QString()
                           : isPython ? QStringLiteral(".py")
                                      : QStringLiteral(".jinja2");
    NodeDraft draft;
    draft.name = freeName(wished.isEmpty() ? choice.name : wished, ending);
    const std::string name = draft.name.toStdString();
    const ChoiceInput *const filled = inputFor(choice, wire ? wire->type : PortType::Unknown);
    QString input = filled ? filled->name : QString();
    if (choice.isTemplate || (makesFile && !filled))
        input = isPython ? QString::fromLatin1(kPythonInput)
                : wire   ? variableName(wire->name)
                         : QString::fromLatin1(choice.type == QLatin1String("prompt")
                                                 ? kUnwiredTextInput
                                                 : kUnwiredPromptInput);

    std::string source = line("  ", "type", choice.sourceType.toStdString());
    if (!choice.tool.isEmpty())
        source += line("  ", "tool", yamlText(choice.tool));
    if (makesFile || !choice.path.isEmpty())
        source += line("  ", "path", yamlText(makesFile ? draft.name + ending : choice.path));
    std::string inputs = isLlm ? llmInputs() : std::string();
    if (wire && !input.isEmpty())
        inputs += line("  ", input.toUtf8().constData(), yamlText(wire->reference));
    else if (choice.isTemplate) // to be wired: it has a port then
        inputs += line("  ", input.toUtf8().constData(), "''");

    draft.yaml = line("", "name", name) + line("", "type", choice.type.toStdString()) + "source:\n"
                 + source + (inputs.empty() ? "" : "inputs:\n" + inputs)
                 + (isLlm ? llmConnection() : std::string());
    if (makesFile)
        draft.files.push_back(
            {draft.name + ending,
             newText(choice, name, input.toStdString(), wire ? wire->type : PortType::String)});
    return draft;
}

} // namespace postern::ide
