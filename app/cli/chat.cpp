// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/chat.h"

#include "app/cli/linereader.h"
#include "app/cli/loop.h"
#include "engine/base/json.h"
#include "engine/base/pyrepr.h"
#include "engine/base/textencoding.h"
#include "engine/run/loglines.h"
#include "engine/run/references.h"

#include <algorithm>
#include <cstdio>

namespace postern::cli {

namespace {

/// Which parts of a flow a chat goes through.
struct ChatShape
{
    std::string input;
    std::string history;
    std::string output;  ///< empty: the whole result is the answer
    std::string node;    ///< whose chunks are the answer's
    bool byRole = false; ///< history as {role, content}, else as {inputs, outputs}
};

Error noChat(const std::string &message, const std::string &hint, const std::string &promptflow)
{
    return Error(ErrorCode::InvalidFlow, message, hint)
        .as({"UserError"}, "Only support chat flow in interactive mode, " + promptflow + ".");
}

std::string historyOf(const flow::Flow &flow)
{
    const flow::FlowInput *history = flow.chatHistory();
    if (history)
        return history->name;
    throw noChat("The flow has no input for the history of a chat.",
                 "Add an input chat_history of type list.",
                 "chat_history is required in the inputs of chat flow");
}

/// The output marked as the answer; empty when there is none.
std::string chatOutput(const flow::Flow &flow)
{
    const auto isChat = [](const flow::FlowOutput &output) { return output.isChatOutput; };
    if (std::ranges::count_if(flow.outputs, isChat) > 1)
        throw noChat("The flow has more than one chat output.",
                     "Leave is_chat_output: true at one of them.",
                     "chat flow does not support multiple chat outputs");
    const auto found = std::ranges::find_if(flow.outputs, isChat);
    return found == flow.outputs.end() ? std::string() : found->name;
}

ChatShape dagShape(const flow::Flow &flow)
{
    ChatShape shape;
    const flow::FlowInput *input = flow.chatInput();
    if (!input)
        throw noChat("The flow hasn't exactly one chat input.",
                     "Mark the input for the user's text with is_chat_input: true.",
                     "chat flow does not support multiple chat inputs");
    shape.input = input->name;
    shape.output = chatOutput(flow);
    if (shape.output.empty() && !flow.outputs.empty())
        throw noChat("The flow has no chat output.",
                     "Mark the output for the answer with is_chat_output: true.",
                     "chat output is not configured");
    shape.history = historyOf(flow);
    const flow::FlowOutput *output = flow.output(shape.output);
    if (output && output->reference.kind == flow::Binding::Kind::NodeOutput
        && output->reference.property.empty())
        shape.node = output->reference.name;
    return shape;
}

/// Inputs that the document names: declared ones without a default, or those of its sample.
std::vector<std::string> openInputs(const run::FlowRunRequest &request)
{
    const flow::Flow &flow = request.document.flow();
    const Value data = run::dataWithSample(request.document, request.trust, request.environment);
    std::vector<std::string> names;
    for (const flow::FlowInput &input : flow.inputs) {
        if (!input.defaultValue)
            names.push_back(input.name);
    }
    const Value *sample = data.find("sample");
    if (sample && flow.kind == flow::FlowKind::Flex)
        sample = sample->find("inputs");
    if (flow.inputs.empty() && sample && sample->isDict()) {
        for (const auto &[name, value] : sample->asDict())
            names.push_back(py::str(name));
    }
    return names;
}

/// Flex flows and prompties seldom mark a chat input: then it is the only one that is open.
ChatShape codeShape(const run::FlowRunRequest &request)
{
    const flow::Flow &flow = request.document.flow();
    ChatShape shape;
    shape.byRole = true;
    shape.output = chatOutput(flow);
    const flow::FlowInput *history = flow.chatHistory();
    shape.history = history ? history->name : "chat_history";
    if (const flow::FlowInput *input = flow.chatInput()) {
        shape.input = input->name;
        return shape;
    }
    std::vector<std::string> open = openInputs(request);
    std::erase_if(open, [&](const std::string &name) {
        return name == shape.history || request.inputs.contains(name);
    });
    if (open.size() != 1)
        throw noChat("It isn't clear which input takes the user's text.",
                     "Mark it with is_chat_input: true under inputs of the flow's file.",
                     "chat flow does not support multiple chat inputs");
    shape.input = open.front();
    return shape;
}

ChatShape shapeOf(const run::FlowRunRequest &request)
{
    return request.document.location().kind == flow::FlowKind::Dag
               ? dagShape(request.document.flow())
               : codeShape(request);
}

void print(std::FILE *stream, std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stream);
    std::fflush(stream);
}

/// Writes the answer as it comes, and what tools print.
class ChatObserver final : public run::RunObserver
{
public:
    ChatObserver(const ChatShape &shape, bool isFirst, bool streams, bool verbose)
        : m_shape(shape)
        , m_isFirst(isFirst)
        , m_streams(streams)
        , m_verbose(verbose)
    {}

    const std::string &shown() const { return m_shown; }

    void onEvent(const run::RunEvent &event) override
    {
        std::string written;
        for (const run::LogLine &line : m_lines.take(event))
            written += (line.node.empty() ? line.text : "[" + line.node + "]: " + line.text) + "\n";
        if (!written.empty())
            printNote(written);
        if (const auto *warning = std::get_if<run::RunWarning>(&event.data); warning && m_isFirst)
            printNote("warning: " + warning->text);
        if (const auto *chunk = std::get_if<run::NodeChunk>(&event.data)) {
            if (m_streams && (m_shape.node.empty() || m_shape.node == chunk->node)) {
                print(stdout, chunk->text);
                m_shown += chunk->text;
            }
        } else if (const auto *done = std::get_if<run::NodeFinished>(&event.data)) {
            if (m_verbose && done->state == run::NodeState::Done)
                printNote(done->node + ": " + py::str(done->output));
        }
    }

private:
    const ChatShape &m_shape;
    const bool m_isFirst; ///< question of the talk: warnings needn't come again
    const bool m_streams;
    const bool m_verbose;
    std::string m_shown;
    run::LogLines m_lines;
};

class Chat
{
public:
    Chat(const run::FlowRunRequest &request, const CommandLine &line)
        : m_request(request)
        , m_line(line)
        , m_shape(shapeOf(request))
        , m_history(firstHistory())
    {}

    /// One question; nothing when it was answered, else the code to end with.
    std::optional<ExitCode> ask(const std::string &text);

private:
    Value questionOf(const std::string &text) const;
    List firstHistory() const;
    Value answerOf(const Value &outputs) const;
    void show(const Value &outputs, const std::string &shown) const;
    void remember(const Value &question, const Value &outputs);

    const run::FlowRunRequest &m_request;
    const CommandLine &m_line;
    const ChatShape m_shape;
    List m_history;
    bool m_isFirst = true;
};

/// The history that was given, or the flow's default one.
List Chat::firstHistory() const
{
    const flow::FlowInput *declared = m_request.document.flow().input(m_shape.history);
    const Value *given = m_request.inputs.find(m_shape.history);
    Value history = given ? *given : Value();
    if (!given && declared && declared->defaultValue)
        history = *declared->defaultValue;
    if (history.isString() && !history.asString().empty())
        history = json::parse(history.asString());
    return history.isList() ? history.asList() : List();
}

/// Chats with images have a list of parts as their input: text alone is one part.
Value Chat::questionOf(const std::string &text) const
{
    const flow::FlowInput *declared = m_request.document.flow().input(m_shape.input);
    if (!declared || declared->type != "list" || text.starts_with('['))
        return {text};
    return Value(List{Value(text)});
}

std::optional<ExitCode> Chat::ask(const std::string &text)
{
    const Value question = questionOf(text);
    run::FlowRunRequest request = m_request;
    request.inputs.set(m_shape.input, question);
    request.inputs.set(m_shape.history, Value(m_history));
    ChatObserver observer(m_shape,
                          std::exchange(m_isFirst, false),
                          m_line.format == Format::Text,
                          m_line.verbose);
    const run::FlowRunResult result = runOnLoop(run::runFlow(std::move(request), &observer));
    if (result.error) {
        if (!observer.shown().empty())
            print(stdout, "\n");
        return printError(*result.error, m_line.format, m_line.verbose);
    }
    show(result.outputs, observer.shown());
    remember(question, result.outputs);
    return std::nullopt;
}

Value Chat::answerOf(const Value &outputs) const
{
    const Value *answer = m_shape.output.empty() ? nullptr : outputs.find(m_shape.output);
    return answer ? *answer : outputs;
}

void Chat::show(const Value &outputs, const std::string &shown) const
{
    if (m_line.format == Format::Json)
        return printResult(json::write(outputs));
    const std::string answer = py::str(answerOf(outputs));
    if (!shown.empty())
        print(stdout, "\n");
    if (shown != answer)
        printResult(answer);
}

void Chat::remember(const Value &question, const Value &outputs)
{
    if (m_shape.byRole) {
        m_history.emplace_back(Dict{{"role", "user"}, {"content", question}});
        m_history.emplace_back(Dict{{"role", "assistant"}, {"content", answerOf(outputs)}});
    } else {
        m_history.emplace_back(
            Dict{{"inputs", Dict{{m_shape.input, question}}}, {"outputs", outputs}});
    }
}

std::string nameOf(const run::FlowRunRequest &request)
{
    const flow::FlowLocation &location = request.document.location();
    return location.kind == flow::FlowKind::Prompty ? location.file.filename().string()
                                                    : location.folder.filename().string();
}

} // namespace

ExitCode chat(const run::FlowRunRequest &request, const CommandLine &line)
{
    request.document.requireLoaded();
    Chat chat(request, line);
    const std::string welcome = "Welcome to chat flow, " + nameOf(request) + ".";
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
        print(stderr, "Bot: ");
        if (const std::optional<ExitCode> end = chat.ask(*question))
            return *end;
    }
    printNote("Terminate the chat.");
    return ExitCode::Done;
}

} // namespace postern::cli
