/** A field whose code could not be loaded: what is said of it, and that trying again brings it. */
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { expect, it, vi } from 'vitest'
import type { InputRegistry } from '../../../src/react/inputs/input-kind.ts'
import { textInput } from '../../../src/react/inputs/text-input.tsx'
import { LateCode, useLateCode } from '../../../src/react/late-code.ts'
import { LateField } from '../../../src/react/process/late-field.tsx'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { stream } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

const note = parameter('note', 'Note', { props: { info: 'Kept with the run.' } })

function Late({ late }: { late: LateCode<InputRegistry> }): ReactElement {
  const { code } = useLateCode(late, 'now')
  if (code) return <p>The field is there</p>
  return <LateField id="note" endpoint={summarise} parameter={note} issue={null} late={late} />
}

/** A loader that fails so many times first. */
function failing(times: number) {
  return vi.fn((): Promise<InputRegistry> => {
    times -= 1
    return times >= 0 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve({ note: textInput })
  })
}

it('says what could not be loaded in place of the field, and tries again when asked to', async () => {
  // Each attempt is repeated once, at once.
  const load = failing(4)
  draw(stream(), <Late late={new LateCode('draws notes', load)} />)
  expect(screen.getByText('Note')).toBeTruthy()
  expect(screen.getByText('Kept with the run.')).toBeTruthy()
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('A part of this page could not be loaded.')
  expect(screen.getByText('Note')).toBeTruthy()
  // Nobody but a person tries again.
  expect(load).toHaveBeenCalledTimes(2)

  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(4))
  await screen.findByRole('alert')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await screen.findByText('The field is there')
  expect(screen.queryByRole('alert')).toBeNull()
  expect(load).toHaveBeenCalledTimes(5)
})
