/**
 * `node scripts/bench-markup.ts`: 5,000 to 40,000 tokens streamed into Markdown and into a chat in Chromium, in a production build.
 * Prints what it cost, how it grows and the longest task, beside the budget: growth in line, no task over 50 ms.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { chromium } from 'playwright'
import { build, preview } from 'vite'
import { formatTable } from '../bench/table.ts'
import { findChromium } from './chromium.ts'

const COUNTS = [5000, 40_000]
const LONGEST_MS = 50
/** Twice of what growth in line would be is noise and memory; more is another law. */
const GROWTH_LIMIT = 2

const root = join(import.meta.dirname, '..', 'bench', 'markup')
const outDir = await mkdtemp(join(tmpdir(), 'bench-markup-'))
const shared = { root, configFile: false, logLevel: 'error' } as const
await build({ ...shared, plugins: [react()], build: { outDir, emptyOutDir: true } })
const server = await preview({ ...shared, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
try {
  const page = await browser.newPage()
  await page.goto(server.resolvedUrls?.local[0] ?? '')
  const rows: string[][] = []
  for (const kind of ['markdown', 'chat'] as const) {
    let first: number | null = null
    for (const tokens of COUNTS) {
      const cost = await page.evaluate(([kind, tokens]) => window.stream(kind, tokens), [kind, tokens] as const)
      const perToken = cost.totalMs / tokens
      first ??= perToken
      const growth = perToken / first
      const verdict = growth <= GROWTH_LIMIT && cost.longestMs <= LONGEST_MS ? 'met' : 'NOT MET'
      const figures = [cost.totalMs.toFixed(0), (perToken * 1000).toFixed(0), growth.toFixed(2), cost.longestMs.toFixed(0)]
      rows.push([kind, tokens.toLocaleString('en'), ...figures, verdict])
    }
  }
  console.log(formatTable(['into', 'tokens', 'all, ms', 'per token, µs', 'growth', 'longest, ms', ''], rows))
} finally {
  await browser.close()
  await server.close()
  await rm(outDir, { recursive: true })
}
