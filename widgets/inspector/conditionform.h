// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "widgets/inspector/fieldrows.h"
#include "widgets/inspector/nodeform.h"

#include <QWidget>

#include <memory>
#include <string>

class QCheckBox;

namespace postern::widgets {

/// When a node runs: always, or when a value is another one. A condition gets into the file once
/// both halves are given.
class ConditionForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ConditionForm(QWidget *parent = nullptr);

    void setWriter(const FormWriter *writer);
    void setEditable(bool isEditable);
    void showNode(const flow::Node &node, const FormFacts &facts);
    void take() { m_rows->take(); }

private:
    /// What was typed of a condition that isn't in the file yet.
    struct Draft
    {
        std::string place;
        std::optional<yaml::Content> when;
        std::optional<yaml::Content> is;
    };
    void toggle(bool isWanted);
    void showFields(bool isOpen);
    FormField half(const char *key, const QString &label) const;
    std::function<FormIntent(const Typed &)> drafting(bool isReference);

    const FormWriter *m_writer = nullptr;
    QCheckBox *const m_wanted; // child of this
    FieldRows *const m_rows;   // of a child of this
    std::shared_ptr<Draft> m_draft = std::make_shared<Draft>();
    std::optional<flow::Activate> m_activate;
    FormFacts m_facts;
    std::string m_place;
    QString m_node;
    bool m_isEditable = true;
};

} // namespace postern::widgets
