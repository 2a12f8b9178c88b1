/**
 * Signing in and out in a page, through a real relay before an app with users; what a browser does with cookies is done
 * here by hand.
 */
import { QueryClient } from '@tanstack/react-query'
import { configure, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { expect, test } from 'vitest'
import '../../client/loaded.ts'
import '../../../src/client/sign-in/sign-in.ts'
import { GradioProcess, GradioProvider } from '../../../src/react/index.ts'
import { createGradioRelay } from '../../../src/relay/index.ts'
import { APP_URL, CONFIG, createFakeApp } from '../../relay/fake-upstream-app.ts'

configure({ asyncUtilTimeout: 5_000 })
const BASE = 'https://site.test/api/experimental/sse'

/** A page of a browser that keeps cookies, unless told not to. */
function createPage({ keepsCookies = true }: { keepsCookies?: boolean } = {}) {
  const app = createFakeApp()
  const users = new Map<string, string>()
  const relay = createGradioRelay({
    apps: { demo: APP_URL },
    sse: true,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { pathname } = new URL(request.url)
      const user = users.get(/token=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '')
      if (pathname === '/login') {
        const form = new URLSearchParams(await request.text())
        if (form.get('password') !== 'secret') return Response.json({ detail: 'Incorrect credentials.' }, { status: 400 })
        users.set('t1', form.get('username') ?? '')
        return new Response('{"success":true}', { headers: { 'set-cookie': 'token=t1; HttpOnly' } })
      }
      if (pathname === '/logout') users.clear()
      if (user === undefined)
        return Response.json({ detail: { error: 'Not authenticated', auth_message: 'Members only' } }, { status: 401 })
      return pathname === '/config' ? Response.json({ ...CONFIG, username: user }) : app.fetch(request)
    },
  })
  let cookie = ''
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, {
      ...init,
      headers: { ...Object.fromEntries(new Headers(init?.headers)), ...(cookie ? { cookie } : {}) },
    })
    const response = await relay.fetch(request)
    const set = response.headers.get('set-cookie')
    if (set !== null && keepsCookies) cookie = set.includes('Max-Age=0') ? '' : (set.split(';', 1)[0] ?? '')
    return response
  }
  const queryClient = new QueryClient({ defaultOptions: { queries: { retryDelay: 0 } } })
  render(
    <StrictMode>
      <GradioProvider backendUrl={BASE} fetch={fetch} queryClient={queryClient}>
        <GradioProcess app="demo" endpoint="/echo" />
      </GradioProvider>
    </StrictMode>,
  )
  return { users }
}

async function signIn(password: string) {
  const user = userEvent.setup()
  await user.type(await screen.findByLabelText('User name'), 'ann')
  await user.clear(screen.getByLabelText('Password'))
  await user.type(screen.getByLabelText('Password'), password)
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
}

test('signs in where the app says that it wants it, shows who is, and signs out again', async () => {
  const { users } = createPage()
  expect(await screen.findByText('Members only')).toBeDefined()
  await signIn('guess')
  expect((await screen.findAllByRole('alert')).some((one) => one.textContent?.includes('User name or password is wrong.'))).toBe(true)
  await signIn('secret')
  expect(await screen.findByText(/Signed in as/)).toBeDefined()
  expect(await screen.findByRole('textbox', { name: /text/i })).toBeDefined()
  await userEvent.setup().click(screen.getByRole('button', { name: 'Sign out' }))
  await waitFor(() => expect(users.size).toBe(0))
  expect(await screen.findByText('Members only')).toBeDefined()
  expect(screen.queryByText(/Signed in as/)).toBeNull()
})

test('says so where the browser does not keep the sign-in', async () => {
  createPage({ keepsCookies: false })
  await signIn('secret')
  expect(await screen.findByText(/this browser does not keep it for this page/)).toBeDefined()
})
