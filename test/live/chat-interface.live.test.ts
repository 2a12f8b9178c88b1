/**
 * `gr.ChatInterface`, and results that the app's own page hides, on real Gradio in real Chromium: an endpoint's values
 * are visible, each by its kind.
 */
import type { ChildProcess } from 'node:child_process'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { startOwnApp } from './start-own-app.ts'
import { startPlayground } from './start-playground.ts'

const apps = inject('gradio')
const versions = (Object.keys(apps) as GradioVersion[]).filter((version) => ['4', '5', '6'].includes(version))

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
})
afterAll(() => browser?.close())

describe.each(versions)('Gradio %s', (version) => {
  let app: ChildProcess
  let server: ChildProcess
  let url: string
  // Gradio names the endpoint of a chat after its function from 6 on.
  const chat = version === '6' ? '/answer' : '/chat'

  beforeAll(async () => {
    const started = await startOwnApp('chat_interface.py', version)
    app = started.app
    ;({ server, url } = await startPlayground(['--app', started.address]))
  })
  afterAll(() => {
    server?.kill('SIGTERM')
    app?.kill('SIGKILL')
  })

  async function open(endpoint: string, isDirect: boolean): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } })
    await page.goto(`${url}?resume=none&endpoint=${endpoint}`)
    if (isDirect) await page.getByLabel('Through the relay').uncheck()
    await runButton(page).waitFor()
    return page
  }
  // With any label by its author.
  const runButton = (page: Page) => page.locator('.rgs-root [data-action="run"]')
  const said = (page: Page) => page.locator('.rgs-chat .rgs-message-body').allInnerTexts()
  const run = (page: Page) => runButton(page).click()
  const ended = (page: Page, status = 'succeeded') => page.locator(`.rgs-status[data-status="${status}"]`).waitFor({ timeout: 20_000 })
  // Named: an additional input may stand above it.
  const field = (page: Page) => page.getByRole('textbox', { name: /message/i }).first()

  async function say(page: Page, words: string): Promise<void> {
    const before = (await said(page)).length
    await field(page).fill(words)
    await run(page)
    await expect.poll(async () => (await said(page)).length).toBeGreaterThan(before)
    await ended(page)
  }

  test.each(['relay', 'direct'])('a chat goes on with its history by the %s', async (route) => {
    const page = await open(chat, route === 'direct')
    await say(page, 'hello')
    expect(await said(page)).toEqual(['hello', 'A calm answer 1 to hello'])
    expect(await field(page).inputValue()).toBe('')
    await say(page, 'again')
    expect(await said(page)).toEqual(['hello', 'A calm answer 1 to hello', 'again', 'A calm answer 2 to again'])

    // What the app refuses is given back, and no part of what was said.
    await field(page).fill('break')
    await run(page)
    await ended(page, 'failed')
    await expect.poll(() => field(page).inputValue()).toBe('break')
    expect((await said(page)).length).toBe(4)

    if (version !== '4') {
      await say(page, 'third')
      await page.getByRole('button', { name: 'Ask again' }).click()
      await expect.poll(async () => (await said(page)).length).toBe(6)
      await ended(page)
      expect((await said(page)).at(-1)).toBe('A calm answer 3 to third')
      await page.getByRole('button', { name: 'Take back' }).click()
      await expect.poll(async () => (await said(page)).length).toBe(4)
      expect(await field(page).inputValue()).toBe('third')
    }
    await page.getByRole('button', { name: 'Start over' }).click()
    await expect.poll(async () => (await said(page)).length).toBe(0)
    await say(page, 'anew')
    expect(await said(page)).toEqual(['anew', 'A calm answer 1 to anew'])
    await page.close()
  })

  test('what the app hides is drawn where it hides all of it, or shows it later', async () => {
    const result = (page: Page) => page.locator('.rgs-outputs')
    const hidden = await open('/all_hidden', true)
    await hidden.getByLabel('Word').fill('pier')
    await run(hidden)
    await ended(hidden)
    await expect.poll(() => result(hidden).innerText()).toContain('PIER')
    await hidden.close()
    const later = await open('/shown_later', true)
    await later.getByLabel('Word').fill('pier')
    await run(later)
    await ended(later)
    await expect.poll(() => result(later).innerText()).toContain('pierpier')
    await later.close()
  })

  test.each([
    ['/look', 'This has only changed how the app’s own page looks.'],
    ['/tabs', 'There is no value to show.'],
    ['/nothing', 'There is no value to show.'],
  ])('where %s leaves nothing to see, that is said', async (endpoint, words) => {
    const page = await open(endpoint, true)
    await run(page)
    await ended(page)
    await expect.poll(() => page.locator('.rgs-outputs').innerText()).toContain(words)
    await expect.poll(() => page.locator('output[aria-live]').innerText()).toContain('There is no value to show.')
    await page.close()
  })
})
