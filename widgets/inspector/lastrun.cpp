// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/inspector/lastrun.h"

#include "widgets/inspector/fieldrows.h"
#include "widgets/run/amounts.h"
#include "widgets/theme/styled.h"

#include <QGridLayout>
#include <QLabel>

#include <utility>

namespace postern::widgets {

LastRun::LastRun(QWidget *parent)
    : QWidget(parent)
    , m_state(new QLabel(this))
    , m_time(new QLabel(this))
    , m_tokens(new QLabel(this))
    , m_error(new ErrorCard(this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(12, 8, 12, 8);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    m_state->setObjectName("lastRunState");
    grid->addWidget(rowLabel(tr("State"), this), 0, 0);
    grid->addWidget(m_state, 0, 1);
    grid->addWidget(rowLabel(tr("Time"), this), 1, 0);
    grid->addWidget(m_time, 1, 1);
    grid->addWidget(rowLabel(tr("Tokens"), this), 2, 0);
    grid->addWidget(m_tokens, 2, 1);
    grid->addWidget(m_error, 3, 0, 1, 2);
    connect(m_error, &ErrorCard::placeChosen, this, &LastRun::placeChosen);
}

bool LastRun::show(const NodeRun *run, const QDateTime &at)
{
    const bool hasRun = run != nullptr && run->state != run::NodeState::Idle;
    const QString told = hasRun ? QStringList{runStateText(*run),
                                              at.toString(Qt::ISODateWithMs),
                                              seconds(run->elapsed),
                                              tokens(run->usage)}
                                      .join(u'\n')
                                : QStringLiteral("–");
    const bool hasError = hasRun && run->error.has_value(); // what can be done may have changed
    if (std::exchange(m_told, told) == told && !hasError)
        return false;
    m_state->setText(runStateText(hasRun ? *run : NodeRun()));
    theme::setStyled(*m_state, "state", hasRun ? stateColour(run->state) : QString());
    m_time->setText(hasRun && run->elapsed.count() > 0 ? seconds(run->elapsed)
                                                       : QStringLiteral("–"));
    m_tokens->setText(hasRun && run->usage.total > 0 ? tokens(run->usage) : QStringLiteral("–"));
    m_error->setVisible(hasError);
    if (hasError)
        m_error->setError(*run->error);
    return true;
}

void LastRun::setAdviser(ErrorAdviser adviser)
{
    m_error->setAdviser(std::move(adviser));
}

} // namespace postern::widgets
