/**
 * Apps with users, directly and through the relay, on every started Gradio: sign in, user, runs, files, sign out, and
 * no access with another client's sign-in.
 */
import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { GradioClient } from '../../src/client/index.ts'
import type { AppDescription, GradioClientOptions } from '../../src/client/index.ts'
import { createGradioRelay } from '../../src/relay/index.ts'
import type { GradioRelay } from '../../src/relay/index.ts'
import { startOwnApp } from './start-own-app.ts'

const versions = Object.keys(inject('gradio')) as GradioVersion[]
/** Up to here the config does not say who is signed in, or a message is no part of a refusal. */
const OLD: readonly GradioVersion[] = ['3', '4.8', '4.16', '4.19', '4.21', '4']

describe.each(versions)('Gradio %s', (version) => {
  let app: ChildProcess
  let relay: GradioRelay
  const ways: Record<string, { address: string; newClient: (options?: GradioClientOptions) => GradioClient }> = {}

  beforeAll(async () => {
    const started = await startOwnApp('members.py', version)
    app = started.app
    relay = createGradioRelay({ apps: { demo: started.address }, sse: true, basePath: '/relay' })
    const fetchRelay: typeof fetch = async (input, init) => relay.fetch(new Request(input, init))
    ways.direct = { address: started.address, newClient: (options) => new GradioClient({ backendUrl: null, ...options }) }
    ways.relay = {
      address: 'demo',
      newClient: (options) => new GradioClient({ backendUrl: 'https://relay.test/relay', fetch: fetchRelay, ...options }),
    }
  })
  afterAll(async () => {
    await relay?.close()
    app?.kill('SIGKILL')
  })

  test.each(['direct', 'relay'])('%s', async (way) => {
    const { address, newClient } = ways[way] ?? expect.unreachable()
    const run = async (client: GradioClient, described: AppDescription, endpoint: string, inputs: unknown[] = []) => {
      const end = await client.submit(described, endpoint, inputs).settled
      return end.status === 'succeeded' ? end.data[0] : end.status === 'failed' ? end.error.details : end.status
    }
    const [ann, bob, eve] = [newClient({ oauthToken: 'hf_of_ann' }), newClient(), newClient()]
    await expect(ann.discover(address)).rejects.toMatchObject({
      code: 'login-required',
      details: OLD.includes(version) ? {} : { authMessage: 'Members only' },
    })
    await expect(ann.signIn(address, { username: 'ann', password: 'guess' })).rejects.toMatchObject({
      details: { reason: 'wrong-credentials' },
    })
    const asAnn = await ann.signIn(address, { username: 'ann', password: 'secret' })
    const asBob = await bob.signIn(address, { username: 'bob', password: 'hidden' })
    expect([asAnn.user, asBob.user]).toEqual(OLD.includes(version) ? [asAnn.user, asBob.user] : ['ann', 'bob'])
    expect([await run(ann, asAnn, '/whoami'), await run(bob, asBob, '/whoami')]).toEqual(['ann', 'bob'])
    expect(await run(ann, asAnn, '/echo', ['hello'])).toBe('you said hello')
    expect(String(await run(ann, asAnn, '/name', [new File(['x'], 'note.txt')]))).toContain('note')
    if (version === '6') {
      expect(asAnn.endpoints.map(({ name, oauthToken }) => [name, oauthToken])).toEqual([
        ['/whoami', undefined],
        ['/echo', undefined],
        ['/name', undefined],
        ['/must', 'required'],
        ['/may', 'optional'],
      ])
      expect([await run(ann, asAnn, '/must'), await run(ann, asAnn, '/may')]).toEqual(['acting with hf_of_ann', 'acting with hf_of_ann'])
      expect(await run(bob, asBob, '/may')).toBe('acting for nobody')
      expect(await run(bob, asBob, '/must')).toMatchObject({ appMessage: expect.stringContaining('logged in user') })
    }
    // Who has none gets none.
    await expect(eve.discover(address)).rejects.toMatchObject({ code: 'login-required' })
    const stolen = await eve.submit(asAnn, '/echo', ['x']).settled
    const refused = { code: 'login-required', details: { reason: 'signed-out' } }
    // A socket that is refused does not say why.
    const isMute = version === '3' && way === 'direct'
    expect(stolen).toMatchObject({ status: 'failed', error: isMute ? { code: 'app-unreachable' } : refused })
    await ann.signOut(asAnn)
    await expect(ann.discover(address)).rejects.toMatchObject({ code: 'login-required' })
    if (!isMute) expect(await run(ann, asAnn, '/echo', ['x'])).toMatchObject(refused.details)
    expect(await run(bob, asBob, '/whoami')).toBe('bob')
  })

  test('who guesses right reads nothing of another through the relay', async () => {
    const base = 'https://relay.test/relay'
    const cookies = new Map<string, string>()
    const ask = async (who: string, path: string, init: RequestInit = {}) => {
      const headers = { 'content-type': 'application/json', ...(cookies.has(who) ? { cookie: cookies.get(who) ?? '' } : {}) }
      const response = await relay.fetch(new Request(`${base}${path}`, { ...init, headers }))
      const cookie = response.headers.get('set-cookie')
      if (cookie !== null) cookies.set(who, cookie.split(';', 1).join())
      return response
    }
    const post = (who: string, path: string, body: object) => ask(who, path, { method: 'POST', body: JSON.stringify(body) })
    await post('bob', '/login', { baseUrl: 'demo', username: 'bob', password: 'hidden' })
    const keepCookie: typeof fetch = (input, init) => {
      const request = new Request(input, init)
      cookies.set('ann', request.headers.get('cookie') ?? '')
      return relay.fetch(request)
    }
    const ann = new GradioClient({ backendUrl: base, fetch: keepCookie })
    const app = await ann.signIn('demo', { username: 'ann', password: 'secret' })
    const [named, said] = [
      ann.submit(app, '/name', [new File(['for ann alone'], 'private.txt')]),
      ann.submit(app, '/echo', ['for ann alone']),
    ]
    await Promise.all([named.settled, said.settled])
    const api = app.apiUrl.slice(base.length)
    const session = `session_hash=${ann.toRecord(said)?.sessionHash ?? expect.unreachable()}`
    const { id } = said
    const upload = ann.toRecord(named)
    const path = JSON.stringify(upload).match(/"path":"([^"]+)"/)?.[1] ?? '/tmp/gradio/private.txt'
    expect(await (await ask('ann', `${api}/queue/poll?${session}&last_event_id=0`)).text()).toContain('for ann alone')
    for (const who of ['bob', 'nobody']) {
      const answers = await Promise.all([
        ask(who, `${api}/queue/poll?${session}`),
        ask(who, `${api}/queue/poll?${session}&last_event_id=0`),
        ask(who, `${api}/queue/data?${session}`),
        ask(who, `${api}/queue/data?${session}&last_event_id=0`, { headers: { 'last-event-id': '0' } }),
        post(who, `${api}/cancel`, { event_id: id, session_hash: session.slice('session_hash='.length), fn_index: 1 }),
      ])
      const texts = await Promise.all(answers.map((answer) => answer.text()))
      expect(texts.join()).not.toContain('for ann alone')
      // As Gradio answers a stream of a session that it does not know.
      expect([texts[2], texts[3]].every((text) => text?.includes('session_not_found'))).toBe(true)
      expect([answers[0]?.status, answers[1]?.status]).toEqual([404, 404])
    }
    // Who is not signed in has neither the app nor its files, under any name a sign-in could have in the relay.
    for (const name of ['demo', 'demo@', 'demo%40', `demo@${id}`, `demo%40${id}`, 'demo@00000000000000000000000000000000'])
      for (const rest of [
        'config',
        `${api.split('/').slice(3).join('/')}/info`.replace(/^\//, ''),
        `${api.split('/').slice(3).join('/')}/file=${path}`.replace(/^\//, ''),
      ])
        expect((await ask('nobody', `/apps/${name}/${rest}`)).status, `${name} ${rest}`).toBeGreaterThanOrEqual(400)
    cookies.set('nobody', `rgs_login_demo=${id}`)
    expect((await ask('nobody', '/apps/demo/config')).status).toBe(401)
  })
})
