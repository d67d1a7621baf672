// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/conditionform.h"

#include "engine/flow/floweditor.h"
#include "widgets/run/valuetext.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QVBoxLayout>

#include <utility>

namespace postern::widgets {

ConditionForm::ConditionForm(QWidget *parent)
    : QWidget(parent)
    , m_wanted(new QCheckBox(tr("Run only when a condition holds"), this))
    , m_rows(new FieldRows(new QWidget(this)))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(0);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(12, 0, 12, 0);
    line->addWidget(m_wanted);
    layout->addLayout(line);
    layout->addWidget(m_rows->grid().parentWidget());
    m_rows->grid().setContentsMargins(12, 2, 12, 8);
    m_wanted->setObjectName("hasCondition");
    connect(m_wanted, &QCheckBox::clicked, this, &ConditionForm::toggle);
}

void ConditionForm::setWriter(const FormWriter *writer)
{
    m_writer = writer;
    m_rows->setWriter(writer);
}

void ConditionForm::setEditable(bool isEditable)
{
    m_isEditable = isEditable;
    m_rows->setEditable(isEditable);
}

void ConditionForm::showNode(const flow::Node &node, const FormFacts &facts)
{
    m_facts = facts;
    m_activate = node.activate;
    m_node = fromUtf8(node.name);
    m_place = placeOf(node, facts) + ".activate";
    if (m_activate && !m_draft->place.empty())
        m_rows->forget(); // both halves are there
    if (m_draft->place != m_place || m_activate)
        *m_draft = {};
    m_wanted->setEnabled(m_isEditable && m_writer != nullptr && *m_writer);
    showFields(m_activate || !m_draft->place.empty());
}

void ConditionForm::showFields(bool isOpen)
{
    m_wanted->setChecked(isOpen);
    if (!isOpen) {
        m_rows->show({}, tr("Always runs."));
        return;
    }
    FormField when = half("when", tr("Run when"));
    FormField is = half("is", tr("is"));
    when.type = "string";
    when.choices = m_facts.references;
    if (m_facts.pick)
        when.pick = [pick = m_facts.pick] { pick({}); };
    if (m_activate) {
        when.text = typedText(m_activate->when, when.type);
        is.text = typedText(m_activate->is, {});
    } else {
        when.whenAbsent = QStringLiteral("${node.output}");
        when.intent = drafting(true);
        is.intent = drafting(false);
        when.isRequired = is.isRequired = false;
    }
    is.choices = [] { return QStringList{"true", "false"}; };
    m_rows->show({std::move(when), std::move(is)});
}

FormField ConditionForm::half(const char *key, const QString &label) const
{
    FormField field;
    field.path = m_place + '.' + key;
    field.label = label;
    field.isRequired = true;
    field.step = tr("Set the condition of %1").arg(m_node);
    return field;
}

std::function<FormIntent(const Typed &)> ConditionForm::drafting(bool isReference)
{
    return [draft = m_draft, node = m_node.toStdString(), isReference](
               const Typed &typed) -> FormIntent {
        (isReference ? draft->when : draft->is) = typed.content;
        if (!draft->when || !draft->is)
            return {};
        return [when = *draft->when, is = *draft->is, node](flow::FlowEditor &editor) {
            editor.setActivate(node, when.value().asString(), is);
        };
    };
}

void ConditionForm::toggle(bool isWanted)
{
    if (isWanted) {
        *m_draft = {m_place, {}, {}};
        showFields(true);
        m_rows->focusField(m_place + ".when");
        return;
    }
    *m_draft = {};
    if (!m_activate) {
        showFields(false);
        return;
    }
    const QString reason
        = (*m_writer)([node = m_node.toStdString()](
                          flow::FlowEditor &editor) { editor.setActivate(node, {}, Value()); },
                      tr("Remove the condition of %1").arg(m_node),
                      {});
    if (!reason.isEmpty())
        m_wanted->setChecked(true);
}

} // namespace postern::widgets
