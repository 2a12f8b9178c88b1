/**
 * Opens a form in a new tab and uses it as a person would: types, drags, opens a long list. The same for every page
 * that has one.
 */
import type { Browser, Locator, Page } from 'playwright'
import { openTab } from '../site.ts'
import { traceTasks } from '../tasks.ts'

/** A page with a form, and where to find what is used in it. */
export interface FormPage {
  readonly url: string
  /** All fields are there: so many of each selector, and none that is pending. */
  readonly ready: { readonly wanted: Readonly<Record<string, number>>; readonly pending: string }
  readonly text: (page: Page) => Locator
  /** `null` where the page has none. */
  readonly list: ((page: Page) => Locator) | null
}

/** Times in milliseconds; tasks by the processor. */
export interface FormNumbers {
  /** From the start of the navigation to the frame with all fields. */
  readonly paintMs: number
  readonly paintCpuMs: number
  readonly paintTaskMs: number
  /** Sum of layout shifts until everything stood still. */
  readonly shift: number
  readonly commitsPerKey: number
  readonly cpuPerKeyMs: number
  readonly keyTaskMs: number
  /** From a key to the frame after it: the middle one and the last but two of fifty. */
  readonly keyToFrameMs: number
  readonly slowKeyToFrameMs: number
  readonly dragCpuMs: number
  readonly dragTaskMs: number
  readonly openMs: number
  readonly openTaskMs: number
  /** The longest of all inputs until it was seen (INP); 16 where the browser tells of none. */
  readonly inpMs: number
}

const TYPED = 'Fifty characters, as long as most of the titles go'
const DRAG_STEPS = 30

/** Drives it once. */
export async function driveForm(browser: Browser, { url, ready, text, list }: FormPage): Promise<FormNumbers> {
  const page = await openTab(browser, { width: 1280, height: 1600 })
  await page.addInitScript(([wanted, pending]) => window.readyWhen(wanted, pending), [ready.wanted, ready.pending] as const)
  let shift = 0
  let openMs = Number.NaN
  const inputs: number[] = []
  let commits = 0
  let paintMs = 0
  const between = await traceTasks(browser, page, async () => {
    await page.goto(url)
    await page.waitForFunction(() => window.seen?.readyAt !== null, null, { timeout: 60_000 })
    // What is loaded ahead of a run comes after the form; it would be counted for the first keys.
    await page.waitForLoadState('networkidle')
    await settle(page)
    ;({ shift, paintMs } = await page.evaluate(() => ({ shift: window.seen.shift, paintMs: window.seen.readyAt ?? Number.NaN })))

    await text(page).click()
    await begin(page, 'typing')
    await page.keyboard.type(TYPED)
    const typed = await end(page, 'typing')
    inputs.push(...typed.inputToFrameMs)
    commits = typed.commits

    const slider = page.locator('input[type=range]').first()
    await slider.scrollIntoViewIfNeeded()
    const box = await slider.boundingBox()
    if (!box) throw new Error('The form has no slider in sight.')
    const y = box.y + box.height / 2
    await page.mouse.move(box.x + 4, y)
    await begin(page, 'drag')
    await page.mouse.down()
    for (let step = 1; step <= DRAG_STEPS; step++) await page.mouse.move(box.x + 4 + ((box.width - 8) * step) / DRAG_STEPS, y)
    await page.mouse.up()
    await end(page, 'drag')

    if (list) {
      await list(page).scrollIntoViewIfNeeded()
      await begin(page, 'list')
      await list(page).click()
      await page.locator('[role=option]').first().waitFor()
      await end(page, 'list')
      openMs = await page.evaluate(() => {
        const [from] = performance.getEntriesByName('bench:list')
        const [to] = performance.getEntriesByName('bench:list ended')
        return (to?.startTime ?? Number.NaN) - (from?.startTime ?? Number.NaN)
      })
    }
  })
  const inpMs = await page.evaluate(() => Math.max(16, ...window.seen.slowInputs.map(({ durationMs }) => durationMs)))
  await page.close()
  const paint = between('bench:opened', 'bench:ready')
  const typing = between('bench:typing', 'bench:typing ended')
  const drag = between('bench:drag', 'bench:drag ended')
  const ordered = inputs.toSorted((one, other) => one - other)
  return {
    paintMs,
    paintCpuMs: paint.cpuMs,
    paintTaskMs: paint.longestMs,
    shift,
    commitsPerKey: commits / TYPED.length,
    cpuPerKeyMs: typing.cpuMs / TYPED.length,
    keyTaskMs: typing.longestMs,
    keyToFrameMs: ordered[Math.floor(ordered.length / 2)] ?? Number.NaN,
    slowKeyToFrameMs: ordered.at(-3) ?? Number.NaN,
    dragCpuMs: drag.cpuMs,
    dragTaskMs: drag.longestMs,
    openMs,
    openTaskMs: list ? between('bench:list', 'bench:list ended').longestMs : Number.NaN,
    inpMs,
  }
}

/** Two frames and what they bring. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))
}

async function begin(page: Page, name: string): Promise<void> {
  await settle(page)
  await page.evaluate((name) => {
    window.seen.commits = 0
    window.seen.inputToFrameMs = []
    performance.mark(`bench:${name}`)
  }, name)
}

async function end(page: Page, name: string): Promise<{ commits: number; inputToFrameMs: number[] }> {
  await settle(page)
  return page.evaluate((name) => {
    performance.mark(`bench:${name} ended`)
    return { commits: window.seen.commits, inputToFrameMs: window.seen.inputToFrameMs }
  }, name)
}
