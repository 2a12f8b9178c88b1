/**
 * Wrong values for a user with keyboard and screen reader, found here or by the app: where the focus is, what leads on,
 * what each field announces, and that nothing typed is lost. In real Chromium.
 */
import '../../client/loaded.ts'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import '../../../src/react/styles/index.css'
import { GradioProcess, GradioStreamError } from '../../../src/react/index.ts'
import type { Scenario } from '../../../src/testing/index.ts'
import { completed, processStarts } from '../../../src/testing/scenario-steps.ts'
import { textReturn } from '../../../src/testing/scenarios/parameters.ts'
import { stillClock, summarise } from '../../../stories/fixtures.ts'
import { failedWith } from '../../../stories/states.ts'
import { EVERY_FIELD } from './every-field.ts'
import { closeProcesses, openProcess, SECOND } from './live-process.tsx'

afterEach(() => {
  cleanup()
  closeProcesses()
})

const survey: Scenario = {
  name: 'survey',
  parameters: [
    { name: 'name', label: 'Name', component: 'textbox', value: '' },
    { name: 'age', label: 'Age', component: 'number', value: null, props: { minimum: 0 } },
    { name: 'extra', label: 'Extra', component: 'json', value: null },
  ],
  returns: [textReturn()],
  steps: [processStarts(SECOND), completed(SECOND, ['Thanks'])],
}
const refusing: Scenario = {
  ...survey,
  joinRefusal: ([name]) =>
    name === 'Ann'
      ? null
      : {
          status: 422,
          body: {
            detail: [
              { is_valid: false, parameter_name: 'name', message: 'Only Ann may.' },
              { is_valid: false, parameter_name: 'age', message: 'Age must be 18 or more.' },
            ],
          },
        },
}
const field = (role: string, name: RegExp) => screen.getByRole<HTMLInputElement>(role, { name })
const describedAs = (element: Element): string =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ')

async function fillIn(page: ReturnType<typeof openProcess>, age: string, extra: string): Promise<void> {
  await expect.poll(() => page.queryByRole('button', { name: 'Run' })?.getAttribute('aria-disabled')).toBeNull()
  await expect.poll(() => page.queryByRole('textbox', { name: /^Extra/ })).not.toBeNull()
  field('textbox', /^Name/).focus()
  await userEvent.keyboard(`Bo{Tab}${age}{Tab}${extra}`)
}

test('wrong values keep the run back: the focus goes to the summary, and from there to each field', async () => {
  const page = openProcess(survey)
  await fillIn(page, '-4', '[[[[1')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')

  const summary = await page.findByRole('group', { name: '2 values need a change.' })
  expect(document.activeElement).toBe(summary)
  for (const [link, target] of [
    ['Age', field('spinbutton', /^Age/)],
    ['Extra', field('textbox', /^Extra/)],
  ] as const) {
    summary.focus()
    await userEvent.keyboard(link === 'Age' ? '{Tab}' : '{Tab}{Tab}')
    expect(document.activeElement?.textContent).toBe(link)
    await userEvent.keyboard('{Enter}')
    expect(document.activeElement).toBe(target)
    expect(target.getAttribute('aria-invalid')).toBe('true')
  }
  expect(describedAs(field('spinbutton', /^Age/))).toContain('The least is 0.')
  expect(describedAs(field('textbox', /^Extra/))).toMatch(/line 1, column 4/)
  expect([field('textbox', /^Name/).value, field('spinbutton', /^Age/).value, field('textbox', /^Extra/).value]).toEqual([
    'Bo',
    '-4',
    '[[1',
  ])
})

test('a refusal by the app does the same, and the next run goes through', async () => {
  const page = openProcess(refusing)
  await fillIn(page, '10', '[[1]')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await page.next()

  const summary = await page.findByRole('group', { name: '2 values need a change.' })
  await expect.poll(() => document.activeElement).toBe(summary)
  await userEvent.keyboard('{Tab}{Enter}')
  const name = field('textbox', /^Name/)
  expect(document.activeElement).toBe(name)
  expect(name.getAttribute('aria-invalid')).toBe('true')
  expect(describedAs(name)).toContain('Only Ann may.')
  expect(describedAs(field('spinbutton', /^Age/))).toContain('Age must be 18 or more.')
  expect([name.value, field('spinbutton', /^Age/).value, field('textbox', /^Extra/).value]).toEqual(['Bo', '10', '[1]'])

  name.select()
  await userEvent.keyboard('Ann')
  expect(name.getAttribute('aria-invalid')).toBeNull()
  expect(page.queryByRole('group', { name: /^\d+ values need/ })).toBeNull()
  await userEvent.keyboard('{Enter}')
  for (let step = 0; step < 4; step++) await page.next()
  await expect.poll(() => document.querySelector('.rgs-root')?.getAttribute('data-status')).toBe('succeeded')
  expect(document.activeElement).toBe(name)
})

test('one wrong value needs no summary: the focus goes to its field', async () => {
  const page = openProcess(survey)
  await fillIn(page, '-4', '')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.poll(() => document.activeElement).toBe(field('spinbutton', /^Age/))
  expect(page.queryByRole('group', { name: /^\d+ values need/ })).toBeNull()
})

test('every kind of field says that it is wrong and why, and is led to', async () => {
  const issues = EVERY_FIELD.map(({ name, label }) => ({
    parameter: name,
    code: 'app-words' as const,
    params: {},
    message: `Not this ${label}.`,
  }))
  const error = new GradioStreamError('input-invalid', { message: 'The app refused all of it.', details: { endpoint: '/all', issues } })
  render(
    <GradioProcess.View
      stream={failedWith(error, { endpoint: { ...summarise, parameters: EVERY_FIELD } })}
      clock={stillClock}
      locale="en"
    />,
  )
  await screen.findByRole('grid', { name: /Ports/ }, { timeout: 15_000 })
  await screen.findByRole('application', {}, { timeout: 15_000 })
  await screen.findByRole('combobox', { name: /Voices/ }, { timeout: 15_000 })
  await expect.poll(() => document.querySelector('.rgs-late, .rgs-skeleton'), { timeout: 15_000 }).toBeNull()

  const mute = EVERY_FIELD.filter(({ label, component }, index) => {
    const around = document.querySelector(`[id$="-form-${index}-field"]`)
    const says = [around, ...(around?.querySelectorAll('[aria-describedby]') ?? [])].some(
      (one) => one && describedAs(one).includes(`Not this ${label}.`),
    )
    // ARIA has no such word for a grid, and where nothing can be typed nothing is marked.
    const marks =
      ['dataframe', 'chatbot'].includes(component) ||
      document.querySelector(`[id$="-form-${index}-field"]:is([aria-invalid="true"], :has([aria-invalid="true"]))`)
    return !says || !marks
  })
  const lost: string[] = []
  for (const link of screen.getByRole('group', { name: /^\d+ values need/ }).querySelectorAll('a')) {
    link.focus()
    await userEvent.keyboard('{Enter}')
    const label = document.activeElement?.closest('.rgs-field')?.querySelector('.rgs-label, .rgs-choice')?.textContent ?? 'nowhere'
    if (!label.startsWith(link.textContent ?? '-')) lost.push(`${link.textContent} leads to ${label}`)
  }
  expect({ mute: mute.map(({ component }) => component), lost }).toEqual({ mute: [], lost: [] })
})
