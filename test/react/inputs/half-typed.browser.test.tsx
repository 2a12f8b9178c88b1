/**
 * A half-typed value never counts as empty, in a real browser: only the browser knows the content of its own controls.
 */
import { cleanup, render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { GradioProcess } from '../../../src/react/index.ts'
import { parameter, stillClock, summarise } from '../../../stories/fixtures.ts'
import { stream } from '../../../stories/states.ts'

afterEach(cleanup)

/** Types in the field and runs; answers with what is said of it, and what was sent. */
async function typeAndRun(component: string, keys: string) {
  const submit = vi.fn()
  const one = stream({ submit, endpoint: { ...summarise, parameters: [parameter(component, 'Thing')] } })
  render(
    <StrictMode>
      <GradioProcess.View stream={one} clock={stillClock} locale="en" />
    </StrictMode>,
  )
  const field = screen.getByLabelText<HTMLInputElement>('Thing')
  field.focus()
  await userEvent.keyboard(keys)
  await userEvent.click(screen.getByRole('button', { name: 'Run' }))
  return { said: field.getAttribute('aria-invalid') === 'true', sent: submit.mock.calls.flat() }
}

const refused = { said: true, sent: [] }
const empty = { said: false, sent: [{ thing: null }] }

test.each([
  ['number', '-', refused],
  ['number', '1e999', refused],
  ['number', '1e', refused],
  ['number', '-{Backspace}', empty],
  ['number', '12{Backspace}{Backspace}', empty],
  ['datetime', '03', refused],
  ['datetime', '03{ArrowLeft}{Backspace}', empty],
  ['datetime', '{Shift}', empty],
])('a %s with %s', async (component, keys, expected) => {
  expect(await typeAndRun(component, keys)).toEqual(expected)
})
