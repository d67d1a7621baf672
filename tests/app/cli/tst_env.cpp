// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

#include <cstdlib>

using namespace postern;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace fs = std::filesystem;

namespace {

/// Makes wheels of a module and a script: all that pip asks of one.
constexpr auto kMakeWheel = R"(
import sys, zipfile
name, version = sys.argv[1:3]
info = f"{name}-{version}.dist-info"
files = {f"{name}.py": f"VERSION = '{version}'\ndef main(): print(VERSION)\n",
         f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
                             "Provides-Extra: more\nRequires-Dist: other>=1; extra == 'more'\n",
         f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\n"
                          "Tag: py3-none-any\n",
         f"{info}/entry_points.txt": f"[console_scripts]\n{name}-say = {name}:main\n"}
files[f"{info}/RECORD"] = "".join(f"{file},,\n" for file in files) + f"{info}/RECORD,,\n"
with zipfile.ZipFile(f"wheels/{name}-{version}-py3-none-any.whl", "w") as wheel:
    for file, text in files.items():
        wheel.writestr(file, text)
)";

class Env : public test::CommandTest
{
protected:
    Env()
    {
        fs::create_directories(folder() / "wheels");
        fs::create_directories(folder() / "flow");
        write("wheel.py", kMakeWheel);
    }

    void makeWheel(const std::string &name, const std::string &version) const
    {
        const std::string command = "cd " + folder().string() + " && python3 wheel.py " + name + " "
                                    + version;
        ASSERT_EQ(std::system(command.c_str()), 0);
    }

    test::CommandResult create(const std::vector<std::string> &more = {},
                               const std::string &interruptAt = {}) const
    {
        std::vector<std::string> arguments{"env", "create", "--flow", "flow", "--wheels", "wheels"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments, interruptAt);
    }

    test::CommandResult check(const std::string &requirements) const
    {
        write("flow/requirements.txt", requirements);
        return run({"env", "check", "--flow", "flow", "--format", "json"});
    }

    /// Names in the flow's folder.
    std::vector<std::string> files() const
    {
        std::vector<std::string> names;
        for (const auto &entry : fs::directory_iterator(folder() / "flow"))
            names.push_back(entry.path().filename());
        return names;
    }
};

std::string stateOf(const test::CommandResult &result, std::size_t index)
{
    return result.json().find("requirements")->asList().at(index).find("state")->asString();
}

} // namespace

TEST_F(Env, createInstallsAWheelThatAFlowThenImports)
{
    makeWheel("wares", "1.2");
    write("flow/requirements.txt", "wares>=1\n");
    const auto created = create();
    ASSERT_EQ(created.exitCode, 0) << created.error;
    EXPECT_THAT(created.output, HasSubstr("the folder's .venv"));
    EXPECT_THAT(created.error, HasSubstr("Successfully installed wares-1.2"));
    EXPECT_THAT(files(), testing::UnorderedElementsAre(".venv", "requirements.txt"));

    // The scripts know where they are.
    const std::string script = (folder() / "flow/.venv/bin/wares-say").string();
    EXPECT_EQ(std::system((script + " > " + (folder() / "said").string()).c_str()), 0);
    EXPECT_EQ(read("said"), "1.2\n");

    write("flow/flow.dag.yaml",
          "outputs:\n  o: {type: string, reference: '${t.output}'}\n"
          "nodes:\n- name: t\n  type: python\n  source: {type: code, path: t.py}\n");
    write("flow/t.py",
          "import wares\nfrom promptflow.core import tool\n\n@tool\ndef t():\n"
          "    return wares.VERSION\n");
    const auto tested = run({"flow", "test", "--flow", "flow"});
    EXPECT_EQ(tested.exitCode, 0) << tested.error;
    EXPECT_EQ(tested.json(), Value(Dict{{"o", "1.2"}}));

    const auto met = check("wares==1.*\nWares ; python_version >= '3'\nwares[more]\n"
                           "nothere; sys_platform == 'win32'\n-r more.txt\n");
    EXPECT_EQ(met.exitCode, 3); // more.txt isn't there
    const auto unmet = check("wares~=1.0\nwares>=2\nabsent\nwares[more]\nx; os_name == 'nt'\n");
    EXPECT_EQ(unmet.exitCode, 3) << unmet.output;
    EXPECT_EQ(stateOf(unmet, 0), "ok");
    EXPECT_EQ(stateOf(unmet, 1), "other version");
    EXPECT_EQ(stateOf(unmet, 2), "missing");
    EXPECT_EQ(stateOf(unmet, 3), "extra missing");
    EXPECT_EQ(stateOf(unmet, 4), "not needed");
    const auto text = run({"env", "check", "--flow", "flow"});
    EXPECT_THAT(text.output, HasSubstr("requirements.txt:2: wares>=2: other version, 1.2"));
    EXPECT_EQ(check("wares\n").exitCode, 0);

    // What works isn't touched: not without a word, and not by a failure.
    EXPECT_THAT(create().error, HasSubstr("--replace"));
    write("flow/requirements.txt", "absent\n");
    EXPECT_EQ(create({"--replace"}).exitCode, 1);
    EXPECT_EQ(run({"flow", "test", "--flow", "flow"}).exitCode, 0);
    makeWheel("wares", "2.0");
    write("flow/requirements.txt", "wares\n");
    EXPECT_EQ(create({"--replace"}).exitCode, 0);
    EXPECT_EQ(run({"flow", "test", "--flow", "flow"}).json(), Value(Dict{{"o", "2.0"}}));
    EXPECT_EQ(files().size(), 4U);
}

TEST_F(Env, createTakesThePipThatAPackageBringsAlong)
{
    fs::create_directories(folder() / "resources/wheels");
    fs::create_directory_symlink(fs::path(POSTERN_SOURCE_DIR) / "resources/python",
                                 folder() / "resources/python");
    write("pip.py",
          "import ensurepip, glob, os, shutil, sysconfig\n"
          "bundled = os.path.join(os.path.dirname(ensurepip.__file__), '_bundled')\n"
          "bundled = sysconfig.get_config_var('WHEEL_PKG_DIR') or bundled\n"
          "for name in glob.glob(bundled + '/pip-*.whl') or "
          "glob.glob('/usr/share/python-wheels/pip-*.whl'):\n"
          "    shutil.copy(name, 'resources/wheels')\n");
    const std::string copy = "cd " + folder().string() + " && python3 pip.py";
    ASSERT_EQ(std::system(copy.c_str()), 0);
    ASSERT_EQ(::setenv("POSTERN_RESOURCES", (folder() / "resources").c_str(), 1), 0);
    makeWheel("wares", "1.2");
    write("flow/requirements.txt", "wares\n");
    const auto created = create();
    ::unsetenv("POSTERN_RESOURCES");
    ASSERT_EQ(created.exitCode, 0) << created.error;
    EXPECT_THAT(created.error, HasSubstr("Successfully installed wares-1.2"));
    const std::string pip = (folder() / "flow/.venv/bin/pip").string() + " --version";
    EXPECT_EQ(std::system((pip + " > " + (folder() / "said").string()).c_str()), 0);
    EXPECT_THAT(read("said"), HasSubstr((folder() / "flow/.venv").string()));
}

TEST_F(Env, aRequirementThatCannotBeInstalledLeavesNothing)
{
    write("flow/requirements.txt", "absent==1\n");
    const auto result = create();
    EXPECT_EQ(result.exitCode, 1);
    EXPECT_THAT(result.error, HasSubstr("absent==1"));
    EXPECT_THAT(result.error, HasSubstr("error: "));
    EXPECT_THAT(files(), testing::ElementsAre("requirements.txt"));
}

TEST_F(Env, ctrlCLeavesNothing)
{
    write("flow/requirements.txt", "absent==1\n");
    const auto result = create({}, "Looking in links");
    EXPECT_EQ(result.exitCode, 130) << result.error;
    EXPECT_THAT(files(), testing::ElementsAre("requirements.txt"));
}

TEST_F(Env, showSaysWhereTheInterpreterComesFrom)
{
    const auto shown = run({"env", "show", "--flow", "flow", "--format", "json"});
    EXPECT_EQ(shown.exitCode, 0) << shown.error;
    EXPECT_THAT(shown.json().find("version")->asString(), StartsWith("3."));
    EXPECT_TRUE(fs::exists(shown.json().find("interpreter")->asString()));
    const std::string program = shown.json().find("interpreter")->asString();
    const auto named = run({"env", "show", "--flow", "flow", "--python", program});
    EXPECT_THAT(named.output, HasSubstr("from: the command"));
    const auto wrong = run({"env", "show", "--flow", "flow", "--python", "/usr/bin/true"});
    EXPECT_NE(wrong.exitCode, 0);
    EXPECT_THAT(wrong.error, testing::AllOf(HasSubstr("error: "), Not(HasSubstr("bug"))));
}

TEST_F(Env, requirementsThatAreNone)
{
    const auto result = check("# nothing\npkg >=1 <2\nfoo; open('x')\nhttps://host/x.whl\n"
                              "promptflow\n");
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_EQ(stateOf(result, 0), "invalid");
    EXPECT_EQ(stateOf(result, 1), "invalid");
    EXPECT_EQ(stateOf(result, 2), "unchecked");
    EXPECT_EQ(check("\xff\xfe\n").exitCode, 3);
    EXPECT_EQ(run({"env", "check", "--flow", "nope"}).exitCode, 2);
    fs::remove(folder() / "flow/requirements.txt");
    EXPECT_EQ(run({"env", "check", "--flow", "flow"}).exitCode, 0);
}
