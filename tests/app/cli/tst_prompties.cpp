// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

#include <array>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

using namespace postern;
using testing::HasSubstr;
using testing::Not;

namespace {

/// A prompty with these lines below `model:` and after the settings.
std::string prompty(const std::string &model, const std::string &more = {})
{
    return "---\nname: Greeter\nmodel:\n" + model + more + "---\nuser:\nhello {{who}}\n";
}

class Prompties : public test::CommandTest
{
protected:
    Prompties()
    {
        for (const char *name : {"AZURE_OPENAI_ENDPOINT",
                                 "AZURE_OPENAI_API_KEY",
                                 "OPENAI_API_KEY",
                                 "POSTERN_TEST_UNSET"})
            ::unsetenv(name);
    }

    /// The error of a run of p.prompty without a simulator.
    std::string failure(const std::string &text, int exitCode) const
    {
        write("p.prompty", text);
        const test::CommandResult result = run({"flow", "test", "--flow", "p.prompty"});
        EXPECT_EQ(result.exitCode, exitCode) << result.error;
        return result.error;
    }

    /// What `main` of that body gives in a simulated flex flow beside p.prompty.
    Value returned(const std::string &body) const
    {
        write("flow.flex.yaml", "entry: entry:main\n");
        write("entry.py",
              "from promptflow.core import (AzureOpenAIModelConfiguration, "
              "OpenAIModelConfiguration, Prompty)\nimport dataclasses\n"
              "def main():\n"
                  + body);
        const test::CommandResult result = run({"flow", "test", "--flow", ".", "--simulate"});
        EXPECT_EQ(result.exitCode, 0) << result.error;
        return result.exitCode == 0 ? result.json() : Value();
    }
};

} // namespace

TEST_F(Prompties, aConfigurationObjectReplacesTheFilesOwn)
{
    write("p.prompty",
          prompty("  configuration: {type: openai, model: other, connection: theirs}\n"
                  "  parameters: {max_tokens: 9}\n"));
    write("q.prompty",
          prompty("  configuration: {type: azure_openai, azure_deployment: other, api_key: k, "
                  "azure_endpoint: 'http://h'}\n  parameters: {}\n"));
    const Value models = returned(
        "    given = [AzureOpenAIModelConfiguration('a', azure_endpoint='http://x', api_key='k'),\n"
        "             OpenAIModelConfiguration('b', connection='mine'),\n"
        "             {'azure_deployment': 'c'}]\n"
        "    ask = lambda file, c: Prompty.load(file, model={'configuration': c, 'response': "
        "'all'})(who='x').model\n"
        "    return [ask('p.prompty', given[0]), ask('q.prompty', given[1]), "
        "ask('q.prompty', given[2])]\n");
    EXPECT_EQ(json::write(models), R"(["a", "b", "c"])");
}

TEST_F(Prompties, settingsOfTheFileCanBeGivenByCode)
{
    write("p.prompty", prompty("  configuration: {type: openai, model: m}\n  parameters: {}\n"));
    const Value text = returned(
        "    inputs = {'who': {'type': 'string', 'default': 'you'}}\n"
        "    return [Prompty.load('p.prompty', inputs=inputs).render(),\n"
        "            Prompty.load('p.prompty', sample={'who': 'me'}).render()]\n");
    EXPECT_THAT(text.asList().at(0).asString(), HasSubstr("hello you"));
    EXPECT_THAT(text.asList().at(1).asString(), HasSubstr("hello me"));
}

TEST_F(Prompties, configurationsAreDataclasses)
{
    const Value told = returned(
        "    c = OpenAIModelConfiguration('m', api_key='secret')\n"
        "    d = dataclasses.replace(c, api_key=None, base_url='http://h')\n"
        "    return [repr(c), dataclasses.asdict(d), c == d]\n");
    EXPECT_EQ(told.asList().at(0),
              Value("OpenAIModelConfiguration(model='m', base_url=None, api_key='******', "
                    "organization=None, connection=None)"));
    EXPECT_EQ(told.asList().at(1).find("base_url")->asString(), "http://h");
    EXPECT_EQ(told.asList().at(2), Value(false));
}

TEST_F(Prompties, withoutAWayInSayWhatWouldBeOne)
{
    const std::string error = failure(prompty("  configuration: {type: azure_openai, "
                                              "azure_deployment: d}\n  parameters: {}\n"),
                                      4);
    EXPECT_THAT(error, HasSubstr("p.prompty:4:3: "));
    EXPECT_THAT(error, HasSubstr("AZURE_OPENAI_ENDPOINT and AZURE_OPENAI_API_KEY aren't set"));
    EXPECT_THAT(error, Not(HasSubstr("onnection 'Greeter'")));
    const std::string keyless = failure(prompty("  configuration: {type: azure_openai, "
                                                "azure_deployment: d, azure_endpoint: 'http://h'}\n"
                                                "  parameters: {}\n"),
                                        4);
    EXPECT_THAT(keyless, HasSubstr("Entra"));
    EXPECT_THAT(failure(prompty("  configuration: {type: openai, model: m}\n  parameters: {}\n"), 4),
                HasSubstr("OPENAI_API_KEY isn't set"));
    for (const char *field : {"azure_endpoint", "api_key", "azure_deployment", "connection"}) {
        EXPECT_THAT(failure(prompty(std::string("  configuration: {type: azure_openai, ") + field
                                    + ": '${env:POSTERN_TEST_UNSET}'}\n  parameters: {}\n"),
                            4),
                    HasSubstr("POSTERN_TEST_UNSET"))
            << field;
    }
}

TEST_F(Prompties, errorsOfTheEndpointNameNoConnectionThatIsNone)
{
    const std::string error = failure(prompty("  configuration: {type: azure_openai, "
                                              "azure_deployment: d, azure_endpoint: "
                                              "'http://127.0.0.1:9', api_key: k}\n"
                                              "  parameters: {}\n"),
                                      4);
    EXPECT_THAT(error, HasSubstr("model.configuration of prompty 'Greeter'"));
    EXPECT_THAT(error, Not(HasSubstr("onnection 'Greeter'")));
}

TEST_F(Prompties, whatPromptFlowRefusesOfAModelIsFoundWithoutARun)
{
    const std::vector<std::array<std::string, 3>> cases{
        {"  configuration: {type: openai, model: m}\n", ":3:1: ", "parameters: {}"},
        {"  parameters: {}\n", ":3:1: ", "configuration"},
        {"  configuration: {}\n  parameters: {}\n  temperature: 1\n", ":6:3: ", "temperature"},
        {"  configuration: {connection: c, api_key: k}\n  parameters: {}\n", ":4:3: ", "api_key"}};
    for (const auto &[model, place, word] : cases) {
        EXPECT_THAT(failure(prompty(model), 3), HasSubstr(place)) << model;
        const test::CommandResult result = run({"flow", "validate", "--source", "p.prompty"});
        EXPECT_EQ(result.exitCode, 3) << model;
        EXPECT_THAT(result.error, HasSubstr(place));
        EXPECT_THAT(result.error, HasSubstr(word));
    }
    write("p.prompty", prompty("  configuration: {type: openai, model: m}\n"));
    EXPECT_EQ(returned("    return [Prompty.load('p.prompty', model={'parameters': {}})(who='x') "
                       "is not None]\n"),
              Value(List{Value(true)}))
        << "code may complete the model";
}

TEST_F(Prompties, whatARunRefusesBeforeItAsksIsFoundWithoutARun)
{
    const std::string model = "  configuration: {type: openai, model: m, api_key: k}\n"
                              "  parameters: {}\n";
    const auto validated = [this](const std::string &text) {
        write("p.prompty", text);
        return run({"flow", "validate", "--source", "p.prompty"});
    };
    const std::vector<std::pair<std::string, std::string>>
        cases{{prompty(model, "sample: none.txt\n"), ":6:1: error: The prompty's sample is neither"},
              {prompty(model, "sample: none.json\n"), ":6:1: error: The sample file 'none.json'"},
              {prompty(model, "sample: ${file:no.json}\n"), ":6:1: error: The file 'no.json'"},
              {prompty("  configuration: {type: other, model: m}\n  parameters: {}\n"),
               ":4:3: error: A prompty can't use a model of type 'other'"}};
    for (const auto &[text, words] : cases) {
        EXPECT_NE(failure(text, 3), "");
        EXPECT_EQ(validated(text).exitCode, 3) << text;
        EXPECT_THAT(validated(text).error, HasSubstr("p.prompty" + words));
    }
    const std::string broken = prompty(model) + "{% if %}\n";
    EXPECT_NE(failure(broken, 1), "");
    EXPECT_EQ(validated(broken).exitCode, 3);
    EXPECT_THAT(validated(broken).error, HasSubstr("p.prompty:9: error: The prompt doesn't parse"));
    EXPECT_EQ(validated(prompty(model)).exitCode, 0);
    const std::string open = "  configuration: {type: '${env:POSTERN_TEST_UNSET}', model: m}\n"
                             "  parameters: {}\n";
    EXPECT_EQ(validated(prompty(open)).exitCode, 0);
    EXPECT_THAT(failure(prompty(open), 4), HasSubstr("POSTERN_TEST_UNSET"));
}

TEST_F(Prompties, inputsFromAFileMayBeginWithAByteOrderMark)
{
    write("p.prompty", prompty("  configuration: {type: openai, model: m}\n  parameters: {}\n"));
    write("in.json", "\xEF\xBB\xBF{\"who\": \"you\"}");
    write("in.jsonl", "\xEF\xBB\xBF{\"who\": \"you\"}\n{}");
    for (const char *file : {"in.json", "in.jsonl"}) {
        EXPECT_THAT(run({"flow", "test", "--flow", "p.prompty", "--simulate", "--inputs", file})
                        .output,
                    HasSubstr("you"))
            << file;
    }
}

TEST_F(Prompties, aConnectionObjectCanBeTheWayIn)
{
    write("p.prompty", prompty("  configuration: {type: openai, model: m}\n  parameters: {}\n"));
    write("flow.flex.yaml", "entry: entry:main\n");
    write("entry.py",
          "from promptflow.connections import AzureOpenAIConnection\n"
          "from promptflow.core import Prompty\n"
          "def main() -> str:\n"
          "    mine = AzureOpenAIConnection(api_base='http://127.0.0.1:9/', api_key='k', "
          "name='mine')\n"
          "    try:\n"
          "        return Prompty.load('p.prompty', model={'configuration': {'connection': mine, "
          "'azure_deployment': 'd'}})(who='x')\n"
          "    except Exception as error:\n        return type(error).__name__\n");
    EXPECT_EQ(run({"flow", "test", "--flow", "."}).output, "WrappedOpenAIError\n");
}

TEST_F(Prompties, referencesInASampleAreFollowed)
{
    write("data/q.txt", "from a file\r\n");
    write("data/init.yaml", "\xEF\xBB\xBFgreeting: hi\n");
    write("data/all.json", "\xEF\xBB\xBF{\"inputs\": {\"q\": \"all\"}}");
    write("entry.py",
          "class Entry:\n    def __init__(self, greeting: str = 'none'):\n"
          "        self.greeting = greeting\n"
          "    def __call__(self, q: str = '') -> str:\n"
          "        return self.greeting + ' ' + repr(q)\n");
    const auto output = [this](const std::string &sample) {
        write("flow.flex.yaml", "entry: entry:Entry\nsample:" + sample);
        const test::CommandResult result = run(
            {"flow", "test", "--flow", ".", "--environment-variables", "POSTERN_TEST_NAME=me"});
        return result.exitCode == 0 ? result.output : result.error;
    };
    EXPECT_EQ(output("\n  init: ${file:data/init.yaml}\n  inputs: {q: '${file:data/q.txt}'}\n"),
              "hi 'from a file\\n'\n");
    EXPECT_EQ(output(" ${file:data/all.json}\n"), "none 'all'\n");
    EXPECT_EQ(output("\n  inputs: {q: '${env:POSTERN_TEST_NAME}'}\n"), "none 'me'\n");
    EXPECT_EQ(output("\n  inputs: {q: '${env:POSTERN_TEST_UNSET}'}\n"),
              "none '${env:POSTERN_TEST_UNSET}'\n");
    EXPECT_THAT(output(" ${file:data/none.json}\n"), HasSubstr("data/none.json"));
    write("data/bad.json", "{\"inputs\":\n  x}");
    EXPECT_THAT(output(" ${file:data/bad.json}\n"), HasSubstr("data/bad.json:2:3: "));
}

TEST_F(Prompties, aConnectionOfAFlexFlowsModelIsSimulatedOrNamed)
{
    write("entry.py",
          "from promptflow.core import AzureOpenAIModelConfiguration\n"
          "class Entry:\n    def __init__(self, model: AzureOpenAIModelConfiguration):\n"
          "        self.model = model\n"
          "    def __call__(self) -> str:\n"
          "        return str(self.model.azure_endpoint)\n");
    write(
        "flow.flex.yaml",
        "entry: entry:Entry\nsample: {init: {model: {connection: theirs, azure_deployment: d}}}\n");
    const test::CommandResult simulated = run({"flow", "test", "--flow", ".", "--simulate"});
    EXPECT_EQ(simulated.exitCode, 0) << simulated.error;
    EXPECT_THAT(simulated.output, HasSubstr("http://127.0.0.1:"));
    const test::CommandResult missing = run({"flow", "test", "--flow", "."});
    EXPECT_EQ(missing.exitCode, 4) << missing.error;
    EXPECT_THAT(missing.error, HasSubstr("'theirs'"));
    EXPECT_THAT(missing.error, HasSubstr("--connections"));
}
