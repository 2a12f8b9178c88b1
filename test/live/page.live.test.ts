/** The playground page in real Chromium, against a real Gradio 6 through the relay: what a person sees. */
import type { ChildProcess } from 'node:child_process'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import { GradioClient } from '../../src/client/index.ts'
import { startPlayground } from './start-playground.ts'

const address = inject('gradio')['6'] ?? ''
const WORDS = 'the quick brown fox jumps over the lazy dog and then it takes a long nap'.split(' ')
const words = (count: number): string => Array.from({ length: count }, (_, index) => WORDS[index % WORDS.length]).join(' ')

describe.skipIf(address === '')('the playground in front of Gradio 6', () => {
  let server: ChildProcess
  let url: string
  let browser: Browser
  let page: Page
  const problems: string[] = []

  beforeAll(async () => {
    ;({ server, url } = await startPlayground(['--app', address]))
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
    problems.length = 0
    page = await browser.newPage()
    page.on('pageerror', (error) => problems.push(error.message))
  })
  afterEach(async () => {
    await page.close()
    expect(problems).toEqual([])
  })

  async function open(endpoint: string, inputs: Record<string, string>): Promise<void> {
    await page.goto(`${url}?resume=none&endpoint=${endpoint}`)
    for (const [label, value] of Object.entries(inputs)) {
      // A slider is drawn as a range and a number with the same label.
      await page.getByRole('spinbutton', { name: label }).fill(value)
    }
  }
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
  const result = (): Promise<string> => page.locator('.rgs-output').innerText()
  const eventTypes = (): Promise<string[]> => page.locator('.pg-trace code').allTextContents()
  const started = async (): Promise<number> => {
    const client = new GradioClient({ backendUrl: null })
    const state = await client.submit(await client.discover(address), '/runs').settled
    const runs = state.status === 'succeeded' ? (state.data[0] as Record<string, { started: number }>) : {}
    return runs.stream_text?.started ?? 0
  }

  test('progress moves on the screen and ends in the result', async () => {
    await open('/progress', { steps: '4', delay: '0.2' })
    await page.evaluate(() => {
      const seen = new Set<string>()
      Object.assign(window, { seen })
      const watch = () => {
        for (const bar of document.querySelectorAll('[role=progressbar]')) seen.add(bar.getAttribute('aria-valuetext') ?? '')
        requestAnimationFrame(watch)
      }
      watch()
    })
    await press('Run')
    await expect.poll(result, { timeout: 20_000 }).toContain('done 4')
    const seen = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen])
    expect(seen.length).toBeGreaterThan(6)
    expect(
      await page
        .getByText(/^Done in/)
        .first()
        .isVisible(),
    ).toBe(true)
  })

  test('cancel stops a run', async () => {
    await open('/slow', { seconds: '5' })
    await press('Run')
    // Right after it turned from Run into Cancel a press is taken for a double click.
    await page.getByText('00:01').waitFor()
    await press('Cancel')
    // A plain function cannot be stopped, and the page says so.
    await page
      .getByText(/^Left after .* The app may still be running it/)
      .first()
      .waitFor({ timeout: 8000 })
    await page.getByRole('button', { name: /^Run/ }).first().waitFor()
  })

  test('a cut in the middle loses nothing and doubles nothing', async () => {
    const before = await started()
    await open('/stream_text', { steps: '40', delay: '0.1' })
    await press('Run')
    await expect.poll(result, { timeout: 10_000 }).toContain('lazy dog')
    await press('Cut the connection')
    await page.getByText('Cut 1.').waitFor()
    await expect.poll(result, { timeout: 30_000 }).toContain(words(25))
    await press('Cut the connection')
    await expect.poll(async () => (await eventTypes()).at(-1), { timeout: 30_000 }).toBe('succeeded')
    expect(await result()).toContain(words(40))
    const types = await eventTypes()
    expect(types.filter((type) => type === 'output')).toHaveLength(40)
    expect(types.filter((type) => type === 'started')).toHaveLength(1)
    expect(await started()).toBe(before + 1)
  })

  test('polling ends in the same value', async () => {
    await open('/stream_text', { steps: '15', delay: '0.05' })
    await page.getByLabel('Streaming (SSE)').uncheck()
    const requests: string[] = []
    page.on('request', (request) => requests.push(new URL(request.url()).pathname))
    await press('Run')
    await expect.poll(async () => (await eventTypes()).at(-1), { timeout: 20_000 }).toBe('succeeded')
    expect(await result()).toContain(words(15))
    expect((await eventTypes()).filter((type) => type === 'output')).toHaveLength(15)
    expect(requests.some((path) => path.endsWith('/queue/poll'))).toBe(true)
    expect(requests.some((path) => path.endsWith('/queue/data'))).toBe(false)
  })

  test('a failure shows the words of the app and keeps what was typed', async () => {
    await page.goto(`${url}?resume=none&endpoint=/fail`)
    await page.getByRole('textbox', { name: 'message' }).fill('too dark to see')
    await press('Run')
    const alert = page.locator('.rgs-error')
    await alert.waitFor({ timeout: 10_000 })
    expect(await alert.innerText()).toContain('too dark to see')
    expect(await page.getByRole('textbox', { name: 'message' }).inputValue()).toBe('too dark to see')
  })

  const addresses: [string, string, RegExp][] = [
    ['is no URL', 'not a url', /address/i],
    ['nobody listens at', 'http://127.0.0.1:9', /answer|reach/i],
    ['is no Gradio app', 'PAGE', /no Gradio app/i],
  ]
  for (const [title, given, words] of addresses) {
    test(`an address that ${title} is said so`, async () => {
      await page.goto(`${url}?resume=none`)
      await page.getByRole('textbox', { name: 'App' }).fill(given === 'PAGE' ? url : given)
      await press('Load')
      const alert = page.locator('.rgs-error')
      await alert.waitFor({ timeout: 15_000 })
      expect(await alert.innerText()).toMatch(words)
      await page.getByRole('textbox', { name: 'App' }).fill(address)
      await press('Load')
      await page.getByRole('button', { name: 'Run', exact: true }).waitFor({ timeout: 15_000 })
    })
  }
})
