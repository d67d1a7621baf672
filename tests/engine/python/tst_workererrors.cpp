// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/error.h"
#include "workerfixture.h"

#include <gmock/gmock.h>

using namespace postern;
namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace {

class WorkerErrors : public test::WorkerTest
{
protected:
    /// The error of loading a file of this text.
    Error loadFailure(const std::string &text)
    {
        write("t.py", text);
        try {
            load("t.py");
        } catch (const Error &error) {
            return error;
        }
        throw std::runtime_error("loading did not fail");
    }
};

} // namespace

TEST_F(WorkerErrors, AUsersExceptionIsAToolExecutionError)
{
    const Error error = failure("def h():\n    return 1 / 0\n"
                                "@tool\ndef f(x):\n"
                                "    try:\n        h()\n"
                                "    except ZeroDivisionError as e:\n"
                                "        raise KeyError('k') from e\n",
                                {{"x", Value(1)}});
    EXPECT_EQ(error.code(), ErrorCode::NodeFailed);
    EXPECT_EQ(error.promptflow()->path(), "UserError/ToolExecutionError");
    EXPECT_EQ(error.promptflow()->message, "Execution failure in 'a': (KeyError) 'k'");
    ASSERT_TRUE(error.place());
    EXPECT_EQ(toString(*error.place()), "t.py:9");
    EXPECT_THAT(error.details(), StartsWith("Traceback (most recent call last):\n"));
    EXPECT_THAT(error.details(), HasSubstr("ZeroDivisionError: division by zero"));
    EXPECT_THAT(error.details(), Not(HasSubstr("postern_worker"))) << "our own frames are cut";
}

TEST_F(WorkerErrors, AMissingArgumentIsTheUsersError)
{
    EXPECT_EQ(failure("@tool\ndef f(x):\n    return x\n").promptflow()->message,
              "Execution failure in 'a': (TypeError) f() missing 1 required positional argument: "
              "'x'");
}

TEST_F(WorkerErrors, PromptFlowsOwnExceptionsPassUnwrapped)
{
    const Error error = failure("from promptflow.exceptions import ValidationException\n"
                                "class Mine(ValidationException):\n    pass\n"
                                "@tool\ndef f():\n"
                                "    raise Mine(message_format='bad {what}', what='thing')\n");
    EXPECT_EQ(error.promptflow()->path(), "UserError/ValidationError/Mine");
    EXPECT_EQ(error.promptflow()->message, "bad thing");
}

TEST_F(WorkerErrors, ExitingTheInterpreterIsAnErrorOfTheCall)
{
    const Error error = failure("import sys\n@tool\ndef f():\n    sys.exit(3)\n");
    EXPECT_TRUE(error.promptflow()->codes.empty());
    EXPECT_EQ(error.promptflow()->message, "3");
    EXPECT_THAT(error.message(), HasSubstr("SystemExit"));
    EXPECT_EQ(result("@tool\ndef f():\n    return 'alive'\n"), Value("alive"));
}

TEST_F(WorkerErrors, EveryKindOfExceptionComesBack)
{
    const std::pair<const char *, const char *> cases[] = {
        {"raise KeyboardInterrupt()", "KeyboardInterrupt"},
        {"raise GeneratorExit()", "GeneratorExit"},
        {"raise BaseException('b')", "BaseException"},
        {"raise MemoryError()", "MemoryError"},
        {"raise StopIteration(1)", "StopIteration"},
        {"g = lambda: g()\n    g()", "RecursionError"},
        {"class E(Exception):\n        def __str__(self):\n            raise ValueError()\n"
         "    raise E()",
         "unprintable E"},
        {"raise Exception('\\ud800')", "Exception"},
        {"raise ExceptionGroup('eg', [ValueError('v')]) if 'ExceptionGroup' in dir(__builtins__) "
         "else ValueError('eg')",
         "eg"},
    };
    for (const auto &[statement, expected] : cases) {
        for (const char *kind : {"def", "async def"}) {
            const std::string text = std::string("@tool\n") + kind + " f():\n    " + statement;
            const Error error = failure(text + "\n");
            EXPECT_THAT(error.message(), HasSubstr(expected)) << text;
        }
    }
    EXPECT_EQ(result("@tool\ndef f():\n    return 'alive'\n"), Value("alive"));
}

TEST_F(WorkerErrors, LoadingSaysWhatIsWrongWithTheFile)
{
    const Error none = loadFailure("def f():\n    pass\n");
    EXPECT_EQ(none.promptflow()->path(),
              "UserError/ToolValidationError/PythonParsingError/NoToolDefined");
    EXPECT_EQ(none.promptflow()->message,
              "No tool found in the python script. Please make sure you have one and only one tool "
              "definition in your script.");
    const Error several = loadFailure("from promptflow.core import tool\n"
                                      "@tool\ndef b():\n    pass\n@tool\ndef a():\n    pass\n");
    EXPECT_EQ(several.promptflow()->codes.back(), "MultipleToolsDefined");
    EXPECT_THAT(several.message(), StartsWith("Expected 1 but collected 2 tools: a, b. "));
    const Error import = loadFailure("import nosuchmodule\n");
    EXPECT_EQ(import.promptflow()->codes.back(), "PythonLoadError");
    EXPECT_EQ(import.message(),
              "Failed to load python module from file '" + fs::canonical(folder() / "t.py").string()
                  + "': (ModuleNotFoundError) No module named 'nosuchmodule'");
    EXPECT_THAT(loadFailure("def (:\n").message(), HasSubstr("(SyntaxError)"));
    EXPECT_THAT(loadFailure("raise SystemExit(2)\n").message(), HasSubstr("SystemExit"));
    try {
        load("missing.py");
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.promptflow()->path(), "UserError/ValidationError/InvalidSource");
    }
}

TEST_F(WorkerErrors, AFailedImportSaysWhatToInstall)
{
    const auto hint = [this](const std::string &statement) {
        return loadFailure(statement + "\n").hint();
    };
    const std::string ours = "Postern's promptflow package is without this: install ";
    EXPECT_EQ(hint("import promptflow.azure.x"),
              ours + "promptflow-azure in the flow's environment.");
    EXPECT_EQ(hint("from promptflow.entities import NoSuchThing"),
              ours + "promptflow in the flow's environment.");
    const std::string rest = " in the flow's environment; a file of yours belongs into the flow's "
                             "folder or below additional_includes. `postern env check` lists all "
                             "imports that find nothing.";
    EXPECT_EQ(hint("import nosuchmodule.part"),
              "Install the package that brings nosuchmodule" + rest);
    EXPECT_EQ(hint("raise ModuleNotFoundError(\"No module named 'azure.mgmt'\")"),
              "Install the package that brings azure.mgmt" + rest);
    EXPECT_EQ(hint("raise ModuleNotFoundError(\"No module named 'sklearn.svm'\")"),
              "Install scikit-learn" + rest);
    write("Helpers.py", "");
    EXPECT_EQ(hint("import helpers"),
              "The folder has Helpers.py: names of files differ by case here, so write it alike.");
    write("hidden.py", "");
    EXPECT_EQ(hint("import hidden.part"),
              "The flow's file hidden.py hides the package hidden: give the file another name.");
    EXPECT_EQ(hint("import t.py"), "Name the module without .py: t.");
    EXPECT_EQ(hint("from json import nope"), "Correct the tool's source file.");
    EXPECT_EQ(failure("@tool\ndef f():\n    import promptflow.evals\n").hint(),
              ours + "promptflow-evals in the flow's environment.");
}

TEST_F(WorkerErrors, ADeadWorkerFailsItsCallsAndAnotherTakesOver)
{
    for (const char *death : {"os._exit(7)", "os.kill(os.getpid(), 11)"}) {
        const Error error = failure(std::string("import os\n@tool\ndef f():\n    ") + death + "\n");
        EXPECT_EQ(error.promptflow()->path(), "UserError/ProcessCrashError");
        EXPECT_THAT(error.message(), HasSubstr("node 'a'"));
        EXPECT_THAT(error.message(),
                    testing::AnyOf(HasSubstr("exit code 7"), HasSubstr("signal 11")));
        EXPECT_THROW(call("t.py"), Error) << "the line's worker is gone";
        endLine();
        EXPECT_EQ(result("@tool\ndef f():\n    return 'alive'\n"), Value("alive"));
    }
}

TEST_F(WorkerErrors, ClosingAllDescriptorsIsACrash)
{
    const Error error = failure("import os\n@tool\ndef f():\n    os.closerange(3, 1024)\n"
                                "    import time\n    time.sleep(100)\n");
    EXPECT_EQ(error.promptflow()->path(), "UserError/ProcessCrashError");
}

TEST_F(WorkerErrors, WritingToLowDescriptorsHarmsNothing)
{
    EXPECT_EQ(result("import os\n@tool\ndef f():\n"
                     "    for fd in range(3, 100):\n"
                     "        try:\n            os.write(fd, b'garbage')\n"
                     "        except OSError:\n            pass\n"
                     "    return 'alive'\n"),
              Value("alive"));
}

TEST_F(WorkerErrors, AnInterpreterThatIsNoneSaysSo)
{
    options.interpreter = "/bin/false";
    writeTool("t.py", "@tool\ndef f():\n    pass\n");
    try {
        load("t.py");
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::EnvironmentFailed);
        EXPECT_THAT(error.message(), HasSubstr("exit code 1"));
    }
}

TEST_F(WorkerErrors, AMissingInterpreterSaysSo)
{
    options.interpreter = "/no/such/python";
    try {
        load("t.py");
        FAIL() << "no error";
    } catch (const Error &error) {
        EXPECT_EQ(error.code(), ErrorCode::EnvironmentFailed);
        EXPECT_THAT(error.message(), HasSubstr("/no/such/python"));
    }
}

TEST_F(WorkerErrors, TheFoldersOwnEnvironmentComesFirst)
{
    fs::create_directories(folder() / ".venv" / "bin");
    EXPECT_NE(python::findInterpreter(folder()), folder() / ".venv/bin/python");
    fs::create_symlink("/usr/bin/env", folder() / ".venv/bin/python");
    EXPECT_EQ(python::findInterpreter(folder()), folder() / ".venv/bin/python");
}
