// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "widgets/inspector/errorcard.h"
#include "widgets/run/runmodel.h"

#include <QDateTime>
#include <QWidget>

class QLabel;

namespace postern::widgets {

/// How a node did in the latest run.
class LastRun final : public QWidget
{
    Q_OBJECT

public:
    explicit LastRun(QWidget *parent = nullptr);

    /// Null: the node has not run. Whether anything is another than before.
    bool show(const NodeRun *run, const QDateTime &at);
    void setAdviser(ErrorAdviser adviser);

signals:
    void placeChosen(const QString &file, int line, int column);

private:
    QLabel *const m_state;    // child of this
    QLabel *const m_time;     // child of this
    QLabel *const m_tokens;   // child of this
    ErrorCard *const m_error; // child of this
    QString m_told;           ///< what of a run is shown
};

} // namespace postern::widgets
