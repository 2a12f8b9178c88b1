/** `gradio-stream types` as it is called: what it writes where, its exit codes, and words instead of stack traces. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Scenario } from '../../src/testing/index.ts'
import { createScenarioServer, serveScenarios } from '../../src/testing/index.ts'
import { call } from './recorded-terminal.ts'

const caption: Scenario = {
  name: 'caption',
  description: 'Says what is seen.',
  parameters: [
    { name: 'prompt', component: 'textbox' },
    {
      name: 'style',
      component: 'radio',
      value: 'plain',
      props: {
        choices: [
          ['Plain', 'plain'],
          ['Grand', 'grand'],
        ],
      },
    },
  ],
  returns: [{ name: 'caption', component: 'textbox' }],
  steps: [],
}
const changed: Scenario = {
  ...caption,
  parameters: [
    { name: 'prompt', component: 'textbox' },
    { name: 'length', component: 'number', value: 3 },
  ],
}

const folder = mkdtempSync(join(tmpdir(), 'command-'))
const file = join(folder, 'types', 'app.ts')
const apps: { url: string; close(): Promise<void> }[] = []

beforeAll(async () => {
  for (const scenarios of [[caption], [changed, { ...caption, name: 'other' }]]) {
    apps.push(await serveScenarios(createScenarioServer({ scenarios })))
  }
})
afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()))
  rmSync(folder, { recursive: true, force: true })
})
const url = (index: number): string => apps[index]?.url ?? ''

test('writes the types to the terminal without --out', async () => {
  const { code, out } = await call('types', url(0))
  expect(code).toBe(0)
  expect(out).toContain("style?: 'plain' | 'grand' | null | undefined")
  expect(out).toContain('/** Says what is seen. */\nexport interface CaptionEndpoint')
})

test('writes a file, then says that it is the same, and finds what has changed', async () => {
  expect(await call('types', url(0), '--out', file, '--check')).toMatchObject({ code: 2, note: expect.stringContaining('to check') })
  expect(await call('types', url(0), '--out', file)).toMatchObject({
    code: 0,
    out: expect.stringContaining('written, 1 endpoints, 0 of 3 values unknown'),
  })
  const first = readFileSync(file, 'utf8')
  expect(await call('types', url(0), '--out', file)).toMatchObject({ code: 0, out: expect.stringContaining('same') })
  expect(await call('types', url(0), '--out', file, '--check')).toMatchObject({ code: 0, out: expect.stringContaining('as it was') })
  // A checkout of Windows.
  writeFileSync(file, first.replaceAll('\n', '\r\n'))
  expect((await call('types', url(0), '--out', file, '--check')).code).toBe(0)

  const { code, out } = await call('types', url(1), '--out', file, '--check')
  expect(code).toBe(1)
  expect(out).toContain('export interface CaptionEndpoint')
  expect(out).toContain("- style?: 'plain' | 'grand' | null | undefined")
  expect(out).toContain('+ length?: number | null | undefined')
  expect(out).toContain("+ '/other': OtherEndpoint")
  expect(readFileSync(file, 'utf8').replaceAll('\r\n', '\n')).toBe(first)
  const { out: json } = await call('types', url(1), '--out', file, '--check', '--json')
  expect(JSON.parse(json)).toMatchObject({ file, result: 'changed', endpoints: 2, unknown: 0 })
})

test.each([
  [['types'], 2, "missing required argument 'address'"],
  [['types', 'http://127.0.0.1:1', '--chek'], 2, 'Did you mean --check?'],
  [['types', 'http://127.0.0.1:1', '--check'], 2, '--check needs --out'],
  [['types', 'not an address'], 2, 'address-invalid'],
  [['types', 'http://127.0.0.1:1', '--header', 'nothing'], 2, 'is no header'],
  [['types', 'http://127.0.0.1:1', '--timeout-ms', 'soon'], 2, 'is no time'],
  [['type'], 2, 'unknown command'],
  [['types', 'http://127.0.0.1:1'], 3, 'app-unreachable'],
])('%j ends with %i and words', async (args, code, words) => {
  const called = await call(...args)
  expect(called.code).toBe(code)
  expect(called.note).toContain(words)
  expect(called.note).not.toMatch(/^\s+at /m)
  expect(called.out).toBe('')
})

test('a relay that does not answer is an error, although the app does', async () => {
  const { code, note } = await call('types', url(0), '--relay', 'http://127.0.0.1:1/api')
  expect(code).toBe(3)
  expect(note).toContain('No relay answered at http://127.0.0.1:1/api')
})

test('an app that writes to the terminal by its error does not', async () => {
  const { note } = await call('types', 'http://\u001b[31mred')
  expect(note).not.toContain('\u001b')
})

test('help names every exit code', async () => {
  const { code, out } = await call('--help')
  expect(code).toBe(0)
  expect(out).toContain('Exit codes:')
  expect(await call('--version')).toMatchObject({ code: 0, out: '0.1.0\n' })
})
