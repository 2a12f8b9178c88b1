/**
 * Nothing moves while a page's parts come: measured in real Chromium, by what the browser calls a shift of layout and
 * by where everything lies. What cannot be foreseen is named below, with its reason.
 */
import type { Page } from 'playwright'
import { renderToReadableStream } from 'react-dom/server'
import { createElement, StrictMode } from 'react'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { discoverApp } from '../../../src/client/index.ts'
import type { Scenario, ScenarioParameter } from '../../../src/testing/index.ts'
import { estimation, processStarts, progress } from '../../../src/testing/scenario-steps.ts'
import { textReturn } from '../../../src/testing/scenarios/parameters.ts'
import { hold, openSite, type Site } from './site.ts'
import { Page as PageBody } from './page-body.tsx'

// A page is opened in real time, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

/** Smaller shifts are invisible, and subpixels make them random. */
const TOLERANCE_PX = 1

function field(component: string, rest: Omit<ScenarioParameter, 'name' | 'component'> = {}): ScenarioParameter {
  const label = rest.label ?? component
  return { name: label.toLowerCase().replaceAll(/\W+/g, '_'), component, ...rest, label }
}

const choices = (count: number) => Array.from({ length: count }, (_, index) => [`Choice ${index + 1}`, `c${index + 1}`])
const table = {
  headers: ['a', 'b'],
  data: [
    ['1', 'x'],
    ['2', 'y'],
  ],
  metadata: null,
}
const samples = {
  components: [{ name: 'textbox' }, { name: 'number' }],
  headers: ['Voice', 'Age'],
  samples: [
    ['Ann', 34],
    ['The harbour master, who has a cold and speaks rather low', 61],
    ['Bob', 28],
  ],
}
const speakers = ['Ann', 'Bob']

/**
 * Every kind as it is when the app says nothing of its value, but for a file explorer, whose folders have to be asked
 * for.
 */
const EVERY: readonly ScenarioParameter[] = [
  field('textbox'),
  field('textbox', { label: 'lines', props: { lines: 4, info: 'Plain text.' } }),
  field('textbox', { label: 'secret', props: { type: 'password' } }),
  field('number'),
  field('slider', { props: { minimum: 0, maximum: 10 } }),
  field('checkbox'),
  field('checkboxgroup', { props: { choices: choices(3) } }),
  field('radio', { props: { choices: choices(3) } }),
  field('dropdown', { props: { choices: choices(3) } }),
  field('dropdown', { label: 'many', props: { choices: choices(80) } }),
  field('dropdown', { label: 'several', props: { choices: choices(30), multiselect: true } }),
  field('colorpicker'),
  field('datetime'),
  field('json'),
  field('code'),
  field('colourwheel'),
  field('file'),
  field('image'),
  field('audio'),
  field('video'),
  field('model3d'),
  field('gallery'),
  field('imageeditor'),
  field('imageslider'),
  field('uploadbutton'),
  field('multimodaltextbox'),
  field('chatbot'),
  field('dataframe'),
  field('dialogue'),
  field('dialogue', { label: 'talk', props: { speakers, tags: ['(laughs)'] } }),
  field('highlightedtext'),
  field('highlightedtext', { label: 'classes', props: { color_map: { place: 'red' } } }),
  field('dataset', { props: samples }),
  field('dataset', { label: 'none' }),
]

/** The same with values; more than five with a value fold away. */
const FILLED: Readonly<Record<string, readonly ScenarioParameter[]>> = {
  written: [
    field('json', { value: { a: 1, b: [1, 2, 3] } }),
    field('code', { value: 'a = 1\n'.repeat(12), props: { language: 'python' } }),
    field('multimodaltextbox', { value: { text: 'One\nTwo\nThree', files: [] } }),
    field('dropdown', { value: 'c70', props: { choices: choices(80) } }),
    field('dropdown', { label: 'several', value: ['c1', 'c2'], props: { choices: choices(30), multiselect: true } }),
  ],
  tables: [
    field('dataframe', { value: table }),
    field('dataset', { value: 1, props: samples }),
    field('dataset', {
      label: 'thirty',
      value: 0,
      props: { ...samples, samples: Array.from({ length: 30 }, (_, index) => ['Ann', index]) },
    }),
  ],
  words: [
    field('dialogue', {
      value: [
        { speaker: 'Ann', text: 'How are you?' },
        { speaker: 'Bob', text: 'Well, thank you.' },
      ],
      props: { speakers },
    }),
    field('dialogue', { label: 'script', value: 'Ann: How are you?', props: { tags: ['(laughs)'] } }),
    field('highlightedtext', {
      value: [
        { token: 'Ann lives in ', class_or_confidence: null },
        { token: 'Rome', class_or_confidence: 'place' },
      ],
    }),
    field('highlightedtext', { label: 'plain', value: [{ token: 'Nothing here', class_or_confidence: null }] }),
  ],
  locked: [
    field('json', { value: { a: 1 }, props: { interactive: false } }),
    field('dialogue', { value: [{ speaker: 'Ann', text: 'Well.' }], props: { speakers, interactive: false } }),
    field('highlightedtext', { value: [{ token: 'Rome', class_or_confidence: 'place' }], props: { interactive: false } }),
    field('dataset', { value: 1, props: { ...samples, interactive: false } }),
    field('dataframe', { value: table, props: { interactive: false } }),
  ],
}

const endpoint = (name: string, parameters: readonly ScenarioParameter[]): Scenario => ({
  name,
  parameters,
  returns: [textReturn()],
  steps: [estimation(0, 0, 1, 9), processStarts(0, 8), progress(0, { index: 3, length: 10 })],
})
const small = endpoint('small', [field('textbox', { value: 'A lighthouse' }), field('number', { value: 3 })])
const scenarios = [small, endpoint('every', EVERY), ...Object.entries(FILLED).map(([name, parameters]) => endpoint(name, parameters))]

let site: Site
let page: Page

beforeAll(async () => {
  site = await openSite(scenarios)
}, 120_000)
afterAll(() => site.close())
afterEach(() => page.close())

/** Where a thing lies. */
interface Place {
  readonly name: string
  readonly top: number
  readonly height: number
}

/** Where everything lies that a person could look at or press: fields, buttons, what comes after the process. */
function places(): Promise<Place[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.rgs-field, .rgs-actions, .rgs-result, #root > p')].map((element) => {
      const { top, height } = element.getBoundingClientRect()
      const name = element.querySelector('.rgs-label > bdi, .rgs-choice > bdi')?.textContent ?? (element.className || element.textContent)
      return { name, top, height }
    }),
  )
}

function movedSince(before: readonly Place[], after: readonly Place[]): string[] {
  return after.flatMap(({ name, top, height }, index) => {
    const was = before[index]
    const isStill = was && Math.abs(was.top - top) <= TOLERANCE_PX && Math.abs(was.height - height) <= TOLERANCE_PX
    return isStill ? [] : [`${name}: ${was?.top}+${was?.height} to ${top}+${height}`]
  })
}

declare global {
  interface Window {
    shifts: { at: number; moved: string[] }[]
    /** When the form had been painted. */
    formAt: number
  }
}

/** Opens a page that keeps what the browser calls a shift, with what moved. */
async function open(width = 800): Promise<void> {
  page = await site.browser.newPage({ viewport: { width, height: 6000 } })
  await page.addInitScript(() => {
    interface Shift extends PerformanceEntry {
      readonly sources: readonly { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
    }
    const nameOf = (node: Node | null): string => (node instanceof Element ? `${node.tagName.toLowerCase()}.${node.className}` : 'text')
    window.shifts = []
    window.formAt = Infinity
    new PerformanceObserver((list) => {
      // Entries of this type are of this class, which TypeScript does not know.
      for (const { startTime: at, sources } of list.getEntries() as Shift[]) {
        const moved = sources.map(({ node, previousRect: from, currentRect: to }) => `${nameOf(node)}: ${from.top} to ${to.top}`)
        window.shifts.push({ at, moved })
      }
    }).observe({ type: 'layout-shift', buffered: true })
    const observer = new MutationObserver(() => {
      if (document.querySelector('.rgs-field .rgs-label') === null) return
      observer.disconnect()
      requestAnimationFrame(() => requestAnimationFrame(() => (window.formAt = performance.now())))
    })
    observer.observe(document, { childList: true, subtree: true })
  })
}

const go = (query: Record<string, string>) => page.goto(`${site.address}?${new URLSearchParams({ app: `${site.address}app`, ...query })}`)

/** All that comes late has come. */
async function settle(): Promise<void> {
  await expect.poll(() => page.locator('.rgs-form :is(.rgs-skeleton, .rgs-late, .rgs-resting)').count(), { timeout: 20_000 }).toBe(0)
  // Layout shifts are told of a frame later.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}

/** What moved once the form was there: before that, the app's fields are unknown. */
const shiftsAfterForm = () => page.evaluate(() => window.shifts.filter(({ at }) => at > window.formAt).map(({ moved }) => moved))

/** What is drawn with a library of its own. Its file, and what is loaded with it, comes after the form. */
const LATE = /\/(?:dataframe-editor|data-grid|search-input)[^/]*\.js$/

/**
 * Opens the form while the libraries of some fields are held up; gives where all lay then, and once they were there.
 */
async function watchFields(endpointName: string, width: number): Promise<{ before: Place[]; after: Place[] }> {
  await open(width)
  const late = await hold(page, LATE)
  await go({ endpoint: endpointName })
  await expect.poll(() => page.evaluate(() => window.formAt), { timeout: 20_000 }).not.toBe(Infinity)
  const before = await places()
  expect(before.length).toBeGreaterThan(2)
  late.let()
  await settle()
  return { before, after: await places() }
}

test.each(scenarios.flatMap(({ name }) => [800, 1280].map((width) => [name, width] as const)))(
  'nothing moves while the fields of "%s" come, %i px wide',
  async (endpointName, width) => {
    const { before, after } = await watchFields(endpointName, width)
    expect(movedSince(before, after)).toEqual([])
    expect(await shiftsAfterForm()).toEqual([])
  },
)

/** How many lines their labels need on a phone is known only when they are drawn: buttons, help, choices. */
const WRAPPED: ReadonlySet<string> = new Set([
  'imageeditor',
  'dataframe',
  'highlightedtext',
  'classes',
  'plain',
  'several',
  // With the letters of some systems.
  'file',
  'image',
  'audio',
  'video',
  'model3d',
  'gallery',
  'imageslider',
  'uploadbutton',
  'multimodaltextbox',
])

test.each(scenarios.map(({ name }) => name))('on a phone only fields whose words wrap are higher than their room: "%s"', async (name) => {
  const { before, after } = await watchFields(name, 360)
  const grown = after.flatMap((place, index) => {
    const was = before[index]
    return place.name === was?.name && Math.abs(place.height - was.height) > TOLERANCE_PX ? [place.name] : []
  })
  expect(grown.filter((label) => !WRAPPED.has(label))).toEqual([])
})

test('a run that is found again after a reload is there with the form', async () => {
  await open()
  const kept = { app: 'http://app.test', relay: '/relay', endpoint: 'small' }
  await go(kept)
  await page.getByRole('button', { name: 'Run' }).click()
  await page.getByRole('progressbar', { name: 'Progress' }).waitFor()
  await page.reload()
  await page.getByRole('progressbar', { name: 'Progress' }).waitFor()
  await settle()
  expect(await shiftsAfterForm()).toEqual([])
})

test.each(scenarios.map(({ name }) => name))(
  'nothing moves while a page takes over the form of "%s" that a server has drawn',
  async (name) => {
    const address = site.localAddress
    const query = `?${new URLSearchParams({ app: `${address}app`, endpoint: name })}`
    const description = await discoverApp(`${address}app`, { backendUrl: null })
    const tree = createElement(StrictMode, null, createElement(PageBody, { query, description }))
    // All of it in one piece, in its place.
    const stream = await renderToReadableStream(tree, { progressiveChunkSize: Infinity })
    await stream.allReady
    const drawn = await new Response(stream).text()
    const data = JSON.stringify(description).replaceAll('<', String.raw`\u003c`)
    const body = site.html.replace(
      '<div id="root"></div>',
      () => `<script>window.drawnWith = ${data}</script><div id="root">${drawn}</div>`,
    )
    await open()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    const code = await hold(page, /\/assets\/.*\.js$/)
    await page.route(
      (url) => url.pathname === '/',
      (route) => route.fulfill({ contentType: 'text/html', body }),
    )
    await page.goto(`${address}${query}`, { waitUntil: 'commit' })
    await page.waitForSelector('.rgs-field')
    await page.evaluate(() => document.fonts.ready)
    const before = await places()
    code.let()
    await page.waitForLoadState('networkidle')
    await settle()
    expect(movedSince(before, await places())).toEqual([])
    // A server does not know whether there is a microphone or a camera: their buttons push the hint beside them aside.
    const shifts = await page.evaluate(() => window.shifts)
    expect(shifts.flatMap(({ moved }) => moved.filter((one) => !/^span\.rgs-drop-hint: (\S+) to \1$/.test(one)))).toEqual([])
    expect(complaints).toEqual([])
  },
)
