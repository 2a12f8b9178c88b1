import { expect, test, vi } from 'vitest'
import { GradioClient } from '../../src/client/client.ts'
import { isGradioStreamError } from '../../src/client/errors.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelayOptions } from '../../src/relay/index.ts'
import { createManualClock } from '../../src/testing/manual-clock.ts'
import { APP_URL, CONFIG, createFakeApp } from './fake-upstream-app.ts'
import { BASE } from './relay-client.ts'

const PASSWORDS: Readonly<Record<string, string>> = { ann: 'secret-of-ann', bob: 'secret-of-bob' }

/** An app with users: a request without a sign-in cookie gets 401; it records whom it signed in. */
function createAppWithUsers() {
  const app = createFakeApp()
  const users = new Map<string, string>()
  const seenCookies: (string | null)[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    const cookie = request.headers.get('cookie')
    const user = users.get(/access-token-x=(\w+)/.exec(cookie ?? '')?.[1] ?? '')
    if (pathname === '/login') {
      const form = new URLSearchParams(await request.clone().text())
      const name = form.get('username') ?? ''
      if (PASSWORDS[name] !== form.get('password')) return Response.json({ detail: 'Incorrect credentials.' }, { status: 400 })
      const token = `t${users.size}`
      users.set(token, name)
      const headers = new Headers({ 'content-type': 'application/json' })
      headers.append('set-cookie', `access-token-x=${token}; HttpOnly; Path=/; SameSite=none; Secure`)
      return new Response('{"success":true}', { headers })
    }
    if (pathname === '/logout') {
      for (const [token, name] of users) if (name === user && cookie?.includes(token)) users.delete(token)
      return new Response(null, { status: 302, headers: { location: '/' } })
    }
    seenCookies.push(cookie)
    if (user === undefined) return Response.json({ detail: { error: 'Not authenticated', auth_message: 'Members only' } }, { status: 401 })
    if (pathname === '/config') return Response.json({ ...CONFIG, username: user })
    return app.fetch(request)
  }
  return { app, fetch, users, seenCookies }
}

function createBed(options: GradioRelayOptions = {}) {
  const upstream = createAppWithUsers()
  const clock = createManualClock()
  const onError = vi.fn()
  const relay = createGradioRelay({ apps: { demo: APP_URL }, sse: true, fetch: upstream.fetch, clock, onError, ...options })
  const answers: string[] = []
  /** Each has cookies of its own. */
  const newClient = () =>
    new GradioClient({
      backendUrl: BASE,
      fetch: async (input, init) => {
        const response = await relay.fetch(new Request(input, init))
        answers.push(
          `${[...response.headers].join()} ${response.headers.get('content-type')?.includes('json') ? await response.clone().text() : ''}`,
        )
        return response
      },
    })
  return { ...upstream, clock, relay, answers, newClient, onError }
}

const failure = (cause: unknown) => (isGradioStreamError(cause) ? { code: cause.code, ...cause.details } : cause)

test('signs a client in at an app through the relay, says who it is, runs, and signs it out', async () => {
  const { newClient, app, answers, users } = createBed()
  const client = newClient()
  await expect(client.discover('demo')).rejects.toMatchObject({ code: 'login-required', details: { authMessage: 'Members only' } })
  const described = await client.signIn('demo', { username: 'ann', password: 'secret-of-ann' })
  expect(described).toMatchObject({ user: 'ann', route: 'relay' })
  const run = client.submit(described, '/echo', ['x'])
  const stream = await app.stream(0)
  const eventId = JSON.parse(app.to('/queue/join')[0]?.body ?? '{}').session_hash
  expect(eventId).not.toBe('')
  stream.send({ msg: 'process_completed', event_id: 'event-1', output: { data: ['hi'] }, success: true })
  run.detach()
  await client.signOut(described)
  expect(users.size).toBe(0)
  await expect(client.discover('demo')).rejects.toMatchObject({ code: 'login-required' })
  // Nothing of the app's own sign-in, nor of the password, ever reaches a client.
  expect(answers.join()).not.toMatch(/access-token|secret-of-ann/)
})

test('no client has the sign-in of another', async () => {
  const { newClient, relay } = createBed()
  const [ann, bob, eve] = [newClient(), newClient(), newClient()]
  const asAnn = await ann.signIn('demo', { username: 'ann', password: 'secret-of-ann' })
  expect((await bob.signIn('demo', { username: 'bob', password: 'secret-of-bob' })).user).toBe('bob')
  expect((await ann.discover('demo')).user).toBe('ann')
  await expect(eve.discover('demo')).rejects.toMatchObject({ code: 'login-required' })
  // What one client was told is told to no other: not by the cached config, not by a file, not by a run.
  const get = (path: string, headers = {}) => relay.fetch(new Request(`${BASE}/apps/demo${path}`, { headers }))
  for (const path of ['/config', '/gradio_api/info', '/gradio_api/file=/cache/a.txt', '/gradio_api/app_id'])
    expect((await get(path)).status, path).toBeGreaterThan(400)
  const forged = { cookie: 'rgs_login_demo=00000000000000000000000000000000' }
  expect((await get('/config', forged)).status).toBe(401)
  expect((await eve.submit(asAnn, '/echo', ['x']).settled).status).toBe('failed')
  await relay.close()
})

test('a session of a client that is signed in is no session of one that is not', async () => {
  const { newClient, relay, app } = createBed()
  const ann = newClient()
  const described = await ann.signIn('demo', { username: 'ann', password: 'secret-of-ann' })
  const run = ann.submit(described, '/echo', ['x'])
  await app.stream(0)
  const record = ann.toRecord(run)
  await vi.waitFor(() => expect(ann.toRecord(run)).not.toBeNull())
  const session = (ann.toRecord(run) ?? record)?.sessionHash ?? ''
  const poll = await relay.fetch(new Request(`${BASE}/apps/demo/gradio_api/queue/poll?session_hash=${session}`))
  expect(poll.status).toBe(404)
  run.detach()
  await relay.close()
})

test('the name of a sign-in within the relay opens nothing from outside', async () => {
  let count = 0
  const ids: string[] = []
  const randomId = () => {
    ids.push((count += 1).toString(16).padStart(32, '0'))
    return ids.at(-1) ?? ''
  }
  const { newClient, relay } = createBed({ randomId })
  await newClient().signIn('demo', { username: 'ann', password: 'secret-of-ann' })
  for (const id of ids) {
    const answer = await relay.fetch(new Request(`${BASE}/apps/demo@${id}/config`))
    expect(answer.status).toBe(403)
  }
})

test.each([
  ['a wrong password', { username: 'ann', password: 'no' }, 'wrong-credentials'],
  ['an unknown user', { username: 'nobody', password: 'secret-of-ann' }, 'wrong-credentials'],
])('says that it was %s, and repeats neither', async (_name, credentials, reason) => {
  const { newClient, answers, onError } = createBed()
  const seen = failure(
    await newClient()
      .signIn('demo', credentials)
      .catch((cause: unknown) => cause),
  )
  expect(seen).toMatchObject({ code: 'login-required', reason })
  expect(JSON.stringify(seen) + answers.join()).not.toContain(credentials.password === 'no' ? '"no"' : credentials.password)
  expect(onError).not.toHaveBeenCalled()
})

test('limits tries, for one user and not for another', async () => {
  const { newClient, clock } = createBed({ limits: { maxLoginTries: 3 } })
  const attempt = async (username: string, password: string) =>
    failure(
      await newClient()
        .signIn('demo', { username, password })
        .catch((cause: unknown) => cause),
    )
  for (let index = 0; index < 3; index += 1) expect(await attempt('ann', 'guess')).toMatchObject({ reason: 'wrong-credentials' })
  expect(await attempt('ann', 'secret-of-ann')).toMatchObject({ reason: 'too-many-tries', retryAfterMs: expect.any(Number) })
  expect(await attempt(' ann', 'secret-of-ann')).toMatchObject({ reason: 'too-many-tries' })
  expect(await attempt('bob', 'secret-of-bob')).toMatchObject({ user: 'bob' })
  await clock.advance(16 * 60_000)
  expect(await attempt('ann', 'secret-of-ann')).toMatchObject({ user: 'ann' })
})

test('forgets a sign-in nobody uses', async () => {
  const { newClient, clock } = createBed({ loginTtlMs: 60_000 })
  const client = newClient()
  await client.signIn('demo', { username: 'ann', password: 'secret-of-ann' })
  await clock.advance(59_000)
  expect((await client.discover('demo')).user).toBe('ann')
  await clock.advance(61_000)
  await expect(client.discover('demo')).rejects.toMatchObject({ code: 'login-required' })
})

test('a sign-in that has ended at the app is told as such', async () => {
  const { newClient, users } = createBed()
  const client = newClient()
  const described = await client.signIn('demo', { username: 'ann', password: 'secret-of-ann' })
  users.clear()
  expect(await client.submit(described, '/echo', ['x']).settled).toMatchObject({
    status: 'failed',
    error: { code: 'login-required', details: { reason: 'signed-out' }, message: expect.stringContaining('Nothing was begun') },
  })
})

test.each([
  ['sends its callers on', () => new Response(null, { status: 302, headers: { location: '/' } })],
  ['has no such route', () => Response.json({ detail: 'Not Found' }, { status: 404 })],
  ['answers with a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
])('an app without users of its own, which %s, takes no password', async (_name, answer) => {
  const relay = createGradioRelay({ apps: { demo: APP_URL }, fetch: async () => answer() })
  const client = new GradioClient({ backendUrl: BASE, fetch: (input, init) => relay.fetch(new Request(input, init)) })
  const seen = await client.signIn('demo', { username: 'ann', password: 'x' }).catch((cause: unknown) => cause)
  expect(failure(seen)).toMatchObject({ code: 'login-required', reason: 'no-password' })
})

test('a sign-in is for apps the relay allows, in JSON, of any page but those of other sites', async () => {
  const { relay, app } = createBed()
  const ask = (body: object, headers: Record<string, string> = {}) =>
    relay.fetch(
      new Request(`${BASE}/login`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    )
  const credentials = { username: 'ann', password: 'secret-of-ann' }
  expect((await ask({ baseUrl: 'https://elsewhere.test', ...credentials })).status).toBe(403)
  expect((await ask({ baseUrl: 'demo', ...credentials }, { 'content-type': 'text/plain' })).status).toBe(415)
  const foreign = { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }
  expect((await ask({ baseUrl: 'demo', ...credentials }, foreign)).status).toBe(403)
  expect((await ask({ baseUrl: 'demo', username: 'ann', password: 3 })).status).toBe(400)
  expect(app.requests).toEqual([])
  const cookie = (await ask({ baseUrl: 'demo', ...credentials })).headers.get('set-cookie')
  expect(cookie).toMatch(/^rgs_login_demo=[\da-f]{32}; Path=\/api\/experimental\/sse; HttpOnly; SameSite=Lax; Secure$/)
})

test("an app's own cookie of the relay's is kept beside a client's", async () => {
  const { newClient, seenCookies } = createBed({ apps: { demo: { url: APP_URL, headers: { Cookie: 'gateway=1' } } } })
  await newClient().signIn('demo', { username: 'ann', password: 'secret-of-ann' })
  expect(seenCookies.at(-1)).toBe('gateway=1; access-token-x=t0')
})
