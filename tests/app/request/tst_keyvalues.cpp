// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/request/keyvalues.h"
#include "engine/base/error.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;
using namespace postern;
using namespace postern::request;

namespace {

class KeyValues : public testing::Test
{
protected:
    KeyValues()
    {
        std::string pattern = (fs::temp_directory_path() / "tst_keyvalues-XXXXXX").string();
        m_root = mkdtemp(pattern.data());
    }
    ~KeyValues() override { fs::remove_all(m_root); }

    fs::path write(const std::string &name, const std::string &text) const
    {
        std::ofstream(m_root / name, std::ios::binary) << text;
        return m_root / name;
    }

    fs::path m_root;
};

} // namespace

TEST_F(KeyValues, readsInputsFromPairsAndFiles)
{
    EXPECT_EQ(Value(readInputs({"a=1", "b=x=y", "c="})),
              Value(Dict{{"a", "1"}, {"b", "x=y"}, {"c", ""}}));
    EXPECT_EQ(Value(readInputs({write("i.json", "{\"a\": 1}").string()})), Value(Dict{{"a", 1}}));
    EXPECT_EQ(Value(readInputs({write("i.jsonl", "\n{\"a\": 1}\n{\"a\": 2}\n").string()})),
              Value(Dict{{"a", 1}}));
    EXPECT_EQ(Value(readInputs({write("i.yaml", "a: yes\nb: [1]\n").string()})),
              Value(Dict{{"a", "yes"}, {"b", List{1}}}));
}

TEST_F(KeyValues, saysWhatIsWrongWithInputs)
{
    const auto codeOf = [](const std::vector<std::string> &words) {
        try {
            readInputs(words);
        } catch (const Error &error) {
            return error.code();
        }
        return ErrorCode::Internal;
    };
    EXPECT_EQ(codeOf({"a=1", "b"}), ErrorCode::Usage);
    EXPECT_EQ(codeOf({"=1", "b=2"}), ErrorCode::Usage);
    EXPECT_EQ(codeOf({"nope.json"}), ErrorCode::FileUnreadable);
    EXPECT_EQ(codeOf({write("i.json", "{").string()}), ErrorCode::InvalidInput);
    EXPECT_EQ(codeOf({write("l.json", "[1]").string()}), ErrorCode::InvalidInput);
    EXPECT_EQ(codeOf({write("y.yaml", "a: [").string()}), ErrorCode::InvalidInput);
    EXPECT_EQ(codeOf({write("i.csv", "a").string()}), ErrorCode::Usage);
    EXPECT_EQ(codeOf({m_root.string()}), ErrorCode::FileUnreadable);
}
