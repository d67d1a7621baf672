// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/replay/pythoncode.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace postern::replay {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> doubts(const std::string &text)
{
    std::vector<std::string> told;
    for (const Message &doubt : readPythonCode(text).doubts)
        told.push_back(doubt.english());
    return told;
}

std::vector<std::string> imports(const std::string &text)
{
    std::vector<std::string> told;
    for (const PythonImport &one : readPythonCode(text).imports) {
        std::string words = std::string(static_cast<std::size_t>(one.level), '.') + one.module;
        for (const std::string &name : one.names)
            words += " " + name;
        told.push_back(words);
    }
    return told;
}

TEST(PythonCode, findsImportsWhereverTheyStand)
{
    EXPECT_THAT(imports("import json, os.path as p\n"
                        "from . import near\n"
                        "from ..far.away import (a,\n    b as c, # note\n)\n"
                        "if True: import inner\n"
                        "def f():\n    from pkg.sub import *\n"
                        "text = 'import no'\n# import no\n\"\"\"\nimport no\n\"\"\"\n"),
                ElementsAre("json", "os.path", ". near", "..far.away a b", "inner", "pkg.sub *"));
    EXPECT_THAT(imports("def f():\n    yield from other\n    raise E from error\n"), IsEmpty());
}

TEST(PythonCode, doubtsWhatLooksBesideItsArguments)
{
    EXPECT_THAT(doubts("def f(x):\n    return open(x).read()\n"), ElementsAre("it uses 'open'"));
    EXPECT_THAT(doubts("def f(x):\n    return f'{datetime.now()}'\n"), ElementsAre("it uses 'now'"));
    EXPECT_THAT(doubts("from datetime import datetime\nstart = datetime.today\n"),
                ElementsAre("it uses 'today'"));
    EXPECT_THAT(doubts("from os import environ as e\n"), ElementsAre("it uses 'environ'"));
    EXPECT_THAT(doubts("f = eval\n"), ElementsAre("it uses 'eval'"));
    EXPECT_THAT(doubts("x = hash(y)\n"), ElementsAre("it uses 'hash'"));
    EXPECT_THAT(doubts("from promptflow.core import Prompty\n"), ElementsAre("it uses 'Prompty'"));
}

TEST(PythonCode, doubtsNothingInWhatComputes)
{
    EXPECT_THAT(doubts("import re\nLIMITS = [1, 2]\n"
                       "def f(id: str, text='open now', *, time_zone=None):\n"
                       "    pattern = re.compile('x')\n"
                       "    found = [m.id for m in pattern.finditer(text)]\n"
                       "    found.append(LIMITS[0])\n"
                       "    call(input=text)\n"
                       "    return {'random': found} # open it\n"),
                IsEmpty());
}

TEST(PythonCode, doubtsWhatIsKeptBetweenCalls)
{
    EXPECT_THAT(doubts("SEEN = []\ndef f(x):\n    SEEN.append(x)\n    return len(SEEN)\n"),
                ElementsAre("it keeps 'SEEN' between calls"));
    EXPECT_THAT(doubts("COUNT: dict = {}\ndef f(x):\n    COUNT[x][0] += 1\n"),
                ElementsAre("it keeps 'COUNT' between calls"));
    EXPECT_THAT(doubts("def f(x):\n    f.calls = 1\n"), ElementsAre("it keeps 'f' between calls"));
    EXPECT_THAT(doubts("n = 0\ndef f(x):\n    global n\n    n += 1\n"),
                testing::Contains("it uses 'global'"));
    EXPECT_THAT(doubts("TABLE = {}\nTABLE['a'] = 1\ndef f(x):\n    return TABLE[x] == 1\n"),
                IsEmpty()); // while it is imported, and only then
}

TEST(PythonCode, takesTheAuthorsWord)
{
    EXPECT_TRUE(readPythonCode("# postern: repeatable\n").saysRepeatable);
    const PythonCode not_ = readPythonCode("x = 1 # postern: not repeatable\n");
    EXPECT_TRUE(not_.saysUnrepeatable);
    EXPECT_FALSE(not_.saysRepeatable);
    EXPECT_FALSE(readPythonCode("s = '# postern: repeatable'\n").saysRepeatable);
}

TEST(PythonCode, endsWhateverTheTextIs)
{
    for (const std::string text : {"'''",
                                   "f\"",
                                   "\\",
                                   "from",
                                   "from .",
                                   "import ,",
                                   "x[",
                                   "a.",
                                   "((((",
                                   "import a as",
                                   "from a import",
                                   "\xff\xfe",
                                   "#",
                                   "'\\"}) {
        readPythonCode(text);
        readPythonCode("def f():\n  " + text);
        readPythonCode("x = 1\ndef f():\n  x" + text);
    }
}

TEST(PythonCode, knowsModulesThatOnlyCompute)
{
    EXPECT_TRUE(isHarmlessModule("json"));
    EXPECT_TRUE(isHarmlessModule("promptflow.core"));
    EXPECT_TRUE(isHarmlessModule("urllib.parse"));
    for (const char *module : {"time",
                               "random",
                               "os",
                               "os.path",
                               "requests",
                               "urllib.request",
                               "openai",
                               "promptflow.tools.aoai",
                               "sys",
                               "importlib",
                               "secrets"})
        EXPECT_FALSE(isHarmlessModule(module)) << module;
}

} // namespace

} // namespace postern::replay
