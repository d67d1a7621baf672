// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/run/imagefield.h"

#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace postern::widgets {

class InputField;
class InputsModel;

/// A form for the inputs that a model asks for: a field for each, by its type. It holds nothing of
/// its own: another form of the same model shows the same.
class InputsForm final : public QWidget
{
    Q_OBJECT

public:
    explicit InputsForm(InputsModel &model, ImageAccess images = {}, QWidget *parent = nullptr);

    /// What it says when there is nothing to be filled in.
    void setEmptyNote(const QString &sentence);
    /// The first field that has a problem; null when none has.
    InputField *firstProblem() const;

private:
    void build();
    void dropFields();

    InputsModel &m_model;
    const ImageAccess m_images;
    QVBoxLayout *const m_layout; // owned by this
    QLabel *const m_empty;       // child of this
    std::vector<InputField *> m_fields;
};

} // namespace postern::widgets
