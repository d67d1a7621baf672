// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/confirm.h"
#include "app/cli/connectioncall.h"
#include "engine/azure/keyvault.h"
#include "engine/azure/probe.h"
#include "engine/azure/resourcekeys.h"
#include "engine/base/log.h"
#include "engine/connection/connectionstore.h"
#include "engine/identity/identity.h"
#include "engine/store/atomicfile.h"
#include "engine/store/home.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <utility>

namespace postern::cli {

namespace {

using connection::Connection;

struct RotateOptions
{
    std::string name;
    std::filesystem::path keyFile;
    std::string keyVariable;
    bool regenerates = false;
    bool keepsOld = false;
    bool isSure = false;
};

std::string newKey(const RotateOptions &options)
{
    constexpr std::size_t kMostKey = 65'536;
    std::string key = options.keyFile.empty() ? identity::environmentVariable(options.keyVariable)
                                              : store::readFile(options.keyFile, kMostKey);
    while (key.ends_with('\n') || key.ends_with('\r') || key.ends_with(' '))
        key.pop_back();
    if (key.empty() || key.find_first_of("\r\n") != std::string::npos)
        throw Error(ErrorCode::InvalidInput,
                    tr("There is no key of one line where the new one should be."),
                    tr("Write it, and nothing else, into the file or the variable."));
    log::registerSecret(key);
    return key;
}

/// Changes the key of one connection, and never to one that doesn't let in.
class Rotation
{
public:
    Rotation(ConnectionCall &call, Connection connection)
        : m_call(call)
        , m_asker(call.get(connection.name))
        , m_connection(std::move(connection))
        , m_reference(azure::VaultReference::parse(azure::keyOf(m_connection)))
    {}

    Task<bool> toKey(std::string key)
    {
        co_await test(key, 1);
        co_await keep(std::move(key));
        co_return true;
    }

    /// The key that isn't used is made anew, tested and used; then the one that was.
    Task<bool> byManager(bool keepsOld)
    {
        azure::ResourceManager manager(m_call.channels(), m_asker);
        azure::ResourceKeys keys(manager, resource());
        const std::string current = co_await currentKey();
        const std::array<std::string, 2> all = co_await keys.list();
        const std::size_t used = all[1] == current ? 1 : 0;
        if (all[used] != current)
            printNote("The connection's key is none of the resource's two: the first is left alone "
                      "until the second is in use.");
        std::string fresh = co_await keys.regenerate(1 - used);
        co_await test(fresh, kTries);
        co_await keep(std::move(fresh));
        if (!keepsOld)
            static_cast<void>(co_await keys.regenerate(used));
        co_return true;
    }

private:
    /// A new key takes a while to be known everywhere.
    static constexpr int kTries = 10;

    std::string resource() const
    {
        const auto own = m_connection.options.find("resource_id");
        return own != m_connection.options.end() ? own->second
                                                 : std::string(m_connection.get("resource_id"));
    }

    Task<std::string> currentKey()
    {
        if (!m_reference)
            co_return azure::keyOf(m_connection);
        azure::KeyVault vault(m_call.channels(), m_asker);
        const azure::VaultSecret secret = co_await vault.get(*m_reference);
        co_return secret.value;
    }

    Task<> test(const std::string &key, int tries)
    {
        for (int i = 1;; ++i) {
            const auto probes = co_await azure::probe(m_call.channels(),
                                                      azure::withKey(m_connection, key));
            const auto &error = probes.front().error;
            if (!error || probes.front().status == 429)
                co_return;
            if (i == tries || probes.front().status != 401)
                throw Error(error->code(),
                            tr("The new key doesn't let in, so the old one stays: %1",
                               error->translatableMessage()),
                            error->translatableHint());
            constexpr std::chrono::seconds kPause{2};
            co_await m_call.channels().client().sleep(kPause);
        }
    }

    Task<> keep(std::string key)
    {
        if (m_reference) {
            azure::KeyVault vault(m_call.channels(), m_asker);
            static_cast<void>(co_await vault.set(*m_reference, std::move(key)));
            printNote("Kept as a new version of the secret '" + m_reference->secret + "'.");
            co_return;
        }
        connection::ConnectionStore store(store::homeFolder());
        printJson(connection::toDisplay(store.put(azure::withKey(m_connection, key))));
    }

    ConnectionCall &m_call;
    const Connection m_asker; ///< with the identity that the settings say
    const Connection m_connection;
    const std::optional<azure::VaultReference> m_reference;
};

ExitCode rotate(const RotateOptions &options)
{
    const int given = (options.keyFile.empty() ? 0 : 1) + (options.keyVariable.empty() ? 0 : 1)
                      + (options.regenerates ? 1 : 0);
    if (given != 1)
        throw Error(ErrorCode::Usage,
                    tr("Where the new key comes from must be said, and once."),
                    tr("Give --key-file, --key-variable or --regenerate."));
    const Connection stored
        = connection::ConnectionStore(store::homeFolder()).get(options.name).connection;
    if (stored.get("auth_mode") == "meid_token")
        throw Error(ErrorCode::Usage,
                    tr("Connection '%1' has no key: a token lets it in.", options.name),
                    tr("There is nothing to rotate."));
    if (options.regenerates && !options.isSure
        && !confirmed("Make the keys of '" + options.name + "' anew"))
        return ExitCode::Cancelled;
    ConnectionCall call({}, {});
    Rotation rotation(call, stored);
    call.run(options.regenerates ? rotation.byManager(options.keepsOld)
                                 : rotation.toKey(newKey(options)));
    return ExitCode::Done;
}

} // namespace

void addConnectionRotate(CLI::App &group, CommandLine &line)
{
    CLI::App *command = group.add_subcommand("rotate",
                                             "Changes the key of a connection, once the new one "
                                             "was tested");
    auto options = std::make_shared<RotateOptions>();
    command->add_option("-n,--name", options->name, "Name of the connection")->required();
    command->add_option("--key-file", options->keyFile, "File with the new key and nothing else");
    command->add_option("--key-variable", options->keyVariable, "Variable that holds the new key");
    command->add_flag("--regenerate",
                      options->regenerates,
                      "Have Azure make the key anew that isn't used, use it, then the other one");
    command->add_flag("--keep-old", options->keepsOld, "Leave the other one as it is");
    command->add_flag("-y,--yes,--assume-yes", options->isSure, "Don't ask");
    addCommonOptions(*command, line);
    command->footer(
        "Nothing changes when the new key isn't taken (exit code 4). A key that stands in "
        "Key Vault becomes\na new version there. --regenerate needs resource_id, and an "
        "identity that may.\nExamples:\n  postern connection rotate -n aoai --key-file "
        "new.key\n  postern connection rotate -n aoai --regenerate");
    command->callback([options, &line] { line.action = [options] { return rotate(*options); }; });
}

} // namespace postern::cli
