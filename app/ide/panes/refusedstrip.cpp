// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/panes/refusedstrip.h"

#include "app/ide/commands/waysout.h"
#include "app/ide/panes/striparea.h"
#include "app/ide/session/session.h"
#include "widgets/inspector/errorcard.h"
#include "widgets/run/strip.h"
#include "widgets/theme/translated.h"

#include <QApplication>
#include <QClipboard>
#include <QPushButton>

namespace postern::ide {

RefusedStrip::RefusedStrip(Session &session, StripArea &area)
    : QObject(&area)
    , m_area(area)
    , m_strip(new widgets::Strip(widgets::Strip::Kind::Error, &area))
{
    m_strip->setObjectName("refusedStrip");
    area.addStrip(m_strip);
    m_openPlace = m_strip->addButton({});
    connect(m_openPlace, &QPushButton::clicked, this, [this] {
        if (m_error && m_error->place())
            emit m_area.placeChosen(QString::fromStdString(m_error->place()->file),
                                    m_error->place()->line,
                                    m_error->place()->column);
    });
    connect(m_strip->addButton(tr("Copy details")), &QPushButton::clicked, this, [this] {
        if (m_error)
            QApplication::clipboard()->setText(widgets::errorReport(*m_error));
    });
    const auto hide = [this] {
        if (!m_strip->isHidden())
            m_area.showStrip(m_strip, false);
    };
    connect(m_strip->addButton(tr("Dismiss")), &QPushButton::clicked, this, hide);
    connect(&session.edits(), &FlowEdits::refused, this, &RefusedStrip::show);
    connect(&session.edits(), &FlowEdits::applied, this, hide);
    connect(&session, &Session::documentOpened, this, hide);
}

void RefusedStrip::show(const Error &error, const QString &label)
{
    m_error = error;
    const QString reason = theme::translated(error.translatableMessage());
    const QString hint = withoutCommands(theme::translated(error.translatableHint()));
    m_strip->setText(tr("%1: this could not be done.").arg(label),
                     hint.isEmpty() ? reason : reason + ' ' + hint);
    const bool hasPlace = error.place() && error.place()->line > 0;
    m_openPlace->setVisible(hasPlace);
    if (hasPlace)
        m_openPlace->setText(tr("Open %1").arg(widgets::placeText(*error.place())));
    m_area.showStrip(m_strip, true);
    emit m_area.told(m_strip);
}

} // namespace postern::ide
