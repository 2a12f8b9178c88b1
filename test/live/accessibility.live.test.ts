/**
 * Axe, with all its rules, on whole pages of the playground in real Chromium: the built-in scenarios and a real Gradio
 * 6, several processes on one page, before, while and after they run, with toasts, in each look a person may have. A
 * story has no page around it; this has.
 */
import type { ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { findChromium } from '../../scripts/chromium.ts'
import { startPlayground } from './start-playground.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const address = inject('gradio')['6'] ?? ''

interface Look {
  readonly name: string
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
  readonly direction: 'ltr' | 'rtl'
}
const LOOKS: readonly Look[] = [
  { name: 'light', width: 1280, colorScheme: 'light', direction: 'ltr' },
  { name: 'dark', width: 1280, colorScheme: 'dark', direction: 'ltr' },
  { name: 'right-to-left', width: 1280, colorScheme: 'light', direction: 'rtl' },
  { name: '320 px', width: 320, colorScheme: 'dark', direction: 'ltr' },
]

interface Place {
  readonly name: string
  readonly args: readonly string[]
  /** Endpoints of four processes: one with many fields, one that runs for a while, one that talks, one that fails. */
  readonly endpoints: { readonly fields: string; readonly long: string; readonly talks: string; readonly fails: string }
  /** Fills in what makes the long one long. */
  readonly fill: (process: ReturnType<Page['locator']>) => Promise<void>
}
const PLACES: readonly Place[] = [
  {
    name: 'the scenarios',
    args: [],
    endpoints: { fields: '/many_inputs', long: '/slow', talks: '/logs', fails: '/failure' },
    fill: (process) => process.getByRole('spinbutton', { name: /^Seconds/ }).fill('60'),
  },
  {
    name: 'Gradio 6',
    args: ['--app', address],
    endpoints: { fields: '/many_inputs', long: '/progress', talks: '/logs', fails: '/fail' },
    fill: async (process) => {
      await process.getByRole('spinbutton', { name: 'steps' }).fill('40')
      await process.getByRole('spinbutton', { name: 'delay' }).fill('0.4')
    },
  },
]

describe.skipIf(address === '').each(PLACES)('the page of $name', ({ args, endpoints, fill }) => {
  let server: ChildProcess
  let url: string
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    ;({ server, url } = await startPlayground(args))
    browser = await chromium.launch({ ...(await findChromium()), args: ['--no-sandbox', '--disable-dev-shm-usage'] })
  })
  afterEach(() => page.close())
  afterAll(async () => {
    await browser?.close()
    server?.kill('SIGTERM')
  })

  test('axe finds nothing, in any look, at any time of four runs', { timeout: 180_000 }, async () => {
    page = await browser.newPage({ reducedMotion: 'reduce' })
    await page.goto(
      `${url}?resume=none&${Object.values(endpoints)
        .map((name) => `endpoint=${name}`)
        .join('&')}`,
    )
    await expect.poll(() => page.getByRole('button', { name: 'Run', exact: true }).count(), { timeout: 60_000 }).toBe(4)
    await page.addScriptTag({ path: AXE })
    expect(await findInEveryLook()).toEqual([])

    await fill(processOf(endpoints.long))
    await run(endpoints.long)
    await run(endpoints.talks)
    await page.locator('.rgs-toast').first().waitFor({ timeout: 20_000 })
    // Toasts stay while the focus is among them.
    await page.keyboard.press('F6')
    expect(await findInEveryLook()).toEqual([])
    expect(await statusOf(endpoints.long)).toBe('running')
    expect(await page.locator('.rgs-toast').count()).toBeGreaterThan(0)

    await processOf(endpoints.long).getByRole('button', { name: 'Cancel' }).click()
    await run(endpoints.fields)
    await run(endpoints.fails)
    await expect.poll(() => statusOf(endpoints.fails), { timeout: 20_000 }).toBe('failed')
    await expect.poll(() => statusOf(endpoints.fields), { timeout: 20_000 }).toBe('succeeded')
    await expect.poll(() => statusOf(endpoints.talks), { timeout: 20_000 }).toBe('succeeded')
    for (const summary of await page.locator('.rgs-error summary, .rgs-logs:not([open]) summary, .pg-trace summary').all())
      await summary.click()
    expect(await findInEveryLook()).toEqual([])
  })

  /** Named by its endpoint in words. */
  function processOf(endpoint: string) {
    const words = endpoint.slice(1).replaceAll('_', ' ')
    return page.getByRole('region', { name: words.charAt(0).toUpperCase() + words.slice(1), exact: true })
  }
  const run = (endpoint: string): Promise<void> => processOf(endpoint).getByRole('button', { name: /^Run/ }).click()
  const statusOf = (endpoint: string): Promise<string | null> => processOf(endpoint).getAttribute('data-status')

  async function findInEveryLook(): Promise<string[]> {
    const found: string[] = []
    for (const { name, width, colorScheme, direction } of LOOKS) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      found.push(
        ...(await page.evaluate(
          async ({ name, direction }) => {
            document.documentElement.dir = direction
            for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
            for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
            // A guard at an edge of the toasts hands the focus on at once; nobody stays on it, so it has no words.
            const context = { include: document, exclude: ['[data-base-ui-focus-guard]'] }
            const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(context, {
              rules: { 'target-size': { enabled: true } },
              resultTypes: ['violations'],
            })
            return violations.flatMap(({ id, nodes }) =>
              nodes.map(
                ({ target, failureSummary }) => `${name}: ${id} at ${target.join(' ')}: ${failureSummary?.replaceAll(/\s+/g, ' ') ?? ''}`,
              ),
            )
          },
          { name, direction },
        )),
      )
    }
    return found
  }
})
