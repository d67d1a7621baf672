// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/connection/connectiondocument.h"

#include "engine/yaml/document.h"

namespace postern::connection {
namespace {

/// A list of connections with their sections is this deep.
constexpr int kMostLevels = 5;
constexpr int kMostNodes = 100'000;

class Converter
{
public:
    Converter(const yaml::Document &document, const std::string &file)
        : m_document(document)
        , m_file(file)
    {}

    Place placeOf(const yaml::Node &node) const
    {
        Place place = m_document.place(node.span.begin);
        place.file = m_file;
        return place;
    }

    Value convert(const yaml::Node &node, int level = 0)
    {
        if (level > kMostLevels || ++m_nodes > kMostNodes) {
            throw Error(ErrorCode::InvalidInput,
                        tr("The connection file nests deeper or holds more than connections do."),
                        tr("Write name, type and keys, with configs and secrets one level below."),
                        placeOf(node));
        }
        const yaml::Node &resolved = node.resolved();
        if (resolved.isMapping())
            return mapping(resolved, level);
        if (resolved.isSequence()) {
            List list;
            for (const yaml::Node *child : resolved.children)
                list.push_back(convert(*child, level + 1));
            return list;
        }
        return resolved.isNull() ? Value() : Value(resolved.text);
    }

private:
    Value mapping(const yaml::Node &node, int level)
    {
        Dict dict;
        for (const auto &[key, value] : node.members()) {
            if (!key->isScalar()) {
                throw Error(ErrorCode::InvalidInput,
                            tr("A key of the connection file isn't plain text."),
                            tr("Write keys as words."),
                            placeOf(*key));
            }
            if (!dict.contains(key->resolved().text)) // a merged member comes last and yields
                dict.append(key->resolved().text, convert(*value, level + 1));
        }
        return dict;
    }

    const yaml::Document &m_document;
    const std::string &m_file;
    int m_nodes = 0;
};

} // namespace

ConnectionDocument parseYaml(std::string_view text, const std::string &file)
{
    const yaml::Document document = yaml::Document::parse(text);
    if (!document.problems().empty()) {
        const yaml::Problem &problem = document.problems().front();
        Place place = document.place(problem.span.begin);
        place.file = file;
        throw Error(ErrorCode::InvalidInput, problem.message, problem.hint, place);
    }
    Converter converter(document, file);
    const yaml::Node &root = document.root()->resolved();
    ConnectionDocument result;
    result.value = converter.convert(root);
    const Value *type = result.value.find("type");
    if (root.isSequence()) {
        for (const yaml::Node *child : root.children)
            result.places.push_back(converter.placeOf(*child));
    } else if (root.isMapping() && !(type && type->isString())) {
        for (const auto &[key, value] : root.members())
            result.places.push_back(converter.placeOf(*key));
    }
    if (result.places.empty())
        result.places.push_back(converter.placeOf(root));
    return result;
}

} // namespace postern::connection
