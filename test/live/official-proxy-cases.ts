/**
 * How `@gradio/client` and this library handle the same faults, as a table: `node test/live/official-proxy-cases.ts
 * <app address>`. In a process of its own, since the official client leaves streams and unhandled rejections behind.
 */
import { Client } from '@gradio/client'
import { GradioClient } from '../../src/client/index.ts'
import { createFaultyProxy } from './faulty-proxy.ts'
import type { FaultyProxy, ProxyPlan } from './faulty-proxy.ts'

const HANG_MS = 8000
const [address = ''] = process.argv.slice(2)
process.on('unhandledRejection', () => {})
console.error = () => {}

interface Case {
  readonly name: string
  readonly plan: ProxyPlan
  /** Short runs at once instead of one long one. */
  readonly count?: number
  /** The server goes away for good after this. */
  readonly downAfterMs?: number
}

const cut = (kind: 'rst' | 'fin' | 'stall', afterBytes: number): ProxyPlan => ({ cut: { kind, afterBytes: [afterBytes], times: 1 } })
const cases: readonly Case[] = [
  { name: 'delayed by 50 ms, one run', plan: { delayMs: 50 } },
  { name: '40 runs at once, delayed by 5 ms', plan: { delayMs: 5 }, count: 40 },
  { name: '40 runs at once, delayed by 50 ms', plan: { delayMs: 50 }, count: 40 },
  { name: 'reset before the first message', plan: cut('rst', 0) },
  { name: 'reset in the middle', plan: cut('rst', 1500) },
  { name: 'closed in order in the middle', plan: cut('fin', 1500) },
  { name: 'stalled in the middle', plan: cut('stall', 1500) },
  { name: 'server gone in the middle', plan: {}, downAfterMs: 600 },
]

type Runner = (endpoint: string, inputs: unknown[]) => Promise<string>

interface Player {
  readonly run: Runner
  close(): void
}

async function ours(url: string): Promise<Player> {
  const client = new GradioClient({ backendUrl: null, inactivityTimeoutMs: 5000 })
  const app = await client.discover(url)
  return {
    run: async (endpoint, inputs) => {
      const state = await client.submit(app, endpoint, inputs).settled
      return state.status === 'failed' ? `failed: ${state.error.code}` : state.status
    },
    close: () => client.close(),
  }
}

async function official(url: string): Promise<Player> {
  const client = await Client.connect(url, { events: ['data', 'status'] })
  return {
    run: async (endpoint, inputs) => {
      let values = 0
      for await (const event of client.submit(endpoint, inputs)) {
        if (event.type === 'data') values += 1
        if (event.type !== 'status') continue
        if (event.stage === 'complete') return values > 0 ? 'succeeded' : 'complete, without a value'
        if (event.stage === 'error') return `error: ${String(event.message).slice(0, 60)}`
      }
      return 'ended without a word'
    },
    close: () => client.close(),
  }
}

async function play(proxy: FaultyProxy, { count, downAfterMs }: Case, client: Player): Promise<string> {
  const { run } = client
  const calls = count ? Array.from({ length: count }, (_, index) => run('/echo', [`text ${index}`])) : [run('/stream_text', [20, 0.05])]
  if (downAfterMs) setTimeout(() => proxy.down(), downAfterMs)
  const hang = new Promise<string>((resolve) => {
    setTimeout(() => resolve(`hangs (${HANG_MS / 1000} s)`), HANG_MS)
  })
  const ends = await Promise.all(
    calls.map((call) => Promise.race([call.catch((error: unknown) => `throws ${String(error).slice(0, 60)}`), hang])),
  )
  client.close()
  const counted = new Map<string, number>()
  for (const end of ends) counted.set(end, (counted.get(end) ?? 0) + 1)
  return Array.from(counted, ([end, times]) => (ends.length > 1 ? `${times} × ${end}` : end)).join(', ')
}

const rows: string[][] = []
for (const each of cases) {
  const results: string[] = []
  for (const make of [ours, official]) {
    const proxy = await createFaultyProxy(address)
    const client = await make(proxy.url)
    proxy.plan = each.plan
    results.push(await play(proxy, each, client).catch((error: unknown) => `throws ${String(error).slice(0, 80)}`))
    await proxy.close()
  }
  rows.push([each.name, ...results])
}

const table = [['direct, through the proxy', 'this library', '@gradio/client'], ...rows]
const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | '))
process.exit(0)
