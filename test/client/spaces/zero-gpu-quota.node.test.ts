import { expect, test } from 'vitest'
import { GradioClient } from '../../../src/client/client.ts'
import type { AppDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { json } from '../connection/fake-app.ts'
import { API, createFakeSpace } from './fake-space.ts'

const QUOTA = `${API}/zero-gpu/quota`

/** A Hub that says this of the Space's hardware and of the account's quota. */
async function ask(
  hardware: unknown,
  quota: unknown,
  { token = 'hf_visitor', app = {} }: { token?: string | null; app?: Partial<AppDescription> } = {},
) {
  const described = { ...(await createFakeSpace('RUNNING').discover()), space: 'owner/space', ...app }
  const asked: { url: string; token: string | null }[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { url, headers } = new Request(input, init)
    asked.push({ url, token: headers.get('authorization') })
    if (url === QUOTA) return typeof quota === 'number' ? json({}, quota) : json(quota)
    return json({ stage: 'RUNNING', hardware })
  }
  const client = new GradioClient({ backendUrl: null, fetch, ...(token === null ? {} : { hubToken: () => token }) })
  return { quota: await client.zeroGpuQuota(described), asked }
}

const ZERO = { current: 'zero-a10g', requested: 'zero-a10g' }

test("asks for the quota of the token's account, at the Hub and nowhere else", async () => {
  const { quota, asked } = await ask(ZERO, { base: 2400, current: 725, resetsAt: '2026-07-29T10:00:00.000Z', overquotaUsed: 0 })
  expect(quota).toEqual({ totalMs: 2_400_000, leftMs: 725_000, resetsAt: Date.parse('2026-07-29T10:00:00Z'), overMs: 0 })
  expect(asked.map(({ url, token }) => [new URL(url).origin, token])).toEqual([
    ['https://huggingface.co', 'Bearer hf_visitor'],
    ['https://huggingface.co', 'Bearer hf_visitor'],
  ])
})

test.each([
  ['every field', {}, null],
  ['what is left', { base: 2400 }, { totalMs: 2_400_000, leftMs: null, resetsAt: null, overMs: null }],
  ['the whole', { current: 3, resetsAt: null }, { totalMs: null, leftMs: 3000, resetsAt: null, overMs: null }],
  ['sense', { base: 'much', current: -1, resetsAt: 'soon', overquotaUsed: {} }, null],
  ['an object', [], null],
  ['permission', 401, null],
  ['an answer', 503, null],
])('an answer may miss %s', async (_what, said, expected) => {
  expect((await ask(ZERO, said)).quota).toEqual(expected)
})

test.each([
  ['is no ZeroGPU', { current: 'cpu-basic' }],
  ['is written as a text', 'zero-a10g'],
  ['is not said', null],
])('hardware that %s', async (_what, hardware) => {
  const { quota, asked } = await ask(hardware, { base: 1, current: 1 })
  expect(quota !== null).toBe(hardware === 'zero-a10g')
  expect(asked.some(({ url }) => url === QUOTA)).toBe(hardware === 'zero-a10g')
})

test.each([
  ['there is no token', { token: null }],
  ['the app is behind a relay, whose account pays', { app: { route: 'relay' as const } }],
  ['the app is no Space by its address', { app: { apiUrl: 'https://app.test' } }],
])('nobody is asked where %s', async (_why, options) => {
  expect(await ask(ZERO, { base: 1, current: 1 }, options)).toEqual({ quota: null, asked: [] })
})
