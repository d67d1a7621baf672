// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/runnodedialog.h"

#include "widgets/run/inputfield.h"
#include "widgets/run/inputsform.h"
#include "widgets/theme/dialogsize.h"
#include "widgets/theme/prose.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace postern::ide {

RunNodeDialog::RunNodeDialog(const QString &node,
                             const std::vector<flow::FlowInput> &inputs,
                             const Dict &known,
                             const QString &note,
                             const widgets::ImageAccess &images,
                             QWidget *parent)
    : QDialog(parent)
    , m_form(new widgets::InputsForm(m_model, images, this))
    , m_problem(new theme::Prose(this))
{
    setObjectName("runNode");
    setWindowTitle(tr("Run %1").arg(node));
    theme::sizeDialog(*this, {480, 420});
    m_model.setInputs(inputs, {});
    m_model.fill(known);
    auto *words = new theme::Prose(note, this);
    words->setProperty("role", "secondary");
    m_problem->setProperty("state", "warn");
    m_problem->setObjectName("runNodeProblem");
    m_problem->hide();
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_form);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto *run = buttons->addButton(tr("Run node"), QDialogButtonBox::AcceptRole);
    run->setObjectName("runNodeNow");
    run->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(words);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
}

void RunNodeDialog::accept()
{
    QStringList problems;
    m_values = m_model.values(problems);
    if (problems.isEmpty())
        return QDialog::accept();
    m_problem->setText(problems.join(u'\n'));
    m_problem->show();
    if (widgets::InputField *const field = m_form->firstProblem())
        field->setFocus();
}

} // namespace postern::ide
