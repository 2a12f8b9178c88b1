/**
 * In forced black and white colours, everything that the browser does not force is readable too: icons, charts, marked
 * texts, the bar. Measured in pixels.
 */
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { GradioProcess, type GradioStream } from '../../../src/react/index.ts'
import '../../../src/react/styles/index.css'
import { answered } from '../../../stories/answered.ts'
import { stillClock } from '../../../stories/fixtures.ts'
import { logLines, running, states } from '../../../stories/states.ts'
import { contrastIn, pictureOf } from '../../accessibility/pixels.ts'

const chart = {
  columns: ['quarter', 'ships'],
  data: [
    ['Jan', 3],
    ['Feb', 5],
  ],
  datatypes: { quarter: 'nominal', ships: 'quantitative' },
  mark: 'bar',
}
const marked = [
  { token: 'Ann', class_or_confidence: 'person' },
  { token: ' spoke', class_or_confidence: null },
]
const lines = logLines(['warning', 'Two tiles are grey.'], ['error', 'One is missing.'], ['success', 'Done.'])

const CASES: readonly [name: string, stream: GradioStream, what: string, least: number][] = [
  ['marked words', answered(['highlightedtext', 'Entities', marked]), '.rgs-mark', 4.5],
  ['the words of a chart', answered(['barplot', 'Ships', chart, { x: 'quarter', y: 'ships' }]), '.rgs-plot-canvas text', 4.5],
  ['the signs of a log', { ...states.RunningWithProgress, state: running(4, { logs: lines }) }, '.rgs-log > .rgs-icon', 3],
  ['the sign of a failure', states.Failed, '.rgs-status > .rgs-icon, .rgs-error > .rgs-icon', 3],
  ['the bar', states.RunningWithProgress, '.rgs-bar', 3],
  ['the action', states.Idle, '.rgs-button-primary', 4.5],
]

afterEach(async () => {
  cleanup()
  await emulate({})
  document.documentElement.style.colorScheme = ''
})

test.each(['dark', 'light'].flatMap((scheme) => CASES.map(([name, ...rest]) => [`${name}, ${scheme}`, scheme, ...rest] as const)))(
  '%s',
  async (_name, scheme, stream, what, least) => {
    await page.viewport(700, 1200)
    // A theme that was made for light pages must not get in the way.
    await emulate({ 'forced-colors': 'active', 'prefers-color-scheme': scheme, 'prefers-reduced-motion': 'reduce' })
    render(
      <main style={{ '--rgs-warning': '#552200', '--rgs-text-muted': '#333' } as object}>
        <GradioProcess.View stream={stream} clock={stillClock} locale="en" />
      </main>,
    )
    await screen.findByRole('button', { name: /^(Run|Cancel)/ })
    const found = () => [...document.querySelectorAll(what)]
    await expect.poll(found, { timeout: 15_000 }).not.toEqual([])
    for (const element of found()) {
      const { left, top, width, height } = element.getBoundingClientRect()
      // Without a frame around words, which would be seen while they are not.
      const inset = element.matches('.rgs-mark') ? 3 : 0
      const part = { left: left + inset, top: top + inset, width: width - 2 * inset, height: height - 2 * inset }
      expect(contrastIn(await pictureOf(part)), element.outerHTML.slice(0, 200)).toBeGreaterThanOrEqual(least)
    }
  },
)

async function emulate(media: Readonly<Record<string, string>>): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features: Object.entries(media).map(([name, value]) => ({ name, value })) })
}
