/**
 * The Tab key through a form with every kind of field, in real Chromium: each stop is visible, nothing covers it, the
 * path follows the visual order in both directions, and each stop is large enough to press.
 */
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { GradioProcess, type GradioStream } from '../../../src/react/index.ts'
import '../../../src/react/styles/index.css'
import { stillClock, summarise } from '../../../stories/fixtures.ts'
import { logLines, running, states, stream } from '../../../stories/states.ts'
import { findCovered, findDisorder, findUnseen, nameOf, tabThrough } from '../../accessibility/focus.ts'
import { controlsOf, findSmallTargets } from '../../accessibility/targets.ts'
import { EVERY_FIELD } from './every-field.ts'

const EXAMPLES = [{ label: null, parameters: ['name'], rows: [['Bo'], ['Cy']], labels: [] }]

interface Look {
  name: string
  width: number
  direction: 'ltr' | 'rtl'
  media: Readonly<Record<string, string>>
}
const LOOKS: readonly Look[] = [
  { name: 'in normal colours', width: 900, direction: 'ltr', media: {} },
  { name: 'in forced colours', width: 900, direction: 'ltr', media: { 'forced-colors': 'active' } },
  { name: 'right-to-left, 320 px wide, dark', width: 320, direction: 'rtl', media: { 'prefers-color-scheme': 'dark' } },
]

afterEach(async () => {
  cleanup()
  document.documentElement.dir = 'ltr'
  document.documentElement.removeAttribute('style')
  await emulate({})
})

test.each(LOOKS)('every stop is seen, in order, and free: $name', { timeout: 120_000 }, async ({ width, direction, media }) => {
  await page.viewport(width, 700)
  await emulate({ 'prefers-reduced-motion': 'reduce', ...media })
  document.documentElement.dir = direction
  document.documentElement.style.colorScheme = 'light dark'
  const { before, after } = await draw()

  const found: string[] = []
  const stops = await tabThrough(before, after, '{Tab}', async (stop) => {
    found.push(...findCovered(stop), ...(await findUnseen(stop)))
  })
  expect(found).toEqual([])
  const back = await tabThrough(after, before, '{Shift>}{Tab}{/Shift}')
  expect(back.map(nameOf).toReversed()).toEqual(stops.map(nameOf))
  expect(findDisorder(stops, (stop) => stop.closest('.rgs-field') ?? stop)).toEqual([])

  const controls = controlsOf(document.body)
  expect(findSmallTargets(controls)).toEqual([])
  const reached = [before, ...stops, after]
  expect(controls.filter((control) => !reached.some((stop) => stop === control || leadsTo(stop, control))).map(nameOf)).toEqual([])
})

test.each([900, 320])('no toast covers what has the focus, %i px wide', async (width) => {
  // Low, so that the page scrolls and what is come to from below lies at the very top of the window.
  await page.viewport(width, 320)
  const lines = logLines(['info', 'Opened the file, which took a while, and read it.'], ['info', 'Two.'], ['info', 'Three.'])
  const tree = (shown: GradioStream) => (
    <main>
      <button type="button">Before</button>
      <GradioProcess.View stream={shown} clock={stillClock} locale="en" />
      <button type="button">After</button>
    </main>
  )
  const { rerender } = render(tree(states.RunningIndeterminate))
  rerender(tree({ ...states.RunningIndeterminate, state: running(4, { logs: lines }) }))
  await expect.poll(() => document.querySelectorAll('.rgs-toast'), { timeout: 10_000 }).toHaveLength(3)
  const found: string[] = []
  const [before, after] = ['Before', 'After'].map((name) => screen.getByRole('button', { name })) as [HTMLElement, HTMLElement]
  const check = async (stop: HTMLElement): Promise<void> => {
    // The toasts draw their new place with the next frame.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    found.push(...findCovered(stop))
  }
  const stops = await tabThrough(before, after, '{Tab}', check)
  await tabThrough(after, before, '{Shift>}{Tab}{/Shift}', check)
  expect(found).toEqual([])
  expect(stops.length).toBeGreaterThan(8)
})

/**
 * By arrow keys, as the platform and ARIA's patterns define: between the radio buttons of a group, and from a field to
 * its chips.
 */
function leadsTo(stop: HTMLElement, control: HTMLElement): boolean {
  if (stop instanceof HTMLInputElement && control instanceof HTMLInputElement && control.type === 'radio') return stop.name === control.name
  return control.closest('.rgs-chips')?.contains(stop) ?? false
}

async function draw(): Promise<{ before: HTMLElement; after: HTMLElement }> {
  render(
    <main>
      <style>{'* { caret-color: transparent !important }'}</style>
      <button type="button">Before</button>
      <GradioProcess.View
        stream={stream({ endpoint: { ...summarise, parameters: EVERY_FIELD, examples: EXAMPLES } })}
        clock={stillClock}
        locale="en"
      />
      <button type="button">After</button>
    </main>,
  )
  await screen.findByRole('grid', { name: /Ports/ }, { timeout: 15_000 })
  await screen.findByRole('application', {}, { timeout: 15_000 })
  await screen.findByRole('combobox', { name: /Voices/ }, { timeout: 15_000 })
  await expect.poll(() => document.querySelector('.rgs-late, .rgs-skeleton'), { timeout: 15_000 }).toBeNull()
  return { before: screen.getByRole('button', { name: 'Before' }), after: screen.getByRole('button', { name: 'After' }) }
}

async function emulate(media: Readonly<Record<string, string>>): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features: Object.entries(media).map(([name, value]) => ({ name, value })) })
}
