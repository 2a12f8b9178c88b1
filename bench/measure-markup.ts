/** 10,000 and 40,000 tokens streamed into Markdown and into a chat in Chromium: what they cost, how that grows, and the longest task. */
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
    const measured = (['markdown', 'chat'] as const).map((kind) => ({ kind, rounds: [] as { few: TaskTimes; all: TaskTimes }[] }))
    for (let round = 0; round < rounds; round++) {
      for (const { kind, rounds } of measured) {
        const [few, all] = [await stream(browser, site.url, kind, TOKENS[0]), await stream(browser, site.url, kind, TOKENS[1])]
        rounds.push({ few, all })
      }
    }
    return measured
  } finally {
    site.close()
  }
}

async function stream(browser: Browser, url: string, kind: StreamKind, tokens: number): Promise<TaskTimes> {
  const page = await openTab(browser)
  await page.goto(url)
  // What is loaded when first needed is not what is measured here, but in `measure-values.ts`.
  await page.evaluate((kind) => window.warmUp(kind), kind)
  const between = await traceTasks(browser, page, () =>
    page.evaluate(([kind, tokens]) => window.stream(kind, tokens), [kind, tokens] as const),
  )
  await page.close()
  return between('bench:stream', 'bench:streamed')
}
