/** Where only a new page has what is missing: what is offered, and what is said of typed text, result and run before. */
import { act, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DIRECT_CAPABILITIES } from '../../../src/core/protocol/app-description.ts'
import { GradioStreamError } from '../../../src/core/errors.ts'
import type { GradioStream } from '../../../src/react/gradio-stream.ts'
import { BareError } from '../../../src/react/process/bare-error.tsx'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { states, stream } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

const error = new GradioStreamError('reload-needed', { message: 'It could not be loaded.', details: { isGone: true } })
const RELAYED = { ...DIRECT_CAPABILITIES, resume: true, survivesDisconnect: true }

afterEach(() => vi.unstubAllGlobals())

function show(shown: GradioStream): string {
  draw(shown, <BareError error={error} retry={() => expect.unreachable('it is not offered')} />)
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Reload the page'])
  return screen.getByRole('alert').textContent
}

describe('says what becomes of', () => {
  it.each<[string, GradioStream, string | null]>([
    ['nothing, where there is nothing', stream(), null],
    ['a result that is not kept', { ...states.Succeeded, isKept: false }, 'The result shown here is lost then.'],
    ['a result that is kept', { ...states.Succeeded, isKept: true }, null],
    ['a run that is kept', { ...states.Queued, isKept: true }, 'Your run goes on and is shown again.'],
    ['a run at a relay, not kept', { ...states.Queued, capabilities: RELAYED }, 'Your run goes on, but is not shown again.'],
    ['a direct run', { ...states.Queued, capabilities: DIRECT_CAPABILITIES }, 'Your run ends then.'],
  ])('%s', (_name, shown, words) => {
    const text = show(shown)
    const next = 'Reload the page to go on.'
    expect(text.slice(text.indexOf(next) + next.length, -'Reload the page'.length)).toBe(words ?? '')
  })
})

it('says that what was typed is lost, once something is', async () => {
  draw(
    stream(),
    <>
      <GradioProcess.Form />
      <BareError error={error} retry={() => undefined} />
    </>,
  )
  expect(screen.queryByText('What is typed here is lost then.')).toBeNull()
  await userEvent.type(screen.getByRole('textbox', { name: /^Text/ }), 'A lighthouse')
  expect(screen.getByText('What is typed here is lost then.')).toBeTruthy()
})

it('offers no reload while the browser is offline, and does once it is back', () => {
  const network = { onLine: false }
  vi.stubGlobal('navigator', network)
  draw(stream(), <BareError error={error} retry={() => undefined} />)
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getByText('You are offline. The page can be reloaded once you are back.')).toBeTruthy()
  network.onLine = true
  act(() => void window.dispatchEvent(new Event('online')))
  expect(screen.getByRole('button', { name: 'Reload the page' })).toBeTruthy()
})

it('a run whose code only a new page has offers that in the place of trying again', async () => {
  draw(states.PageOutdated)
  expect(await screen.findByRole('button', { name: 'Reload the page' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
})
