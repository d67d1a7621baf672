// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/breakpointdialog.h"

#include "widgets/theme/dialogsize.h"
#include "widgets/theme/prose.h"
#include "widgets/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <utility>

namespace postern::ide {

namespace {
constexpr QSize kDialogSize{460, 300};
constexpr int kMostHits = 1'000'000;
constexpr int kMostTokens = 100'000'000;
} // namespace

BreakpointDialog::BreakpointDialog(const Breakpoint &breakpoint, Check check, QWidget *parent)
    : QDialog(parent)
    , m_before(breakpoint)
    , m_check(std::move(check))
    , m_side(new QComboBox(this))
    , m_condition(new QLineEdit(breakpoint.condition, this))
    , m_hits(new QSpinBox(this))
    , m_tokens(new QSpinBox(this))
    , m_log(new QLineEdit(breakpoint.log, this))
    , m_isEnabled(new QCheckBox(tr("Enabled"), this))
    , m_problem(new theme::Prose(this))
{
    setObjectName("breakpointDialog");
    setWindowTitle(tr("Breakpoint: %1").arg(Breakpoints::placeOf(breakpoint)));
    m_side->setObjectName("breakpointSide");
    m_side->addItems({tr("Before the node runs"), tr("After the node ran")});
    m_side->setCurrentIndex(breakpoint.isAfter ? 1 : 0);
    m_condition->setObjectName("breakpointCondition");
    m_condition->setFont(theme::monoFont());
    m_condition->setPlaceholderText(QStringLiteral("inputs.question | length > 20"));
    m_hits->setObjectName("breakpointHits");
    m_hits->setRange(1, kMostHits);
    m_hits->setValue(qMax(1, breakpoint.hits));
    m_tokens->setRange(1, kMostTokens);
    m_tokens->setValue(qMax(1, breakpoint.tokens));
    m_log->setObjectName("breakpointLog");
    m_log->setFont(theme::monoFont());
    m_log->setPlaceholderText(QStringLiteral("{{ nodes.NODE.output | length }} hits"));
    m_isEnabled->setChecked(breakpoint.isEnabled);
    m_problem->setObjectName("breakpointProblem");
    m_problem->setProperty("state", "err");
    m_problem->hide();
    auto *form = new QFormLayout(this);
    form->setContentsMargins(16, 16, 16, 16);
    form->setSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_side->setVisible(breakpoint.kind == Breakpoint::Kind::Node);
    if (breakpoint.kind == Breakpoint::Kind::Node)
        form->addRow(tr("Stop"), m_side);
    m_tokens->setVisible(breakpoint.kind == Breakpoint::Kind::Tokens);
    if (breakpoint.kind == Breakpoint::Kind::Tokens)
        form->addRow(tr("More tokens than"), m_tokens);
    form->addRow(tr("Only if"), m_condition);
    form->addRow(tr("From visit"), m_hits);
    form->addRow(tr("Write in place of a stop"), m_log);
    form->addRow(QString(), m_isEnabled);
    form->addRow(m_problem);
    auto *buttons = new QDialogButtonBox(this);
    auto *take = new QPushButton(tr("Set breakpoint"), this);
    take->setProperty("role", "primary");
    take->setDefault(true);
    buttons->addButton(take, QDialogButtonBox::AcceptRole);
    buttons->addButton(new QPushButton(tr("Cancel"), this), QDialogButtonBox::RejectRole);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &BreakpointDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    theme::sizeDialog(*this, kDialogSize);
    m_condition->setFocus();
}

Breakpoint BreakpointDialog::breakpoint() const
{
    Breakpoint entered = m_before;
    entered.isAfter = m_before.kind == Breakpoint::Kind::Node && m_side->currentIndex() == 1;
    entered.condition = m_condition->text().trimmed();
    entered.hits = m_hits->value() > 1 ? m_hits->value() : 0;
    entered.log = m_log->text();
    entered.isEnabled = m_isEnabled->isChecked();
    if (m_before.kind == Breakpoint::Kind::Tokens)
        entered.tokens = m_tokens->value();
    return entered;
}

void BreakpointDialog::accept()
{
    const QString problem = m_check ? m_check(breakpoint()) : QString();
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    if (problem.isEmpty())
        QDialog::accept();
}

} // namespace postern::ide
