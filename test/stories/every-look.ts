/**
 * Every story once more, right after it was drawn and played, in looks it is not drawn in: each with axe, and measured.
 * A setup file of the Storybook project (`vite.config.ts`); wide, light and left-to-right are Storybook's own run.
 */
import type { Spec } from 'axe-core'
import { afterEach, expect, vi } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { findWithAxe } from '../accessibility/axe.ts'
import { findCutText, findMotion, findSideways } from '../accessibility/layout-findings.ts'

interface Look {
  readonly name: string
  readonly width: number
  readonly theme: 'light' | 'dark'
  readonly direction: 'ltr' | 'rtl'
  /** Media features, on top of reduced motion. */
  readonly media: Readonly<Record<string, string>>
  readonly css: string
  /** Rules of axe; all when left out. */
  readonly rules?: readonly string[]
}

const COLOURS = ['color-contrast', 'link-in-text-block']
/** What WCAG 1.4.12 lets a person set. */
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`
const LOOKS: readonly Look[] = [
  { name: 'dark, right-to-left, 320 px', width: 320, theme: 'dark', direction: 'rtl', media: {}, css: '' },
  {
    name: 'more contrast, loose text, 320 px',
    width: 320,
    theme: 'light',
    direction: 'ltr',
    media: { 'prefers-contrast': 'more' },
    css: SPACING,
    rules: COLOURS,
  },
  {
    name: 'more contrast, dark, text at 200 %',
    width: 640,
    theme: 'dark',
    direction: 'ltr',
    media: { 'prefers-contrast': 'more' },
    css: ':root { font-size: 200% }',
    rules: COLOURS,
  },
  { name: 'forced colours', width: 640, theme: 'light', direction: 'ltr', media: { 'forced-colors': 'active' }, css: '', rules: COLOURS },
]

afterEach(async (context) => {
  // Storybook's test puts its story there.
  const { story } = context as unknown as { story?: { parameters: { a11y?: { config?: Spec } } } }
  if (!story) return
  const { documentElement } = document
  const { dataset, dir } = documentElement
  const { theme } = dataset
  const style = document.head.appendChild(document.createElement('style'))
  try {
    for (const look of LOOKS) {
      await putOn(look, style)
      // A chart is drawn again for its new width: only lasting faults count.
      await vi.waitFor(async () => expect(await findIn(look, story.parameters.a11y?.config), look.name).toEqual([]), { timeout: 2000 })
    }
  } finally {
    style.remove()
    await emulate({})
    dataset.theme = theme ?? 'light'
    documentElement.dir = dir
  }
})

async function putOn({ width, theme, direction, media, css }: Look, style: HTMLStyleElement): Promise<void> {
  await page.viewport(width, 900)
  await emulate({ 'prefers-reduced-motion': 'reduce', ...media })
  document.documentElement.dataset.theme = theme
  document.documentElement.dir = direction
  style.textContent = css
  // What follows its own size is told with the next frame, and draws in the one after.
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
}

async function findIn({ rules }: Look, config: Spec | undefined): Promise<string[]> {
  return [...findSideways(), ...findCutText(), ...findMotion(), ...(await findWithAxe({ ...(rules && { only: rules }), config }))]
}

async function emulate(media: Readonly<Record<string, string>>): Promise<void> {
  await cdp().send('Emulation.setEmulatedMedia', { features: Object.entries(media).map(([name, value]) => ({ name, value })) })
  for (const [name, value] of Object.entries(media)) {
    if (!matchMedia(`(${name}: ${value})`).matches)
      throw new Error(`Chromium does not take ${name}: ${value}, so nothing would be checked.`)
  }
}
