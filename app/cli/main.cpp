// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/commandline.h"
#include "app/cli/output.h"
#include "engine/store/crashreport.h"
#include "engine/store/hardening.h"

int main(int argc, char **argv)
{
    postern::store::hardenProcess();
    postern::cli::openStandardStreams();
    postern::store::installCrashReport("postern");
    return postern::cli::runCommandLine({argv + 1, argv + argc});
}
