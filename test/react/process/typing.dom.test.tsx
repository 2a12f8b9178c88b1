/** The cost of a key: one field renders, independent of the rest of the form. */
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { InputKind } from '../../../src/react/inputs/input-kind.ts'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { stream } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

it('draws no field but the one that is typed into, and reads no draft again', async () => {
  const drawn = vi.fn<() => void>()
  const toDraft = vi.fn(() => ({ rows: [1, 2, 3] }))
  const read = vi.fn((draft: unknown) => ({ ok: true, value: draft }) as const)
  const counted: InputKind = {
    Component: () => {
      drawn()
      return <output>Counted</output>
    },
    toDraft,
    read,
  }
  const others = Array.from({ length: 20 }, (_, index) => parameter('counted', `Other ${index}`))
  const parameters = [parameter('textbox', 'Text'), ...others]
  draw(stream({ endpoint: { ...summarise, parameters } }), undefined, { inputKinds: { counted } })
  const text = screen.getByRole<HTMLInputElement>('textbox', { name: 'Text' })
  // Entering a field makes it the one that counts.
  await userEvent.type(text, 'a')
  for (const counter of [drawn, toDraft, read]) counter.mockClear()

  await userEvent.type(text, ' long title')
  expect(text.value).toBe('a long title')
  expect(drawn).not.toHaveBeenCalled()
  expect(toDraft).not.toHaveBeenCalled()
  expect(read).not.toHaveBeenCalled()
})

it('reads a long list of choices once', async () => {
  const choices = Array.from({ length: 10_000 }, (_, index) => [`Port ${index}`, index])
  const looked = vi.fn<() => void>()
  // Every look at an entry is counted.
  const counting = choices.map((choice) => new Proxy(choice, { get: (target, key) => (looked(), Reflect.get(target, key)) }))
  const parameters = [parameter('textbox', 'Text'), parameter('dropdown', 'Port', { props: { choices: counting } })]
  draw(stream({ endpoint: { ...summarise, parameters } }))
  const text = screen.getByRole<HTMLInputElement>('textbox', { name: 'Text' })
  await userEvent.type(text, 'a')
  looked.mockClear()
  await userEvent.type(text, ' long title')
  expect(looked).not.toHaveBeenCalled()
})
