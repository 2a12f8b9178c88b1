/** Ten processes at 100 events a second each, on one page in real Chromium, through the relay: commits, frames and the longest task. */
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import react from '@vitejs/plugin-react'
import { chromium } from 'playwright'
import { build } from 'vite'
import { findChromium } from '../scripts/chromium.ts'
import { createGradioRelay } from '../src/server/index.ts'
import { EVENTS_PER_PROCESS, EVENTS_PER_SECOND, PROCESSES } from './browser/load.ts'
import type { PageCounts } from './browser/page.tsx'
import { servePacedApp } from './paced-app.ts'

/** What the page did, while all its runs went on. */
export interface PageNumbers {
  readonly events: number
  readonly eventsPerSecond: number
  /** Frames that were counted: those in which all runs went on. */
  readonly frames: number
  readonly commitsPerFrame: number
  /** Most commits between two frames. */
  readonly mostCommitsInFrame: number
  readonly longestTaskMs: number
}

const BACKEND = '/api/experimental/sse'

/** Serves the page, its relay and its app, and drives it once. */
export async function measurePage(): Promise<PageNumbers> {
  const app = await servePacedApp(EVENTS_PER_SECOND)
  const relay = createGradioRelay({ apps: { bench: app.url }, basePath: BACKEND, sse: true })
  const answer = getRequestListener(relay.fetch)
  const files = await buildPage()
  const server = createServer((request, response) => {
    if (request.url?.startsWith(`${BACKEND}/`)) void answer(request, response)
    else answerFile(files, request.url ?? '/', response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } })
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await page.waitForFunction(() => document.title === 'ready', null, { timeout: 60_000 })
    await page.evaluate(() => window.begin())
    await page.waitForFunction(() => window.counts.endedAt > 0, null, { timeout: 60_000 })
    const { counts, tasks } = await page.evaluate(() => ({
      counts: window.counts,
      tasks: (window as unknown as { longTasks: { startTime: number; duration: number }[] }).longTasks,
    }))
    return summarise(counts, tasks)
  } finally {
    await browser.close()
    await relay.close()
    server.closeAllConnections()
    server.close()
    app.server.closeAllConnections()
    app.server.close()
  }
}

/** The page as a user would ship it: React's production build, minified. By path. */
async function buildPage(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const built = await build({
    configFile: false,
    root: join(import.meta.dirname, 'browser'),
    plugins: [react()],
    // The build that React's profiler works in; else as in production.
    resolve: { alias: { 'react-dom/client': 'react-dom/profiling' } },
    build: { write: false },
    logLevel: 'error',
  })
  // Without `watch` it is no watcher, and one input makes one output.
  const [bundle] = (Array.isArray(built) ? built : [built]) as {
    output: { fileName: string; code?: string; source?: string | Uint8Array }[]
  }[]
  return new Map((bundle?.output ?? []).map(({ fileName, code, source }) => [`/${fileName}`, code ?? source ?? '']))
}

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

function answerFile(files: ReadonlyMap<string, string | Uint8Array>, url: string, response: ServerResponse): void {
  const path = url === '/' ? '/index.html' : url
  const file = files.get(path)
  response.writeHead(file === undefined ? 404 : 200, { 'content-type': TYPES[path.split('.').pop() ?? ''] ?? 'text/plain' }).end(file)
}

function summarise(counts: PageCounts, tasks: readonly { startTime: number; duration: number }[]): PageNumbers {
  const seconds = (counts.endedAt - counts.startedAt) / 1000
  // The start is a task of its own: ten presses at once, and all that loads with the first.
  const during = tasks.filter(({ startTime }) => startTime > counts.startedAt + 1000 && startTime < counts.endedAt)
  return {
    events: counts.events,
    eventsPerSecond: (PROCESSES * EVENTS_PER_PROCESS) / seconds,
    frames: counts.frames,
    commitsPerFrame: counts.commits / counts.frames,
    mostCommitsInFrame: counts.mostInFrame,
    longestTaskMs: Math.max(0, ...during.map(({ duration }) => duration)),
  }
}
