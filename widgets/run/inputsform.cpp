// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/run/inputsform.h"

#include "widgets/run/inputfield.h"
#include "widgets/run/inputsmodel.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postern::widgets {

InputsForm::InputsForm(InputsModel &model, ImageAccess images, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_images(std::move(images))
    , m_layout(new QVBoxLayout(this))
    , m_empty(new QLabel(tr("This flow has no inputs."), this))
{
    m_empty->setProperty("role", "secondary");
    m_layout->setContentsMargins(12, 8, 12, 8);
    m_layout->setSpacing(12);
    m_layout->addWidget(m_empty);
    connect(&m_model, &InputsModel::inputsChanged, this, &InputsForm::build);
    build();
}

void InputsForm::setEmptyNote(const QString &sentence)
{
    m_empty->setText(sentence);
}

void InputsForm::build()
{
    dropFields();
    for (const int index : m_model.asked()) {
        auto *field = new InputField(m_model, index, m_images, this);
        m_layout->addWidget(field);
        m_fields.push_back(field);
    }
    m_empty->setVisible(m_fields.empty());
}

// A field may be the one whose signal led here: it goes when its work is done.
void InputsForm::dropFields()
{
    for (InputField *field : m_fields) {
        disconnect(&m_model, nullptr, field, nullptr);
        field->hide();
        field->setParent(nullptr);
        field->deleteLater();
    }
    m_fields.clear();
}

InputField *InputsForm::firstProblem() const
{
    const auto found = std::ranges::find(m_fields, m_model.firstProblem(), &InputField::index);
    return found == m_fields.end() ? nullptr : *found;
}

} // namespace postern::widgets
