/**
 * 40,000 tokens streamed into Markdown and into a chat in Chromium: the cost, the share of the first 10,000, the
 * longest task.
 */
import type { Browser } from 'playwright'
import type { StreamKind } from './pages/markup/page.tsx'
import { openTab, serveSite } from './site.ts'
import { traceTasks, type TaskTimes } from './tasks.ts'

/** A fourth, and all of it. */
export const TOKENS = [10_000, 40_000] as const

/** One kind, round by round. */
export interface MarkupTimes {
  readonly kind: StreamKind
  readonly rounds: readonly { readonly few: TaskTimes; readonly all: TaskTimes }[]
}

/** Streams into both so many times. */
export async function measureMarkup(browser: Browser, rounds: number): Promise<MarkupTimes[]> {
  const site = await serveSite('markup')
  try {
    const measured = (['markdown', 'chat'] as const).map((kind) => ({ kind, rounds: [] as MarkupTimes['rounds'][number][] }))
    for (let round = 0; round < rounds; round++) {
      for (const { kind, rounds } of measured) {
        rounds.push(await stream(browser, site.url, kind))
      }
    }
    return measured
  } finally {
    site.close()
  }
}

async function stream(browser: Browser, url: string, kind: StreamKind): Promise<MarkupTimes['rounds'][number]> {
  const page = await openTab(browser)
  await page.goto(url)
  // What is loaded when first needed is not what is measured here, but in `measure-values.ts`.
  await page.evaluate((kind) => window.warmUp(kind), kind)
  const [few, all] = TOKENS
  const between = await traceTasks(browser, page, () =>
    page.evaluate(([kind, all, few]) => window.stream(kind, all, few), [kind, all, few] as const),
  )
  await page.close()
  return { few: between('bench:stream', 'bench:few streamed'), all: between('bench:stream', 'bench:streamed') }
}
