// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/json.h"
#include "engine/base/log.h"
#include "engine/replay/outputcache.h"
#include "tests/engine/run/eventlog.h"
#include "tests/engine/run/flowfolder.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace postern::replay {

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr const char *kFlow = R"(inputs:
  x: {type: string, default: a}
outputs:
  o: {type: string, reference: '${shout.output}'}
nodes:
- {name: greet, type: prompt, source: {type: code, path: greet.jinja2}, inputs: {v: '${inputs.x}'}}
- {name: shout, type: python, source: {type: code, path: shout.py}, inputs: {t: '${greet.output}', n: 2}}
)";

class Caches : public run::FlowFolder
{
protected:
    Caches()
    {
        write("flow.dag.yaml", kFlow);
        write("greet.jinja2", "Hello {{v}}");
        write("shout.py",
              "from promptflow.core import tool\nfrom helper import loud\n@tool\n"
              "def shout(t: str, n: int):\n    return loud(t) * n\n");
        write("helper.py", "from deep import mark\ndef loud(t):\n    return t.upper() + mark\n");
        write("deep.py", "mark = '!'\n");
    }

    /// The nodes that were taken from the store.
    std::vector<std::string> reused(run::RunSpec spec, ReuseOptions options = {})
    {
        run::EventLog log;
        spec.observers = {&log};
        Fingerprints fingerprints = fingerprintsOf(spec);
        m_plan.clear();
        for (const ReuseEntry &entry : planReuse(spec, fingerprints, *m_store, options))
            m_plan.push_back(entry.node + (entry.isReused ? "" : ": " + entry.why.english()));
        spec.gates = {std::make_shared<OutputCache>(m_store, std::move(fingerprints), options)};
        m_result = test::run(m_loop, run::runFlow(m_engine, std::move(spec)));
        std::vector<std::string> names;
        for (const run::RunEvent &event : log.all) {
            const auto *finished = std::get_if<run::NodeFinished>(&event.data);
            if (finished && finished->state == run::NodeState::Cached)
                names.push_back(event.origin.node);
        }
        return names;
    }

    run::RunSpec with(const std::string &x) const
    {
        run::RunSpec spec = specOf();
        spec.inputs = Dict{{"x", x}};
        return spec;
    }

    std::shared_ptr<OutputStore> m_store = std::make_shared<OutputStore>();
    std::vector<std::string> m_plan;
    run::FlowRunResult m_result;
};

TEST_F(Caches, giveWhatNodesGaveBefore)
{
    EXPECT_THAT(reused(with("a")), ElementsAre());
    EXPECT_EQ(*m_result.outputs.find("o"), Value("HELLO A!HELLO A!"));
    EXPECT_THAT(reused(with("a")), ElementsAre("greet", "shout"));
    EXPECT_THAT(m_plan, ElementsAre("greet", "shout"));
    EXPECT_EQ(*m_result.outputs.find("o"), Value("HELLO A!HELLO A!"));
    EXPECT_THAT(reused(with("b")), ElementsAre());
    EXPECT_THAT(m_plan,
                ElementsAre(HasSubstr("greet: nothing is kept"),
                            HasSubstr("shout: it gets what 'greet' gives")));
}

TEST_F(Caches, runWhatChangedAndWhatThatChanges)
{
    reused(with("a"));
    write("deep.py", "mark = '?'\n"); // what the import of an import says
    EXPECT_THAT(reused(with("a")), ElementsAre("greet"));
    EXPECT_EQ(*m_result.outputs.find("o"), Value("HELLO A?HELLO A?"));
    write("greet.jinja2", "{# another #}Hello {{v}}"); // renders the same: shout needn't run
    EXPECT_THAT(reused(with("a")), ElementsAre("shout"));
    std::string flow = kFlow;
    flow.replace(flow.find("n: 2"), 4, "n: 3");
    write("flow.dag.yaml", flow);
    EXPECT_THAT(reused(with("a")), ElementsAre("greet"));
    run::RunSpec variables = with("a");
    variables.environment = {{"MODE", "x"}};
    EXPECT_THAT(reused(std::move(variables)), ElementsAre());
}

TEST_F(Caches, runWhatIsAskedFor)
{
    reused(with("a"));
    EXPECT_THAT(reused(with("a"), {{"shout"}, false}), ElementsAre("greet"));
    EXPECT_THAT(m_plan, ElementsAre("greet", "shout: it is to run"));
}

TEST_F(Caches, runWhatIsNotRepeatableUnlessAsked)
{
    write("deep.py", "import time\nmark = str(time.time())\n");
    reused(with("a"));
    EXPECT_THAT(reused(with("a")), ElementsAre("greet"));
    EXPECT_THAT(m_plan, Contains(HasSubstr("shout: it isn't repeatable: ")));
    EXPECT_THAT(reused(with("a"), {{}, true}), ElementsAre("greet", "shout"));
}

TEST_F(Caches, keepNothingThatChangedWhatOthersSee)
{
    write("flow.dag.yaml", R"(inputs:
  x: {type: string, default: a}
outputs:
  o: {type: list, reference: '${make.output}'}
nodes:
- {name: make, type: python, source: {type: code, path: make.py}, inputs: {t: '${inputs.x}'}}
- {name: change, type: python, source: {type: code, path: change.py}, inputs: {t: '${make.output}'}}
)");
    write("make.py", "from promptflow.core import tool\n@tool\ndef make(t: str):\n    return [t]\n");
    write("change.py",
          "from promptflow.core import tool\n@tool\ndef change(t: list):\n    t.append('x')\n"
          "    return 1\n");
    for (int i = 0; i < 3; ++i) {
        EXPECT_THAT(reused(with("a")), Not(Contains("change")));
        EXPECT_EQ(*m_result.outputs.find("o"), Value(List{Value("a"), Value("x")})) << i;
    }
}

TEST_F(Caches, keepNoObjectsAndNoSecrets)
{
    log::registerSecret("sesame-of-the-cache");
    m_store->keep("k", Value("say sesame-of-the-cache"));
    m_store->keep("h", Value(Handle{"s", "T", "<T>", false, nullptr}));
    EXPECT_EQ(m_store->size(), 0U);
}

TEST_F(Caches, areKeptInAFile)
{
    reused(with("a"));
    m_store->save(m_root / "kept");
    m_store = std::make_shared<OutputStore>();
    m_store->load(m_root / "kept");
    EXPECT_THAT(reused(with("a")), ElementsAre("greet", "shout"));
    for (const std::string text :
         {"", "postern outputs 9\nx", "postern outputs 1\nno blank\nk !!!\n"}) {
        write("kept", text);
        OutputStore damaged;
        damaged.load(m_root / "kept");
        EXPECT_EQ(damaged.find("k"), std::nullopt);
    }
}

/// A flow made by chance, and edits of it.
class RandomFlow
{
public:
    explicit RandomFlow(std::uint32_t seed)
        : m_random(seed)
        , m_count(2 + below(4))
    {
        for (std::size_t i = 0; i < m_count; ++i) {
            m_isPython.push_back(below(2) == 0);
            m_texts.push_back(std::to_string(below(3)));
            m_literals.push_back(below(3));
            m_sources.push_back(below(i + 1)); // 0: the flow's input
        }
    }

    void edit()
    {
        const std::size_t i = below(m_count);
        switch (below(6)) {
        case 0:
            m_texts[i] = std::to_string(below(4));
            break;
        case 1:
            m_literals[i] = below(3);
            break;
        case 2:
            m_sources[i] = below(i + 1);
            break;
        case 3:
            m_helper = below(3);
            break;
        case 4:
            m_deep = below(3);
            break;
        default:
            m_input = std::to_string(below(3));
        }
    }

    std::string text() const
    {
        std::string flow = "inputs:\n  x: {type: string, default: d}\noutputs:\n";
        for (std::size_t i = 0; i < m_count; ++i)
            flow += "  o" + std::to_string(i) + ": {type: string, reference: '${n"
                    + std::to_string(i) + ".output}'}\n";
        flow += "nodes:\n";
        for (std::size_t i = 0; i < m_count; ++i) {
            const std::string from = m_sources[i] == 0
                                         ? "${inputs.x}"
                                         : "${n" + std::to_string(m_sources[i] - 1) + ".output}";
            flow += "- {name: n" + std::to_string(i) + ", type: "
                    + (m_isPython[i] ? "python" : "prompt") + ", source: {type: code, path: f"
                    + std::to_string(i) + (m_isPython[i] ? ".py" : ".jinja2") + "}, inputs: {a: '"
                    + from + "', k: " + std::to_string(m_literals[i]) + "}}\n";
        }
        return flow;
    }

    std::vector<std::pair<std::string, std::string>> files() const
    {
        std::vector<std::pair<std::string, std::string>> made;
        made.emplace_back("flow.dag.yaml", text());
        made.emplace_back("lib/__init__.py", "");
        made.emplace_back("lib/deep.py", "D = '" + std::to_string(m_deep) + "'\n");
        made.emplace_back("helper.py",
                          "from lib.deep import D\ndef h(a):\n    return a + D + '"
                              + std::to_string(m_helper) + "'\n");
        for (std::size_t i = 0; i < m_count; ++i) {
            const std::string name = "f" + std::to_string(i);
            if (m_isPython[i])
                made.emplace_back(
                    name + ".py",
                    "from promptflow.core import tool\nimport helper\n@tool\n"
                    "def run(a: str, k: int):\n    return helper.h(a)[-40:] + str(k) + '"
                        + m_texts[i] + "'\n");
            else
                made.emplace_back(name + ".jinja2", "<{{a}}{{k}}" + m_texts[i] + ">");
        }
        return made;
    }

    const std::string &input() const { return m_input; }

private:
    std::size_t below(std::size_t end) { return m_random() % end; }

    std::minstd_rand m_random;
    std::size_t m_count;
    std::vector<bool> m_isPython;
    std::vector<std::string> m_texts;
    std::vector<std::size_t> m_literals;
    std::vector<std::size_t> m_sources;
    std::size_t m_helper = 0;
    std::size_t m_deep = 0;
    std::string m_input = "x";
};

TEST_F(Caches, giveWhatARunWithoutThemGives)
{
    const char *count = std::getenv("POSTERN_SOAK_FLOWS"); // scripts/soak: 1000
    const char *seed = std::getenv("POSTERN_SOAK_SEED");
    const int cases = count ? std::atoi(count) : 10;
    const auto first = static_cast<std::uint32_t>(seed ? std::atoi(seed) : 7);
    std::size_t taken = 0;
    for (int i = 0; i < cases; ++i) {
        RandomFlow flow(first + static_cast<std::uint32_t>(i));
        m_store = std::make_shared<OutputStore>();
        for (int edits = 0; edits < 4; ++edits) {
            for (const auto &[name, text] : flow.files())
                write(name, text);
            const auto plain = test::run(m_loop, run::runFlow(m_engine, with(flow.input())));
            taken += reused(with(flow.input())).size();
            ASSERT_FALSE(plain.error) << plain.error->message();
            ASSERT_EQ(json::write(m_result.outputs), json::write(plain.outputs))
                << "flow " << i << " after " << edits << " edits:\n"
                << flow.text();
            flow.edit();
        }
    }
    EXPECT_GT(taken, static_cast<std::size_t>(cases));
}

} // namespace

} // namespace postern::replay
