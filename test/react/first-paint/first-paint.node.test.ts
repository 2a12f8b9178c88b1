/**
 * A page on a slow network, built for production and opened in real Chromium: what is asked for when, and
 * what stays in place while it comes. The app is a scenario on a server of its own; only the network is played with.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { type Browser, chromium, type Page } from 'playwright'
import { build, preview, type PreviewServer } from 'vite'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { findChromium } from '../../../scripts/chromium.ts'
import { createScenarioServer, type Scenario, serveScenarios } from '../../../src/testing/index.ts'
import { completed, processStarts } from '../../../src/testing/scenario-steps.ts'
import { promptParameter, SEED, textReturn } from '../../../src/testing/scenarios/parameters.ts'

// A page is opened in real time, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const plain: Scenario = {
  name: 'plain',
  description: 'Two plain fields.',
  parameters: [promptParameter(), SEED],
  returns: [textReturn()],
  steps: [processStarts(0), completed(0, ['Done'])],
}
let directory: string
let site: PreviewServer
let browser: Browser
let app: Awaited<ReturnType<typeof serveScenarios>>
let page: Page

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'first-paint-'))
  const shared = { root: import.meta.dirname, configFile: false as const, logLevel: 'error' as const }
  const built = { ...shared, plugins: [react({ jsxImportSource: '#jsx' })], build: { outDir: directory, emptyOutDir: true } }
  await build(built)
  app = await serveScenarios(createScenarioServer({ scenarios: [plain], speed: Infinity }))
  // Below the page's own address, as an app may lie: pages of other hosts are none of this test's matter.
  const proxy = { '/app': { target: app.url, rewrite: (path: string) => path.slice('/app'.length) } }
  site = await preview({ ...built, preview: { port: 0, host: '127.0.0.1', proxy } })
  browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
}, 120_000)

afterAll(async () => {
  await browser.close()
  await site.close()
  await app.close()
  await rm(directory, { recursive: true })
})

afterEach(() => page.close())

/** What holds up the requests whose path matches. */
interface Hold {
  let: () => void
}

async function hold(pattern: RegExp): Promise<Hold> {
  let open = (): void => undefined
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  await page.route(pattern, async (route) => {
    await gate
    await route.continue().catch(() => undefined)
  })
  return { let: open }
}

/** Opens a page; `asked` are the paths of what it asks for, in order. */
async function open(): Promise<{ asked: string[]; go: (endpoint: string) => Promise<void> }> {
  page = await browser.newPage({ viewport: { width: 800, height: 1600 } })
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const go = async (endpoint: string): Promise<void> => {
    const address = site.resolvedUrls?.local[0] ?? ''
    await page.goto(`${address}?app=${encodeURIComponent(`${address}app`)}&endpoint=${endpoint}`)
  }
  return { asked, go }
}

const FORM = /form-body-/

test('shows the shape of a form while the app and the fields are on their way, and keeps the focus when they come', async () => {
  const { asked, go } = await open()
  const fields = await hold(FORM)
  const config = await hold(/\/config$/)
  await go('plain')
  await page.waitForSelector('.rgs-skeleton')
  // Asked for with the first paint, not after the answer of the app.
  await expect.poll(() => asked.some((path) => FORM.test(path))).toBe(true)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('run')
  await page.evaluate(() => document.activeElement?.setAttribute('data-seen', ''))

  config.let()
  await page.waitForSelector('.rgs-title')
  expect(await page.locator('.rgs-skeleton').count()).toBeGreaterThan(0)
  fields.let()
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-seen'))).toBe(true)
  expect(await page.getByRole('button', { name: 'Run' }).getAttribute('aria-disabled')).toBeNull()
})

test('says that the form could not be loaded, and has it after a reload', async () => {
  const { go } = await open()
  await page.route(FORM, (route) => route.abort())
  await go('plain')
  const again = page.getByRole('button', { name: 'Try again' })
  await again.waitFor()
  // Beside a form that is not there, the page stands.
  expect(await page.locator('.rgs-title').count()).toBe(1)
  await page.unroute(FORM)
  // Chromium remembers that a module could not be fetched (whatwg/html#6768): another `import()` of it asks nobody until the page is new.
  await page.reload()
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor()
  expect(await again.count()).toBe(0)
})

test.each(['light', 'dark'])('has its colours in a page built for production, %s', async (theme) => {
  const { go } = await open()
  await go('plain')
  await page.getByRole('textbox', { name: 'Prompt' }).waitFor()
  await page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), theme)
  const colours = await page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.querySelector('.rgs-root') ?? document.body)
    return [backgroundColor, color]
  })
  expect(colours).toEqual(
    theme === 'light' ? ['oklch(1 0 0)', 'oklch(0.24 0.015 268)'] : ['oklch(0.205 0.012 268)', 'oklch(0.935 0.006 268)'],
  )
})
