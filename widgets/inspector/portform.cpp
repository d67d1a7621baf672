// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/portform.h"

#include "engine/flow/floweditor.h"
#include "engine/flow/flowwords.h"
#include "widgets/inspector/fieldrows.h"
#include "widgets/inspector/section.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/icon.h"
#include "widgets/theme/prose.h"

#include <QGridLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postern::widgets {

namespace {

QStringList valueTypeWords()
{
    QStringList words;
    for (const std::string_view word : flow::valueTypes())
        words.append(fromUtf8(word));
    return words;
}

QStringList flagWords()
{
    return {QStringLiteral("true"), QStringLiteral("false")};
}

/// "name", "name_1" ...: the first that nobody has.
std::string freePortName(const std::string &wished, const std::vector<std::string> &taken)
{
    std::string name = wished;
    for (int at = 1; std::ranges::find(taken, name) != taken.end(); ++at)
        name = wished + '_' + std::to_string(at);
    return name;
}

} // namespace

PortForm::PortForm(QWidget *parent)
    : QWidget(parent)
    , m_list(new QVBoxLayout)
    , m_none(new theme::Prose(this))
    , m_add(new QToolButton(this))
    , m_note(new theme::Prose(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_list->setSpacing(0);
    m_none->setProperty("role", "field");
    m_none->setContentsMargins(12, 8, 12, 4);
    m_note->setProperty("role", "secondary");
    m_note->setProperty("state", "err");
    m_note->setContentsMargins(12, 0, 12, 4);
    m_note->hide();
    m_add->setObjectName("addPort");
    m_add->setProperty("role", "link");
    m_add->setIcon(theme::icon("plus"));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(8, 6, 12, 6);
    line->addWidget(m_add);
    line->addStretch();
    layout->addWidget(m_none);
    layout->addLayout(m_list);
    layout->addLayout(line);
    layout->addWidget(m_note);
    connect(m_add, &QToolButton::clicked, this, &PortForm::add);
}

FormField PortForm::field(const std::string &port, const char *key, const QString &label) const
{
    FormField field;
    field.path = (m_isOfInputs ? "inputs." : "outputs.") + pathStep(port) + '.' + key;
    field.label = label;
    field.type = "string";
    field.unit = fromUtf8(port);
    return field;
}

FormField PortForm::nameField(const std::string &port) const
{
    FormField name = field(port, "(name)", tr("Name"));
    name.text = fromUtf8(port);
    name.isRequired = true;
    name.step = tr("Rename %1").arg(name.text);
    name.intent = [port, isInput = m_isOfInputs](const Typed &typed) -> FormIntent {
        return
            [port, isInput, newName = typed.content->value().asString()](flow::FlowEditor &editor) {
                if (isInput)
                    editor.renameInput(port, newName);
                else
                    editor.renameOutput(port, newName);
            };
    };
    return name;
}

void PortForm::showInputs(const flow::Flow &flow)
{
    m_isOfInputs = true;
    m_add->setText(tr("Add an input"));
    std::vector<Shown> ports;
    for (const flow::FlowInput &input : flow.inputs) {
        FormField type = field(input.name, "type", tr("Type"));
        type.text = fromUtf8(input.type);
        type.isRequired = true;
        type.choices = valueTypeWords;
        FormField standard = field(input.name, "default", tr("Default"));
        standard.type = input.type;
        if (input.defaultValue) {
            standard.text = typedText(*input.defaultValue, input.type);
            standard.hasLines = standard.text.contains('\n');
        }
        standard.whenAbsent = tr("none, has to be given");
        FormField about = field(input.name, "description", tr("Description"));
        about.text = fromUtf8(input.description);
        about.hasLines = about.text.contains('\n');
        FormField isChat = field(input.name, "is_chat_input", tr("Chat input"));
        isChat.type = "bool";
        isChat.text = input.isChatInput ? QStringLiteral("true") : QString();
        isChat.whenAbsent = QStringLiteral("false");
        isChat.choices = flagWords;
        FormField isHistory = field(input.name, "is_chat_history", tr("Chat history"));
        isHistory.type = "bool";
        if (input.isChatHistory)
            isHistory.text = *input.isChatHistory ? QStringLiteral("true")
                                                  : QStringLiteral("false");
        isHistory.whenAbsent = input.name == "chat_history" ? QStringLiteral("true")
                                                            : QStringLiteral("false");
        isHistory.choices = flagWords;
        Shown shown{input.name, type.text, {}};
        shown.fields.push_back(nameField(input.name));
        for (FormField *each : {&type, &standard, &about, &isChat, &isHistory})
            shown.fields.push_back(std::move(*each));
        ports.push_back(std::move(shown));
    }
    show(std::move(ports), tr("The flow takes nothing yet."));
}

void PortForm::showOutputs(const flow::Flow &flow, std::function<QStringList()> references)
{
    m_isOfInputs = false;
    m_references = std::move(references);
    m_add->setText(tr("Add an output"));
    std::vector<Shown> ports;
    for (const flow::FlowOutput &output : flow.outputs) {
        FormField reference = field(output.name, "reference", tr("Reference"));
        reference.text = typedText(output.reference, reference.type);
        reference.isRequired = true;
        reference.choices = m_references;
        if (m_pick)
            reference.pick = [pick = m_pick, name = output.name] { pick(name); };
        FormField type = field(output.name, "type", tr("Type"));
        type.text = fromUtf8(output.type);
        type.choices = valueTypeWords;
        FormField isChat = field(output.name, "is_chat_output", tr("Chat output"));
        isChat.type = "bool";
        isChat.text = output.isChatOutput ? QStringLiteral("true") : QString();
        isChat.whenAbsent = QStringLiteral("false");
        isChat.choices = flagWords;
        Shown shown{output.name, reference.text, {}};
        shown.fields.push_back(nameField(output.name));
        for (FormField *each : {&reference, &type, &isChat})
            shown.fields.push_back(std::move(*each));
        ports.push_back(std::move(shown));
    }
    show(std::move(ports), tr("The flow gives nothing yet."));
}

void PortForm::show(std::vector<Shown> ports, const QString &whenNone)
{
    const bool isEditable = m_isEditable && m_writer != nullptr && *m_writer;
    m_note->hide();
    m_add->setVisible(isEditable);
    m_none->setText(whenNone);
    m_none->setVisible(ports.empty());
    m_names.clear();
    while (m_ports.size() > ports.size())
        dropPort();
    while (m_ports.size() < ports.size())
        addPort();
    for (std::size_t at = 0; at < ports.size(); ++at) {
        Port &port = m_ports[at];
        port.name = ports[at].name;
        m_names.push_back(port.name);
        const QString name = fromUtf8(port.name);
        port.section->setTitle(name);
        port.section->setRemark(ports[at].remark);
        port.remove->setVisible(isEditable);
        port.remove->setToolTip(tr("Remove %1").arg(name));
        port.remove->setAccessibleName(port.remove->toolTip());
        port.rows->setWriter(m_writer);
        port.rows->setEditable(m_isEditable);
        port.rows->show(std::move(ports[at].fields));
    }
}

void PortForm::addPort()
{
    Port port;
    auto *content = new QWidget;
    port.rows = new FieldRows(content);
    port.section = new Section({}, content, this);
    port.remove = new QToolButton(port.section);
    port.remove->setObjectName("removePort");
    port.remove->setIcon(theme::icon("trash"));
    port.section->addButton(port.remove);
    connect(port.remove, &QToolButton::clicked, this, [this, button = port.remove] {
        remove(button);
    });
    m_list->addWidget(port.section);
    m_ports.push_back(port);
    port.section->show();
}

void PortForm::dropPort()
{
    Section *const gone = m_ports.back().section;
    m_ports.pop_back();
    gone->hide();
    gone->deleteLater(); // its button may have asked for it
}

void PortForm::add()
{
    const std::string name = freePortName(m_isOfInputs ? "input" : "output", m_names);
    const QStringList offered = m_references ? m_references() : QStringList();
    if (!m_isOfInputs && offered.isEmpty())
        return refuse(tr("An output gives what a node gives: add a node first."));
    const QString step = m_isOfInputs ? tr("Add the input %1") : tr("Add the output %1");
    const QString reason = (*m_writer)(
        [&](flow::FlowEditor &editor) {
            if (m_isOfInputs)
                editor.addInput(name);
            else
                editor.addOutput(name, offered.last().toStdString());
        },
        step.arg(fromUtf8(name)),
        {});
    if (!reason.isEmpty())
        return refuse(reason);
    const auto added = std::ranges::find(m_ports, name, &Port::name);
    if (added != m_ports.end())
        added->rows->focusField((m_isOfInputs ? "inputs." : "outputs.") + name + ".(name)");
}

void PortForm::remove(const QToolButton *button)
{
    const auto found = std::ranges::find(m_ports, button, &Port::remove);
    if (found == m_ports.end())
        return;
    const std::string name = found->name;
    const QString reason = (*m_writer)(
        [&](flow::FlowEditor &editor) {
            if (m_isOfInputs)
                editor.removeInput(name);
            else
                editor.removeOutput(name);
        },
        tr("Remove %1").arg(fromUtf8(name)),
        {});
    if (!reason.isEmpty())
        refuse(reason);
}

void PortForm::refuse(const QString &reason)
{
    m_note->setText(reason);
    m_note->show();
    emit resized();
}

void PortForm::take()
{
    for (const auto &port : m_ports)
        port.rows->take();
}

} // namespace postern::widgets
