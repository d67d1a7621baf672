// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/flow/flowparcel.h"
#include "engine/store/ziparchive.h"
#include "tests/support/failure.h"
#include "tests/support/temporaryfolder.h"

#include <gmock/gmock.h>

#include <algorithm>

using namespace postern;
using namespace postern::flow;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;
namespace fs = std::filesystem;

namespace {

class Parcel : public testing::Test
{
protected:
    Parcel()
    {
        m_folder.write("chat/flow.dag.yaml", "nodes: []\n");
        m_folder.write("chat/prompts/ask.jinja2", "user:\n{{q}}\n");
    }

    fs::path flow() const { return m_folder.path() / "chat"; }
    static std::vector<std::string> names(const FlowParcel &parcel)
    {
        std::vector<std::string> found;
        for (const FlowParcel::File &file : parcel.files)
            found.push_back(file.name);
        return found;
    }
    static std::vector<std::string> missing(const FlowParcel &parcel)
    {
        std::vector<std::string> found;
        for (const FlowParcel::LeftOut &left : parcel.leftOut)
            found.push_back(left.name);
        return found;
    }

    test::TemporaryFolder m_folder;
};

} // namespace

TEST_F(Parcel, cachesAndEnvironmentsBelongToNobody)
{
    m_folder.write("chat/.promptflow/flow.tools.json", "{}");
    m_folder.write("chat/.git/config", "");
    m_folder.write("chat/__pycache__/ask.cpython-311.pyc", "");
    m_folder.write("chat/myenv/pyvenv.cfg", "");
    m_folder.write("chat/myenv/lib/x.py", "");
    m_folder.write("chat/.postern/layout.json", "{}");
    m_folder.write("chat/.postern/cache.db", "");
    for (const ParcelUse use : {ParcelUse::Copy, ParcelUse::GiveAway}) {
        const FlowParcel parcel = gatherFlow(flow(), use);
        EXPECT_THAT(names(parcel),
                    ElementsAre(".postern/layout.json", "flow.dag.yaml", "prompts/ask.jinja2"));
        EXPECT_TRUE(parcel.leftOut.empty());
    }
}

TEST_F(Parcel, keysStayWithTheirOwner)
{
    m_folder.write("chat/.env", "AOAI_KEY=0123456789abcdef");
    m_folder.write("chat/.env.example", "AOAI_KEY=");
    m_folder.write("chat/prod.env", "AOAI_KEY=0123456789abcdef");
    m_folder.write("chat/tls.pem", "-----BEGIN");
    m_folder.write("chat/aoai.yaml", "name: aoai\napi_key: 0123456789abcdef\n");
    m_folder.write("chat/aoai.json", R"({"api_base": "x",
  "apiKey": "0123456789abcdef"})");
    m_folder.write("chat/safe.yaml", "name: aoai\napi_key: ${env:AOAI_KEY}\n");
    m_folder.write("chat/todo.yaml",
                   "name: aoai\napi_key: <your_api_key>\nother_password: to-be-set\n");
    m_folder.write("chat/.vscode/settings.json", "{}");
    const FlowParcel given = gatherFlow(flow(), ParcelUse::GiveAway);
    EXPECT_THAT(names(given),
                ElementsAre(".env.example",
                            "flow.dag.yaml",
                            "prompts/ask.jinja2",
                            "safe.yaml",
                            "todo.yaml"));
    EXPECT_THAT(missing(given),
                ElementsAre(".env", ".vscode/", "aoai.json", "aoai.yaml", "prod.env", "tls.pem"));
    EXPECT_TRUE(gatherFlow(flow(), ParcelUse::Copy).leftOut.empty());
}

TEST_F(Parcel, linksThatLeadOutStayBehind)
{
    m_folder.write("secret.txt", "of another");
    fs::create_symlink("../secret.txt", flow() / "data.txt");
    fs::create_symlink("prompts/ask.jinja2", flow() / "same.jinja2");
    fs::create_directory_symlink("..", flow() / "round");
    const FlowParcel parcel = gatherFlow(flow(), ParcelUse::GiveAway);
    EXPECT_THAT(names(parcel), Contains("same.jinja2"));
    EXPECT_THAT(names(parcel), Not(Contains("data.txt")));
    EXPECT_THAT(missing(parcel), ElementsAre("data.txt", "round"));
}

TEST_F(Parcel, packsWhatIsTypedAndNotItself)
{
    const auto snapshot = std::make_shared<UnsavedTexts>();
    snapshot->set(flow() / "flow.dag.yaml",
                  std::make_shared<const std::string>("nodes: [] # typed\n"));
    snapshot->set(flow() / "new/hello.py", std::make_shared<const std::string>("print('hello')\n"));
    for (int time = 0; time < 2; ++time) // the second finds the first's archive in the folder
        packFlow(flow(), flow() / "chat.zip", snapshot);
    store::ZipArchive(flow() / "chat.zip").unpackTo(m_folder.path() / "out");
    EXPECT_EQ(m_folder.read("out/flow.dag.yaml"), "nodes: [] # typed\n");
    EXPECT_EQ(m_folder.read("out/new/hello.py"), "print('hello')\n");
    EXPECT_EQ(m_folder.read("out/prompts/ask.jinja2"), "user:\n{{q}}\n");
    EXPECT_FALSE(fs::exists(m_folder.path() / "out/chat.zip"));
    EXPECT_EQ(m_folder.read("chat/flow.dag.yaml"), "nodes: []\n");
}

TEST_F(Parcel, aCopyHasWhatARunNeeds)
{
    m_folder.write("chat/.env", "KEY=1");
    copyFlow(flow(), m_folder.path() / "second");
    EXPECT_EQ(m_folder.read("second/.env"), "KEY=1");
    EXPECT_EQ(m_folder.read("second/prompts/ask.jinja2"), "user:\n{{q}}\n");
    const auto again = test::failureOf([this] { copyFlow(flow(), m_folder.path() / "second"); });
    ASSERT_TRUE(again);
    EXPECT_EQ(again->code(), ErrorCode::FileUnwritable);
}

TEST_F(Parcel, aCopyIntoItselfEnds)
{
    copyFlow(flow(), flow() / "inner");
    EXPECT_EQ(m_folder.read("chat/inner/flow.dag.yaml"), "nodes: []\n");
    EXPECT_FALSE(fs::exists(flow() / "inner/inner"));
}
