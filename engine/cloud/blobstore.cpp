// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/cloud/blobstore.h"

#include "engine/base/base64.h"
#include "engine/cloud/crypto.h"
#include "engine/simulator/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace postern::cloud {

namespace {

constexpr std::size_t kMostBytes = 1UL << 30U;
constexpr std::size_t kBlobPage = 5000;
constexpr std::string_view kXml = "application/xml";

std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '&':
            result += "&amp;";
            break;
        case '"':
            result += "&quot;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

std::string blobNameOf(const Question &question)
{
    std::string name;
    for (std::size_t i = 2; i < question.segments.size(); ++i)
        name += (i == 2 ? "" : "/") + question.segments[i];
    return name;
}

struct Range
{
    std::size_t begin = 0;
    std::size_t end = 0; ///< exclusive
    bool isGiven = false;
    bool isValid = true;
};

Range rangeOf(const Question &question, std::size_t size)
{
    std::string_view text = question.header("x-ms-range");
    if (text.empty())
        text = question.header("range");
    Range range{0, size};
    constexpr std::string_view kBytes = "bytes=";
    if (!text.starts_with(kBytes))
        return range;
    text.remove_prefix(kBytes.size());
    range.isGiven = true;
    const char *const last = text.data() + text.size();
    const auto [dash, failed] = std::from_chars(text.data(), last, range.begin);
    std::size_t end = 0;
    if (failed == std::errc() && dash < last && *dash == '-'
        && std::from_chars(dash + 1, last, end).ec == std::errc() && end < size)
        range.end = end + 1;
    range.isValid = failed == std::errc() && range.begin < size && range.begin < range.end;
    return range;
}

http::Headers metadataOf(const Question &question)
{
    http::Headers metadata;
    for (const auto &[name, value] : question.headers) {
        if (simulator::lowered(name).starts_with("x-ms-meta-"))
            metadata.emplace_back(name, value);
    }
    return metadata;
}

} // namespace

Answer blobFailure(const Question &question,
                   int status,
                   std::string_view code,
                   std::string_view text)
{
    static_cast<void>(question);
    std::string body = fmt::format("\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?><Error>"
                                   "<Code>{}</Code><Message>{}\nRequestId:{}</Message></Error>",
                                   code,
                                   escaped(text),
                                   uuid());
    return plain(status, std::move(body), kXml, {{"x-ms-error-code", std::string(code)}});
}

bool BlobStore::hasRoomFor(std::size_t bytes)
{
    m_bytes += bytes;
    if (m_bytes <= kMostBytes)
        return true;
    m_bytes -= bytes;
    return false;
}

Answer BlobStore::account(const Question &question) const
{
    std::string body = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                       "<EnumerationResults><Containers>";
    for (const auto &[name, blobs] : m_containers) {
        if (!name.starts_with(question.parameter("prefix")))
            continue;
        body += "<Container><Name>" + escaped(name) + "</Name><Properties><Last-Modified>"
                + httpTime(0) + "</Last-Modified><Etag>\"0x1\"</Etag></Properties></Container>";
    }
    return plain(200, body + "</Containers><NextMarker /></EnumerationResults>", kXml);
}

Answer BlobStore::list(const Question &question, const Container &blobs) const
{
    const std::string prefix(question.parameter("prefix"));
    const std::string_view delimiter = question.parameter("delimiter");
    std::size_t most = kBlobPage;
    const std::string_view asked = question.parameter("maxresults");
    std::from_chars(asked.data(), asked.data() + asked.size(), most);
    most = std::clamp<std::size_t>(most, 1, kBlobPage);
    std::string body = fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults "
                                   "ServiceEndpoint=\"{}\" ContainerName=\"{}\"><Prefix>{}</Prefix>"
                                   "<Blobs>",
                                   escaped(question.base),
                                   escaped(question.segment(1)),
                                   escaped(prefix));
    std::set<std::string> folders;
    std::string next;
    std::size_t count = 0;
    for (auto at = blobs.lower_bound(question.parameter("marker")); at != blobs.end(); ++at) {
        const auto &[name, blob] = *at;
        if (!name.starts_with(prefix) || !blob.isCommitted)
            continue;
        const std::size_t cut = delimiter.empty() ? std::string::npos
                                                  : name.find(delimiter, prefix.size());
        const std::string folder = cut == std::string::npos
                                       ? std::string()
                                       : name.substr(0, cut + delimiter.size());
        if (!folder.empty() && folders.contains(folder))
            continue;
        if (count++ >= most) {
            next = name;
            break;
        }
        if (!folder.empty()) {
            folders.insert(folder);
            body += "<BlobPrefix><Name>" + escaped(folder) + "</Name></BlobPrefix>";
            continue;
        }
        body += fmt::format("<Blob><Name>{}</Name><Properties><Last-Modified>{}</Last-Modified>"
                            "<Etag>{}</Etag><Content-Length>{}</Content-Length><Content-Type>{}"
                            "</Content-Type><BlobType>BlockBlob</BlobType><LeaseStatus>unlocked"
                            "</LeaseStatus><LeaseState>available</LeaseState></Properties></Blob>",
                            escaped(name),
                            httpTime(blob.modified),
                            escaped(blob.etag),
                            blob.bytes.size(),
                            escaped(blob.type));
    }
    return plain(200,
                 body + "</Blobs><NextMarker>" + escaped(next)
                     + "</NextMarker></EnumerationResults>",
                 kXml);
}

Answer BlobStore::container(const Question &question, std::int64_t now)
{
    const std::string name(question.segment(1));
    const auto found = m_containers.find(name);
    if (question.method == "PUT") {
        if (found != m_containers.end())
            return blobFailure(question,
                               409,
                               "ContainerAlreadyExists",
                               "The specified container already exists.");
        m_containers[name];
        return empty(201, {{"ETag", "\"0x1\""}, {"Last-Modified", httpTime(now)}});
    }
    if (found == m_containers.end())
        return blobFailure(question,
                           404,
                           "ContainerNotFound",
                           "The specified container does not exist.");
    if (question.method == "DELETE") {
        for (const auto &[each, blob] : found->second)
            m_bytes -= blob.bytes.size();
        m_containers.erase(found);
        return empty(202);
    }
    if (question.parameter("comp") == "list")
        return list(question, found->second);
    return empty(200, {{"ETag", "\"0x1\""}, {"Last-Modified", httpTime(now)}});
}

Answer BlobStore::commitBlocks(const Question &question, Blob &blob)
{
    std::string bytes;
    const std::string &body = question.body;
    // <BlockList><Latest>id</Latest>...: what stands between the tags is base64.
    for (std::size_t at = 0; (at = body.find("</", at)) != std::string::npos; ++at) {
        const std::size_t open = body.rfind('>', at);
        const std::string id = open == std::string::npos ? std::string()
                                                         : body.substr(open + 1, at - open - 1);
        if (id.find_first_not_of(" \r\n\t") == std::string::npos)
            continue;
        const auto block = blob.blocks.find(id);
        if (block == blob.blocks.end())
            return blobFailure(question,
                               400,
                               "InvalidBlockList",
                               "The specified block list is invalid.");
        bytes += block->second;
    }
    m_bytes -= std::min(m_bytes, blob.bytes.size());
    blob.bytes = std::move(bytes);
    blob.blocks.clear();
    return empty(201);
}

Answer BlobStore::put(const Question &question, Container &blobs, std::int64_t now)
{
    const std::string name = blobNameOf(question);
    const auto known = blobs.find(name);
    const bool isThere = known != blobs.end() && known->second.isCommitted;
    if (question.header("if-none-match") == "*" && isThere)
        return blobFailure(question, 409, "BlobAlreadyExists", "The specified blob already exists.");
    if (!hasRoomFor(question.body.size()))
        return blobFailure(question, 413, "RequestBodyTooLarge", "The simulator's storage is full.");
    Blob &blob = blobs[name];
    Answer answer = empty(201);
    const std::string_view comp = question.parameter("comp");
    if (comp == "block") {
        blob.isCommitted = isThere;
        blob.blocks.insert_or_assign(std::string(question.parameter("blockid")), question.body);
        return answer;
    }
    if (comp == "blocklist") {
        answer = commitBlocks(question, blob);
        if (answer.head.status != 201)
            return answer;
    } else if (comp == "metadata") {
        answer.head.status = 200;
    } else {
        m_bytes -= std::min(m_bytes, blob.bytes.size());
        blob.bytes = question.body;
    }
    blob.isCommitted = true;
    blob.metadata = metadataOf(question);
    std::string_view type = question.header("x-ms-blob-content-type");
    blob.type = type.empty() ? "application/octet-stream" : std::string(type);
    blob.modified = now;
    blob.etag = "\"0x" + uuid().substr(0, 8) + "\"";
    answer.head.headers = {{"ETag", blob.etag},
                           {"Last-Modified", httpTime(now)},
                           {"Content-MD5", toBase64(md5(blob.bytes))},
                           {"x-ms-request-server-encrypted", "true"}};
    return answer;
}

Answer BlobStore::get(const Question &question, const Blob &blob) const
{
    const Range range = rangeOf(question, blob.bytes.size());
    if (!range.isValid)
        return blobFailure(question,
                           416,
                           "InvalidRange",
                           "The range specified is invalid for the current size of the resource.");
    Answer answer = plain(range.isGiven ? 206 : 200,
                          blob.bytes.substr(range.begin, range.end - range.begin),
                          blob.type,
                          blob.metadata);
    http::Headers &headers = answer.head.headers;
    headers.emplace_back("ETag", blob.etag);
    headers.emplace_back("Last-Modified", httpTime(blob.modified));
    headers.emplace_back("Accept-Ranges", "bytes");
    headers.emplace_back("x-ms-blob-type", "BlockBlob");
    headers.emplace_back("x-ms-creation-time", httpTime(blob.modified));
    headers.emplace_back("x-ms-server-encrypted", "true");
    headers.emplace_back("x-ms-lease-state", "available");
    headers.emplace_back("x-ms-lease-status", "unlocked");
    if (range.isGiven)
        headers.emplace_back("Content-Range",
                             fmt::format("bytes {}-{}/{}",
                                         range.begin,
                                         range.end - 1,
                                         blob.bytes.size()));
    return answer;
}

Answer BlobStore::blob(const Question &question, Container &blobs, std::int64_t now)
{
    if (question.method == "PUT")
        return put(question, blobs, now);
    const auto found = blobs.find(blobNameOf(question));
    if (found == blobs.end() || !found->second.isCommitted)
        return blobFailure(question, 404, "BlobNotFound", "The specified blob does not exist.");
    if (question.method == "DELETE") {
        m_bytes -= std::min(m_bytes, found->second.bytes.size());
        blobs.erase(found);
        return empty(202, {{"x-ms-delete-type-permanent", "true"}});
    }
    return get(question, found->second);
}

Answer BlobStore::answer(const Question &question, std::int64_t now)
{
    if (question.segments.size() < 2)
        return account(question);
    if (question.segments.size() == 2)
        return container(question, now);
    const auto found = m_containers.find(question.segment(1));
    if (found == m_containers.end())
        return blobFailure(question,
                           404,
                           "ContainerNotFound",
                           "The specified container does not exist.");
    return blob(question, found->second, now);
}

} // namespace postern::cloud
