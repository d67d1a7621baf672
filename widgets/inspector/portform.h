// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "widgets/inspector/formfield.h"

#include <QWidget>

#include <functional>
#include <string>
#include <vector>

class QToolButton;
class QVBoxLayout;

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {

class FieldRows;
class Section;

/// The inputs or the outputs of a flow, to be changed in place.
class PortForm final : public QWidget
{
    Q_OBJECT

public:
    explicit PortForm(QWidget *parent = nullptr);

    void setWriter(const FormWriter *writer) { m_writer = writer; }
    void setEditable(bool isEditable) { m_isEditable = isEditable; }
    void showInputs(const flow::Flow &flow);
    /// `references`: what an output may refer to.
    void showOutputs(const flow::Flow &flow, std::function<QStringList()> references);
    /// Has what an output refers to pointed at on the canvas; to be set before they are shown.
    void setPick(std::function<void(const std::string &output)> pick) { m_pick = std::move(pick); }
    void take();

signals:
    /// What is shown takes more or less room.
    void resized();

private:
    struct Port
    {
        Section *section = nullptr;
        FieldRows *rows = nullptr; ///< of its content
        QToolButton *remove = nullptr;
        std::string name;
    };
    struct Shown
    {
        std::string name;
        QString remark;
        std::vector<FormField> fields;
    };
    void show(std::vector<Shown> ports, const QString &whenNone);
    void addPort();
    void dropPort();
    void add();
    void remove(const QToolButton *button);
    FormField field(const std::string &port, const char *key, const QString &label) const;
    FormField nameField(const std::string &port) const;
    void refuse(const QString &reason);

    QVBoxLayout *const m_list;  // of this
    theme::Prose *const m_none; // child of this
    QToolButton *const m_add;   // child of this
    theme::Prose *const m_note; // child of this
    std::vector<Port> m_ports;  // children of this
    const FormWriter *m_writer = nullptr;
    std::function<QStringList()> m_references;
    std::function<void(const std::string &output)> m_pick;
    std::vector<std::string> m_names;
    bool m_isEditable = true;
    bool m_isOfInputs = true;
};

} // namespace postern::widgets
