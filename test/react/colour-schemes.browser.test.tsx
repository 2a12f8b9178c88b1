/// <reference types="vite/client" />
/**
 * Colours follow the page's `color-scheme`, not the system's: every kind of output, the parts and the form, with each
 * text measured against its background, in a dark and a light system on a dark and a light page.
 */
import '../client/loaded.ts'
import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { GradioProcess, type GradioStream } from '../../src/react/index.ts'
import { defaultOutputs } from '../../src/react/outputs/output-registry.ts'
import '../../src/react/styles/index.css'
import { finished } from '../../stories/finished.ts'
import type { GivenOutput } from '../../stories/finished.ts'
import { stillClock } from '../../stories/fixtures.ts'
import { states } from '../../stories/states.ts'
import { findWithAxe } from '../accessibility/axe.ts'
import { everyKind } from './translation/every-kind.ts'

const CODE = '"""Docs"""\nimport sea  # why\n@tide\ndef wave(high: int = 3) -> str:\n    return f"{high} m" if high > 2.5 else None\n'
const outputs = Object.keys(defaultOutputs).map((kind): GivenOutput => [kind, kind, everyKind[kind]?.at(2), everyKind[kind]?.props])
const PAGES: readonly [name: string, stream: GradioStream][] = [
  [
    'every kind of output',
    finished(
      ...outputs,
      ['code', 'Code', CODE, { language: 'python' }],
      ['html', 'Link', '<p>To <a href="https://sea.example">sea</a></p>'],
    ),
  ],
  ['a run with a log', states.LoggingWarning],
  ['an error over an old result', states.NotLoadedOverResult],
]
const SCHEMES = ['light', 'dark'] as const

// What is loaded late is there before it is measured.
beforeAll(
  () => Promise.all(Object.values(import.meta.glob(['../../src/react/outputs/**/*.{ts,tsx}', '!**/plotly/**'])).map((load) => load())),
  120_000,
)
afterEach(async () => {
  cleanup()
  document.documentElement.style.colorScheme = ''
  document.body.style.background = ''
  await cdp().send('Emulation.setEmulatedMedia', { features: [] })
})

test.each(SCHEMES.flatMap((system) => SCHEMES.flatMap((own) => PAGES.map(([name, stream]) => [name, own, system, stream] as const))))(
  '%s, on a %s page of a %s system',
  { timeout: 60_000 },
  async (_name, own, system, stream) => {
    await page.viewport(700, 1200)
    await cdp().send('Emulation.setEmulatedMedia', {
      features: [
        { name: 'prefers-color-scheme', value: system },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ],
    })
    document.documentElement.style.colorScheme = own
    document.body.style.background = 'Canvas'
    const { container } = render(
      <main>
        <GradioProcess.View stream={stream} clock={stillClock} locale="en" />
      </main>,
    )
    // Code is in colour, trees and frames are drawn.
    if (stream.state.status === 'succeeded') {
      await expect.poll(() => container.querySelector('.rgs-hl-keyword'), { timeout: 15_000 }).not.toBeNull()
      await expect.poll(() => container.querySelector('.rgs-tree'), { timeout: 15_000 }).not.toBeNull()
      await expect.poll(() => framed(container, 'a'), { timeout: 15_000 }).not.toBeUndefined()
      const isDark = own === 'dark'
      for (const selector of ['body', 'a']) expect(lightness(framed(container, selector)) > 0.5, `${selector} in a frame`).toBe(isDark)
    }
    expect(await findWithAxe({ only: ['color-contrast'] })).toEqual([])
  },
)

function framed(container: Element, selector: string): Element | undefined {
  return [...container.querySelectorAll('iframe')].flatMap((frame) => frame.contentDocument?.querySelector(selector) ?? [])[0]
}

/** 0 is black, 1 white, of a colour in any notation. */
function lightness(element: Element | undefined): number {
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (!context || !element) return Number.NaN
  context.fillStyle = getComputedStyle(element).color
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
}
