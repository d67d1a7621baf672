// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What NodeInspector does for several nodes, and for the flow's own inputs and outputs.

#include "widgets/inspector/chiprow.h"
#include "widgets/inspector/fieldedit.h"
#include "widgets/inspector/flowform.h"
#include "widgets/inspector/kindbadge.h"
#include "widgets/inspector/nodeinspector.h"
#include "widgets/inspector/portform.h"
#include "widgets/inspector/section.h"
#include "widgets/run/valuetext.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/stillrepaint.h"

#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace postern::widgets {

void NodeInspector::showNodes(std::vector<SharedNode> nodes)
{
    const theme::StillRepaint repaint(*this);
    m_isNode = m_showsBox = false;
    m_several = std::move(nodes);
    showSections(true);
    for (Section *const section : {m_conditionSection, m_variantsSection, m_runSection})
        section->hide();
    m_name->showText(tr("%1 nodes").arg(m_several.size()));
    m_name->setEditable(false);
    const graph::NodeKind kind = m_several.front().kind;
    const bool isOneKind = std::ranges::all_of(m_several, [kind](const SharedNode &each) {
        return each.kind == kind;
    });
    m_badge->setKind(kind);
    m_kind->setText(isOneKind ? tr("all %1").arg(graph::kindText(kind)) : QString());
    QStringList names;
    for (const SharedNode &each : m_several)
        names.append(fromUtf8(each.node.name));
    m_chips->setNames(names);
    m_chips->show();
    showShared();
    showPage();
}

void NodeInspector::showShared()
{
    const bool isEditable = m_writer && m_blocker.isEmpty();
    m_note->setText(m_blocker);
    m_note->setVisible(!m_blocker.isEmpty());
    m_more->hide();
    m_gapNote->hide();
    m_gapFix->hide();
    for (FieldRows *const rows : {m_settingRows, m_inputRows}) {
        rows->setWriter(&m_writer);
        rows->setEditable(isEditable);
    }
    m_settingsSection->setRemark(tr("a change goes to all %1").arg(m_several.size()));
    m_settingRows->show(sharedSettings(m_several), tr("They share none."));
    std::vector<FormField> inputs = sharedInputs(m_several);
    const auto shared = std::ranges::count_if(inputs, &FormField::isEditable);
    m_inputsSection->setRemark(tr("%1 shared of %2").arg(shared).arg(inputs.size()));
    m_inputRows->show(std::move(inputs), tr("They take none."));
}

void NodeInspector::showBox(graph::NodeKind kind, const QString &name, const Value &values)
{
    const theme::StillRepaint repaint(*this);
    m_isNode = false;
    m_showsBox = true;
    m_several.clear();
    m_chips->hide();
    m_boxKind = kind;
    m_name->showText(name);
    m_name->setEditable(false);
    m_kind->clear();
    m_badge->setKind(kind);
    showSections(false);
    std::vector<FormField> fields;
    if (values.isDict()) {
        for (const auto &[key, value] : values.asDict()) {
            FormField field;
            field.label = fromUtf8(key.isString() ? key.asString() : std::string());
            field.path = field.label.toStdString();
            field.text = summary(value);
            field.role = "literal";
            field.isEditable = false;
            fields.push_back(std::move(field));
        }
    }
    m_valueRows->show(std::move(fields), values.isNull() ? tr("Not run yet.") : tr("It has none."));
    showPage();
}

void NodeInspector::showWiring(const Wiring &wiring)
{
    const theme::StillRepaint repaint(*this);
    std::vector<FormField> rows;
    const auto add = [&rows](const char *path, const QString &label, const QString &text) {
        if (text.isEmpty())
            return;
        FormField row;
        row.path = path;
        row.label = label;
        row.text = text;
        row.role = "literal";
        row.isEditable = false;
        rows.push_back(std::move(row));
    };
    add("readBy", tr("read by"), wiring.readBy);
    add("couldFeed", tr("could feed"), wiring.couldFeed);
    add("notOffered", tr("not offered"), wiring.notOffered);
    m_wiringSection->setRemark(wiring.type);
    m_wiringRows->show(std::move(rows));
    m_wiringSection->show();
    settle();
}

void NodeInspector::endWiring()
{
    if (m_wiringSection->isHidden())
        return;
    const theme::StillRepaint repaint(*this);
    m_wiringSection->hide();
    settle();
}

void NodeInspector::setOutputPick(std::function<void(const std::string &output)> pick)
{
    m_ports->setPick(std::move(pick));
}

void NodeInspector::showPorts(const flow::Flow &flow, std::function<QStringList()> references)
{
    const theme::StillRepaint repaint(*this);
    m_ports->setWriter(&m_writer);
    m_ports->setEditable(m_blocker.isEmpty());
    if (m_boxKind == graph::NodeKind::Input)
        m_ports->showInputs(flow);
    else
        m_ports->showOutputs(flow, std::move(references));
    for (FieldRows *const rows : {m_environment, m_includes}) {
        rows->setWriter(&m_writer);
        rows->setEditable(m_blocker.isEmpty());
    }
    m_environment->show(environmentFields(flow));
    m_includes->show(includeFields(flow));
    for (Section *const section : {m_environmentSection, m_includesSection})
        section->setVisible(m_boxKind == graph::NodeKind::Input);
    settle();
}

} // namespace postern::widgets
