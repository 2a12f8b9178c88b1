/**
 * Sound and film that are written while they are played, drawn and played to their end in real Chromium, on real
 * Gradio: directly and by the relay.
 */
import { spawnSync, type ChildProcess } from 'node:child_process'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { startOwnApp } from './start-own-app.ts'
import { startPlayground } from './start-playground.ts'

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0
if (!hasFfmpeg) console.log('SKIPPED streams of sound and film: ffmpeg, with which Gradio writes them, does not start. Install it.')

const apps = inject('gradio')
const versions = (Object.keys(apps) as GradioVersion[]).filter((version) => ['5', '6'].includes(version))
const STEPS = 4

describe.skipIf(!hasFfmpeg).each(versions)('Gradio %s', (version) => {
  let browser: Browser
  let app: ChildProcess
  let server: ChildProcess
  let url: string

  beforeAll(async () => {
    browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
    const started = await startOwnApp('media_stream.py', version)
    app = started.app
    ;({ server, url } = await startPlayground(['--app', started.address]))
  })
  afterAll(async () => {
    server?.kill('SIGTERM')
    app?.kill('SIGKILL')
    await browser?.close()
  })

  test.each([
    ['sound', 'audio', 'relay'],
    ['sound', 'audio', 'direct'],
    ['film', 'video', 'relay'],
    ['film', 'video', 'direct'],
  ])('/%s is played to its end, piece by piece (%s, %s)', async (endpoint, tag, route) => {
    const page = await browser.newPage()
    const pieces = new Set<string>()
    page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      if (/\/stream\/.*\.(?:aac|ts)$/.test(pathname) && response.ok()) pieces.add(pathname)
    })
    await page.goto(`${url}?resume=none&endpoint=/${endpoint}`)
    if (route === 'direct') await page.getByLabel('Through the relay').uncheck()
    await page.getByLabel('Steps', { exact: true }).fill(String(STEPS))
    await page.locator('.rgs-root [data-action="run"]').click()
    const player = page.locator(`.rgs-output ${tag}`)
    await player.waitFor({ state: 'attached', timeout: 30_000 })
    await expect.poll(() => player.evaluate((element) => (element as HTMLMediaElement).ended), { timeout: 40_000 }).toBe(true)
    const end = await player.evaluate((element) => {
      const { duration, error } = element as HTMLMediaElement
      return { seconds: Math.floor(duration), error: error?.message ?? null }
    })
    expect(end).toEqual({ seconds: STEPS, error: null })
    expect(pieces.size).toBeGreaterThanOrEqual(STEPS)
    expect(await page.getByText(/cannot be played/).count()).toBe(0)
    await page.close()
  })
})
