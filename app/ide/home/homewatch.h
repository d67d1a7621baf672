// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "engine/base/error.h"

#include <QObject>
#include <QThreadPool>

#include <optional>

namespace postern::ide {

/// Whether the home folder keeps what it is given: settings, trust, inputs and unsaved text. It may
/// be read-only, on a full disk or no folder at all, and those who write there can't ask the user.
class HomeWatch final : public QObject
{
    Q_OBJECT

public:
    explicit HomeWatch(QObject *parent = nullptr);
    ~HomeWatch() override;

    static QString folder();
    /// Why nothing can be kept; nothing while all is well, and until the first answer.
    const std::optional<Error> &error() const { return m_error; }

public slots:
    /// Tries it, on another thread.
    void check();

signals:
    void changed();
    /// It can be written again: what is waiting can be kept.
    void recovered();

private:
    void setError(const std::optional<Error> &error);

    std::optional<Error> m_error;
    QThreadPool m_writer;
    BackgroundTask m_check;
};

} // namespace postern::ide
