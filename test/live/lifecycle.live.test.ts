/**
 * What happens to a page in the middle of a run, in a whole Chromium: hidden, frozen, left and come back to, without a
 * network, asleep. The page is the playground's, its app the built-in scenarios, and the network between browser and
 * relay is a proxy that can be cut.
 */
import type { ChildProcess } from 'node:child_process'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { answerTokens } from '../../src/testing/scenarios/token-scenarios.ts'
import { createFaultyProxy } from './faulty-proxy.ts'
import type { FaultyProxy } from './faulty-proxy.ts'
import { findWholeChromium, launchRawBrowser } from './raw-browser.ts'
import type { RawBrowser, RawTab } from './raw-browser.ts'
import { startPlayground } from './start-playground.ts'

/** Not the computer's own name: a page there needs a network. */
const HOST = 'page.test'
const tokens = answerTokens('Why do we still have lighthouses?', 96)
const path = findWholeChromium()
if (!path) console.log('SKIPPED lifecycle tests: no Chromium with tabs is installed (name one in FULL_CHROMIUM_PATH).')

describe.skipIf(!path)('a page in a whole Chromium', () => {
  let server: ChildProcess
  let proxy: FaultyProxy
  let url: string
  let browser: RawBrowser
  let tab: RawTab

  beforeAll(async () => {
    // Vite answers no other names.
    process.env['__VITE_ADDITIONAL_SERVER_ALLOWED_HOSTS'] = HOST
    const started = await startPlayground()
    server = started.server
    proxy = await createFaultyProxy(started.url.replace('localhost', '127.0.0.1'))
    url = proxy.url.replace('127.0.0.1', HOST)
    // The first visit makes Vite prepare the page's dependencies.
    await launch()
    tab = await open()
    await browser.close()
  })
  afterAll(async () => {
    await proxy?.close()
    server?.kill('SIGTERM')
  })
  beforeEach(launch)
  afterEach(async () => {
    proxy.up()
    await browser.close()
  })

  async function launch(): Promise<void> {
    const secure = `--unsafely-treat-insecure-origin-as-secure=${url}`
    browser = await launchRawBrowser(path ?? '', [`--host-resolver-rules=MAP ${HOST} 127.0.0.1`, secure])
  }
  async function open(): Promise<RawTab> {
    const opened = await browser.open(`${url}/?endpoint=/tokens&resume=session`)
    // Asked outside of a test too, where `expect.poll` is not to be had.
    await vi.waitFor(
      async () => expect(await opened.evaluate(`document.querySelector('form textarea, form input.rgs-control') !== null`)).toBe(true),
      { timeout: 60_000 },
    )
    return opened
  }
  /** Starts a run and waits for its first words. */
  async function begin(): Promise<void> {
    tab = await open()
    await tab.evaluate(`document.querySelector('button[type=submit].rgs-button').click()`)
    await shows(5)
  }
  const text = (): Promise<string> => tab.evaluate(`document.querySelector('.rgs-output')?.innerText ?? ''`)
  const first = (count: number): string => tokens.slice(0, count).join('').trim()
  const shows = (count: number): Promise<void> => expect.poll(text, { timeout: 15_000 }).toContain(first(count))
  const asked = (route: string): Promise<number> =>
    tab.evaluate(`performance.getEntriesByType('resource').filter(({ name }) => new URL(name).pathname.endsWith('${route}')).length`)
  /** The whole answer, each step of it once, and begun once. */
  async function expectWhole(): Promise<void> {
    await expect.poll(() => tab.evaluate(`document.querySelector('.rgs-root').dataset.status`), { timeout: 20_000 }).toBe('succeeded')
    expect(await text()).toContain(tokens.join('').trim())
    const types = await tab.evaluate<string[]>(`[...document.querySelectorAll('.pg-trace code')].map(({ textContent }) => textContent)`)
    expect(types.filter((type) => type === 'output')).toHaveLength(tokens.length)
    expect(types.filter((type) => type === 'started')).toHaveLength(1)
  }
  const note = (name: string): Promise<unknown> =>
    tab.evaluate(`window.noted = []; document.addEventListener('${name}', () => window.noted.push(document.visibilityState)); true`)
  const noted = (): Promise<string[]> => tab.evaluate('window.noted')

  test('a hidden tab keeps its stream and its run', async () => {
    await begin()
    await note('visibilitychange')
    const other = await browser.open('about:blank')
    await other.activate()
    await expect.poll(noted).toEqual(['hidden'])
    await expect.poll(text, { timeout: 15_000 }).toContain(first(60))
    await tab.activate()
    await expectWhole()
    expect(await noted()).toEqual(['hidden', 'visible'])
    expect([await asked('/queue/join'), await asked('/queue/data')]).toEqual([1, 1])
  })

  test('a page that was frozen and cut in its sleep goes on where it was', async () => {
    await begin()
    await note('freeze')
    await tab.send('Page.setWebLifecycleState', { state: 'frozen' })
    proxy.down()
    await new Promise((resolve) => setTimeout(resolve, 1500))
    proxy.up()
    await tab.send('Page.setWebLifecycleState', { state: 'active' })
    await tab.activate()
    await expectWhole()
    expect(await noted()).toEqual(['hidden'])
    expect(await asked('/queue/join')).toBe(1)
  })

  test('a page that was left and comes back out of the cache shows the whole run', async () => {
    await begin()
    await tab.evaluate(`window.isSame = true; window.addEventListener('pageshow', ({ persisted }) => (window.wasKept = persisted)); true`)
    await tab.evaluate(`location.href = '/playground/config'; true`)
    await expect.poll(() => tab.evaluate('location.pathname')).toBe('/playground/config')
    await tab.evaluate('history.back(); true')
    await expect.poll(() => tab.evaluate('location.pathname')).toBe('/')
    await expectWhole()
    console.log(`The page came ${(await tab.evaluate('window.wasKept')) ? 'back out of the cache' : 'anew: the browser did not keep it'}.`)
  })

  test('without a network the page says so, and with one it has the rest', async () => {
    await begin()
    const conditions = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
    await tab.send('Network.emulateNetworkConditions', { offline: true, ...conditions })
    proxy.down()
    await expect
      .poll(() => tab.evaluate(`document.querySelector('.rgs-connection')?.innerText ?? ''`), { timeout: 10_000 })
      .toContain('You are offline. Your run goes on.')
    const words = await text()
    proxy.up()
    await tab.send('Network.emulateNetworkConditions', { offline: false, ...conditions })
    await expectWhole()
    expect(words.length).toBeLessThan(tokens.join('').length)
    expect(await asked('/queue/join')).toBe(1)
  })

  test('a computer that slept while its connections ended goes on where it was', async () => {
    await begin()
    const group = -(browser.process.pid ?? 0)
    process.kill(group, 'SIGSTOP')
    proxy.down()
    await new Promise((resolve) => setTimeout(resolve, 2500))
    proxy.up()
    process.kill(group, 'SIGCONT')
    await expectWhole()
    expect(await asked('/queue/join')).toBe(1)
  })
})
