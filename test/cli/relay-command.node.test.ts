/** `gradio-stream relay`: a relay that a client uses, its options from three places, and wrong lines by number. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { runCommandLine } from '../../src/cli/command-line.ts'
import { GradioClient } from '../../src/client/index.ts'
import { createScenarioServer, scenarios, serveScenarios } from '../../src/testing/index.ts'
import { call } from './recorded-terminal.ts'

const folder = mkdtempSync(join(tmpdir(), 'relay-command-'))
let app: { url: string; close(): Promise<void> }
const VARIABLES = ['PORT', 'RELAY_APPS', 'RELAY_CORS']

beforeAll(async () => {
  app = await serveScenarios(createScenarioServer({ scenarios: Object.values(scenarios), speed: 4 }))
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(() => {
  for (const name of VARIABLES) delete process.env[name]
})

function config(text: string): string {
  const path = join(folder, 'relay.json')
  writeFileSync(path, text)
  return path
}

/** Starts it. Resolves with where it listens, and what stops it and gives its exit code. */
async function start(...args: readonly string[]): Promise<{ url: string; apps: readonly string[]; stop(): Promise<number> }> {
  const stopped = new AbortController()
  let code: Promise<number> = Promise.resolve(-1)
  const out = await new Promise<string>((resolve, reject) => {
    code = runCommandLine(['relay', '--json', ...args], { out: resolve, note: (text) => reject(new Error(text)), signal: stopped.signal })
  })
  // Written by the command.
  const { url, apps } = JSON.parse(out) as { url: string; apps: string[] }
  return {
    url,
    apps,
    stop() {
      stopped.abort()
      return code
    },
  }
}

test('a client runs an app through it, and it ends when it is told to', async () => {
  const relay = await start('--app', `demo=${app.url}`, '--port', '0')
  const client = new GradioClient({ backendUrl: relay.url })
  const [answer] = await client.run('demo', '/tokens', { max_tokens: 3 })
  expect(typeof answer).toBe('string')
  client.close()
  expect(await relay.stop()).toBe(0)
  await expect(fetch(relay.url)).rejects.toThrow()
})

test('flags win over the environment, and that over the file', async () => {
  const file = config(JSON.stringify({ port: 1, basePath: '/file', apps: { file: app.url } }))
  process.env.PORT = '0'
  process.env.RELAY_APPS = `one=${app.url},two=${app.url}`
  const relay = await start('--config', file, '--base-path', '/flag')
  expect(relay.url).toMatch(/:(?!1\/)\d+\/flag$/)
  expect(relay.apps).toEqual(['one', 'two'])
  expect(await relay.stop()).toBe(0)
})

test.each([
  ['{\n  "apps": {},\n  "port": 3000,\n}', 'relay.json:4 is no JSON'],
  ['[]', 'relay.json:1 must be an object'],
  ['{\n  "apps": {},\n  "runTtl": 5\n}', 'relay.json:3: '],
  ['{\n  "apps": {},\n\n  "runTtlMs": "soon"\n}', 'relay.json:4: '],
  ['{\n  "port": 70000\n}', 'relay.json:2: 70000 is no port'],
])('%j is refused with its line', async (text, words) => {
  const { code, note } = await call('relay', '--config', config(text))
  expect(code).toBe(2)
  expect(note).toContain(words)
  expect(note).not.toMatch(/^\s+at /m)
})

test.each([
  [['--app', 'nothing'], 'is no app'],
  [['--port', 'http'], '--port: "http" is no port'],
  [['--cors', 'somewhere'], 'cors'],
  [['--config', join(folder, 'none.json')], 'cannot be read'],
])('%j ends with 2 and words', async (args, words) => {
  const { code, note } = await call('relay', ...args)
  expect(code).toBe(2)
  expect(note).toContain(words)
})

test('a port that is taken is said', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  // Listening on TCP, so an address with a port.
  const { port } = taken.address() as AddressInfo
  const { code, note } = await call('relay', '--app', `demo=${app.url}`, '--port', String(port))
  expect(code).toBe(2)
  expect(note).toContain(`Port ${port} of 127.0.0.1 cannot be used`)
  await new Promise((resolve) => taken.close(resolve))
})
