/**
 * Values that are made only when they are sent: what a page shows and says meanwhile, and that they can be given up.
 */
import { act, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { InputKind } from '../../../src/react/index.ts'
import { createManualClock } from '../../../src/testing/manual-clock.ts'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { states, stream } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

/** A page with a field whose value is ready when the test says so. */
function open() {
  const making: ((ok: boolean) => void)[] = []
  const slow: InputKind = {
    Component: () => <input aria-label="Picture" />,
    finish: () =>
      new Promise((resolve) =>
        making.push((ok) => resolve(ok ? { ok: true, value: 'a picture' } : { ok: false, message: 'It cannot be made.' })),
      ),
  }
  const sent: unknown[] = []
  const clock = createManualClock()
  const picture = parameter('picture', 'Picture', { defaultValue: 'blank', hasDefault: false })
  const given = { endpoint: { ...summarise, parameters: [picture] } }
  const idle = stream({ ...given, submit: (inputs) => sent.push(inputs) })
  const inputKinds = { picture: slow }
  const { show } = draw(idle, undefined, { inputKinds, clock })
  const finish = (ok = true) => act(async () => making.shift()?.(ok))
  return { sent, clock, finish, show: (next: typeof idle) => show({ ...next, ...given }) }
}
const run = () => userEvent.click(screen.getByRole('button', { name: 'Run' }))
const said = () => screen.getAllByRole('status').map(({ textContent }) => textContent.trim())

test('says at once that files are prepared, and sends them when they are', async () => {
  const { sent, finish } = open()
  await run()
  expect(document.querySelector('.rgs-status')?.textContent).toBe('Preparing the files')
  expect(said()).toContain('Preparing the files')
  expect(sent).toEqual([])
  await finish()
  expect(sent).toEqual([{ picture: 'a picture' }])
  expect(document.querySelector('.rgs-status')).toBeNull()
})

test('says it in place of how the last run ended', async () => {
  const { show } = open()
  show(states.Succeeded)
  await run()
  expect(document.querySelector('.rgs-status')?.textContent).toBe('Preparing the files')
})

test('gives it up by the same button, and sends nothing', async () => {
  const { sent, clock, finish } = open()
  await run()
  const button = screen.getByRole('button', { name: 'Cancel' })
  // A second press at once meant Run.
  await userEvent.click(button)
  expect(document.querySelector('.rgs-status')).not.toBeNull()
  await act(() => clock.advance(500))
  await userEvent.click(button)
  expect(document.querySelector('.rgs-status')).toBeNull()
  expect(screen.getByRole('button', { name: 'Run' })).toBe(button)
  await finish()
  expect(sent).toEqual([])
})

test('says what is wrong where they cannot be made, and can be sent again', async () => {
  const { sent, finish } = open()
  await run()
  await finish(false)
  expect(screen.getAllByText('It cannot be made.').length).toBeGreaterThan(0)
  await run()
  await finish()
  expect(sent).toEqual([{ picture: 'a picture' }])
})
