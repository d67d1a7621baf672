// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/settings.h"

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"
#include "engine/store/redactpattern.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <utility>

namespace fs = std::filesystem;

namespace postern::store {

namespace {

constexpr std::array<SettingKey, 19> kKeys{{
    {"connections.file", "YAML or JSON file with connections, over those of the vault"},
    {"egress.allow",
     "The only hosts that Postern itself contacts, commas between: host, *.suffix, host:port"},
    {"history.days", "Runs older than so many days are let go of, unless they are pinned"},
    {"history.enabled", "false: runs aren't recorded"},
    {"history.encrypt", "true: what is recorded from now on is sealed with the vault's key"},
    {"history.redact", "Regular expression: what of values matches isn't recorded"},
    {"history.size", "The oldest runs are let go of beyond so many megabytes; default: 2000"},
    {"identity.default",
     "Who asks for tokens of Microsoft Entra where a connection doesn't say: a kind of identity, "
     "or "
     "the name of a custom connection"},
    {"network.addresses", "IP addresses of hosts, instead of asking DNS: host=IP, commas between"},
    {"network.ca_file",
     "PEM file of the authorities that certificates are trusted from, instead of the system's; "
     "default: SSL_CERT_FILE"},
    {"network.client_certificate", "PEM file that proves to servers who asks"},
    {"network.client_key", "PEM file with its key, where that is another one"},
    {"network.extra_ca_files",
     "PEM files of authorities that are trusted beside the others, commas between"},
    {"network.http2", "true: HTTP/2 where a server offers it"},
    {"network.no_proxy", "Hosts that are reached without the proxy, as NO_PROXY has them"},
    {"network.proxy", "http://host:port instead of HTTPS_PROXY and the like; -: none"},
    {"network.proxy_auth",
     "basic, ntlm or negotiate: how to log in at the proxy; default: the best that it offers"},
    {"network.proxy_login",
     "Name of a custom connection: its configs.user and secrets.password let in at the proxy"},
    {"python.interpreter", "Interpreter for flows that have no .venv of their own"},
}};

[[noreturn]] void throwUnknown(std::string_view key, ErrorCode code, std::optional<Place> place)
{
    std::string known;
    for (const SettingKey &one : kKeys)
        known += (known.empty() ? "" : ", ") + std::string(one.name);
    throw Error(code,
                tr("There is no setting '%1'.", std::string(key)),
                tr("There are: %1.", known),
                std::move(place));
}

bool isKnown(std::string_view key)
{
    return std::ranges::find(kKeys, key, &SettingKey::name) != kKeys.end();
}

/// A path as it is meant from anywhere: commands run in other folders later.
std::string absolutePath(const std::string &value, bool nameOnPath)
{
    if (value.empty() || (nameOnPath && value.find('/') == std::string::npos))
        return value;
    return fs::absolute(value).lexically_normal().string();
}

/// A whole number from 1 on.
std::optional<std::uint64_t> positiveNumber(const std::string &text)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    constexpr std::uint64_t kMost = 1'000'000'000;
    if (error != std::errc() || end != text.data() + text.size() || number == 0 || number > kMost)
        return std::nullopt;
    return number;
}

void checkHistory(const std::string &key, const std::string &value)
{
    const bool isNumber = key == "history.days" || key == "history.size";
    if (isNumber && !positiveNumber(value))
        throw Error(ErrorCode::Usage,
                    tr("'%1' can't be '%2'.", key, value),
                    tr("Set it to a whole number from 1 on."));
    const bool isChoice = key == "history.enabled" || key == "history.encrypt";
    if (isChoice && value != "true" && value != "false")
        throw Error(ErrorCode::Usage,
                    tr("'%1' can't be '%2'.", key, value),
                    tr("Set it to true or false."));
    if (key == "history.redact")
        RedactPattern{value};
}

std::vector<std::string> splitList(const std::string &text)
{
    std::vector<std::string> items;
    std::string item;
    for (const char c : text + ",") {
        if (c != ',') {
            if (c != ' ' && c != '\t')
                item += c;
        } else if (!item.empty()) {
            items.push_back(std::exchange(item, {}));
        }
    }
    return items;
}

/// Each of a list of files, as it is meant from anywhere.
std::string absolutePaths(const std::string &key, const std::string &value)
{
    std::string paths;
    for (const std::string &item : splitList(value)) {
        const std::string path = absolutePath(item, false);
        if (!fs::is_regular_file(path))
            throw Error(ErrorCode::Usage,
                        tr("'%1' can't be %2: there is no such file.", key, path),
                        tr("Name a file that is there."));
        paths += (paths.empty() ? "" : ",") + path;
    }
    return paths;
}

void checkNetwork(const std::string &key, const std::string &value)
{
    const bool isPac = value.starts_with("pac+") || value.ends_with(".pac")
                       || value.find("wpad.dat") != std::string::npos;
    if (key == "network.proxy" && isPac)
        throw Error(
            ErrorCode::Usage,
            tr("'network.proxy' can't be a PAC file: those are scripts, which Postern doesn't "
               "run."),
            tr("Look in the file for the proxy of the hosts you need, set network.proxy to "
               "http://host:port, and network.no_proxy to those that it sends DIRECT."));
    const bool isLogin = value == "basic" || value == "ntlm" || value == "negotiate";
    if (key == "network.proxy_auth" && !value.empty() && !isLogin)
        throw Error(ErrorCode::Usage,
                    tr("'%1' can't be '%2'.", key, value),
                    tr("Set it to basic, ntlm or negotiate."));
    if (key != "network.addresses")
        return;
    for (const std::string &item : splitList(value)) {
        const std::size_t equals = item.find('=');
        const bool isAddress = equals != std::string::npos && equals > 0
                               && item.find_first_not_of("0123456789abcdefABCDEF.:", equals + 1)
                                      == std::string::npos
                               && equals + 1 < item.size();
        if (!isAddress)
            throw Error(ErrorCode::Usage,
                        tr("'%1' can't be '%2'.", key, item),
                        tr("Write host=IP, such as my.openai.azure.com=10.0.0.4."));
    }
}

std::string checkedValue(const std::string &key, const std::string &value)
{
    if (value.find_first_of("\n\r") != std::string::npos || value.find('\0') != std::string::npos)
        throw Error(ErrorCode::Usage,
                    tr("The value of '%1' has more than one line.", key),
                    tr("Give it in one line."));
    if (key == "network.proxy" && value.find('@') != std::string::npos)
        throw Error(ErrorCode::Usage,
                    tr("'network.proxy' can't hold a password: settings are no place for one."),
                    tr("Set HTTPS_PROXY in the environment instead."));
    if (key.starts_with("network.") || key == "identity.default")
        checkNetwork(key, value);
    if (key == "network.http2" && !value.empty() && value != "true" && value != "false")
        throw Error(ErrorCode::Usage,
                    tr("'network.http2' can't be '%1'.", value),
                    tr("Set it to true or false."));
    if (!value.empty())
        checkHistory(key, value);
    if (key == "network.extra_ca_files")
        return absolutePaths(key, value);
    if (key == "python.interpreter" || key == "connections.file" || key == "network.ca_file"
        || key == "network.client_certificate" || key == "network.client_key") {
        std::string path = absolutePath(value, key == "python.interpreter");
        if (path.find('/') != std::string::npos && !fs::is_regular_file(path))
            throw Error(ErrorCode::Usage,
                        tr("'%1' can't be %2: there is no such file.", key, path),
                        tr("Name a file that is there."));
        return path;
    }
    return value;
}

} // namespace

std::span<const SettingKey> settingKeys()
{
    return kKeys;
}

fs::path Settings::file()
{
    return homeFolder() / "settings.json";
}

Settings Settings::load()
{
    const fs::path path = file();
    std::error_code failed;
    if (!fs::exists(path, failed))
        return Settings({});
    Value value;
    try {
        value = json::parse(readFile(path));
    } catch (const Error &error) {
        if (error.code() == ErrorCode::FileUnreadable)
            throw;
        Place place = error.place().value_or(Place());
        place.file = path.string();
        throw Error(ErrorCode::InvalidInput,
                    error.translatableMessage(),
                    tr("Correct or delete the file."),
                    place);
    }
    Dict values;
    const Dict given = value.isDict() ? value.asDict() : Dict();
    for (const SettingKey &key : kKeys) {
        const Value *found = given.find(key.name);
        if (found && found->isString())
            values.append(Value(key.name), *found);
    }
    for (const auto &[key, member] : given) {
        if (!isKnown(key.asString()))
            throwUnknown(key.asString(), ErrorCode::InvalidInput, Place{path.string()});
    }
    if (!value.isDict() || values.size() != given.size())
        throw Error(ErrorCode::InvalidInput,
                    tr("The settings are no object of texts."),
                    tr("Correct or delete the file."),
                    Place{path.string()});
    return Settings(std::move(values));
}

Settings Settings::update(const std::vector<std::pair<std::string, std::string>> &changes)
{
    std::vector<std::pair<std::string, std::string>> checked;
    for (const auto &[key, value] : changes) {
        if (!isKnown(key))
            throwUnknown(key, ErrorCode::Usage, std::nullopt);
        checked.emplace_back(key, checkedValue(key, value));
    }
    const FileLock lock(homeFolder() / "settings.lock");
    Dict values = load().m_values;
    for (const auto &[key, value] : checked) {
        if (value.empty())
            values.erase(key);
        else
            values.set(Value(key), Value(value));
    }
    json::WriteOptions options;
    options.indent = 4;
    options.ensureAscii = false;
    writeFile(file(), json::write(values, options) + "\n", 0600);
    return load();
}

std::vector<std::string> Settings::list(std::string_view key) const
{
    return splitList(text(key));
}

std::optional<std::uint64_t> Settings::historyDays() const
{
    return positiveNumber(text("history.days"));
}

std::optional<std::uint64_t> Settings::historyBytes() const
{
    constexpr std::uint64_t kUsual = 2'000;
    constexpr std::uint64_t kMegabyte = 1'000'000;
    return positiveNumber(text("history.size")).value_or(kUsual) * kMegabyte;
}

std::string Settings::text(std::string_view key) const
{
    const Value *value = m_values.find(key);
    return value ? value->asString() : std::string();
}

} // namespace postern::store
