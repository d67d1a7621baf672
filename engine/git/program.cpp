// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/git/program.h"

#include "engine/base/error.h"
#include "engine/base/pathtext.h"
#include "engine/base/plaintext.h"
#include "engine/base/textencoding.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace postern::git {

namespace {

std::string lowered(std::string_view text)
{
    std::string low(text);
    std::ranges::transform(low, low.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return low;
}

/// What git itself knows by a fixed name and would run or go through.
constexpr std::array<std::string_view, 16> kAlwaysOff{"core.fsmonitor=false",
                                                      "core.hooksPath=/dev/null",
                                                      "core.sshCommand=false",
                                                      "core.gitProxy=",
                                                      "core.askPass=",
                                                      "core.alternateRefsCommand=false",
                                                      "core.attributesFile=/dev/null",
                                                      "diff.external=",
                                                      "protocol.ext.allow=never",
                                                      "submodule.recurse=false",
                                                      "credential.helper=",
                                                      "commit.gpgSign=false",
                                                      "tag.gpgSign=false",
                                                      "gpg.ssh.defaultKeyCommand=",
                                                      "gc.auto=0",
                                                      "maintenance.auto=false"};

/// "filter.NAME.clean" and its like, whose names the repository chooses.
std::string neutral(std::string_view key)
{
    const std::string low = lowered(key);
    if (low.starts_with("filter.")) {
        if (low.ends_with(".required"))
            return std::string(key) + "=false";
        if (low.ends_with(".clean") || low.ends_with(".smudge") || low.ends_with(".process"))
            return std::string(key) + "=";
    }
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kPrograms{
        {{"diff.", ".command"},
         {"diff.", ".textconv"},
         {"merge.", ".driver"},
         {"gpg.", "program"},
         {"trailer.", ".command"},
         {"trailer.", ".cmd"},
         {"remote.", ".uploadpack"},
         {"remote.", ".receivepack"},
         {"remote.", ".vcs"},
         {"hook.", ".command"},
         {"gc.", "recentobjectshook"},
         {"pager.", ""}}};
    if (std::ranges::any_of(kPrograms, [&low](const auto &program) {
            return low.starts_with(program.first) && low.ends_with(program.second);
        }))
        return std::string(key) + "=false";
    // What a mere reading may fetch, where objects are said to be elsewhere.
    if (low.starts_with("remote.") && low.ends_with(".promisor"))
        return std::string(key) + "=false";
    if (low.starts_with("credential.") && low.ends_with(".helper"))
        return std::string(key) + "=";
    return {};
}

std::string asTyped(const process::Command &command)
{
    std::string text = "git";
    for (const std::string &argument : command.arguments) {
        const bool isPlain = !argument.empty() && std::ranges::all_of(argument, [](unsigned char c) {
            return std::isalnum(c) != 0 || c >= 0x80
                   || std::string_view("-_./:=@^~,+%").find(static_cast<char>(c))
                          != std::string_view::npos;
        });
        std::string quoted = "'";
        for (const char c : argument)
            quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
        text += " " + (isPlain ? argument : quoted + "'");
    }
    return withoutCredentials(std::move(text));
}

bool isUserInfo(std::string_view text)
{
    return !text.empty() && text.find_first_of(" \t\r\n/?#'\"<>") == std::string_view::npos;
}

/// By a sign in what git writes, in lower case.
constexpr std::array<std::pair<std::string_view, ErrorCode>, 24> kFailures{{
    {"not a git repository", ErrorCode::InvalidInput},
    {"dubious ownership", ErrorCode::Refused},
    {".lock': file exists", ErrorCode::FileUnwritable},
    {"no space left on device", ErrorCode::FileUnwritable},
    {"disk quota exceeded", ErrorCode::FileUnwritable},
    {"tell me who you are", ErrorCode::InvalidInput},
    {"[remote rejected]", ErrorCode::Refused},
    {"authentication failed", ErrorCode::ConnectionFailed},
    {"could not read username", ErrorCode::ConnectionFailed},
    {"could not read password", ErrorCode::ConnectionFailed},
    {"permission denied (publickey", ErrorCode::ConnectionFailed},
    {"host key verification failed", ErrorCode::ConnectionFailed},
    {"certificate", ErrorCode::ConnectionFailed},
    {"could not resolve host", ErrorCode::ConnectionFailed},
    {"could not resolve proxy", ErrorCode::ConnectionFailed},
    {"connection refused", ErrorCode::ConnectionFailed},
    {"timed out", ErrorCode::ConnectionFailed},
    {"failed to connect", ErrorCode::ConnectionFailed},
    {"couldn't connect to server", ErrorCode::ConnectionFailed},
    {"is unreachable", ErrorCode::ConnectionFailed},
    {"no route to host", ErrorCode::ConnectionFailed},
    {"non-fast-forward", ErrorCode::Refused},
    {"fetch first", ErrorCode::Refused},
    {"would be overwritten", ErrorCode::Refused},
}};

Message sentenceOf(std::string_view sign, bool isHint)
{
    if (sign == "not a git repository")
        return isHint ? tr("Make it one with `git init`, or open a folder of one.")
                      : tr("This folder is in no git repository.");
    if (sign == "dubious ownership")
        return isHint ? tr("If you trust it: git config --global --add safe.directory FOLDER")
                      : tr("The repository belongs to another user, so git doesn't use it.");
    if (sign == ".lock': file exists")
        return isHint
                   ? tr("Wait for the other git, or remove the lock file that git names below if "
                        "none runs.")
                   : tr("Another git works in this repository, or one that was killed left its "
                        "lock.");
    if (sign == "tell me who you are")
        return isHint ? tr("Say it: git config --global user.name NAME; git config --global "
                           "user.email ADDRESS")
                      : tr("Git doesn't know who commits.");
    if (sign == "[remote rejected]")
        return isHint ? tr("What it said tells more; push to a branch of your own, and open a pull "
                           "request.")
                      : tr("The server's own rules refused the push.");
    if (sign == "no space left on device" || sign == "disk quota exceeded")
        return isHint ? tr("Make room and do it again; what was there is unchanged.")
                      : tr("The disk is full.");
    if (sign == "certificate")
        return isHint ? tr("Name your organisation's certificates in http.sslCAInfo.")
                      : tr("The server's certificate isn't trusted.");
    if (sign == "host key verification failed")
        return isHint ? tr("Connect once with ssh in a terminal and compare its key.")
                      : tr("The server's key isn't known, or is another than it was.");
    if (sign == "non-fast-forward" || sign == "fetch first")
        return isHint ? tr("Pull first, or make a bundle (git bundle create) for somebody who can "
                           "push.")
                      : tr("The server has commits that aren't here, so it refused the push.");
    if (sign == "would be overwritten")
        return isHint ? tr("Commit or stash your changes first.")
                      : tr("Git would overwrite changes that aren't committed.");
    static constexpr std::array<std::string_view, 8> kUnreachable{"could not resolve host",
                                                                  "could not resolve proxy",
                                                                  "connection refused",
                                                                  "timed out",
                                                                  "failed to connect",
                                                                  "couldn't connect to server",
                                                                  "is unreachable",
                                                                  "no route to host"};
    if (std::ranges::find(kUnreachable, sign) != kUnreachable.end())
        return isHint ? tr("Check network and proxy; `git bundle create` needs neither.")
                      : tr("The server can't be reached.");
    return isHint ? tr("Check user name, password, token or key; they may have expired.")
                  : tr("The server didn't accept the credentials.");
}

/// A program can't be started in what is no folder either, and that is not for want of the program.
void requireFolder(const std::filesystem::path &folder)
{
    std::error_code ignored;
    if (folder.empty() || std::filesystem::is_directory(folder, ignored))
        return;
    const bool isThere = std::filesystem::exists(folder, ignored);
    throw Error(ErrorCode::FileUnreadable,
                isThere ? tr("'%1' is a file, not a folder.", pathText(folder))
                        : tr("There is no folder '%1'.", pathText(folder)),
                tr("Name a folder of the repository."));
}

} // namespace

Program::Program(std::filesystem::path folder, flow::Trust trust)
    : m_folder(std::move(folder))
    , m_trust(trust)
{}

Task<Answer> Program::call(Call call)
{
    if (m_trust == flow::Trust::Restricted && call.runsPrograms)
        throw Error(ErrorCode::Refused,
                    tr("In a restricted folder git may not %1: it could run programs that the "
                       "repository names.",
                       call.arguments.front()),
                    tr("Trust the folder first."));
    const std::vector<std::string> settings = co_await safeSettings();
    process::Command command = commandFor(call, settings);
    if (m_teller) {
        process::Command told;
        told.arguments = call.arguments;
        m_teller(asTyped(told));
    }
    Answer answer;
    try {
        if (call.onMessage) {
            std::string &output = answer.output;
            std::string &errors = answer.errors;
            const auto tell = call.onMessage;
            const std::size_t limit = call.limit;
            command.pipeInput = false;
            auto listen = [&output, &errors, tell, limit](bool isError, std::string_view text) {
                std::string &stream = isError ? errors : output;
                if (stream.size() + text.size() <= limit)
                    stream += text;
                if (isError)
                    tell(withoutCredentials(std::string(text)));
            };
            std::function<void(bool, std::string_view)> listener = std::move(listen);
            answer.status = co_await process::stream(std::move(command), std::move(listener));
        } else {
            command.pipeInput = true;
            process::Output finished = co_await process::run(std::move(command),
                                                             std::move(call.input),
                                                             call.limit);
            answer.status = finished.status;
            answer.output = std::move(finished.output);
            answer.errors = std::move(finished.errors);
        }
    } catch (const Error &error) {
        if (error.code() != ErrorCode::EnvironmentFailed)
            throw;
        requireFolder(m_folder);
        throw Error(ErrorCode::EnvironmentFailed,
                    tr("Git can't be started: %1", error.translatableMessage()),
                    tr("Install git, or put it on the PATH."));
    }
    answer.errors = withoutCredentials(repairedUtf8(answer.errors));
    co_return answer;
}

Task<std::string> Program::output(Call call)
{
    const Call asked = call;
    Answer answer = co_await this->call(std::move(call));
    if (!answer.ok())
        throw failure(asked, answer);
    co_return std::move(answer.output);
}

Task<std::string> Program::output(std::vector<std::string> arguments)
{
    Call asked;
    asked.arguments = std::move(arguments);
    co_return co_await output(std::move(asked));
}

Task<std::vector<std::string>> Program::safeSettings()
{
    std::vector<std::string> settings;
    if (m_trust == flow::Trust::Trusted)
        co_return settings;
    // Reading the configuration runs nothing.
    Call asked;
    asked.arguments = {"config", "--list", "-z", "--name-only"};
    process::Command command = commandFor(asked, {});
    command.pipeInput = true;
    const process::Output read = co_await process::run(std::move(command));
    co_return overruling(read.output);
}

process::Command Program::commandFor(const Call &call,
                                     const std::vector<std::string> &settings) const
{
    process::Command command;
    command.program = "git";
    command.folder = m_folder;
    command.ownsDescendants = call.runsPrograms;
    if (call.isReading)
        command.arguments.emplace_back("--no-optional-locks");
    else
        command.grace = std::chrono::seconds(2); // a git that is killed leaves its locks behind
    command.arguments.insert(command.arguments.end(),
                             {"--literal-pathspecs", "-c", "core.quotePath=false"});
    for (const std::string &setting : settings)
        command.arguments.insert(command.arguments.end(), {"-c", setting});
    command.arguments.insert(command.arguments.end(), call.arguments.begin(), call.arguments.end());
    command.environment = {{"GIT_TERMINAL_PROMPT", "0"},
                           {"GCM_INTERACTIVE", "never"},
                           {"GIT_PAGER", "cat"},
                           {"GIT_EDITOR", "true"},
                           {"GIT_SEQUENCE_EDITOR", "true"},
                           {"GIT_MERGE_AUTOEDIT", "no"},
                           {"LANGUAGE", "C"},
                           {"LC_ALL", "C.UTF-8"}};
    if (m_trust == flow::Trust::Restricted) {
        // Nobody is reached, by whatever way and for whatever reason.
        command.environment.insert(command.environment.end(),
                                   {{"GIT_ALLOW_PROTOCOL", "none"}, {"GIT_NO_LAZY_FETCH", "1"}});
    }
    command.environment.insert(command.environment.end(),
                               m_environment.begin(),
                               m_environment.end());
    return command;
}

Error failure(const Call &call, const Answer &answer)
{
    const std::string low = lowered(answer.errors);
    const auto known = std::ranges::find_if(kFailures, [&low](const auto &each) {
        return low.find(each.first) != std::string::npos;
    });
    std::string said = answer.errors.empty() ? answer.output : answer.errors;
    while (!said.empty() && (said.back() == '\n' || said.back() == ' '))
        said.pop_back();
    if (known != kFailures.end()) {
        Error error(known->second, sentenceOf(known->first, false), sentenceOf(known->first, true));
        error.setDetails(said);
        return error;
    }
    const std::size_t lastLine = said.rfind('\n');
    const std::string last = lastLine == std::string::npos ? said : said.substr(lastLine + 1);
    Error error(ErrorCode::InvalidInput,
                last.empty()
                    ? tr("git %1 ended with %2.", call.arguments.front(), answer.status.text())
                    : tr("git %1 failed: %2", call.arguments.front(), last),
                tr("What git wrote tells more."));
    error.setDetails(said);
    return error;
}

std::string withoutCredentials(std::string text)
{
    for (std::size_t at = text.find("://"); at != std::string::npos; at = text.find("://", at + 1)) {
        const std::size_t begin = at + 3;
        const std::size_t end = std::min(text.find_first_of(" \t\r\n/?#'\"<>", begin), text.size());
        const std::size_t sign = text.rfind('@', end);
        if (sign != std::string::npos && sign >= begin
            && isUserInfo(std::string_view(text).substr(begin, sign - begin)))
            text.replace(begin, sign - begin, "***");
    }
    return text;
}

std::vector<std::string> overruling(std::string_view keys)
{
    std::vector<std::string> settings(kAlwaysOff.begin(), kAlwaysOff.end());
    while (!keys.empty()) {
        const std::size_t end = std::min(keys.find('\0'), keys.size());
        const std::string setting = neutral(keys.substr(0, end));
        // "-c" ends a key at its first sign of equality, so such a name stays as it is.
        if (!setting.empty() && keys.substr(0, end).find('=') != std::string_view::npos)
            throw Error(ErrorCode::Refused,
                        tr("The repository's configuration names a program as '%1', which can't be "
                           "switched off.",
                           toPlainText(keys.substr(0, end), Breaks::Escape)),
                        tr("Trust the folder, or take that line out of .git/config."));
        if (!setting.empty())
            settings.push_back(setting);
        keys.remove_prefix(std::min(end + 1, keys.size()));
    }
    return settings;
}

} // namespace postern::git
