/**
 * A page whose server knew the app takes over what was drawn, without asking again; one whose server did not, suspends.
 */
import { act, screen } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { Page, prefetch } from './prefetched.tsx'

test('what the server drew is taken over, and nothing is asked', async () => {
  const { state } = await prefetch()
  const fetch = vi.fn<typeof globalThis.fetch>()
  const page = <Page state={JSON.parse(JSON.stringify(state))} fetch={fetch} />
  const container = document.body.appendChild(document.createElement('main'))
  container.innerHTML = renderToString(page)
  const [drawn] = container.querySelectorAll('p')
  const faults: unknown[] = []
  const root = await act(async () => hydrateRoot(container, page, { onRecoverableError: (error) => faults.push(error) }))
  expect(container.querySelector('p')).toBe(drawn)
  expect(container.textContent).toBe('success/echo,/stateful,/echo')
  expect(faults).toEqual([])
  expect(fetch).not.toHaveBeenCalled()
  act(() => root.unmount())
})

test('without it the page suspends and asks by itself', async () => {
  const container = document.body.appendChild(document.createElement('main'))
  const fetch = vi.fn<typeof globalThis.fetch>(() => new Promise(() => {}))
  const page = <Page state={{ queries: [], mutations: [] }} fetch={fetch} />
  const { createRoot } = await import('react-dom/client')
  const root = createRoot(container)
  await act(async () => root.render(page))
  await screen.findByText('asking')
  await vi.waitFor(() => expect(fetch).toHaveBeenCalled())
  act(() => root.unmount())
})
