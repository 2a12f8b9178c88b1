/**
 * The playground in real Chromium over its built-in scenarios, no Python needed: a reload in the middle of a run,
 * several tabs over one stream, and the end of the tab that reads it. The relay, the storage, the locks and the
 * channels are the real ones.
 */
import type { ChildProcess } from 'node:child_process'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import { answerTokens } from '../../src/testing/scenarios/token-scenarios.ts'
import { startPlayground } from './start-playground.ts'

const PROMPT = 'Why do we still have lighthouses?'
const tokens = answerTokens(PROMPT, 96)
const answer = tokens.join('').trim()

let server: ChildProcess
let url: string
let browser: Browser
let context: BrowserContext
const asked: string[] = []
const problems: string[] = []

beforeAll(async () => {
  ;({ server, url } = await startPlayground())
  browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  // The first visit makes Vite prepare the page's dependencies.
  const first = await browser.newPage()
  await first.goto(url)
  await first.getByRole('button', { name: 'Run', exact: true }).waitFor({ timeout: 60_000 })
  await first.close()
})
afterAll(async () => {
  await browser?.close()
  server?.kill('SIGTERM')
})
beforeEach(async () => {
  asked.length = 0
  problems.length = 0
  context = await browser.newContext()
  context.on('request', (request) => asked.push(new URL(request.url()).pathname))
})
afterEach(async () => {
  await context.close()
  expect(problems).toEqual([])
})

/** Runs the relay follows now. */
async function runCount(): Promise<number> {
  const response = await fetch(`${url}api/experimental/sse/healthz`)
  return ((await response.json()) as { runs: number }).runs
}
const count = (path: string): number => asked.filter((each) => each.endsWith(path)).length
async function open(query = '&resume=none'): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(`${url}?endpoint=/tokens${query}`)
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor()
  return page
}
const press = (page: Page): Promise<void> => page.getByRole('button', { name: 'Run', exact: true }).click()
const result = (page: Page): Promise<string> => page.locator('.rgs-output').innerText()
const events = (page: Page): Promise<string[]> => page.locator('.pg-trace code').allTextContents()
const shows = (page: Page, words: string): Promise<void> => expect.poll(() => result(page), { timeout: 15_000 }).toContain(words)
const status = (page: Page): Promise<string | null> => page.locator('.rgs-root').getAttribute('data-status')
const first = (words: number): string => tokens.slice(0, words).join('').trim()

/** The whole answer, each step of it once. */
async function expectWhole(page: Page): Promise<void> {
  await expect.poll(() => status(page), { timeout: 20_000 }).toBe('succeeded')
  expect(await result(page)).toContain(answer)
  const types = await events(page)
  expect(types.filter((type) => type === 'output')).toHaveLength(tokens.length)
  expect(types.filter((type) => type === 'started')).toHaveLength(1)
}

test.each(['', '&resume=session', '&resume=local'])('a reload in the middle loses and repeats nothing (%s)', async (query) => {
  const page = await open(query)
  await press(page)
  await shows(page, first(20))
  await page.reload()
  await shows(page, first(30))
  await page.reload()
  await expectWhole(page)
  expect(count('/queue/join')).toBe(1)
})

test('with resume=none a reload begins at nothing', async () => {
  const page = await open('&resume=none')
  await press(page)
  await shows(page, first(10))
  await page.reload()
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor()
  expect(await status(page)).toBe('idle')
})

test('a run that ends while the page is away shows its result afterwards', async () => {
  const page = await open('&resume=session')
  await press(page)
  await shows(page, first(10))
  await page.goto('about:blank')
  await expect.poll(runCount, { timeout: 15_000 }).toBe(0)
  await page.goto(`${url}?endpoint=/tokens&resume=session`)
  await expectWhole(page)
  expect(count('/queue/join')).toBe(1)
})

test('another tab finds a run kept for all of them', async () => {
  const one = await open('&resume=local')
  await press(one)
  await shows(one, first(10))
  const other = await open('&resume=local')
  await Promise.all([expectWhole(one), expectWhole(other)])
  expect([count('/queue/join'), count('/queue/data')]).toEqual([1, 1])
})

test('two tabs hold one stream', async () => {
  const [one, other] = [await open(), await open()]
  await press(one)
  await shows(one, first(5))
  await press(other)
  await shows(other, first(5))
  expect(await status(one)).toBe('running')
  expect([count('/queue/join'), count('/queue/data')]).toEqual([2, 1])
  await Promise.all([expectWhole(one), expectWhole(other)])
})

test('when the leading tab closes, the other reads on', async () => {
  const tabs = [await open(), await open(), await open()]
  for (const tab of tabs) {
    await press(tab)
    await shows(tab, first(3))
  }
  const [leader, ...others] = tabs
  expect(count('/queue/data')).toBe(1)
  await leader?.close()
  // One takes over; the third does so once the second has its end.
  await expect.poll(() => count('/queue/data')).toBe(2)
  await Promise.all(others.map((tab) => expectWhole(tab)))
  expect(count('/queue/data')).toBeLessThanOrEqual(3)
  expect(count('/queue/join')).toBe(3)
})

test('a cut of the one stream is mended for both tabs', async () => {
  const [one, other] = [await open(), await open()]
  await press(one)
  await shows(one, first(5))
  await press(other)
  await shows(other, first(5))
  await other.getByRole('button', { name: 'Cut the connection' }).click()
  await other.getByText('Cut 1.').waitFor()
  await Promise.all([expectWhole(one), expectWhole(other)])
})

test('a reload of one tab leaves the other alone', async () => {
  const [one, other] = [await open('&resume=session'), await open('&resume=session')]
  await press(one)
  await shows(one, first(5))
  await press(other)
  await shows(other, first(5))
  await one.reload()
  await Promise.all([expectWhole(one), expectWhole(other)])
  expect(count('/queue/join')).toBe(2)
})
