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
async function open(): Promise<{ asked: string[]; go: (endpoint: string, next?: string) => Promise<void> }> {
  page = await site.browser.newPage({ viewport: { width: 800, height: 1600 } })
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const go = async (endpoint: string, next?: string): Promise<void> => {
    const { address } = site
    const query = new URLSearchParams({ app: `${address}app`, endpoint, ...(next === undefined ? {} : { next }) })
    await page.goto(`${address}?${query}`)
  }
  return { asked, go }
}

const FORM = /form-body-/
const DESCRIBER = /describe-answer-/
const FILES = /file-inputs-/
/** Chromium asks again for a module that failed from this version on (whatwg/html#10327). */
const ASKS_AGAIN = 156

const prompt = () => page.getByRole('textbox', { name: 'Prompt' })
const pieceErrors = () => page.evaluate(() => window.pieceErrors)

test('shows the shape of a form while the app and the fields are on their way, and keeps the focus when they come', async () => {
  const { asked, go } = await open()
  const fields = await hold(page, FORM)
  const config = await hold(page, /\/config$/)
  await go('plain')
  await page.waitForSelector('.rgs-skeleton')
  // What reads the answer of the app comes while the app is asked.
  await expect.poll(() => asked.some((path) => DESCRIBER.test(path))).toBe(true)
  // Asked for with the first paint, not after the answer of the app.
  await expect.poll(() => asked.some((path) => FORM.test(path))).toBe(true)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('run')
  await page.evaluate(() => document.activeElement?.setAttribute('data-seen', ''))

  config.let()
  await page.waitForSelector('.rgs-title')
  expect(await page.locator('.rgs-skeleton').count()).toBeGreaterThan(0)
  fields.let()
  await prompt().waitFor()
  expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-seen'))).toBe(true)
  expect(await page.getByRole('button', { name: 'Run' }).getAttribute('aria-disabled')).toBeNull()
})

test('offers what helps where the network has dropped a part: asking again, or a new page in a browser that asks once', async () => {
  const { go } = await open()
  await page.route(FORM, (route) => route.abort())
  await go('plain')
  const button = page.getByRole('alert').getByRole('button')
  await button.waitFor()
  // Beside a form that is not there, the page stands.
  expect(await page.locator('.rgs-title').count()).toBe(1)
  const isForgetful = Number.parseInt(site.browser.version(), 10) >= ASKS_AGAIN
  expect(await button.textContent()).toBe(isForgetful ? 'Try again' : 'Reload the page')
  expect(await pieceErrors()).toEqual([isForgetful ? 'load-failed' : 'reload-needed'])
  await page.unroute(FORM)
  await button.click()
  await prompt().waitFor()
  expect(await page.getByRole('alert').getByRole('button').count()).toBe(0)
})

test.each([
  ['404', { status: 404, body: 'Not found' }],
  ['the page itself', { status: 200, contentType: 'text/html', body: '<!doctype html><title>Newer</title>' }],
])('says that there may be a newer page where the server answers with %s, and what a reload takes away', async (_what, answer) => {
  const { go } = await open()
  await page.route(FILES, (route) => route.fulfill(answer))
  await go('with-file')
  const alert = page.getByRole('alert').filter({ has: page.getByRole('button') })
  await alert.getByText('There may be a newer version of this page.').waitFor()
  // In place of that field only: what can be typed can be typed.
  await prompt().waitFor()
  const loss = alert.getByText('What is typed here is lost then.')
  expect(await loss.count()).toBe(0)
  await prompt().fill('A lighthouse')
  await loss.waitFor()
  await page.unroute(FILES)
  await alert.getByRole('button', { name: 'Reload the page' }).click()
  await page.getByText('Drop').or(page.locator('input[type=file]')).first().waitFor({ state: 'attached' })
  expect(await page.locator('.rgs-error').count()).toBe(0)
})

test('asks for nothing while the browser is offline, and has the field by itself once it is back', async () => {
  const { asked, go } = await open()
  await go('plain', 'with-file')
  await prompt().waitFor()
  // What is fetched ahead of need is there too.
  await expect.poll(() => asked.some((path) => /runner-/.test(path))).toBe(true)
  await page.waitForLoadState('networkidle')
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByText('You are offline. It is loaded once you are back.').waitFor()
  await prompt().fill('A lighthouse')
  expect(asked.filter((path) => FILES.test(path))).toEqual([])
  await page.context().setOffline(false)
  await page.locator('input[type=file]').first().waitFor({ state: 'attached' })
  expect(await page.locator('.rgs-error').count()).toBe(0)
  expect(await prompt().inputValue()).toBe('A lighthouse')
  expect(await pieceErrors()).toEqual(['load-failed'])
})

test('says that the app does not answer also where nothing else is there any more', async () => {
  const { go } = await open()
  await page.route(DESCRIBER, (route) => route.abort())
  await page.route(/\/config$/, (route) => route.abort())
  await go('plain')
  await page.getByText('The app does not answer.').first().waitFor()
})

test('tells of an app whose description cannot be read for want of what reads it, and reads it once that is there', async () => {
  const { go } = await open()
  await page.route(DESCRIBER, (route) => route.abort())
  await go('plain')
  const button = page.getByRole('button', { name: /^(?:Try again|Reload the page)$/ })
  await button.waitFor()
  await page.unroute(DESCRIBER)
  await button.click()
  await prompt().waitFor()
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
