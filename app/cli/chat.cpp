// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/chat.h"

#include "app/cli/linereader.h"
#include "app/cli/loop.h"
#include "app/cli/recordedtest.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/base/textencoding.h"
#include "engine/prompty/references.h"
#include "engine/run/conversation.h"
#include "engine/run/flowrun.h"
#include "engine/run/loglines.h"

#include <cstdio>
#include <utility>

namespace postern::cli {

namespace {

/// Writes the answer as it comes, and what tools print.
class ChatObserver final : public run::RunObserver
{
public:
    ChatObserver(const run::ChatShape &shape, bool isFirst, bool streams, bool verbose)
        : m_shape(shape)
        , m_isFirst(isFirst)
        , m_streams(streams)
        , m_verbose(verbose)
    {}

    const std::string &shown() const { return m_shown; }

    void onEvent(const run::RunEvent &event) override
    {
        if (event.isNested())
            return;
        std::string written;
        for (const run::LogLine &line : m_lines.take(event))
            written += (line.node.empty() ? line.text : "[" + line.node + "]: " + line.text) + "\n";
        if (!written.empty())
            printNote(written);
        if (const auto *warning = std::get_if<run::RunWarning>(&event.data); warning && m_isFirst)
            printNote("warning: " + warning->text.english());
        if (const auto *chunk = std::get_if<run::NodeChunk>(&event.data)) {
            if (m_streams && (m_shape.node.empty() || m_shape.node == event.origin.node)) {
                printPiece(chunk->text);
                m_shown += chunk->text;
            }
        } else if (const auto *done = std::get_if<run::NodeFinished>(&event.data)) {
            if (m_verbose && done->state == run::NodeState::Done)
                printNote(event.origin.node + ": " + py::str(done->output));
        }
    }

private:
    const run::ChatShape &m_shape;
    const bool m_isFirst; ///< question of the talk: warnings needn't come again
    const bool m_streams;
    const bool m_verbose;
    std::string m_shown;
    run::LogLines m_lines;
};

/// With the references in its sample followed, which may say what is asked for.
flow::Flow flowOf(const run::RunSpec &spec)
{
    flow::Flow flow = spec.document.flow();
    if (flow.kind != flow::FlowKind::Dag)
        flow.raw = prompty::dataWithSample(spec.document, spec.trust, spec.environment);
    return flow;
}

class Chat
{
public:
    Chat(request::RunRequest request, const CommandLine &line)
        : m_spec(std::move(request.spec))
        , m_line(line)
        , m_conversation(flowOf(m_spec), m_spec.inputs)
        , m_engine(m_loop.executor())
    {
        m_engine.setNetwork(std::move(request.network));
    }

    /// One question; nothing when it was answered, else the code to end with.
    std::optional<ExitCode> ask(const std::string &text);

private:
    void show(const Value &outputs, const std::string &shown) const;

    const run::RunSpec m_spec;
    const CommandLine &m_line;
    run::Conversation m_conversation;
    history::Recorder m_history;
    CommandLoop m_loop;
    run::Engine m_engine;
    const LoopEnd m_end{m_loop.loop()};
    bool m_isFirst = true;
};

std::optional<ExitCode> Chat::ask(const std::string &text)
{
    const Value question = m_conversation.question(text);
    run::RunSpec spec = m_spec;
    spec.inputs = m_conversation.inputs(question);
    ChatObserver observer(m_conversation.shape(),
                          std::exchange(m_isFirst, false),
                          m_line.format == Format::Text,
                          m_line.verbose);
    spec.observers = {&observer};
    RecordedTest recorded(m_history, spec, "chat");
    const run::FlowRunResult result = m_loop.run(run::runFlow(m_engine, std::move(spec)));
    recorded.finish();
    if (result.error) {
        if (!observer.shown().empty())
            printPiece("\n");
        return printError(*result.error, m_line.format, m_line.verbose);
    }
    show(result.outputs, observer.shown());
    m_conversation.remember(question, result.outputs);
    return std::nullopt;
}

void Chat::show(const Value &outputs, const std::string &shown) const
{
    if (m_line.format == Format::Json)
        return printResult(json::write(outputs));
    const std::string answer = py::str(m_conversation.answer(outputs));
    if (!shown.empty())
        printPiece("\n");
    if (shown != answer)
        printResult(answer);
}

std::string nameOf(const run::RunSpec &spec)
{
    const flow::FlowLocation &location = spec.document.location();
    return location.kind == flow::FlowKind::Prompty ? location.file.filename().string()
                                                    : location.folder.filename().string();
}

} // namespace

ExitCode chat(request::RunRequest request, const CommandLine &line)
{
    request.spec.document.requireLoaded();
    const std::string welcome = "Welcome to chat flow, " + nameOf(request.spec) + ".";
    Chat chat(std::move(request), line);
    const std::string rule(welcome.size(), '=');
    printNote(rule + "\n" + welcome
              + "\nPress Enter to send your message.\nYou can quit with ctrl+C.\n" + rule);
    LineReader reader;
    while (true) {
        const std::optional<std::string> question = reader.next("User: ");
        if (!question)
            break;
        if (question->find_first_not_of(" \t\r\f\v") == std::string::npos)
            continue;
        requireUtf8(*question, "The question");
        printNotePiece("Bot: ");
        if (const std::optional<ExitCode> end = chat.ask(*question))
            return *end;
    }
    printNote("Terminate the chat.");
    return ExitCode::Done;
}

} // namespace postern::cli
