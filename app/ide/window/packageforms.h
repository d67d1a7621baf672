// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ide/background/backgroundtask.h"
#include "widgets/inspector/nodeform.h"

#include <QObject>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace postern::ide {

class Session;

/// What the tools of packages in the folder's environment take, as their manifests say it, and what
/// their own functions offer for an input. Both run the packages' code: of a folder that isn't
/// trusted nothing is asked.
class PackageForms final : public QObject
{
    Q_OBJECT

public:
    explicit PackageForms(Session &session, QObject *parent = nullptr);

    /// Nothing, until it is known: changed() then.
    std::optional<std::vector<widgets::FormParameter>> parametersOf(const flow::Node &node);
    /// Another folder or environment.
    void forget();

signals:
    void changed();
    /// A tool's function has given what it offers for an input.
    void offered();

private:
    void askFor(const std::string &tool);
    widgets::FormParameter parameter(const std::string &name,
                                     const Value &told,
                                     const flow::Node &node);
    QStringList listOf(const std::string &input, const flow::Node &node);

    Session &m_session;
    std::map<std::string, Value> m_manifests;   ///< by id; null: there is none
    std::map<std::string, QStringList> m_lists; ///< by tool, input and what they depend on
    std::set<std::string> m_asked;              ///< keys of m_lists
    BackgroundTask m_asking;
    BackgroundTask m_listing;
};

} // namespace postern::ide
