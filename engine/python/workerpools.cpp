// SPDX-FileCopyrightText: 2026 The Postern authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/python/workerpools.h"

#include "engine/python/spareworkers.h"

namespace postern::python {

WorkerPools::WorkerPools(boost::asio::any_io_executor executor)
    : m_executor(executor)
    , m_spares(std::make_shared<SpareWorkers>(std::move(executor)))
{}

WorkerPools::~WorkerPools()
{
    m_spares->setLimits({});
}

void WorkerPools::setLimits(Limits limits)
{
    m_spares->setLimits(limits);
}

std::unique_ptr<WorkerPool> WorkerPools::open(WorkerOptions options, std::size_t maxWorkers)
{
    return std::make_unique<WorkerPool>(m_executor, std::move(options), maxWorkers, m_spares);
}

void WorkerPools::endSpares()
{
    m_spares->end();
}

std::size_t WorkerPools::spares() const
{
    return m_spares->count();
}

} // namespace postern::python
