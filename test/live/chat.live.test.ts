/**
 * Messages that are rated, repeated, edited and removed in real Chromium, on real Gradio: the app's own functions do
 * it, and report what they got.
 */
import type { ChildProcess } from 'node:child_process'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { GradioClient } from '../../src/client/index.ts'
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
  let address: string

  beforeAll(async () => {
    const started = await startOwnApp('chat.py', version)
    app = started.app
    address = started.address
    ;({ server, url } = await startPlayground(['--app', address]))
  })
  afterAll(() => {
    server?.kill('SIGTERM')
    app?.kill('SIGKILL')
  })

  async function open(isDirect: boolean): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } })
    await page.goto(`${url}?resume=none&endpoint=/respond`)
    if (isDirect) await page.getByLabel('Through the relay').uncheck()
    await page.getByLabel('Message', { exact: true }).fill('hello')
    await page.locator('.rgs-root [data-action="run"]').click()
    await settled(page)
    return page
  }
  const said = (page: Page) => page.locator('.rgs-chat .rgs-message-body').allInnerTexts()
  const settled = (page: Page) => page.locator('.rgs-status[data-status="succeeded"]').waitFor({ timeout: 20_000 })
  const press = (page: Page, name: string) => page.locator('.rgs-chat').getByRole('button', { name }).last().click()

  async function liked(): Promise<unknown[]> {
    const client = new GradioClient({ backendUrl: null })
    const state = await client.submit(await client.discover(address), '/liked').settled
    client.close()
    return state.status === 'succeeded' ? (JSON.parse(String(state.data[0])) as unknown[]) : []
  }

  test.each(['relay', 'direct'])('a rating reaches the app by the %s', async (route) => {
    const page = await open(route === 'direct')
    const before = (await liked()).length
    const answer = (await said(page)).at(-1)
    await press(page, 'Good answer')
    await expect.poll(async () => (await liked()).length).toBe(before + 1)
    await press(page, 'Poor answer')
    await expect.poll(async () => (await liked()).length).toBe(before + 2)
    const told = { index: version === '4' ? [0, 1] : 1, value: version === '4' ? answer : [answer], target: 'Chatbot' }
    expect((await liked()).slice(before)).toEqual([
      { ...told, liked: true },
      { ...told, liked: false },
    ])
    expect(await page.getByRole('button', { name: 'Poor answer' }).getAttribute('aria-pressed')).toBe('true')
    // The conversation and its run are as they were.
    expect(await said(page)).toEqual(['hello', answer])
    await page.close()
  })

  test.skipIf(version === '4')('a question is asked again, changed and taken back', async () => {
    const page = await open(false)
    const [, first] = await said(page)
    await press(page, 'Ask again')
    await expect.poll(async () => (await said(page)).at(-1)).not.toBe(first)
    await settled(page)
    expect((await said(page)).at(-1)).toMatch(/^Answer \d+ to hello$/)
    await page.locator('.rgs-message[data-role="user"]').hover()
    await page.locator('.rgs-message[data-role="user"]').getByRole('button', { name: 'Edit' }).click()
    await page.getByLabel('New wording').fill('good morning')
    await page.keyboard.press('Enter')
    await expect.poll(() => said(page)).toEqual(['good morning', 'Changed from hello to good morning'])
    await settled(page)
    await press(page, 'Take back')
    await expect.poll(() => said(page)).toEqual([])
    await settled(page)
    // The app gives the question back to its field.
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe('good morning')
    await page.close()
  })
})
