// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/base64.h"
#include "engine/base/json.h"
#include "engine/http/curltransport.h"
#include "engine/image/images.h"
#include "tests/engine/run/testflow.h"
#include "tests/support/failure.h"
#include "tests/support/httpserver.h"
#include "tests/support/loop.h"
#include "tests/support/temporaryfolder.h"

#include <gtest/gtest.h>

using namespace postern;
using namespace postern::image;
using namespace postern::test;

namespace {

const std::string kPng = "\x89PNG\r\n\x1a\n....";

class Images : public testing::Test
{
protected:
    Images() { m_folder.write("pictures/a.png", kPng); }

    Value loaded(const Value &value,
                 image::ImageFormat format = image::ImageFormat::Basic,
                 flow::Trust trust = flow::Trust::Trusted)
    {
        image::ImageLoader loader({m_folder.path(), trust}, format, m_http);
        return test::run(m_loop, loader.load(value));
    }
    Value nested(const Value &value, image::ImageFormat format = image::ImageFormat::Basic)
    {
        image::ImageLoader loader({m_folder.path(), flow::Trust::Trusted}, format, m_http);
        return test::run(m_loop, loader.loadNested(value));
    }
    std::string refusal(const Value &value, image::ImageFormat format = image::ImageFormat::Basic)
    {
        return promptflowMessageOf([&] { loaded(value, format); });
    }

    const TemporaryFolder m_folder;
    boost::asio::io_context m_loop;
    http::Client m_http{std::make_shared<http::CurlTransport>(m_loop.get_executor())};
};

TEST_F(Images, areReadFromAFileOfTheFlow)
{
    const Image byPath = loaded("pictures/a.png").asImage();
    EXPECT_EQ(byPath.data, kPng);
    EXPECT_EQ(byPath.mimeType, "image/png");
    EXPECT_EQ(byPath.sourceUrl, "");
    const Image byDict = loaded(Dict{{"data:image/JPEG;path", "pictures/a.png"}}).asImage();
    EXPECT_EQ(byDict.data, kPng);
    EXPECT_EQ(byDict.mimeType, "image/jpeg"); // the key says so
    const Image vision = loaded(Dict{{"type", "image_file"},
                                     {"image_file", Dict{{"path", "pictures/a.png"}}}},
                                image::ImageFormat::OpenAiVision)
                             .asImage();
    EXPECT_EQ(vision.data, kPng);
    EXPECT_EQ(vision.mimeType, "image/png");
}

TEST_F(Images, areOfTheTypeThatTheirFirstBytesSay)
{
    const std::vector<std::pair<std::string, const char *>> cases{
        {kPng, "image/png"},
        {"\xff\xd8\xff\xe0", "image/jpeg"},
        {"GIF89a", "image/gif"},
        {"BM....", "image/bmp"},
        {"II*.", "image/tiff"},
        {"MM.*", "image/tiff"},
        {"RIFF....WEBP", "image/webp"},
        {"RIFF....WAVE", "image/*"},
        {"<svg/>", "image/*"},
        {"", "image/*"},
    };
    for (const auto &[data, type] : cases) {
        m_folder.write("one", data);
        const Image image = loaded("one").asImage();
        EXPECT_EQ(image.mimeType, type);
        EXPECT_EQ(image.data, data);
    }
}

TEST_F(Images, areReadFromBase64InEveryForm)
{
    const std::string text = toBase64(kPng);
    for (const Value &value :
         {Value(text),
          Value("data:image/png;base64," + text),
          Value(Dict{{"data:image/png;base64", text}}),
          Value(Dict{{"data:image/png;base64", "data:image/png;base64," + text}})})
        EXPECT_EQ(loaded(value).asImage().data, kPng) << json::write(value);
    EXPECT_EQ(loaded(Dict{{"type", "image_url"},
                          {"image_url", Dict{{"url", "data:image/png;base64," + text}}}},
                     image::ImageFormat::OpenAiVision)
                  .asImage()
                  .data,
              kPng);
}

TEST_F(Images, areFetchedFromAnAddressAndRememberIt)
{
    HttpServer server(m_loop,
                      [](HttpServer::Peer &peer, const HttpServer::Received &request) -> Task<> {
                          const bool isThere = request.target != "/gone.png";
                          co_await peer.answer(isThere ? 200 : 404, isThere ? kPng : "gone");
                      });
    const Image plain = loaded(server.url("/a.png")).asImage();
    EXPECT_EQ(plain.data, kPng);
    EXPECT_EQ(plain.sourceUrl, server.url("/a.png"));
    EXPECT_EQ(plain.mimeType, "image/png");
    const Image named = loaded(Dict{{"data:image/webp;url", server.url()}}).asImage();
    EXPECT_EQ(named.mimeType, "image/webp");
    EXPECT_EQ(refusal(server.url("/gone.png")),
              "Failed to fetch image from URL: " + server.url("/gone.png")
                  + ". Error code: 404. Error message: gone.");
}

TEST_F(Images, areRefusedInTheWordsOfPromptFlow)
{
    // promptflow._utils.multimedia_utils of 1.18.5
    EXPECT_EQ(refusal(""), "The image input should not be empty.");
    EXPECT_EQ(
        refusal(7),
        "Unsupported image input type: <class 'int'>. The image inputs should be a string or a "
        "dictionary.");
    EXPECT_EQ(
        refusal(Value()),
        "Unsupported image input type: <class 'NoneType'>. The image inputs should be a string "
        "or a dictionary.");
    EXPECT_EQ(refusal(Dict{{"path", "a.png"}}),
              "Invalid image input format. The image input should be a dictionary like: "
              "{data:image/<image_type>;[path|base64|url]: <image_data>}.");
    EXPECT_EQ(refusal(Dict{{"data:image/png;base64", "no base64"}}),
              "Invalid base64 image: no base64.");
    EXPECT_EQ(refusal("missing.png"), "[Errno 2] No such file or directory: 'missing.png'");
    EXPECT_EQ(refusal(Dict{{"type", "image_url"}, {"image_url", Dict{{"url", "nowhere"}}}},
                      image::ImageFormat::OpenAiVision),
              "Invalid image url: nowhere. Should be a valid url or base64 string.");
}

TEST_F(Images, sayWhichFileIsMeant)
{
    const auto error = failureOf([this] { loaded("Pictures\\a.png"); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::FileUnreadable);
    EXPECT_EQ(error->hint(), "Write pictures/a.png: with slashes a path holds on Windows and here.");
}

TEST_F(Images, outsideARestrictedFolderAreNotRead)
{
    const TemporaryFolder outside;
    const auto file = outside.write("a.png", kPng);
    EXPECT_EQ(loaded(file.string()).asImage().data, kPng);
    const auto error = failureOf(
        [&] { loaded(file.string(), image::ImageFormat::Basic, flow::Trust::Restricted); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::Refused);
}

TEST_F(Images, inListsAndDictsAreFoundAtAnyDepth)
{
    const Value image(Dict{{"data:image/png;path", "pictures/a.png"}});
    const Value found = nested(
        Dict{{"a", List{image, "pictures/a.png", 7}}, {"b", Dict{{"c", image}}}});
    EXPECT_EQ(found.find("a")->asList()[0].kind(), Value::Kind::Image);
    EXPECT_EQ(found.find("a")->asList()[1], Value("pictures/a.png")); // text alone is text
    EXPECT_EQ(found.find("b")->find("c")->kind(), Value::Kind::Image);
    // Two members, or another key, are no image.
    const Value other(Dict{{"data:image/png;path", "x"}, {"more", 1}});
    EXPECT_EQ(nested(other), other);
    for (const char *key :
         {"data:image/png;file", "data:audio/mp3;path", "data:image/png", "image/png;path", "x"}) {
        const Value value(Dict{{key, "pictures/a.png"}});
        EXPECT_EQ(nested(value), value) << key;
    }
}

TEST_F(Images, ofTheVisionFormatTurnTextPartsIntoText)
{
    const Value parts(
        List{Dict{{"type", "text"}, {"text", "hello"}},
             Dict{{"type", "text"}, {"text", Dict{{"value", "noted"}}}},
             Dict{{"type", "image_file"}, {"image_file", Dict{{"path", "pictures/a.png"}}}}});
    const Value found = nested(parts, image::ImageFormat::OpenAiVision);
    EXPECT_EQ(found.asList()[0], Value("hello"));
    EXPECT_EQ(found.asList()[1], Value("noted"));
    EXPECT_EQ(found.asList()[2].kind(), Value::Kind::Image);
    EXPECT_EQ(nested(parts), parts); // the basic format knows none of these
}

TEST_F(Images, ofInputsAreLoadedByTheInputsType)
{
    const flow::Flow flow = run::flowOf("inputs:\n  i: {type: image}\n  l: {type: list}\n"
                                        "  o: {type: object}\n  s: {type: string}\nnodes: []\n");
    const Value image(Dict{{"data:image/png;path", "pictures/a.png"}});
    image::ImageLoader loader({m_folder.path(), flow::Trust::Trusted},
                              image::imageFormatOf(flow),
                              m_http);
    const Dict given{{"i", "pictures/a.png"},
                     {"l", List{image}},
                     {"o", Dict{{"x", image}}},
                     {"s", image},
                     {"more", image}};
    const Dict inputs = test::run(m_loop, loader.loadInputs(flow, given));
    EXPECT_EQ(inputs.find("i")->kind(), Value::Kind::Image);
    EXPECT_EQ(inputs.find("l")->asList()[0].kind(), Value::Kind::Image);
    EXPECT_EQ(inputs.find("o")->find("x")->kind(), Value::Kind::Image);
    EXPECT_EQ(*inputs.find("s"), image);
    EXPECT_EQ(*inputs.find("more"), image);
}

TEST_F(Images, ofInputsThatFailNameTheInput)
{
    const flow::Flow flow = run::flowOf("inputs:\n  i: {type: image}\nnodes: []\n");
    image::ImageLoader loader({m_folder.path(), flow::Trust::Trusted},
                              image::imageFormatOf(flow),
                              m_http);
    const auto error = failureOf(
        [&] { test::run(m_loop, loader.loadInputs(flow, Dict{{"i", "missing.png"}})); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->promptflow()->path(), "UserError/LoadMultimediaDataError");
    EXPECT_EQ(error->promptflow()->message,
              "Failed to load image for input 'i': (FileNotFoundError) [Errno 2] No such file or "
              "directory: 'missing.png'");
    EXPECT_EQ(error->place()->line, 2);
}

class SavedImages : public testing::Test
{
protected:
    const TemporaryFolder m_folder;
    const Value m_image{Image{"image/png", kPng, ""}};
    const Value m_address{Image{"image/png", kPng, "https://h/a.png"}};
};

TEST_F(SavedImages, withoutAFolderHoldTheirBytes)
{
    const std::string text = toBase64(kPng);
    EXPECT_EQ(image::withImagesSaved(m_image, {}), Value(Dict{{"data:image/png;base64", text}}));
    image::ImagePlace vision;
    vision.format = image::ImageFormat::OpenAiVision;
    EXPECT_EQ(image::withImagesSaved(m_image, vision),
              Value(Dict{{"type", "image_url"},
                         {"image_url", Dict{{"url", "data:image/png;base64," + text}}}}));
}

TEST_F(SavedImages, ofAnAddressStayThatAddress)
{
    const image::ImagePlace place{m_folder.path(), {}, image::ImageFormat::Basic};
    EXPECT_EQ(image::withImagesSaved(m_address, place),
              Value(Dict{{"data:image/png;url", "https://h/a.png"}}));
    EXPECT_TRUE(std::filesystem::is_empty(m_folder.path()));
}

TEST_F(SavedImages, areFilesNamedRelativeToTheBase)
{
    const image::ImagePlace place{m_folder.path() / "images",
                                  m_folder.path(),
                                  image::ImageFormat::Basic};
    const Value saved = image::withImagesSaved(Value(List{m_image, Dict{{"k", m_image}}}), place);
    const std::string first = saved.asList()[0].find("data:image/png;path")->asString();
    const std::string second = saved.asList()[1].find("k")->find("data:image/png;path")->asString();
    EXPECT_NE(first, second);
    for (const std::string &file : {first, second}) {
        EXPECT_TRUE(file.starts_with("images/") && file.ends_with(".png")) << file;
        EXPECT_EQ(m_folder.read(file), kPng);
    }
}

TEST_F(SavedImages, leadBackToTheSameBytes)
{
    boost::asio::io_context loop;
    http::Client http{std::make_shared<http::CurlTransport>(loop.get_executor())};
    for (const image::ImageFormat format :
         {image::ImageFormat::Basic, image::ImageFormat::OpenAiVision}) {
        for (const bool isFile : {true, false}) {
            const image::ImagePlace place{isFile ? m_folder.path() / "i" : std::filesystem::path(),
                                          m_folder.path(),
                                          format};
            image::ImageLoader loader({m_folder.path(), flow::Trust::Trusted}, format, http);
            const Value back = test::run(loop, loader.load(image::withImagesSaved(m_image, place)));
            EXPECT_EQ(back, m_image);
        }
    }
}

TEST_F(SavedImages, takeNoOtherFolderFromTheirType)
{
    const image::ImagePlace place{m_folder.path() / "images",
                                  m_folder.path(),
                                  image::ImageFormat::Basic};
    for (const char *type : {"image/../../x", "image/", "image/a/b", "image/.hidden", "image/A B"}) {
        const Value saved = image::withImagesSaved(Value(Image{type, "x", ""}), place);
        const std::filesystem::path file = saved.asDict().begin()->second.asString();
        EXPECT_EQ(file.parent_path(), "images") << type;
        EXPECT_EQ(file.extension(), "") << type;
    }
}

TEST_F(SavedImages, areNotWrittenThroughALink)
{
    const TemporaryFolder elsewhere;
    std::filesystem::create_symlink(elsewhere.path(), m_folder.path() / "images");
    const image::ImagePlace place{m_folder.path() / "images",
                                  m_folder.path(),
                                  image::ImageFormat::Basic};
    const auto error = failureOf([&] { image::withImagesSaved(m_image, place); });
    ASSERT_TRUE(error);
    EXPECT_EQ(error->code(), ErrorCode::FileUnwritable);
    EXPECT_TRUE(std::filesystem::is_empty(elsewhere.path()));
}

} // namespace
