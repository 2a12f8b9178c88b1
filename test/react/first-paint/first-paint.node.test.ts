/**
 * A page on a slow network, built for production and opened in real Chromium: what is asked for when, and
 * what stays in place while it comes. The app is a scenario on a server of its own; only the network is played with.
 */
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Scenario } from '../../../src/testing/index.ts'
import { completed, processStarts } from '../../../src/testing/scenario-steps.ts'
import { promptParameter, SEED, textReturn } from '../../../src/testing/scenarios/parameters.ts'
import { hold, openSite, type Site } from './site.ts'

// A page is opened in real time, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const plain: Scenario = {
  name: 'plain',
  description: 'Two plain fields.',
  parameters: [promptParameter(), SEED],
  returns: [textReturn()],
  steps: [processStarts(0), completed(0, ['Done'])],
}
const withFile: Scenario = {
  ...plain,
  name: 'with-file',
  description: 'A text and a file.',
  parameters: [promptParameter(), { name: 'file', label: 'File', component: 'file', value: null }],
}
let site: Site
let page: Page

beforeAll(async () => {
  site = await openSite([plain, withFile])
}, 120_000)

afterAll(() => site.close())

afterEach(() => page.close())

/** Opens a page; `asked` are the paths of what it asks for, in order. */
async function open(): Promise<{ asked: string[]; go: (endpoint: string) => Promise<void> }> {
  page = await site.browser.newPage({ viewport: { width: 800, height: 1600 } })
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const go = async (endpoint: string): Promise<void> => {
    const { address } = site
    const query = new URLSearchParams({ app: `${address}app`, endpoint })
    await page.goto(`${address}?${query}`)
  }
  return { asked, go }
}

const VALUES = /value-parts-/
/** What a run needs. */
const SESSIONS = /sessions-/
/** Chromium asks again for a module that failed from this version on (whatwg/html#10327). */
const ASKS_AGAIN = 156

const prompt = () => page.getByRole('textbox', { name: 'Prompt' })

test('shows the shape of a form while the app is asked, keeps the focus when the form comes, and asks for nothing else before', async () => {
  const { asked, go } = await open()
  const values = await hold(page, VALUES)
  const config = await hold(page, /\/config$/)
  await go('plain')
  await page.waitForSelector('.rgs-skeleton')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('run')
  await page.evaluate(() => document.activeElement?.setAttribute('data-seen', ''))
  expect(asked.filter((path) => VALUES.test(path))).toEqual([])

  config.let()
  // Plain fields wait for no other file.
  await prompt().fill('A lighthouse')
  expect(await page.evaluate(() => document.querySelector('[data-action=run]')?.hasAttribute('data-seen'))).toBe(true)
  expect(await page.getByRole('button', { name: 'Run' }).getAttribute('aria-disabled')).toBeNull()
  values.let()
})

test('offers what helps where the network has dropped a file: asking again, and a new page where a browser asks once', async () => {
  const { go } = await open()
  await page.route(VALUES, (route) => route.abort())
  await go('with-file')
  const alert = page.getByRole('alert').filter({ has: page.getByRole('button') })
  await alert.waitFor()
  // Beside a form that is not there, the page stands.
  expect(await page.locator('.rgs-title').count()).toBe(1)
  const isForgetful = Number.parseInt(site.browser.version(), 10) >= ASKS_AGAIN
  await page.unroute(VALUES)
  await alert.getByRole('button', { name: isForgetful ? 'Try again' : 'Reload the page' }).click()
  await prompt().waitFor()
  expect(await page.getByRole('alert').getByRole('button').count()).toBe(0)
})

test.each([
  ['404', { status: 404, body: 'Not found' }],
  ['the page itself', { status: 200, contentType: 'text/html', body: '<!doctype html><title>Newer</title>' }],
])('offers a new page where the server answers with %s', async (_what, answer) => {
  const { go } = await open()
  await page.route(VALUES, (route) => route.fulfill(answer))
  await go('with-file')
  const alert = page.getByRole('alert').filter({ has: page.getByRole('button') })
  await alert.getByText('If that does not help, reload the page.').waitFor()
  await page.unroute(VALUES)
  await alert.getByRole('button', { name: 'Reload the page' }).click()
  await page.locator('input[type=file]').first().waitFor({ state: 'attached' })
  expect(await page.locator('.rgs-error').count()).toBe(0)
})

test('asks for nothing while the browser is offline, and has the form by itself once it is back', async () => {
  const { asked, go } = await open()
  let goOn = (): void => undefined
  const gate = new Promise<void>((resolve) => {
    goOn = resolve
  })
  // Answered from outside of the browser, so that the app is known while the browser is offline.
  await page.route(/\/app\//, async (route) => {
    await gate
    await route.fulfill({ response: await route.fetch({ url: route.request().url().replace(site.address, site.localAddress) }) })
  })
  await go('with-file')
  await expect.poll(() => asked.some((path) => path.endsWith('/config'))).toBe(true)
  await page.context().setOffline(true)
  goOn()
  await page.getByText('You are offline. It is loaded once you are back.').waitFor()
  expect(asked.filter((path) => VALUES.test(path))).toEqual([])
  await page.context().setOffline(false)
  await page.locator('input[type=file]').first().waitFor({ state: 'attached' })
  expect(await page.locator('.rgs-error').count()).toBe(0)
})

test('says that the app does not answer also where nothing else comes any more', async () => {
  const { go } = await open()
  await page.route(VALUES, (route) => route.abort())
  await page.route(/\/config$/, (route) => route.abort())
  await go('plain')
  await page.getByText('The app does not answer.').first().waitFor()
})

test('has a form that can be filled and run while what a run needs is still coming', async () => {
  const { asked, go } = await open()
  const sessions = await hold(page, SESSIONS)
  const config = await hold(page, /\/config$/)
  await go('plain')
  await page.waitForSelector('.rgs-skeleton')
  expect(asked.filter((path) => SESSIONS.test(path))).toEqual([])
  config.let()
  await prompt().fill('A lighthouse')
  // Asked for without a run, so that the first one need not wait for it.
  await expect.poll(() => asked.some((path) => SESSIONS.test(path))).toBe(true)
  await page.getByRole('button', { name: 'Run' }).click()
  await page.locator('.rgs-root[data-status=submitting]').waitFor()
  expect(asked.filter((path) => path.endsWith('/queue/join'))).toEqual([])
  sessions.let()
  await page.locator('.rgs-root[data-status=succeeded]').waitFor()
})

test('ends a run at once whose code does not come, and runs the next one when it does', async () => {
  const { asked, go } = await open()
  await page.route(SESSIONS, (route) => route.abort())
  await go('plain')
  await prompt().fill('A lighthouse')
  await page.getByRole('button', { name: 'Run' }).click()
  await page.locator('.rgs-root[data-status=failed]').waitFor()
  await page.getByRole('group').getByText('load-failed').first().waitFor({ state: 'attached' })
  expect(asked.filter((path) => path.endsWith('/queue/join'))).toEqual([])
  const isForgetful = Number.parseInt(site.browser.version(), 10) >= ASKS_AGAIN
  await page.unroute(SESSIONS)
  await page.getByRole('button', { name: isForgetful ? 'Try again' : 'Reload the page' }).click()
  if (!isForgetful) {
    await prompt().fill('A lighthouse')
    await page.getByRole('button', { name: 'Run' }).click()
  }
  await page.locator('.rgs-root[data-status=succeeded]').waitFor()
})

test('has the words for a failed run with what a run needs: nothing more is asked for', async () => {
  const { asked, go } = await open()
  await go('plain')
  await prompt().fill('A lighthouse')
  await expect.poll(() => asked.some((path) => SESSIONS.test(path))).toBe(true)
  await page.waitForLoadState('networkidle')
  const before = asked.length
  await page.route(/\/queue\/join/, (route) => route.abort())
  await page.getByRole('button', { name: 'Run' }).click()
  await page.locator('.rgs-root[data-status=failed]').waitFor()
  const facts = await page.locator('.rgs-error-details').innerHTML()
  expect(facts).toContain('app-unreachable')
  expect(asked.slice(before).filter((path) => path.endsWith('.js'))).toEqual([])
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
