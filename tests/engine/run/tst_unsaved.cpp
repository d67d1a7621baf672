// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

// What is typed and not saved is what is run and checked; the disk doesn't learn of it.

#include "engine/check/nodecheck.h"
#include "engine/run/signature.h"
#include "engine/tool/templatechecker.h"
#include "tests/engine/run/flowfolder.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

using namespace postern;
using namespace postern::run;
using testing::HasSubstr;
using testing::Not;

namespace {

class Unsaved : public FlowFolder
{
protected:
    /// Types into a file without saving it.
    void type(const std::string &name, std::string text) { m_typed[name] = std::move(text); }
    flow::UnsavedSnapshot typed() const
    {
        auto texts = std::make_shared<flow::UnsavedTexts>();
        for (const auto &[name, text] : m_typed)
            texts->set(m_root / name, std::make_shared<const std::string>(text));
        return texts;
    }
    flow::FlowDocument load(const std::string &flow = "") const
    {
        const flow::FlowLocation location = flow::locateFlow(m_root / flow);
        return flow::FlowDocument::load(location, flow::Trust::Trusted, typed());
    }
    FlowRunResult run(const std::string &flow = "", RunObservers observers = {})
    {
        RunSpec spec;
        spec.trust = flow::Trust::Trusted;
        spec.document = load(flow);
        spec.simulate = true;
        spec.observers = std::move(observers);
        return test::run(m_loop, runFlow(m_engine, std::move(spec)));
    }
    /// The output `text` of a run, or why there is none.
    std::string textOf(const FlowRunResult &result) const
    {
        if (result.error)
            return result.error->message() + '\n' + result.error->details();
        const Value *text = result.outputs.find("text");
        return text && text->isString() ? text->asString() : "no text";
    }
    std::string onDisk(const std::string &name) const
    {
        std::ifstream stream(m_root / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    /// A flow of one Python node, whose function has this body.
    void writeNode(const std::string &body, const std::string &more = "")
    {
        write("flow.dag.yaml",
              "inputs: {}\noutputs:\n  text: {type: string, reference: '${node.output}'}\n"
              "nodes:\n- {name: node, type: python, source: {type: code, path: node.py}}\n"
                  + more);
        write("node.py", nodeOf(body));
    }
    static std::string nodeOf(const std::string &body)
    {
        return "from promptflow.core import tool\n@tool\ndef node():\n" + body;
    }

    std::map<std::string, std::string> m_typed;
};

/// The warnings of a run.
struct Warnings final : RunObserver
{
    void onEvent(const RunEvent &event) override
    {
        if (const auto *warning = std::get_if<RunWarning>(&event.data))
            texts.push_back(warning->text.english());
    }
    std::vector<std::string> texts;
};

} // namespace

TEST_F(Unsaved, templatesAreRunAsTheyAreTyped)
{
    write("flow.dag.yaml",
          "inputs:\n  who: {type: string, default: you}\n"
          "outputs:\n  text: {type: string, reference: '${hello.output}'}\nnodes:\n"
          "- {name: hello, type: prompt, source: {type: code, path: hello.jinja2}, "
          "inputs: {who: '${inputs.who}'}}\n");
    write("hello.jinja2", "Hello {{ who }}.");
    type("hello.jinja2", "Good evening {{ who }}.");
    Warnings warnings;
    EXPECT_EQ(textOf(run("", {&warnings})), "Good evening you.");
    EXPECT_EQ(warnings.texts,
              std::vector<std::string>{"The run takes what isn't saved yet: hello.jinja2."});
    EXPECT_EQ(onDisk("hello.jinja2"), "Hello {{ who }}.");

    m_typed.clear();
    warnings.texts.clear();
    EXPECT_EQ(textOf(run("", {&warnings})), "Hello you."); // nothing of it is kept
    EXPECT_TRUE(warnings.texts.empty());
}

TEST_F(Unsaved, pythonIsRunAsItIsTypedWithWhatItImportsAndReads)
{
    writeNode("    return 'disk'\n");
    write("helper.py", "VALUE = 'disk'\n");
    write("package/__init__.py", "");
    write("package/part.py", "VALUE = 'disk'\n");
    write("words.txt", "disk");
    type("node.py",
         nodeOf("    from pathlib import Path\n    import helper\n    from package import part\n"
                "    return ', '.join([helper.VALUE, part.VALUE, open('words.txt').read(),\n"
                "        Path(__file__).with_name('words.txt').read_text()])\n"));
    type("helper.py", "VALUE = 'helper'\n");
    type("package/part.py", "VALUE = 'part'\n");
    type("words.txt", "words");
    EXPECT_EQ(textOf(run()), "helper, part, words, words");
    EXPECT_EQ(onDisk("words.txt"), "disk");
    for (const auto &entry : std::filesystem::recursive_directory_iterator(m_root))
        EXPECT_NE(entry.path().filename(), "__pycache__"); // bytecode of what isn't the file's
}

TEST_F(Unsaved, bytecodeOfTheFileOnTheDiskIsNotTakenForTheText)
{
    writeNode("    import helper\n    return helper.VALUE\n");
    write("helper.py", "VALUE = 'disk'\n");
    type("node.py",
         nodeOf("    import compileall\n    compileall.compile_dir('.', quiet=1)\n"
                "    import helper\n    return helper.VALUE\n"));
    EXPECT_EQ(textOf(run()), "disk");
    m_typed.clear();
    type("helper.py", "VALUE = 'typed'\n");
    EXPECT_EQ(textOf(run()), "typed");
}

TEST_F(Unsaved, aTracebackNamesTheFileAndShowsTheLineThatWasTyped)
{
    writeNode("    return 'disk'\n");
    write("helper.py", "\n\n\n\n# the disk's line\n");
    type("node.py", nodeOf("    import helper\n    helper.fail()\n"));
    type("helper.py", "\n\n\ndef fail():\n    raise ValueError('typed')  # the text's line\n");
    const FlowRunResult result = run();
    ASSERT_TRUE(result.error);
    const std::string &details = result.error->details();
    EXPECT_THAT(details, HasSubstr((std::filesystem::canonical(m_root) / "helper.py").string()));
    EXPECT_THAT(details, HasSubstr("# the text's line"));
    EXPECT_THAT(details, Not(HasSubstr("# the disk's line")));
    ASSERT_TRUE(result.error->place());
    EXPECT_EQ(result.error->place()->file, "helper.py");
    EXPECT_EQ(result.error->place()->line, 5);
}

TEST_F(Unsaved, whatCodeWritesCountsFromThenOn)
{
    writeNode("    with open('log.txt', 'a') as log:\n        log.write('!')\n"
              "    return open('log.txt').read()\n");
    write("log.txt", "disk");
    type("log.txt", "typed");
    EXPECT_EQ(textOf(run()), "disk!");
    EXPECT_EQ(onDisk("log.txt"), "disk!");
}

TEST_F(Unsaved, includedFilesAreCopiedAsTheyAreTyped)
{
    write("flow/flow.dag.yaml",
          "inputs: {}\noutputs:\n  text: {type: string, reference: '${node.output}'}\n"
          "additional_includes:\n- ../shared/helper.py\n- ../shared/words\n"
          "nodes:\n- {name: node, type: python, source: {type: code, path: node.py}}\n");
    write("flow/node.py", nodeOf("    return 'disk'\n"));
    write("shared/helper.py", "VALUE = 'disk'\n");
    write("shared/words/a.txt", "disk");
    type("flow/node.py",
         nodeOf("    import helper\n    return helper.VALUE + open('words/a.txt').read()\n"));
    type("shared/helper.py", "VALUE = 'helper'\n");
    type("shared/words/a.txt", "-words");
    EXPECT_EQ(textOf(run("flow")), "helper-words");
}

TEST_F(Unsaved, entriesOfFlexFlowsAndTheirSignaturesAreTheTypedOnes)
{
    write("flow.flex.yaml", "entry: talk:answer\n");
    write("talk.py", "def answer(question: str) -> str:\n    return 'disk'\n");
    type("talk.py",
         "def answer(topic: str = 'tea', times: int = 2) -> str:\n    return topic * times\n");
    const Signature signature = signatureOf(load(), flow::Trust::Trusted);
    ASSERT_EQ(signature.inputs.size(), 2U);
    EXPECT_EQ(signature.inputs[0].name, "topic");
    EXPECT_EQ(signature.inputs[1].name, "times");
    RunSpec spec;
    spec.trust = flow::Trust::Trusted;
    spec.document = load();
    const FlowRunResult result = test::run(m_loop, runFlow(m_engine, std::move(spec)));
    ASSERT_FALSE(result.error) << result.error->message();
    EXPECT_EQ(result.outputs, Value("teatea"));
}

TEST_F(Unsaved, flowsAndPromptiesThatCodeCallsAreTheTypedOnes)
{
    write("inner/flow.dag.yaml", "inputs: {}\noutputs: {}\nnodes: []\n");
    write("inner/say.jinja2", "disk");
    write("ask.prompty",
          "---\nname: ask\nmodel:\n  api: chat\n  configuration: {type: azure_openai, "
          "azure_deployment: gpt-4o, connection: c}\n  parameters: {max_tokens: "
          "9}\n---\nuser:\nFrom the disk?\n");
    type("inner/flow.dag.yaml",
         "inputs: {}\noutputs:\n  said: {type: string, reference: '${say.output}'}\nnodes:\n"
         "- {name: say, type: prompt, source: {type: code, path: say.jinja2}}\n");
    type("inner/say.jinja2", "typed");
    std::string prompty = onDisk("ask.prompty");
    prompty.replace(prompty.find("From the disk?"), 14, "As it was typed?");
    type("ask.prompty", prompty);
    writeNode("    return 'disk'\n");
    type("node.py",
         "from promptflow.core import tool, Flow, Prompty\n@tool\ndef node():\n"
         "    rendered = Prompty.load('ask.prompty').render()\n"
         "    return Flow.load('inner')()['said'] + str(rendered)\n");
    const std::string text = textOf(run());
    EXPECT_THAT(text, HasSubstr("typed"));
    EXPECT_THAT(text, HasSubstr("As it was typed?"));
}

TEST_F(Unsaved, filesThatAreGoneFromTheDiskAreStillWhatTheEditorShows)
{
    writeNode("    import helper\n    return helper.VALUE\n");
    std::filesystem::remove(m_root / "node.py");
    type("node.py", nodeOf("    import helper\n    return helper.VALUE\n"));
    type("helper.py", "VALUE = 'only typed'\n");
    EXPECT_EQ(textOf(run()), "only typed");
}

TEST_F(Unsaved, linksLeadToTheTextOfTheFileTheyName)
{
    write("real/hello.jinja2", "disk");
    std::filesystem::create_directory_symlink("real", m_root / "link");
    write("flow.dag.yaml",
          "inputs: {}\noutputs:\n  text: {type: string, reference: '${hello.output}'}\nnodes:\n"
          "- {name: hello, type: prompt, source: {type: code, path: link/hello.jinja2}}\n");
    type("real/hello.jinja2", "typed");
    EXPECT_EQ(textOf(run()), "typed");
}

TEST_F(Unsaved, textsAreWhatIsChecked)
{
    write("flow.dag.yaml",
          "inputs: {}\noutputs: {}\nnodes:\n"
          "- {name: hello, type: prompt, source: {type: code, path: hello.jinja2}}\n"
          "- {name: node, type: python, source: {type: code, path: node.py}}\n");
    write("hello.jinja2", "{{ on_disk }}");
    write("node.py", "def node(:\n");
    const auto found = [this] {
        std::map<std::string, Place> places;
        for (const flow::Diagnostic &problem :
             flow::validate(load(), flow::Trust::Trusted, {tool::templateChecker()}))
            places[problem.code] = problem.place;
        return places;
    };
    auto problems = found();
    EXPECT_TRUE(problems.contains("undefined-variable"));
    EXPECT_TRUE(problems.contains("python-syntax"));
    type("hello.jinja2", "fine");
    type("node.py", nodeOf("    return 1\n"));
    problems = found();
    EXPECT_FALSE(problems.contains("undefined-variable"));
    EXPECT_FALSE(problems.contains("python-syntax"));
    type("hello.jinja2", "\n{% if %}");
    type("node.py", "\n\ndef node(:\n");
    problems = found();
    EXPECT_EQ(problems["template-syntax"].line, 2);
    EXPECT_EQ(problems["python-syntax"].line, 3);
}
