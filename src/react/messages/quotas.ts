/** Which words a lack of GPU time is told in: the cases, the same in every language. The words are each language's own. */
import type { GpuErrorDetails } from '../../core/errors.ts'
import type { Formats } from './formats.ts'
import type { ErrorWords } from './messages.ts'
import type { Times } from './times.ts'

const MINUTE_MS = 60_000

/** How a language says that GPU time is lacking. Times come written already. */
export interface QuotaPhrases {
  /** The runs of today are used up. */
  readonly runsUsed: string
  /** The time of those who are not signed in is used up. */
  readonly appUsed: string
  /** One's own running calls hold all of the time. */
  readonly creditsHeld: string
  readonly creditsBack: string
  readonly timeUsed: string
  /** Some time is left, but less than the run needs. */
  readonly timeShort: string
  needed(requested: string, left: string): string
  /** `what` comes back. */
  backIn(time: string, what: 'runs' | 'time'): string
  readonly backNow: string
  /** Between two sentences. */
  readonly between: string
}

/** Makes a language's words for a lack of GPU time from its phrases. */
export function createQuotaWords(phrases: QuotaPhrases, times: Times): (details: GpuErrorDetails, formats: Formats) => ErrorWords {
  const comesBack = (what: 'runs' | 'time', waitMs: number | undefined, formats: Formats): string | undefined => {
    if (waitMs === undefined) return undefined
    // A wait that has passed is 0 or less.
    if (waitMs <= 0) return phrases.backNow
    // Seconds are no news in a wait of minutes.
    const shownMs = waitMs < MINUTE_MS ? waitMs : Math.ceil(waitMs / MINUTE_MS) * MINUTE_MS
    return phrases.backIn(times.exact(shownMs, formats), what)
  }
  return ({ kind, requestedMs, leftMs, retryAfterMs }, formats) => {
    const back = comesBack(kind === 'runs' ? 'runs' : 'time', retryAfterMs, formats)
    if (kind === 'runs') return { title: phrases.runsUsed, body: back }
    if (kind === 'app') return { title: phrases.appUsed, body: back }
    if (kind === 'credits') return { title: phrases.creditsHeld, body: phrases.creditsBack }
    if (!requestedMs || !leftMs) return { title: phrases.timeUsed, body: back }
    const needed = phrases.needed(times.exact(requestedMs, formats), times.exact(leftMs, formats))
    return { title: phrases.timeShort, body: back ? `${needed}${phrases.between}${back}` : needed }
  }
}
