/** What a screen reader lists as the places of a page that holds several processes. */
import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { answered } from '../../../stories/answered.ts'
import { parameter, stillClock, summarise } from '../../../stories/fixtures.ts'

const LANDMARKS = ['region', 'form', 'navigation', 'complementary', 'main', 'search']
const TITLES = ['One', 'Two', 'Three']

it('gives every landmark of three processes a name of its own', async () => {
  const done = answered(['textbox', 'Out', 'a'], ['textbox', 'Log', 'b'])
  const wrong = ['Box', 'Bag'].map((label) => parameter('json', label))
  const endpoint = {
    ...summarise,
    returns: done.endpoint?.returns ?? [],
    parameters: wrong,
    examples: [{ label: null, parameters: ['box'], rows: [[1]], labels: ['first'] }],
  }
  render(
    <>
      {TITLES.map((title) => (
        <GradioProcess.View key={title} stream={{ ...done, endpoint }} title={title} clock={stillClock} locale="en" />
      ))}
    </>,
  )
  for (const box of screen.getAllByRole('textbox')) await userEvent.type(box, '[[[[')
  for (const button of screen.getAllByRole('button', { name: /^Run/ })) await userEvent.click(button)
  expect(await screen.findAllByRole('group', { name: '2 values need a change.' })).toHaveLength(3)
  expect(screen.getAllByRole('group', { name: 'Examples' })).toHaveLength(3)
  expect(await screen.findAllByRole('region', { name: /: Out$/ })).toHaveLength(3)

  const landmarks = LANDMARKS.flatMap((role) => screen.queryAllByRole(role))
  const names = TITLES.flatMap((title) => [title, ...['Inputs', 'Out', 'Log'].map((name) => `${title}: ${name}`)])
  for (const name of names) expect(LANDMARKS.flatMap((role) => screen.queryAllByRole(role, { name }))).toHaveLength(1)
  expect(landmarks).toHaveLength(names.length)
})

it('tells outputs of one label apart, also when a run gives one its label', () => {
  const out = ['textbox', 'Out', 'a'] as const
  const stream = answered(out, ['textbox', '', 'b'], out, ['textbox', '', 'c'], ['textbox', 'Log', 'd', { label: 'Out' }])
  render(<GradioProcess.View stream={stream} title="One" clock={stillClock} locale="en" />)
  const names = screen.getAllByRole('region').map((region) => region.getAttribute('aria-label'))
  expect(names).toEqual(['One', 'One: Out', 'One: Output 2', 'One: Out (2)', 'One: Output 4', 'One: Out (3)'])
  expect(screen.getAllByRole('heading', { name: 'Out' })).toHaveLength(3)
})
