// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/inputsform.h"

#include "widgets/run/inputfield.h"
#include "widgets/run/valuetext.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::widgets {

InputsForm::InputsForm(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_empty(new QLabel(tr("This flow has no inputs."), this))
{
    m_empty->setProperty("role", "secondary");
    m_layout->setContentsMargins(12, 8, 12, 8);
    m_layout->setSpacing(12);
    m_layout->addWidget(m_empty);
}

void InputsForm::setEmptyNote(const QString &sentence)
{
    m_empty->setText(sentence);
}

void InputsForm::setInputs(const std::vector<flow::FlowInput> &inputs,
                           const QHash<QString, QString> &typed)
{
    QStringList shown;
    for (const flow::FlowInput &input : inputs)
        shown << QString::fromStdString(input.name) << QString::fromStdString(input.type)
              << (input.defaultValue ? fullText(*input.defaultValue) : QString());
    if (shown == m_shown)
        return showTyped(typed);
    m_shown = std::move(shown);

    dropFields();
    for (const flow::FlowInput &input : inputs) {
        auto *field = new InputField(input, m_images, this);
        if (const auto it = typed.find(QString::fromStdString(input.name)); it != typed.end())
            field->setText(*it);
        connect(field, &InputField::edited, this, &InputsForm::edited);
        m_layout->addWidget(field);
        m_fields.push_back(field);
    }
    m_empty->setVisible(m_fields.empty());
}

// Only where it differs: a text that is set anew loses its caret.
void InputsForm::showTyped(const QHash<QString, QString> &typed)
{
    for (InputField *field : m_fields) {
        const auto it = typed.find(QString::fromStdString(field->name()));
        if (it == typed.end()) {
            if (field->isChanged() && !field->isSecret())
                field->reset();
        } else if (field->text() != *it || (it->isEmpty() && !field->isChanged())) {
            field->setText(*it);
        }
    }
}

// A field may be the one whose signal led here: it goes when its work is done.
void InputsForm::dropFields()
{
    for (InputField *field : m_fields) {
        disconnect(field, nullptr, this, nullptr);
        field->hide();
        field->setParent(nullptr);
        field->deleteLater();
    }
    m_fields.clear();
}

void InputsForm::fill(const Dict &row)
{
    for (InputField *field : m_fields) {
        if (const Value *value = row.find(field->name()))
            field->setValue(*value);
    }
}

Dict InputsForm::values(QStringList &problems)
{
    Dict values;
    for (InputField *field : m_fields)
        field->read(values);
    problems += this->problems();
    return values;
}

QStringList InputsForm::problems() const
{
    QStringList found;
    for (const InputField *field : m_fields) {
        if (!field->problem().isEmpty())
            found.append(QString::fromStdString(field->name()) + QStringLiteral(": ")
                         + field->problem());
    }
    return found;
}

QHash<QString, QString> InputsForm::texts() const
{
    QHash<QString, QString> texts;
    for (const InputField *field : m_fields) {
        if (field->isChanged() && !field->isSecret())
            texts.insert(QString::fromStdString(field->name()), field->text());
    }
    return texts;
}

QStringList InputsForm::names() const
{
    QStringList names;
    for (const InputField *field : m_fields)
        names.append(QString::fromStdString(field->name()));
    return names;
}

bool InputsForm::isUntouched() const
{
    return std::ranges::none_of(m_fields, &InputField::isChanged);
}

InputField *InputsForm::firstProblem() const
{
    const auto found = std::ranges::find_if(m_fields, [](const InputField *field) {
        return !field->problem().isEmpty();
    });
    return found == m_fields.end() ? nullptr : *found;
}

} // namespace postern::widgets
