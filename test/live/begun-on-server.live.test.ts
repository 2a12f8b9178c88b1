/** A run that the server begins on a real Gradio, followed by clients that have its token and nothing else. */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { GradioClient } from '../../src/client/index.ts'
import type { RunCall, RunState } from '../../src/client/index.ts'
import { serveRelay } from './serve.ts'
import type { ServedRelay } from './serve.ts'

const apps = inject('gradio')
const versions = Object.keys(apps) as GradioVersion[]
const WORDS = 20
/** A picture of one point. */
const RED_DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')

describe.each(versions)('begun on the server, Gradio %s', (version) => {
  let served: ServedRelay
  beforeAll(async () => {
    served = await serveRelay({
      apps: { fixture: apps[version] ?? '' },
      sse: true,
      // Strangers get nothing without a token.
      authorize: (request) => request.headers.get('x-user') === 'ann' && { owner: 'ann' },
      tokens: { secret: 'a secret of the live tests, 32 letters' },
    })
  })
  afterAll(() => served.close())

  const follow = (token: string): RunCall => new GradioClient({ backendUrl: served.backendUrl }).follow(token)
  const begin = (endpoint: string, inputs: readonly unknown[]) => served.relay.submit({ app: 'fixture', endpoint, inputs, owner: 'ann' })

  test('files that the server has are sent, and the run reads them', async () => {
    const form = ['/files', [createReadStream(import.meta.filename), new File([RED_DOT], 'dot.png', { type: 'image/png' })]] as const
    const { token } = await begin(...form)
    const client = new GradioClient({ backendUrl: served.backendUrl })
    const call = client.follow(token)
    const [picture, file] = (await call) as unknown as { url: string; orig_name?: string }[]
    const { app } = call.run
    if (app === null || !file || !picture) throw new Error('It has an app and two files by now.')
    const [sent, drawn] = await Promise.all([file, picture].map(({ url }) => client.withToken(token).fetchFile(app, url)))
    expect(await sent?.text()).toBe(await readFile(import.meta.filename, 'utf8'))
    expect(drawn?.type).toMatch(/^image\//)
    client.close()
  })

  test('runs of one session share what the app keeps for it, in their order', async () => {
    const first = await begin('/stateful', ['a'])
    const rest = ['b', 'c'].map((word) =>
      served.relay.submit({ app: 'fixture', endpoint: '/stateful', inputs: [word], owner: 'ann', session: first.session }),
    )
    const said: unknown[] = []
    for (const { token } of [first, ...(await Promise.all(rest))]) said.push((await follow(token)).at(-1))
    expect(said).toEqual(['1: a', '2: a, b', '3: a, b, c'])
    expect((await follow((await begin('/stateful', ['z'])).token)).at(-1)).toBe('1: z')
  })

  /** Counts of the app itself: how often a function began, ended and was cancelled. */
  async function countsOf(name: string): Promise<Record<string, number>> {
    const client = new GradioClient({ backendUrl: served.backendUrl, headers: () => ({ 'x-user': 'ann' }) })
    const [counts] = await client.run('fixture', '/runs')
    client.close()
    return (counts as Record<string, Record<string, number>>)[name] ?? {}
  }

  test('two clients and a late one get the whole run, which ran once', async () => {
    const before = await countsOf('stream_text')
    const { token } = await begin('/stream_text', [WORDS, 0.1])
    const watch = await served.relay.createWatchToken(token)
    const seen = await Promise.all([token, watch.token].map((one) => lengthsOf(follow(one))))
    const late = await follow(watch.token)
    for (const lengths of [...seen, [String(late[0]).split(' ').length]]) {
      expect(lengths.at(-1)).toBe(WORDS)
      expect(lengths.every((length, index) => length > (lengths[index - 1] ?? 0))).toBe(true)
    }
    const after = await countsOf('stream_text')
    expect((after.started ?? 0) - (before.started ?? 0)).toBe(1)
  })

  test('one cancels it for all, a watch token cannot', async () => {
    const { token } = await begin('/slow', [30])
    const watch = await served.relay.createWatchToken(token)
    const [own, watched] = [follow(token), follow(watch.token)]
    for (const call of [own, watched]) call.catch(() => {})
    await expect.poll(() => watched.run.getSnapshot().state.status, { timeout: 20_000 }).toBe('running')
    await expect(watched.run.cancel()).rejects.toMatchObject({ code: 'access-denied' })
    expect(watched.run.getSnapshot().state.status).toBe('running')
    await own.run.cancel()
    for (const call of [own, watched]) expect((await call.run.settled).status).toBe('cancelled')
  })

  test('files of the run are read with its token, and not without', async () => {
    const { token } = await begin('/media', [0.2, 440])
    const client = new GradioClient({ backendUrl: served.backendUrl })
    const call = client.follow(token)
    const [sound] = await call
    const { app } = call.run
    const url = (sound as { url: string }).url
    if (app === null) throw new Error('It has an app by now.')
    expect((await client.withToken(token).fetchFile(app, url)).size).toBeGreaterThan(100)
    await expect(client.fetchFile(app, url)).rejects.toMatchObject({ details: { status: 401 } })
    client.close()
  })
})

/** How many words each state had that was new. */
async function lengthsOf(call: RunCall): Promise<number[]> {
  const lengths: number[] = []
  let last: RunState | null = null
  for await (const state of call) {
    const length = 'data' in state && state.data ? String(state.data[0]).split(' ').length : 0
    const before = last !== null && 'data' in last && last.data ? String(last.data[0]).split(' ').length : 0
    if (length !== before) lengths.push(length)
    last = state
  }
  return lengths
}
