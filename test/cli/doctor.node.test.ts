/**
 * What the doctor finds without a proxy: the app itself, a Space, a browser's rules, the clock. Each is made with an
 * app that answers so. And every code has a section in docs/doctor.md.
 */
import { readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { FINDING_CODES } from '../../src/cli/doctor/finding.ts'
import { createScenarioServer, scenarios, serveScenarios } from '../../src/testing/index.ts'
import { serveRelay } from '../live/serve.ts'
import { call } from './recorded-terminal.ts'

type Answer = (request: Request) => Response | Promise<Response>

const server = createScenarioServer({ scenarios: Object.values(scenarios) })
const open: { close(): Promise<void> }[] = []
let app = ''
let old = ''
const capture = (file: string): unknown => JSON.parse(readFileSync(join('test/fixtures/captures/gradio-3', file), 'utf8'))

beforeAll(async () => {
  app = await serve((request) => server.fetch(request))
  // Gradio 3.50: what it answers to what the doctor asks.
  const [config, info] = [capture('config.json'), capture('info.json')]
  old = await serve(({ url }) => {
    const { pathname } = new URL(url)
    if (pathname === '/config') return Response.json(config)
    if (pathname === '/info') return Response.json(info)
    return pathname === '/app_id' ? Response.json({ app_id: 1 }) : new Response('{"detail":"Not Found"}', { status: 404 })
  })
})
afterAll(() => Promise.all(open.map((one) => one.close())))
afterEach(() => {
  delete process.env.HF_ENDPOINT
})

async function serve(fetch: Answer): Promise<string> {
  const served = await serveScenarios({ fetch: async (request) => fetch(request) })
  open.push(served)
  return served.url
}

/** The app, whose answers are changed on their way. */
function altered(change: (answer: Response, request: Request) => Response | Promise<Response>): Promise<string> {
  return serve(async (request) => change(await server.fetch(request.clone()), request))
}

function withHeaders(answer: Response, headers: Readonly<Record<string, string>>): Response {
  const all = new Headers(answer.headers)
  for (const [name, value] of Object.entries(headers)) all.set(name, value)
  return new Response(answer.body, { status: answer.status, headers: all })
}

interface Examined {
  readonly code: number
  readonly codes: readonly string[]
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly seen: string; readonly page: string }[]
  readonly facts: Readonly<Record<string, unknown>>
}

async function examine(address: string, ...options: readonly string[]): Promise<Examined> {
  const { code, out, note } = await call('doctor', address, '--json', '--watch-ms', '300', ...options)
  if (out === '') throw new Error(note)
  // Written by the command.
  const read = JSON.parse(out) as Omit<Examined, 'code' | 'codes'>
  return { ...read, code, codes: read.findings.filter(({ severity }) => severity !== 'note').map((one) => one.code) }
}

test('an app with nothing in between has no finding', async () => {
  const examined = await examine(app)
  expect(examined).toMatchObject({ code: 0, codes: [], facts: { version: '6.31.0', route: 'direct', replicas: 1, http: '1.1' } })
  expect(examined.findings.map(({ code, page }) => [code, page])).toEqual([['http1-connections', 'docs/doctor.md#http1-connections']])
  const { code, out } = await call('doctor', app, '--watch-ms', '300')
  expect(code).toBe(0)
  expect(out).toContain('Nothing is wrong.')
})

test('a relay before it has no finding either', async () => {
  const relay = await serveRelay({ apps: { demo: app }, sse: true })
  open.push(relay)
  expect(await examine('demo', '--relay', relay.backendUrl)).toMatchObject({ code: 0, codes: [], facts: { route: 'relay' } })
  expect(await examine(app, '--relay', `${app}/nowhere`)).toMatchObject({ code: 3, codes: ['relay-unreachable'] })
})

test('app-unreachable, app-not-gradio, app-refused, sign-in-needed', async () => {
  expect(await examine('http://127.0.0.1:1')).toMatchObject({ code: 3, codes: ['app-unreachable'] })
  expect(await examine(await serve(() => new Response('<h1>Hello</h1>')))).toMatchObject({ code: 3, codes: ['app-not-gradio'] })
  expect(await examine(await serve(() => new Response('Forbidden', { status: 403 })))).toMatchObject({ code: 3, codes: ['app-refused'] })
  const signedOut = await serve(() => Response.json({ detail: { error: 'Not authenticated', auth_message: null } }, { status: 401 }))
  expect(await examine(signedOut)).toMatchObject({ code: 3, codes: ['sign-in-needed'] })
})

test('protocol-unknown, protocol-old', async () => {
  const unknown = await altered(async (answer, request) =>
    request.url.endsWith('/config') ? Response.json({ ...(await json(answer)), protocol: 'sse_v9' }) : answer,
  )
  expect(await examine(unknown)).toMatchObject({ code: 3, codes: ['protocol-unknown'] })
  const { code, findings, facts } = await examine(old)
  expect(code).toBe(0)
  expect(findings.map((one) => one.code)).toContain('protocol-old')
  expect(facts.stream).toContain('not tried')
})

async function json(answer: Response): Promise<Record<string, unknown>> {
  // The config, an object.
  return (await answer.json()) as Record<string, unknown>
}

test.each([
  ['space-private', 'RUNNING', true],
  ['space-paused', 'PAUSED', false],
  ['space-broken', 'RUNTIME_ERROR', false],
  ['space-asleep', 'BUILDING', false],
])('%s: a Space that is %s', async (code, stage, isPrivate) => {
  const space = createScenarioServer({
    scenarios: Object.values(scenarios),
    space: { name: 'owner/space', stages: [{ stage }], isPrivate },
  })
  process.env.HF_ENDPOINT = await serve((request) => space.fetch(request))
  expect(await examine('owner/space', '--timeout-ms', '3000')).toMatchObject({ code: 3, codes: [code] })
})

test('cors-blocked, cors-doubled, cors-preflight; a page of the same origin needs none', async () => {
  const origin = 'https://site.example'
  const bare = await altered((answer) => {
    const headers = new Headers([...answer.headers].filter(([name]) => !name.startsWith('access-control-')))
    return new Response(answer.body, { status: answer.status, headers })
  })
  expect(await examine(bare, '--origin', origin)).toMatchObject({ code: 1, codes: ['cors-blocked'] })
  expect(await examine(bare, '--origin', bare)).toMatchObject({ code: 0, codes: [] })
  const twice = await altered((answer) => withHeaders(answer, { 'access-control-allow-origin': `${origin}, ${origin}` }))
  expect((await examine(twice, '--origin', origin)).codes).toContain('cors-doubled')
  const locked = await altered((answer, { method }) =>
    method === 'OPTIONS' ? new Response('', { status: 401 }) : withHeaders(answer, { 'access-control-allow-origin': origin }),
  )
  expect(await examine(locked, '--origin', origin)).toMatchObject({ code: 1, codes: ['cors-preflight'] })
})

test('mixed-content, http1-connections: a page with https, an app without', async () => {
  const letIn = { 'access-control-allow-origin': '*', 'access-control-allow-methods': '*', 'access-control-allow-headers': '*' }
  const pass = async (path: string, outgoing: ServerResponse): Promise<void> => {
    const answer = await server.fetch(new Request(`http://app.test${path}`))
    outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), ...letIn })
    for await (const piece of answer.body ?? []) outgoing.write(piece)
    outgoing.end()
  }
  const listener = createServer((incoming, outgoing) => {
    void pass(incoming.url ?? '/', outgoing)
  })
  // Reached by a name that a browser does not trust without https.
  await new Promise<void>((resolve) => listener.listen(0, hostname(), resolve))
  open.push({
    close: async () => {
      listener.closeAllConnections()
      await new Promise((resolve) => listener.close(resolve))
    },
  })
  // Listening on TCP, so an address with a port.
  const { port } = listener.address() as AddressInfo
  const { codes } = await examine(`http://${hostname()}:${port}`, '--origin', 'https://site.example')
  expect(codes).toContain('mixed-content')
  expect(codes).toContain('http1-connections')
})

test('stream-refused, stream-cut, clock-skew, no-affinity', async () => {
  const refusing = await altered((answer, { url }) => (url.includes('/heartbeat/') ? new Response('', { status: 502 }) : answer))
  expect(await examine(refusing)).toMatchObject({ code: 1, codes: ['stream-refused'] })
  const cutting = await altered((answer, { url }) =>
    url.includes('/heartbeat/') ? new Response('data: ALIVE\n\n', { headers: { 'content-type': 'text/event-stream' } }) : answer,
  )
  expect(await examine(cutting)).toMatchObject({ code: 1, codes: ['stream-cut'] })
  const late = await altered((answer) => withHeaders(answer, { date: new Date(Date.now() - 3_600_000).toUTCString() }))
  expect(await examine(late)).toMatchObject({ code: 1, codes: ['clock-skew'] })
  let turn = 0
  const many = await altered((answer, { url }) => (url.endsWith('/app_id') ? Response.json({ app_id: (turn += 1) % 3 }) : answer))
  expect(await examine(many)).toMatchObject({ code: 1, codes: ['no-affinity'], facts: { replicas: 3 } })
})

test.each([
  [['--origin', 'nowhere'], 'is no origin'],
  [['--proxy', 'squid'], 'is not known'],
  [['--watch-ms', '-1'], 'is no time'],
])('%j ends with 2 and words', async (options, words) => {
  const { code, note } = await call('doctor', app, ...options)
  expect(code).toBe(2)
  expect(note).toContain(words)
})

test('every code has a section in the document, and every section a code', () => {
  const sections = [...readFileSync('docs/doctor.md', 'utf8').matchAll(/^### ([a-z0-9-]+)$/gm)].map(([, code]) => code)
  expect(new Set(sections)).toEqual(new Set(FINDING_CODES))
  expect(sections).toHaveLength(FINDING_CODES.length)
})
