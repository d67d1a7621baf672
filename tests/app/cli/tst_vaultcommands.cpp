// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"
#include "tests/support/httpserver.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>

#include <thread>

using namespace postern;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

namespace {

constexpr auto kKey = "key-that-must-not-show";
constexpr auto kAnswer
    = R"({"choices":[{"index":0,"message":{"role":"assistant","content":"hello"}}]})";

class ConnectionCommands : public test::CommandTest
{
protected:
    ConnectionCommands() { write("aoai.yaml", yaml("http://127.0.0.1:9/")); }

    static std::string yaml(const std::string &url)
    {
        return "name: aoai\ntype: azure_open_ai\napi_base: " + url + "\napi_key: " + kKey
               + "\napi_version: 2024-06-01\n";
    }

    /// Runs it; whatever it is, it never shows the key.
    test::CommandResult connection(std::vector<std::string> arguments) const
    {
        arguments.insert(arguments.begin(), "connection");
        test::CommandResult result = run(std::move(arguments));
        EXPECT_THAT(result.output, Not(HasSubstr(kKey)));
        EXPECT_THAT(result.error, Not(HasSubstr(kKey)));
        return result;
    }

    std::string field(const std::string &name, const char *key) const
    {
        const auto result = connection({"show", "-n", name});
        const Value shown = result.exitCode == 0 ? result.json() : Value();
        const Value *value = shown.find(key);
        return value && value->isString() ? value->asString() : "";
    }

    /// Names of the connections listed.
    std::vector<std::string> names() const
    {
        std::vector<std::string> found;
        const Value listed = connection({"list"}).json();
        for (const Value &one : listed.asList())
            found.push_back(one.find("name")->asString());
        return found;
    }
};

} // namespace

TEST_F(ConnectionCommands, setReplacesThePlaceholdersOfAFile)
{
    write("template.yml", "name: a\ntype: azure_open_ai\napi_key: <user-input>\napi_base: there\n");
    EXPECT_EQ(connection({"create", "-f", "template.yml"}).exitCode, 3);
    const auto created = connection({"create",
                                     "-f",
                                     "template.yml",
                                     "--set",
                                     std::string("api_key=") + kKey,
                                     "api_base=http://127.0.0.1:9/",
                                     "name=b"});
    EXPECT_EQ(created.exitCode, 0) << created.error;
    EXPECT_EQ(field("b", "api_base"), "http://127.0.0.1:9/");
}

TEST_F(ConnectionCommands, createShowUpdateListAndDelete)
{
    EXPECT_EQ(connection({"list"}).json(), Value(List()));
    const auto created = connection({"create", "--file", "aoai.yaml"});
    ASSERT_EQ(created.exitCode, 0) << created.error;
    EXPECT_EQ(*created.json().find("name"), Value("aoai"));
    EXPECT_EQ(field("aoai", "api_base"), "http://127.0.0.1:9/");
    EXPECT_THAT(field("aoai", "api_key"), HasSubstr("***"));

    EXPECT_EQ(connection({"create", "-f", "aoai.yaml", "-n", "two"}).exitCode, 0);
    EXPECT_THAT(names(), testing::UnorderedElementsAre("aoai", "two"));
    EXPECT_EQ(connection({"update", "-n", "two", "--set", "api_version=2025-01-01"}).exitCode, 0);
    EXPECT_EQ(field("two", "api_version"), "2025-01-01");
    EXPECT_EQ(field("aoai", "api_version"), "2024-06-01");

    EXPECT_EQ(connection({"delete", "-n", "two", "-y"}).exitCode, 0);
    EXPECT_THAT(names(), testing::ElementsAre("aoai"));
    EXPECT_EQ(connection({"show", "-n", "two"}).exitCode, 4);
    EXPECT_EQ(connection({"delete", "-n", "two", "-y"}).exitCode, 0); // as pf
}

TEST_F(ConnectionCommands, deletingWithoutATerminalNeedsAYes)
{
    connection({"create", "-f", "aoai.yaml"});
    const auto result = connection({"delete", "-n", "aoai"});
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_THAT(result.error, HasSubstr("-y"));
    EXPECT_THAT(names(), testing::ElementsAre("aoai"));
}

TEST_F(ConnectionCommands, noFileOfTheHomeHoldsTheKeyInTheClear)
{
    connection({"create", "-f", "aoai.yaml"});
    std::size_t files = 0;
    for (const auto &entry : fs::recursive_directory_iterator(folder() / ".home")) {
        if (!entry.is_regular_file())
            continue;
        ++files;
        EXPECT_THAT(read(fs::relative(entry.path(), folder())), Not(HasSubstr(kKey)));
        EXPECT_EQ(entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all),
                  fs::perms::none)
            << entry.path();
    }
    EXPECT_GE(files, 1U);
}

TEST_F(ConnectionCommands, setWinsOverTheFileAndNeedsKeyAndValue)
{
    EXPECT_EQ(connection({"create", "-f", "aoai.yaml", "--set", "api_base=http://other/"}).exitCode,
              0);
    EXPECT_EQ(field("aoai", "api_base"), "http://other/");
    EXPECT_EQ(connection({"update", "-n", "aoai", "--set", "api_base"}).exitCode, 2);
    EXPECT_EQ(field("aoai", "api_base"), "http://other/");
}

TEST_F(ConnectionCommands, filesThatAreNoConnection)
{
    EXPECT_EQ(connection({"create", "-f", "nope.yaml"}).exitCode, 3);
    write("broken.yaml", std::string("api_key: ") + kKey + "\nname: [\n");
    EXPECT_EQ(connection({"create", "-f", "broken.yaml"}).exitCode, 3);
    write("type.yaml", std::string("name: x\ntype: telepathy\napi_key: ") + kKey + "\n");
    EXPECT_NE(connection({"create", "-f", "type.yaml"}).exitCode, 0);
    EXPECT_EQ(connection({"create"}).exitCode, 2);
    EXPECT_EQ(connection({"update", "-n", "gone", "--set", "a=b"}).exitCode, 4);
    EXPECT_TRUE(names().empty());
}

TEST_F(ConnectionCommands, writersAtTheSameTimeLoseNothing)
{
    std::vector<std::thread> writers;
    writers.reserve(4);
    for (int writer = 0; writer < 4; ++writer) {
        writers.emplace_back([this, writer] {
            for (int i = 0; i < 3; ++i)
                connection({"create",
                            "-f",
                            "aoai.yaml",
                            "-n",
                            "c" + std::to_string(writer) + std::to_string(i)});
        });
    }
    for (std::thread &writer : writers)
        writer.join();
    EXPECT_EQ(names().size(), 12U);
}

TEST_F(ConnectionCommands, aFlowUsesTheVaultsConnection)
{
    write("flow/flow.dag.yaml",
          "outputs:\n  answer: {type: string, reference: '${chat.output}'}\n"
          "nodes:\n- name: chat\n  type: llm\n  source: {type: code, path: chat.jinja2}\n"
          "  inputs: {deployment_name: gpt}\n  connection: aoai\n  api: chat\n");
    write("flow/chat.jinja2", "user:\nhi\n");
    const std::vector<std::string> test{"flow", "test", "--flow", "flow"};
    EXPECT_EQ(run(test).exitCode, 4); // no such connection yet

    boost::asio::io_context loop{1};
    auto work = boost::asio::make_work_guard(loop);
    std::string key;
    test::HttpServer::Script answer = [&key](test::HttpServer::Peer &peer,
                                             const test::HttpServer::Received &request) -> Task<> {
        for (const auto &[name, value] : request.headers) {
            if (name == "api-key")
                key = value;
        }
        http::Headers headers{{"Content-Type", "application/json"}};
        co_await peer.answer(200, kAnswer, std::move(headers));
    };
    test::HttpServer server(loop, std::move(answer));
    std::thread thread([&loop] { loop.run(); });
    write("aoai.yaml", yaml(server.url()));
    EXPECT_EQ(connection({"create", "-f", "aoai.yaml"}).exitCode, 0);
    const auto result = run(test);
    work.reset();
    loop.stop();
    thread.join();
    EXPECT_EQ(result.exitCode, 0) << result.error;
    EXPECT_EQ(result.json(), Value(Dict{{"answer", "hello"}}));
    EXPECT_EQ(key, kKey);
    EXPECT_THAT(result.error, Not(HasSubstr(kKey)));
}
