// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/base/error.h"

#include <QObject>

#include <optional>

class QPushButton;

namespace postern::widgets {
class Strip;
} // namespace postern::widgets

namespace postern::ide {

class Session;
class StripArea;

/// The strip that says which change of the graph could not be made, why, and what to do; until one
/// can be made, or it is dismissed.
class RefusedStrip final : public QObject
{
    Q_OBJECT

public:
    RefusedStrip(Session &session, StripArea &area);

private:
    void show(const Error &error, const QString &label);

    StripArea &m_area;
    widgets::Strip *const m_strip; // child of m_area
    QPushButton *m_openPlace = nullptr;
    std::optional<Error> m_error;
};

} // namespace postern::ide
