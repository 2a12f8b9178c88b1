/**
 * Every endpoint of our example app, filled in through the form that is drawn for it, in real Chromium, on every real
 * Gradio; what comes is looked for on the page. And every component of the installed Gradio, once as an output: how
 * many have a face of their own is printed.
 */
import type { ChildProcess } from 'node:child_process'
import { type Browser, chromium, type Locator, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { GradioClient } from '../../src/client/index.ts'
import { startOwnApp } from './start-own-app.ts'
import { startPlayground } from './start-playground.ts'

const apps = inject('gradio')
const versions = (Object.keys(apps) as GradioVersion[]).filter((version) => ['3', '4', '5', '6'].includes(version))

/** A picture of 2 by 2 pixels. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFElEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==',
  'base64',
)
const picture = { name: 'dots.png', mimeType: 'image/png', buffer: PICTURE }
const note = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('A short note.') }

/** One endpoint: what a person does in its form, and what they see then. */
interface Journey {
  readonly endpoint: string
  readonly fill?: (form: Locator, page: Page) => Promise<void>
  /** Looks for what must be on the page; waits as long as it takes. */
  readonly see: (page: Page) => Promise<void>
}

const result = (page: Page): Locator => page.locator('.rgs-outputs')
const shows = (text: string) => async (page: Page) => expect.poll(() => result(page).innerText(), { timeout: 20_000 }).toContain(text)
const fails = (text: string) => async (page: Page) =>
  expect
    .poll(
      () =>
        page
          .locator('.rgs-error')
          .innerText()
          .catch(() => ''),
      { timeout: 20_000 },
    )
    .toContain(text)
const type = (label: string, text: string) => (form: Locator) => form.getByRole('textbox', { name: label }).first().fill(text)
const number = (label: string, value: string) => (form: Locator) => form.getByRole('spinbutton', { name: label }).first().fill(value)
const fast =
  (...more: readonly ((form: Locator, page: Page) => Promise<void>)[]) =>
  async (form: Locator, page: Page) => {
    await number('delay', '0.02')(form)
    for (const one of more) await one(form, page)
  }

const journeys: readonly Journey[] = [
  { endpoint: '/echo', fill: type('text', 'héllo 漢字 😀'), see: shows('héllo 漢字 😀') },
  { endpoint: '/progress', fill: fast(number('steps', '3')), see: shows('done 3') },
  { endpoint: '/progress_tqdm', fill: fast(number('steps', '3')), see: shows('done 3') },
  { endpoint: '/stream_text', fill: fast(number('steps', '6')), see: shows('the quick brown fox jumps over') },
  { endpoint: '/stream_json', fill: fast((form) => form.getByRole('checkbox').check()), see: shows('grid') },
  {
    endpoint: '/stream_table',
    fill: fast(),
    see: async (page) =>
      expect.poll(() => result(page).getByRole('gridcell').allInnerTexts(), { timeout: 20_000 }).toEqual(['z', 'xyz', '1']),
  },
  { endpoint: '/stream_updates', fill: fast(), see: shows('three') },
  { endpoint: '/fail', fill: type('message', 'too dark'), see: fails('too dark') },
  { endpoint: '/fail_midway', fill: fast(number('steps', '2')), see: fails('failed after some values') },
  { endpoint: '/crash', fill: type('message', 'boom'), see: fails('boom') },
  {
    endpoint: '/logs',
    see: async (page) => {
      await shows('logged')(page)
      await expect.poll(() => page.getByText(/a warning/).count()).toBeGreaterThan(0)
    },
  },
  { endpoint: '/slow', fill: number('seconds', '0.3'), see: shows('slept 0.3') },
  {
    endpoint: '/files',
    fill: async (form) => {
      await form.locator('input[type=file]').nth(0).setInputFiles(note)
      await form.locator('input[type=file]').nth(1).setInputFiles(picture)
    },
    see: async (page) => {
      await page.getByRole('link', { name: /note\.txt/ }).waitFor({ timeout: 20_000 })
      // One picture, and two in the gallery; all three have come.
      await expect
        .poll(
          () =>
            result(page)
              .locator('img')
              .evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length),
          {
            timeout: 10_000,
          },
        )
        .toBe(3)
    },
  },
  {
    endpoint: '/chat',
    fill: type('message', 'hi there'),
    see: async (page) => {
      await expect.poll(() => page.locator('.rgs-message').allInnerTexts(), { timeout: 20_000 }).toHaveLength(2)
      await expect
        .poll(() => page.locator('.rgs-message[data-role=assistant]').innerText(), { timeout: 20_000 })
        .toContain('You said: hi there')
    },
  },
  {
    endpoint: '/media',
    see: async (page) => {
      const sound = result(page).locator('audio')
      await sound.waitFor({ timeout: 20_000 })
      await expect.poll(() => sound.evaluate((one) => (one as HTMLAudioElement).duration), { timeout: 10_000 }).toBeCloseTo(0.2, 1)
    },
  },
  {
    endpoint: '/table',
    see: async (page) =>
      expect
        .poll(() => result(page).getByRole('gridcell').allInnerTexts(), { timeout: 20_000 })
        .toEqual(['a', '1', '2', '3', 'b', '3', '4', '7']),
  },
  {
    endpoint: '/plot',
    fill: number('points', '4'),
    see: async (page) => expect.poll(() => result(page).locator('svg.marks').count(), { timeout: 20_000 }).toBe(1),
  },
  {
    endpoint: '/many_inputs',
    fill: async (form, page) => {
      await type('text', 'typed')(form)
      await number('number', '7')(form)
      await number('slider', '0.7')(form)
      await form.getByRole('checkbox', { name: 'check', exact: true }).uncheck()
      await form.getByRole('group', { name: 'checks' }).getByRole('checkbox', { name: 'b', exact: true }).check()
      await openMore(form)
      await form.getByRole('radio', { name: 'two' }).check()
      await choose(form, page, 'dropdown', 'green')
      await form.getByRole('group', { name: 'multi' }).getByRole('checkbox', { name: 'y', exact: true }).check()
      await form.getByRole('textbox', { name: 'data' }).fill('{"k": [3]}')
    },
    see: async (page) => {
      await expect
        .poll(
          async () => {
            const said = await result(page).innerText()
            return ['"typed"', 'number: 7', '0.7', 'false', '"b"', '"two"', '"green"', '"y"', '3'].filter((part) => !said.includes(part))
          },
          { timeout: 20_000 },
        )
        .toEqual([])
    },
  },
  { endpoint: '/unqueued', fill: type('text', 'abc'), see: shows('ABC') },
  { endpoint: '/validated', fill: number('age', '33'), see: shows('age 33') },
  { endpoint: '/stateful', fill: type('text', 'one'), see: shows('1: one') },
  { endpoint: '/runs', see: shows('stream_text') },
]

/** Fields that are folded away. */
async function openMore(form: Locator): Promise<void> {
  for (const more of await form.locator('details:not([open]) > summary').all()) await more.click()
}

/** One of several, in the platform's own list or in one with a search. */
async function choose(form: Locator, page: Page, label: string, choice: string): Promise<void> {
  const list = form.getByRole('combobox', { name: label })
  if ((await list.evaluate((one) => one.tagName)) === 'SELECT') return void (await list.selectOption({ label: choice }))
  await list.fill(choice)
  await page.getByRole('option', { name: choice, exact: true }).click()
}

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
})
afterAll(() => browser?.close())

describe.each(versions)('Gradio %s', (version) => {
  let server: ChildProcess
  let url: string
  let page: Page
  const problems: string[] = []

  beforeAll(async () => {
    ;({ server, url } = await startPlayground(['--app', apps[version] ?? '']))
    const first = await browser.newPage()
    await first.goto(url)
    await first.getByRole('button', { name: 'Run', exact: true }).waitFor({ timeout: 60_000 })
    await first.close()
  })
  afterAll(() => void server?.kill('SIGTERM'))
  beforeEach(async () => {
    problems.length = 0
    page = await browser.newPage()
    page.on('pageerror', (error) => problems.push(error.message))
  })
  afterEach(async () => {
    await page.close()
    expect(problems).toEqual([])
  })

  test.each(journeys.map((journey) => [journey.endpoint, journey] as const))('%s', async (endpoint, { fill, see }) => {
    await page.goto(`${url}?resume=none&endpoint=${endpoint}`)
    const form = page.locator('form.rgs-form')
    await form.getByRole('button', { name: 'Run', exact: true }).waitFor({ timeout: 15_000 })
    await fill?.(form, page)
    await form.getByRole('button', { name: 'Run', exact: true }).click()
    await see(page)
  })

  test('an answer the app does not accept lands on its field, and what was typed stays', async () => {
    await page.goto(`${url}?resume=none&endpoint=/validated`)
    const field = page.getByRole('spinbutton', { name: 'age' }).first()
    await field.fill('10')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await page.getByText('Age must be 18 or more').first().waitFor({ timeout: 15_000 })
    expect(await field.inputValue()).toBe('10')
    // Only 5 and 6 say which field it is.
    if (version === '5' || version === '6') expect(await field.getAttribute('aria-invalid')).toBe('true')
  })
})

describe.skipIf(!versions.includes('6'))('every component of Gradio 6', () => {
  let app: ChildProcess
  let address: string
  let server: ChildProcess
  let url: string

  beforeAll(async () => {
    ;({ app, address } = await startOwnApp('every_component.py', '6'))
    ;({ server, url } = await startPlayground(['--app', address]))
  })
  afterAll(() => {
    server?.kill('SIGTERM')
    app?.kill('SIGKILL')
  })

  test('each value is drawn, without an error on the page', { timeout: 180_000 }, async () => {
    const description = await new GradioClient({ backendUrl: null }).discover(address)
    const names = description.endpoints
      .filter(({ name, returns }) => name.startsWith('/out_') && returns.length > 0)
      .map(({ name }) => name)
    expect(names.length).toBeGreaterThan(30)
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    const unseen: string[] = []
    for (const name of names) {
      await page.goto(`${url}?resume=none&endpoint=${name}`)
      await page.getByRole('button', { name: 'Run', exact: true }).click({ timeout: 30_000 })
      const output = page.locator('.rgs-output').first()
      const isSeen = await output.waitFor({ timeout: 8000 }).then(
        () => true,
        () => false,
      )
      if (!isSeen) unseen.push(name)
    }
    await page.close()
    // A plot of a library that is not installed, and buttons and dialogues whose value is nothing, bring nothing to
    // draw.
    console.log(`Drawn: ${names.length - unseen.length} of ${names.length} components; nothing to draw: ${unseen.join(', ') || 'none'}.`)
    expect(problems).toEqual([])
    expect(unseen.length).toBeLessThanOrEqual(1)
  })

  test('every field may be left empty: the app takes what is sent for nothing', { timeout: 300_000 }, async () => {
    const description = await new GradioClient({ backendUrl: null }).discover(address)
    const names = description.endpoints.filter(({ name }) => name.startsWith('/in_')).map(({ name }) => name)
    expect(names.length).toBeGreaterThan(30)
    const page = await browser.newPage()
    const refused: string[] = []
    for (const name of names) {
      await page.goto(`${url}?resume=none&endpoint=${name}`)
      await page.getByRole('button', { name: 'Run', exact: true }).click({ timeout: 30_000 })
      await page.locator('.rgs-output[data-component=textbox], .rgs-error, .rgs-field-issue').first().waitFor({ timeout: 8000 })
      if ((await page.locator('.rgs-error, .rgs-field-issue').count()) > 0) refused.push(name)
    }
    await page.close()
    console.log(
      `Left empty and taken: ${names.length - refused.length} of ${names.length} components; refused: ${refused.join(', ') || 'none'}.`,
    )
    expect(refused).toEqual([])
  })
})

if (versions.length === 0) test.skip('no real Gradio was started; the reason is printed above', () => {})
