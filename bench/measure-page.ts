/**
 * Ten processes at 100 events a second each, on one page in real Chromium, through the relay: commits, frames and the
 * longest task.
 */
import { getRequestListener } from '@hono/node-server'
import type { Browser } from 'playwright'
import { createGradioRelay } from '../src/relay/index.ts'
import { servePacedApp } from './paced-app.ts'
import { EVENTS_PER_PROCESS, EVENTS_PER_SECOND, PROCESSES } from './pages/processes/load.ts'
import { openTab, serveSite } from './site.ts'
import { traceTasks, type TaskTimes } from './tasks.ts'

/** What the page did, while all its runs went on. */
export interface PageNumbers {
  readonly eventsPerSecond: number
  readonly commitsPerFrame: number
  /** Most commits between two frames. */
  readonly mostCommitsInFrame: number
  readonly tasks: TaskTimes
}

const BACKEND = '/api/experimental/sse'

/** Serves the page, its relay and its app, and drives it once. */
export async function measurePage(browser: Browser): Promise<PageNumbers> {
  const app = await servePacedApp(EVENTS_PER_SECOND)
  const relay = createGradioRelay({ apps: { bench: app.url }, basePath: BACKEND, sse: true })
  const answer = getRequestListener(relay.fetch)
  const site = await serveSite('processes', (request, response) => {
    if (!request.url?.startsWith(`${BACKEND}/`)) return false
    void answer(request, response)
    return true
  })
  try {
    const page = await openTab(browser)
    await page.goto(site.url)
    await page.waitForFunction(() => document.title === 'ready', null, { timeout: 60_000 })
    const between = await traceTasks(browser, page, async () => {
      await page.evaluate(() => window.begin())
      await page.waitForFunction(() => window.counts.endedAt > 0, null, { timeout: 60_000 })
    })
    const { startedAt, endedAt, commits, frames, mostInFrame } = await page.evaluate(() => window.counts)
    await page.close()
    return {
      eventsPerSecond: (PROCESSES * EVENTS_PER_PROCESS * 1000) / (endedAt - startedAt),
      commitsPerFrame: commits / frames,
      mostCommitsInFrame: mostInFrame,
      // The start is a task of its own: ten presses at once, and all that loads with the first.
      tasks: between('bench:steady', 'bench:first ended'),
    }
  } finally {
    await relay.close()
    site.close()
    app.server.closeAllConnections()
    app.server.close()
  }
}
