/**
 * Typed functions on real Gradio: `gr.Server` on 6, `gr.api` on 5. Every kind of type hint is filled in and comes back
 * as Python had it, directly and through the relay; how many parameters are JSON fields is printed; and a page of such
 * an app is filled in in Chromium.
 */
import type { ChildProcess } from 'node:child_process'
import { chromium, type Locator, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { type AppDescription, GradioClient } from '../../src/client/index.ts'
import { shapeOf } from '../../src/react/inputs/schema/schema-shape.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelay } from '../../src/relay/index.ts'
import { startOwnApp } from './start-own-app.ts'
import { startPlayground } from './start-playground.ts'

const versions = (Object.keys(inject('gradio')) as GradioVersion[]).filter((version) => version === '5' || version === '6')

const note = new File(['a note'], 'note.txt', { type: 'text/plain' })
const article = { title: 'T', words: 3, draft: false, mood: 'bold', author: { name: 'Ada', email: null }, tags: ['x'] }

/** What each function is given, and what it says it was given: Python's type, and the value. */
const CALLS: Readonly<Record<string, readonly [inputs: Readonly<Record<string, unknown>>, answer: Readonly<Record<string, unknown>>]>> = {
  '/scalars': [
    {
      text: 'é',
      max_tokens: 12,
      temperature: 0.5,
      is_fast: true,
      mode: 'final',
      colour: 'red',
      level: 2,
      only: 'this',
      nothing: null,
      seed: 3,
    },
    {
      text: ['str', 'é'],
      max_tokens: ['int', 12],
      temperature: ['float', 0.5],
      is_fast: ['bool', true],
      mode: ['str', 'final'],
      nothing: ['NoneType', null],
      seed: ['int', 3],
    },
  ],
  '/defaults': [
    { count: 4 },
    {
      text: ['str', 'hello'],
      count: ['int', 4],
      off: ['bool', false],
      colour: ['str', 'green'],
      names: ['list', ['a', 'b']],
      nobody: ['NoneType', null],
      big: ['int', 9007199254740993n],
    },
  ],
  '/optionals': [
    { topic: null, limit: 5, share: null, flag: false, mode: 'draft', either: 'x', any_of: 1.5, deep: [1] },
    {
      topic: ['NoneType', null],
      limit: ['int', 5],
      flag: ['bool', false],
      either: ['str', 'x'],
      any_of: ['float', 1.5],
      new_style: ['NoneType', null],
      deep: ['list', [1]],
    },
  ],
  '/lists': [
    {
      words: ['a'],
      numbers: [1, 2],
      ratios: [0.5],
      flags: [true, false],
      picks: ['red'],
      colours: ['blue'],
      grid: [[1.5], []],
      pair: ['a', 1],
      many: [],
      bare_list: [1, 'b', null],
      unordered: [3],
    },
    {
      words: ['list', ['a']],
      grid: ['list', [[1.5], []]],
      pair: ['list', ['a', 1]],
      many: ['list', []],
      bare_list: ['list', [1, 'b', null]],
    },
  ],
  '/objects': [
    {
      bare_dict: { a: [1] },
      prices: { tea: 2.5 },
      labels: {},
      by_number: { 1: 'x' },
      lists_by_name: { a: [1] },
      point: { x: 1.5, y: 2 },
      extra: {},
      size: { width: 1, height: 2 },
      article,
      rows: [{ label: 'a', score: 1.5, checked: true }],
      maybe: null,
      tree: { name: 'a', children: [] },
    },
    {
      bare_dict: ['dict', { a: [1] }],
      prices: ['dict', { tea: 2.5 }],
      article: ['dict', article],
      rows: ['list', [{ label: 'a', score: 1.5, checked: true }]],
      maybe: ['NoneType', null],
    },
  ],
  '/files': [
    { document: note, pictures: [note, note], attached: { caption: 'c', document: note } },
    { document: 'a note', pictures: ['a note', 'a note'], attached: ['c', 'a note'], cover: null },
  ],
  '/mixtures': [
    {
      mixed: null,
      sure: true,
      named: { first: 1, second: 'b' },
      people: { ada: { name: 'Ada', email: null } },
      gaps: [1, null],
      pairs: [['a', 1]],
      prices: [{ tea: 2.5 }],
      papers: { one: note },
      maybe_files: null,
      file_or_text: 'plain',
      link: 'http://example.com',
      cube: [[[1]]],
      range: [3, 4],
    },
    {
      mixed: ['NoneType', null],
      sure: ['bool', true],
      people: ['dict', { ada: { name: 'Ada', email: null } }],
      gaps: ['list', [1, null]],
      pairs: ['list', [['a', 1]]],
      papers: ['int', 1],
      file_or_text: ['str', 'plain'],
      link: ['str', 'http://example.com'],
      either: ['int', 3],
      size: ['dict', { width: 3, height: 4 }],
      range: ['list', [3, 4]],
      yes: ['bool', true],
    },
  ],
  '/others': [
    { anything: { a: [1] }, raw: 'b', day: '2026-03-01', moment: new Date(0), time: 5, where: '/tmp', whatever: null, key: 1 },
    { anything: ['dict', { a: [1] }], day: ['str', '2026-03-01'], moment: ['str', '1970-01-01T00:00:00.000Z'], key: ['int', 1] },
  ],
}

describe.each(versions)('Gradio %s', (version) => {
  let process: ChildProcess
  let relay: GradioRelay
  let address: string
  const ways: Record<string, () => Promise<{ client: GradioClient; app: AppDescription }>> = {}

  beforeAll(async () => {
    ;({ app: process, address } = await startOwnApp('typed.py', version))
    relay = createGradioRelay({ apps: { demo: address }, sse: true, basePath: '/relay' })
    const fetchRelay: typeof fetch = async (input, init) => relay.fetch(new Request(input, init))
    const direct = new GradioClient({ backendUrl: null })
    const relayed = new GradioClient({ backendUrl: 'http://relay.test/relay', fetch: fetchRelay })
    ways.direct = async () => ({ client: direct, app: await direct.discover(address) })
    ways.relay = async () => ({ client: relayed, app: await relayed.discover('demo') })
  })
  afterAll(async () => {
    await relay?.close()
    process?.kill('SIGKILL')
  })

  async function run(way: string, endpoint: string, inputs: Readonly<Record<string, unknown>>): Promise<readonly unknown[]> {
    const { client, app } = (await ways[way]?.()) ?? expect.unreachable()
    const end = await client.submit(app, endpoint, inputs).settled
    return end.status === 'succeeded' ? end.data : expect.unreachable(`${endpoint}: ${JSON.stringify(end)}`)
  }

  test('how many parameters are JSON fields', async () => {
    const { app } = (await ways.direct?.()) ?? expect.unreachable()
    const parameters = app.endpoints.flatMap((endpoint) =>
      endpoint.parameters.map((parameter) => ({ name: `${endpoint.name} ${parameter.name}`, parameter })),
    )
    const shapes = parameters.map(({ name, parameter }) => ({ name, parameter, shape: shapeOf(parameter) }))
    const json = shapes.filter(({ shape }) => shape.kind === 'leaf' && shape.name === 'json')
    // Gradio says nothing of them: `Any`, a date, a dictionary with keys that are no text, a class that holds itself.
    const anything = shapes.filter(({ shape }) => shape.kind === 'union' && shape.options.some(({ schema }) => schema.type === 'json'))
    console.log(
      `Gradio ${version}: ${json.length} of ${parameters.length} parameters are JSON fields: ${json.map(({ name }) => name).join(', ') || 'none'}.`,
    )
    console.log(
      `For ${anything.length} JSON is one of the kinds to choose, since their schema says nothing: ${anything.map(({ name }) => name).join(', ')}.`,
    )
    expect(parameters.length).toBeGreaterThanOrEqual(50)
    expect(json).toEqual([])
    expect(anything.map(({ parameter }) => parameter.schema).filter(({ type }) => type !== undefined && type !== 'object')).toEqual([])
    expect(parameters.filter(({ parameter }) => /^\d|_/.test(parameter.label))).toEqual([])
  })

  test.each(['direct', 'relay'])('%s: every function gets what it was given', async (way) => {
    for (const [endpoint, [inputs, answer]] of Object.entries(CALLS))
      expect((await run(way, endpoint, inputs))[0], endpoint).toMatchObject(answer)
    expect(await run(way, '/injected', { text: 'a', loud: true })).toEqual(['A True'])
    expect(await run(way, '/waiting', {})).toEqual(['now'])
    expect(await run(way, '/nothing_back', {})).toEqual([])
  })

  test.each(['direct', 'relay'])('%s: a generator streams', async (way) => {
    const { client, app } = (await ways[way]?.()) ?? expect.unreachable()
    const seen: unknown[] = []
    const begun = client.submit(app, '/stream_words', { text: 'one two three' })
    begun.observe((event) => event.type === 'output' && seen.push(event.data))
    expect(await begun.settled).toMatchObject({ status: 'succeeded', data: ['one two three'] })
    expect(seen.length).toBeGreaterThan(0)
  })

  test('what is missing or of another type is refused before anything is sent', async () => {
    const { client, app } = (await ways.direct?.()) ?? expect.unreachable()
    expect(() => client.submit(app, '/scalars', { text: 5, max_tokens: '12' })).toThrow(
      /"text" needs a text, 5 was given; "max_tokens" needs a whole number/,
    )
    expect(() => client.submit(app, '/objects', { article: { author: { name: 1 } } })).toThrow(/"article" needs a text at author\.name/)
  })

  test.runIf(version === '6')('a page is filled in', { timeout: 90_000 }, async () => {
    const browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
    const { server, url } = await startPlayground(['--app', address])
    const page = await browser.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    try {
      await fillScalars(page, `${url}?resume=none&endpoint=/scalars`)
      await fillFiles(page, `${url}?resume=none&endpoint=/files`)
      expect(problems).toEqual([])
    } finally {
      await browser.close()
      server.kill('SIGTERM')
    }
  })
})

const press = (form: Locator) => form.getByRole('button', { name: 'Run', exact: true }).click()
const shows = (page: Page, text: RegExp) => page.locator('.rgs-outputs').filter({ hasText: text }).waitFor({ timeout: 20_000 })

async function fillScalars(page: Page, url: string): Promise<void> {
  await page.goto(url)
  const form = page.locator('form.rgs-form')
  await form.getByRole('spinbutton', { name: 'Max tokens' }).fill('12', { timeout: 60_000 })
  await press(form)
  expect(await form.getByRole('textbox', { name: 'Text' }).getAttribute('aria-invalid')).toBe('true')
  await form.getByRole('textbox', { name: 'Text' }).fill('typed in')
  await form.getByRole('spinbutton', { name: 'Temperature' }).fill('0.5')
  await form.getByRole('checkbox', { name: 'Is fast' }).check()
  for (const [label, choice] of [
    ['Mode', 'final'],
    ['Colour', 'blue'],
    ['Level', '2'],
    ['Seed', '3'],
  ] as const) {
    await form.getByRole('combobox', { name: label }).selectOption({ label: choice })
  }
  await press(form)
  await shows(page, /text.*str.*typed in.*max_tokens.*int.*12.*is_fast.*bool.*Yes/s)
}

async function fillFiles(page: Page, url: string): Promise<void> {
  await page.goto(url)
  const form = page.locator('form.rgs-form')
  const file = (text: string) => ({ name: `${text}.txt`, mimeType: 'text/plain', buffer: Buffer.from(`says ${text}`) })
  const inputs = form.locator('input[type=file]')
  await inputs.nth(0).setInputFiles(file('one'), { timeout: 60_000 })
  await inputs.nth(1).setInputFiles([file('two'), file('three')])
  await inputs.nth(2).setInputFiles(file('four'))
  await form.getByRole('textbox', { name: 'Caption' }).fill('a caption')
  await press(form)
  await shows(page, /says one.*says two.*says three.*a caption.*says four/s)
}

if (versions.length === 0) test.skip('neither Gradio 5 nor 6 was started; the reason is printed above', () => {})
