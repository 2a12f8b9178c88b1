/** A part of the page whose code could not be loaded: what is said of it, and that trying again brings it. */
import { act, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { lazyPart } from '../../src/react/kit/lazy-part.tsx'
import { NotLoaded } from '../../src/react/parts/error/not-loaded.tsx'
import { stream } from '../../stories/states.ts'
import { draw } from './process/draw.tsx'

interface NoteProps {
  words: string
}

function Note({ words }: NoteProps): ReactElement {
  return <p>{words}</p>
}

/** A loader that fails so many times first. */
function failing(times: number) {
  return vi.fn((): Promise<{ default: typeof Note }> => {
    times -= 1
    return times >= 0 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve({ default: Note })
  })
}

const Coming = () => <p>On its way</p>

afterEach(() => vi.unstubAllGlobals())

it('says what could not be loaded in its place, and tries again when asked to', async () => {
  // Each attempt is repeated once, at once.
  const load = failing(4)
  const Late = lazyPart<NoteProps>(load, Coming, NotLoaded)
  draw(stream(), <Late words="It is there" />)
  expect(screen.getByText('On its way')).toBeTruthy()
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('A part of this page could not be loaded.')
  expect(screen.getByRole('button', { name: 'Reload the page' })).toBeTruthy()
  // Nobody but a person tries again.
  expect(load).toHaveBeenCalledTimes(2)

  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(4))
  await screen.findByRole('alert')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await screen.findByText('It is there')
  expect(screen.queryByRole('alert')).toBeNull()
  expect(load).toHaveBeenCalledTimes(5)
})

it('asks for nothing offline, and loads by itself once the browser is back', async () => {
  const network = { onLine: false }
  vi.stubGlobal('navigator', network)
  vi.stubGlobal('location', { hostname: 'page.test' })
  const load = failing(0)
  const Late = lazyPart<NoteProps>(load, Coming, NotLoaded)
  draw(stream(), <Late words="It is there" />)
  expect((await screen.findByRole('alert')).textContent).toContain('You are offline. It is loaded once you are back.')
  expect(screen.queryByRole('button')).toBeNull()
  expect(load).not.toHaveBeenCalled()
  network.onLine = true
  act(() => void window.dispatchEvent(new Event('online')))
  await screen.findByText('It is there')
})

it('what hangs is given up, and asked for anew', async () => {
  vi.useFakeTimers()
  try {
    const load = vi
      .fn<() => Promise<{ default: typeof Note }>>()
      .mockReturnValueOnce(new Promise(() => {}))
      .mockResolvedValue({ default: Note })
    const Late = lazyPart<NoteProps>(load, Coming, NotLoaded)
    draw(stream(), <Late words="It is there" />)
    await act(() => vi.advanceTimersByTimeAsync(30_000))
    const again = screen.getByRole('button', { name: 'Try again' })
    await act(async () => {
      again.click()
      await vi.advanceTimersByTimeAsync(0)
    })
    expect(screen.getByText('It is there')).toBeTruthy()
  } finally {
    vi.useRealTimers()
  }
})

it('a stand-in takes its place for good where one is given; the next of its kind loads again', async () => {
  const load = failing(2)
  const Late = lazyPart<NoteProps>(load, ({ words }) => <p>{`plain: ${words}`}</p>)
  const first = draw(stream(), <Late words="first" />)
  await act(() => Late.load())
  expect(screen.getByText('plain: first')).toBeTruthy()
  first.unmount()
  draw(stream(), <Late words="second" />)
  await screen.findByText('second')
  expect(load).toHaveBeenCalledTimes(3)
})

it('is drawn at once where it was loaded ahead', async () => {
  const Late = lazyPart<NoteProps>(failing(0), Coming, NotLoaded)
  await Late.load()
  draw(stream(), <Late words="It is there" />)
  expect(screen.getByText('It is there')).toBeTruthy()
})
