/**
 * A microphone and a camera into real Gradio, as people use them: Chromium's fake devices, Start, and what reached the
 * app's function.
 */
import type { ChildProcess } from 'node:child_process'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { startOwnApp } from './start-own-app.ts'
import { startPlayground } from './start-playground.ts'

const apps = inject('gradio')
const versions = (Object.keys(apps) as GradioVersion[]).filter((version) => ['5', '6'].includes(version))
/** Chromium's fake microphone beeps twice a second. */
const BEEP_MS = 500
const WAIT = { timeout: 20_000 }

describe.each(versions)('Gradio %s', (version) => {
  let browser: Browser
  let app: ChildProcess
  let server: ChildProcess
  let url: string
  let page: Page
  const problems: string[] = []

  beforeAll(async () => {
    const fakes = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
    browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage', ...fakes] })
    const started = await startOwnApp('live_inputs.py', version)
    app = started.app
    ;({ server, url } = await startPlayground(['--app', started.address]))
    // On the first visit Vite prepares the page's dependencies, then reloads the page.
    const first = await browser.newPage()
    await first.goto(`${url}?resume=none&endpoint=/hear`)
    await first.getByText(/^Press Start/).waitFor({ timeout: 60_000 })
    await first.close()
  })
  afterAll(async () => {
    server?.kill('SIGTERM')
    app?.kill('SIGKILL')
    await browser?.close()
  })
  afterEach(async () => {
    await page.close()
    expect(problems.splice(0)).toEqual([])
  })

  async function start(endpoint: string, route: string): Promise<void> {
    page = await browser.newPage()
    page.on('pageerror', (error) => problems.push(error.message))
    await page.goto(`${url}?resume=none&endpoint=${endpoint}`)
    if (route === 'direct') await page.getByLabel('Through the relay').uncheck()
    await page.getByText(/^Press Start/).waitFor()
    await press('Start')
    // The button is Stop now. For 400 ms it takes a press for the second half of a double click.
    await page.waitForTimeout(500)
  }
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
  const answer = (): Promise<string> => page.locator('.rgs-output').first().innerText()
  const numbers = async (name: string): Promise<number[]> => {
    const [, list = ''] = new RegExp(`${name}:((?:\\s*(?:list of )?\\d+:?)+)`).exec(await answer()) ?? []
    return [...list.matchAll(/\d+: (\d+)/g)].map(([, value]) => Number(value))
  }
  const number = async (name: string): Promise<number> => Number(new RegExp(`${name}: (\\d+)`).exec(await answer())?.[1] ?? Number.NaN)

  test.each(['relay', 'direct'])('hears the microphone without a gap, and the rest of it after Stop (%s)', async (route) => {
    await start('/hear', route)
    await expect.poll(async () => (await numbers('beepsEveryMs')).length, WAIT).toBeGreaterThan(4)
    const rate = await page.evaluate(() => new AudioContext().sampleRate)
    expect(await number('rate')).toBe(rate)
    expect(await number('dimensions')).toBe(1)
    expect(await number('peak')).toBeGreaterThan(10_000)
    await press('Stop')
    await page
      .getByText(/^Done in/)
      .first()
      .waitFor(WAIT)
    // The device warms up with the first beeps. Gradio 5 gives its function the last frame twice when a stream is
    // closed (`queueing.py`).
    const beeps = (await numbers('beepsEveryMs')).slice(2, version === '5' ? -2 : undefined)
    expect(beeps.every((gap) => Math.abs(gap - BEEP_MS) <= 5)).toBe(true)
    await page.getByText(/^Press Start/).waitFor()
  })

  test.each(['relay', 'direct'])('sees the camera and what stands beside it, and nothing in a pause (%s)', async (route) => {
    await start('/see', route)
    await expect.poll(() => numbers('shape'), WAIT).toEqual([480, 640, 3])
    // Chromium's fake camera is green.
    const [red = 0, green = 0, blue = 0] = await numbers('mean')
    expect(green).toBeGreaterThan(100)
    expect(Math.max(red, blue)).toBeLessThan(60)
    await page.getByRole('spinbutton', { name: 'Strength' }).fill('7')
    await expect.poll(() => number('strength'), WAIT).toBe(7)
    await press('Pause')
    await page.getByText('Paused. Nothing is sent.').waitFor()
    let sent = 0
    page.on('request', (request) => /\/stream\/\w+$/.test(request.url()) && sent++)
    await page.getByRole('spinbutton', { name: 'Strength' }).fill('2')
    expect(await number('strength')).toBe(7)
    expect(sent).toBe(0)
    await press('Go on')
    await expect.poll(() => number('strength'), WAIT).toBe(2)
    expect(sent).toBeGreaterThan(0)
    await press('Stop')
    await page
      .getByText(/^Done in/)
      .first()
      .waitFor(WAIT)
  })

  test('gives a function that wants a file one', async () => {
    await start('/see_file', 'relay')
    await expect.poll(() => numbers('size'), WAIT).toEqual([640, 480])
    await press('Stop')
    await page
      .getByText(/^Done in/)
      .first()
      .waitFor(WAIT)
  })
})
