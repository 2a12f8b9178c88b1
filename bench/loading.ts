/**
 * What a page loads until something can be done with it: bytes and requests of scripts, by a production build in
 * Chromium. React and React Query are left out, since a page has them anyway. On a slow line also the time, beside
 * Gradio's own page.
 */
import { request as httpRequest } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright'
import { createScenarioServer, serveScenarios } from '../src/testing/index.ts'
import type { Scenario } from '../src/testing/index.ts'
import { completed, processStarts } from '../src/testing/scenario-steps.ts'
import { promptParameter, SEED, textReturn } from '../src/testing/scenarios/parameters.ts'
import { type Answer, openBrowser, serveSite } from './site.ts'

/** One page, and the moment it is watched until. */
export interface LoadingCase {
  readonly title: string
  /** Folder in `pages`, after `loading-`. */
  readonly page: 'hook' | 'form' | 'gradio-client'
  readonly query: string
  /** Appears at that moment. */
  readonly until: string
  /** Goal of the project: bytes after gzip, and requests. */
  readonly goal?: { readonly bytes: number; readonly requests: number }
  /** `npm run size` fails above it. */
  readonly limit?: { readonly bytes: number; readonly requests: number }
}

/** What was loaded. */
export interface Loading {
  /** Scripts of the library and of the page, after gzip. */
  readonly bytes: number
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
  /** From the start of navigation. */
  readonly readyMs: number
}

const PLAIN: Scenario = {
  name: 'plain',
  description: 'Two plain fields.',
  parameters: [promptParameter(), SEED],
  returns: [textReturn()],
  steps: [processStarts(0), completed(0, ['Done'])],
}

const ENDED = '[data-status=succeeded]'

export const CASES: readonly LoadingCase[] = [
  {
    title: 'hook alone, until its first run has ended, direct',
    page: 'hook',
    query: 'app=app&endpoint=plain',
    until: ENDED,
    goal: { bytes: 32_000, requests: 3 },
    limit: { bytes: 75_700, requests: 2 },
  },
  {
    title: 'the same through a relay',
    page: 'hook',
    query: 'app=http://app.test&relay=relay&endpoint=plain',
    until: ENDED,
    goal: { bytes: 35_000, requests: 3 },
    limit: { bytes: 78_100, requests: 3 },
  },
  {
    title: 'plain form, until one can type',
    page: 'form',
    query: 'app=app&endpoint=plain',
    until: 'form textarea, form input[type=text]',
    goal: { bytes: 42_000, requests: 4 },
    limit: { bytes: 95_100, requests: 3 },
  },
  { title: '@gradio/client alone, until its first run has ended', page: 'gradio-client', query: 'app=app&endpoint=/plain', until: ENDED },
]

/** 1.6 Mbit/s and 150 ms, as Lighthouse has its slow 4G. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 }

/** Opens each page once. With `slow` on a slow line, as often as `rounds` says; the time is the median. */
export async function measureLoading(
  cases: readonly LoadingCase[],
  { slow = false, rounds = 1 }: { slow?: boolean; rounds?: number } = {},
): Promise<Map<LoadingCase, Loading>> {
  const app = await serveScenarios(createScenarioServer({ scenarios: [PLAIN], speed: Infinity }))
  const relay = await serveScenarios(createScenarioServer({ scenarios: [PLAIN], speed: Infinity, relay: true }))
  const answer: Answer = (request, response) => {
    const target = /^\/app\b/.test(request.url ?? '') ? app.url : /^\/relay\b/.test(request.url ?? '') ? relay.url : null
    if (target === null) return false
    const { method = 'GET', headers, url = '' } = request
    const forward = httpRequest(new URL(url, target), { method, headers: { ...headers, host: new URL(target).host } }, (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(response)
    })
    request.pipe(forward)
    response.on('close', () => forward.destroy())
    return true
  }
  const browser = await openBrowser()
  const found = new Map<LoadingCase, Loading>()
  try {
    for (const one of cases) {
      const site = await serveSite(`loading-${one.page}`, answer, { isPacked: true })
      const measured: Loading[] = []
      for (let round = 0; round < rounds; round += 1)
        measured.push(await watch(browser, `${site.url}?${one.query}`, one.until, slow, site.files))
      site.close()
      const byTime = measured.toSorted((a, b) => a.readyMs - b.readyMs)
      const middle = byTime[Math.floor(byTime.length / 2)]
      if (middle) found.set(one, middle)
    }
  } finally {
    await browser.close()
    await Promise.all([app.close(), relay.close()])
  }
  return found
}

/** Opens a page and waits for an element; scripts that have come by then are counted. */
async function watch(
  browser: Browser,
  url: string,
  until: string,
  isSlow: boolean,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<Loading> {
  const page = await browser.newPage()
  if (isSlow) await slowDown(page)
  const readyMs = await timeUntil(page, url, until)
  const scripts = await page.evaluate(
    (readyAt) =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => new URL(entry.name).pathname.endsWith('.js') && entry.startTime + entry.duration <= readyAt)
        .map(({ name }) => new URL(name).pathname),
    readyMs,
  )
  await page.close()
  const own = scripts
    // The bundler's helper for modules in CommonJS, which React is, has a file of its own only because React has one.
    .filter((path) => !/\/(?:vendor|rolldown-runtime)-/.test(path))
    .map((path) => ({ name: path.replace(/^.*\//, ''), bytes: gzipSync(files.get(path) ?? '', { level: 9 }).length }))
  return { bytes: own.reduce((sum, { bytes }) => sum + bytes, 0), files: own, readyMs }
}

/** Milliseconds from navigation until an element is there. */
export async function timeUntil(page: Page, url: string, until: string): Promise<number> {
  await page.addInitScript((selector) => {
    const look = (): void => {
      if (!document.querySelector(selector)) return
      observer.disconnect()
      Object.assign(window, { readyAt: performance.now() })
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { childList: true, subtree: true, attributes: true })
  }, until)
  await page.goto(url, { waitUntil: 'commit' })
  await page.waitForSelector(until, { state: 'attached', timeout: 120_000 })
  return page.evaluate(() => (window as unknown as { readyAt: number }).readyAt)
}

/** Puts a page on a slow line, with nothing in its cache. */
export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  await session.send('Network.emulateNetworkConditions', SLOW)
}
