// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ide/commands/waysout.h"

#include "app/ide/commands/actions.h"
#include "app/ide/session/session.h"
#include "widgets/theme/translated.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>

namespace postern::ide {

using widgets::ErrorAdvice;

namespace {

struct WaysOut
{
    Q_DECLARE_TR_FUNCTIONS(WaysOut)
};

flow::Diagnostic problemOf(const Error &error, const std::string &node)
{
    flow::Diagnostic problem;
    problem.code = "run-failed";
    problem.message = widgets::failureReason(error).toStdString();
    problem.hint = withoutCommands(theme::translated(error.translatableHint())).toStdString();
    problem.place = error.place().value_or(Place());
    problem.node = node;
    return problem;
}

/// What the error itself advises, as far as the window doesn't do it: its place is a link.
QString ownHint(const Error &error)
{
    if (error.place() && error.hint().find(toString(*error.place())) != std::string::npos)
        return {};
    return withoutCommands(theme::translated(error.translatableHint()));
}

} // namespace

QString withoutCommands(const QString &hint)
{
    static const QRegularExpression kClause(
        QStringLiteral(R"([^.;]+(?:[.;](?!\s|$)[^.;]*)*[.;]?\s*)"));
    static const QRegularExpression kCommand(QStringLiteral(R"((^|\s)--[a-z]|`postern\b)"));
    QString kept;
    for (auto clauses = kClause.globalMatch(hint); clauses.hasNext();) {
        const QString clause = clauses.next().captured();
        if (!kCommand.match(clause).hasMatch())
            kept += clause;
    }
    kept = kept.trimmed();
    if (kept.endsWith(u';'))
        kept.back() = u'.';
    return kept;
}

ErrorAdvice adviceFor(const Error &error, Session &session, const Actions &actions)
{
    const bool simulates = session.simulates();
    switch (error.code()) {
    case ErrorCode::ConnectionMissing:
        if (simulates)
            return {WaysOut::tr("Choose a file that has this connection."),
                    {actions[ActionId::ChooseConnections]}};
        return {WaysOut::tr("Choose a file that has this connection, or let the simulator answer."),
                {actions[ActionId::ChooseConnections], actions[ActionId::UseSimulator]}};
    case ErrorCode::ConnectionFailed:
        if (!simulates)
            return {ownHint(error),
                    {actions[ActionId::ChooseConnections], actions[ActionId::UseSimulator]}};
        break;
    case ErrorCode::EnvironmentFailed:
        return {WaysOut::tr(
                    "Create a Python environment for the folder, or choose an interpreter."),
                {actions[ActionId::CreateEnvironment], actions[ActionId::ChooseInterpreter]}};
    case ErrorCode::Refused:
        if (session.isRestricted())
            return {WaysOut::tr("Review what the folder holds, and trust it to run it."),
                    {actions[ActionId::ReviewFolder], actions[ActionId::TrustFolder]}};
        break;
    case ErrorCode::NodeFailed:
        if (!session.environment().missing().empty())
            return {ownHint(error), {actions[ActionId::CreateEnvironment]}};
        break;
    default:
        break;
    }
    return {ownHint(error), {}};
}

std::vector<flow::Diagnostic> runProblems(Session &session)
{
    const widgets::RunModel &model = session.model();
    std::vector<flow::Diagnostic> problems;
    if (!session.document() || model.state() != run::NodeState::Failed)
        return problems;
    for (const flow::Node &node : session.document()->shownFlow().nodes) {
        const widgets::NodeRun *run = model.node(node.name);
        if (run && run->error)
            problems.push_back(problemOf(*run->error, node.name));
    }
    if (problems.empty() && model.error())
        problems.push_back(problemOf(*model.error(), {}));
    return problems;
}

std::vector<flow::Diagnostic> loadProblems(Session &session)
{
    std::vector<flow::Diagnostic> problems = session.imports().problems();
    std::erase_if(problems, [&](const flow::Diagnostic &problem) {
        const widgets::NodeRun *const run = session.model().node(problem.node);
        return run && run->error;
    });
    return problems;
}

std::vector<flow::Diagnostic> allProblems(Session &session)
{
    std::vector<flow::Diagnostic> problems = runProblems(session);
    if (session.document()) {
        const std::vector<flow::Diagnostic> &files = session.document()->diagnostics();
        problems.insert(problems.end(), files.begin(), files.end());
        std::ranges::move(loadProblems(session), std::back_inserter(problems));
    }
    return problems;
}

} // namespace postern::ide
