/** Choices that are searched. The code of the field is loaded when it is first drawn. */
import { screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeAll, expect, it, vi } from 'vitest'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { stream } from '../../../stories/states.ts'
import { draw } from '../process/draw.tsx'

// How long loading takes says nothing of what is drawn.
beforeAll(() => import('../../../src/react/inputs/choice/search-input.tsx'))

const cities = Array.from({ length: 5000 }, (_, index) => [`City ${index + 1}`, index + 1])
const input = () => screen.findByRole('combobox', { name: /City/ })
const run = () => userEvent.click(screen.getByRole('button', { name: 'Run' }))

function drawOne(props: Record<string, unknown>, defaultValue: unknown = null) {
  const submit = vi.fn()
  const one = { ...parameter('dropdown', 'City', { props }), defaultValue, hasDefault: defaultValue !== null }
  draw(stream({ submit, endpoint: { ...summarise, parameters: [one] } }))
  return submit
}

it('finds one of 5,000 by typing and draws a part of them', async () => {
  const submit = drawOne({ choices: cities }, 17)
  const control = await input()
  expect(control).toHaveProperty('value', 'City 17')
  await userEvent.tripleClick(control)
  expect(document.querySelectorAll('[role=option]')).toHaveLength(60)
  // In one piece: jsdom takes its time over every list that is drawn.
  await userEvent.paste('city 4999')
  await userEvent.click(await screen.findByText('City 4999'))
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({ city: 4999 })
})

it('takes several, shows each, and takes one out again', async () => {
  const submit = drawOne({ choices: cities, multiselect: true }, [1, 2])
  await userEvent.click(await input())
  await userEvent.paste('City 300')
  await userEvent.click(await screen.findByText('City 300'))
  await userEvent.click(screen.getByRole('button', { name: 'Remove City 1' }))
  await userEvent.keyboard('{Escape}{Escape}')
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({ city: [2, 300] })
})

it('offers what was typed as a choice of its own where the app allows it', async () => {
  const submit = drawOne({ choices: ['a', 'b'], multiselect: true, allow_custom_value: true }, ['a'])
  await userEvent.type(await input(), 'Atlantis')
  await userEvent.click(await screen.findByRole('option', { name: 'Use “Atlantis”' }))
  await waitFor(() => expect(screen.getByText('Atlantis')).toBeTruthy())
  await userEvent.keyboard('{Escape}{Escape}')
  await run()
  expect(submit).toHaveBeenCalledExactlyOnceWith({ city: ['a', 'Atlantis'] })
})

it('says when nothing matches', async () => {
  drawOne({ choices: cities })
  await userEvent.type(await input(), 'zzz')
  expect(await screen.findByText('Nothing matches.')).toBeTruthy()
})

it('stays within the process, so that its theme holds', async () => {
  drawOne({ choices: cities })
  await userEvent.click(await input())
  const list = await screen.findByRole('listbox')
  expect(within(screen.getByRole('form')).getByRole('listbox')).toBe(list)
})
