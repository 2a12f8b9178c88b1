import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isSignInAddress, isSignInPage } from '../../../src/client/connection/http/sign-in-page.ts'
import { createGradioRelay } from '../../../src/relay/index.ts'
import { createFakeApp as createUpstream, APP_URL } from '../../relay/fake-upstream-app.ts'
import { createFakeApp, fixtureApp } from './fake-app.ts'
import { createClient } from './runs.ts'

const PASSWORD_PAGE = '<!doctype html><title>Acme</title><form><input type=password name=p></form>'
const page = (text = PASSWORD_PAGE, status = 200) => new Response(text, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })

test.each([
  ['a password field', PASSWORD_PAGE, true],
  ['its title', '<title>Sign in · Acme</title>', true],
  ['its title in German', '<title>Anmelden</title>', true],
  ['its title in Japanese', '<title>ログイン</title>', true],
  ['a form that leads there', '<form method="post" action="https://idp.test/saml2/start">', true],
  ['a refresh that leads there', '<meta http-equiv="refresh" content="0; url=/oauth2/start?rd=%2F">', true],
  ['a script that leads there', '<script>location.replace("/login?next=/")</script>', true],
  ["Gradio's own", '<script>window.gradio_config = {"auth_required": true}</script>', true],
  ['nothing of the kind', '<title>502 Bad Gateway</title><h1>nginx</h1><a href="/login">Sign in</a>', false],
  ['an empty page', '', false],
])('a page is one to sign in at by %s: %#', (_name, text, expected) => {
  expect(isSignInPage('text/html', text)).toBe(expected)
  expect(isSignInPage('application/json', text)).toBe(false)
})

test('the pages of Spaces that sleep or fail are none', () => {
  // What a gateway says while an app starts.
  expect(isSignInPage('text/html', '<title>Space</title><p>Your Space is starting</p>')).toBe(false)
  expect(isSignInPage(null, readFileSync(new URL('./sign-in-page.node.test.ts', import.meta.url), 'utf8'))).toBe(false)
})

test.each([
  ['https://acme.test/login?next=%2F', true],
  ['https://acme.test/oauth2/start', true],
  ['https://login.acme.test/', true],
  ['https://acme.cloudflareaccess.test/cdn-cgi/access/login/app', true],
  ['https://acme.test/gradio_api/queue/join', false],
  ['https://acme.test/catalogin', false],
  ['no address', false],
])('%s is an address to sign in at: %s', (url, expected) => {
  expect(isSignInAddress(url)).toBe(expected)
})

test('a join that is sent on to a page to sign in at has begun nothing', async () => {
  const fake = createFakeApp()
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { method } = new Request(input, init)
    if (method === 'POST') return new Response(null, { status: 302, headers: { location: 'https://sso.acme.test/login' } })
    return Object.defineProperty(page(), 'url', { value: 'https://sso.acme.test/login' })
  }
  const end = await createClient(fake, { fetch }).submit(fixtureApp('direct'), '/echo', ['x']).settled
  expect(end).toMatchObject({ status: 'failed', error: { code: 'login-required', details: { reason: 'signed-out' } } })
  expect(end).toMatchObject({ error: { message: expect.stringContaining('was not done') } })
})

test('an upload that meets a page to sign in at says so, and that nothing was begun', async () => {
  const fake = createFakeApp()
  fake.on.set('/upload', () => page())
  const file = new Blob(['x'], { type: 'text/plain' })
  const end = await createClient(fake).submit(fixtureApp('direct'), '/echo', [file]).settled
  expect(end).toMatchObject({
    error: { code: 'login-required', message: expect.stringContaining('Nothing was sent or begun'), details: { reason: 'signed-out' } },
  })
  expect(fake.asked('/queue/join')).toEqual([])
})

test('a direct stream that meets a page to sign in at says that the run may go on', async () => {
  const fake = createFakeApp()
  fake.on.set('/queue/data', () => page())
  const end = await createClient(fake).submit(fixtureApp('direct'), '/echo', ['x']).settled
  expect(end).toMatchObject({ error: { code: 'login-required', message: expect.stringContaining('may go on at the app') } })
})

test.each([
  ['a page to sign in at', () => page()],
  ['401', () => Response.json({ detail: 'Not authenticated' }, { status: 401 })],
  ['a redirect there', () => new Response(null, { status: 302, headers: { location: 'https://sso.acme.test/login' } })],
])('through the relay, an app that answers a join with %s has signed its user out', async (_name, answer) => {
  const app = createUpstream()
  app.answer('/queue/join', answer)
  const relay = createGradioRelay({ apps: { demo: APP_URL }, sse: true, fetch: app.fetch })
  const fake = createFakeApp()
  const client = createClient(fake, {
    backendUrl: 'https://site.test/api/experimental/sse',
    fetch: (input, init) => relay.fetch(new Request(input, init)),
  })
  const described = await client.discover('demo')
  const end = await client.submit(described, described.endpoints[0]?.name ?? '', ['x']).settled
  expect(end).toMatchObject({
    error: { code: 'login-required', message: expect.stringContaining('Nothing was begun'), details: { reason: 'signed-out' } },
  })
  expect(JSON.stringify(end)).not.toContain('app.test')
  await relay.close()
})
