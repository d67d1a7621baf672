// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/flow/flow.h"
#include "widgets/run/imagefield.h"
#include "widgets/run/inputsmodel.h"

#include <QDialog>

#include <vector>

namespace postern::theme {
class Prose;
} // namespace postern::theme

namespace postern::widgets {
class InputsForm;
} // namespace postern::widgets

namespace postern::ide {

/// Asks what a node shall get in a run of its own.
class RunNodeDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `known` fills in what it has a value for; `note` says where that comes from.
    RunNodeDialog(const QString &node,
                  const std::vector<flow::FlowInput> &inputs,
                  const Dict &known,
                  const QString &note,
                  const widgets::ImageAccess &images,
                  QWidget *parent);

    /// Once it was accepted.
    const Dict &values() const { return m_values; }

    void accept() override;

private:
    widgets::InputsModel m_model;
    widgets::InputsForm *m_form = nullptr; // child of this
    theme::Prose *m_problem = nullptr;     // child of this
    Dict m_values;
};

} // namespace postern::ide
