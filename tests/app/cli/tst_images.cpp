// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/cli/command.h"

#include <gmock/gmock.h>

using namespace postern;
using testing::HasSubstr;

namespace {

/// A prompt node whose template marks a literal as an image.
class Images : public test::CommandTest
{
protected:
    Images() { write("flow/show.jinja2", "see ![image]({{img}}) {{other}}"); }

    test::CommandResult shown(const std::string &literal, const std::string &format = "basic") const
    {
        write("flow/x.png", "\x89PNG-image");
        write("flow/flow.dag.yaml",
              "message_format: " + format
                  + "\noutputs:\n  o: {type: string, reference: '${show.output}'}\n"
                    "nodes:\n- name: show\n  type: prompt\n"
                    "  source: {type: code, path: show.jinja2}\n"
                    "  inputs:\n    other: x.png\n    img: "
                  + literal + "\n");
        return run({"flow", "test", "--flow", "flow", "--format", "json"});
    }

    static std::string output(const test::CommandResult &result)
    {
        const Value json = result.json();
        const Value *outputs = json.find("outputs");
        const Value *text = (outputs ? outputs : &json)->find("o");
        return text ? text->asString() : result.output + result.error;
    }
};

} // namespace

TEST_F(Images, literalsThatTheTemplateMarksAreLoaded)
{
    const char *expected = "see ![image](Image(7d160a25)) x.png";
    EXPECT_EQ(output(shown("x.png")), expected);
    EXPECT_EQ(output(shown("{'data:image/png;path': x.png}")), expected);
    EXPECT_EQ(output(shown("{type: image_file, image_file: {path: x.png}}", "openai-vision")),
              expected);
}

TEST_F(Images, literalsThatAreNoImagesAreRefusedBeforeTheRun)
{
    EXPECT_THAT(shown("none.png").output,
                HasSubstr("Tool load failed in 'show': (FileNotFoundError) [Errno 2] No such file "
                          "or directory: 'none.png'"));
    EXPECT_THAT(shown("[x.png]").output,
                HasSubstr("(InvalidImageInput) Unsupported image input type: <class "
                          "'ruamel.yaml.comments.CommentedSeq'>"));
    EXPECT_THAT(shown("{'data:image/png;path': x.png}", "openai-vision").output,
                HasSubstr("(InvalidImageInput) Invalid image input format."));
}

TEST_F(Images, textsOfTheVisionFormatReachNodesAsTexts)
{
    const auto rendered = [this](const std::string &format) {
        write("flow/show.jinja2", "{% for part in parts %}{{part}} {% endfor %}");
        write("flow/flow.dag.yaml",
              "message_format: " + format
                  + "\ninputs:\n  parts:\n    type: list\n    default:\n"
                    "    - {type: text, text: hello}\n"
                    "    - {type: text, text: {value: you, annotations: []}}\n"
                    "    - {type: text, text: 5}\n"
                    "outputs:\n  o: {type: string, reference: '${show.output}'}\n"
                    "nodes:\n- name: show\n  type: prompt\n"
                    "  source: {type: code, path: show.jinja2}\n"
                    "  inputs: {parts: '${inputs.parts}'}\n");
        return output(run({"flow", "test", "--flow", "flow", "--format", "json"}));
    };
    EXPECT_EQ(rendered("openai-vision"), "hello you {'type': 'text', 'text': 5} ");
    EXPECT_THAT(rendered("basic"), testing::StartsWith("{'type': 'text', 'text': 'hello'} "));
}
