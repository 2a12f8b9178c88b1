/** Chooses the words for a lack of GPU time: the cases, the same in every language. Each language has its own words. */
import type { GpuErrorDetails } from '@gradio-stream/client/internal/errors'
import type { Formats } from './formats.ts'
import type { ErrorWords } from './messages.ts'
import type { Times } from './times.ts'

const MINUTE_MS = 60_000

/** A language's words for a lack of GPU time. Times are already formatted. */
export interface QuotaPhrases {
  /** Today's runs are used up. */
  readonly runsUsed: string
  /** The shared time of users without a sign-in is used up. */
  readonly appUsed: string
  /** The account's own running calls hold all of the time. */
  readonly creditsHeld: string
  readonly creditsBack: string
  readonly timeUsed: string
  /** Some time is left, but less than the run needs. */
  readonly timeShort: string
  needed(requested: string, left: string): string
  /** `what` will be available again. */
  backIn(time: string, what: 'runs' | 'time'): string
  readonly backNow: string
  /** What to do when it is unknown when time comes back. */
  readonly later: string
  /** What to do if the app offers a sign-in. */
  readonly signedIn: string
  /** Between two sentences. */
  readonly between: string
}

/** Makes a language's words for a lack of GPU time. */
export function createQuotaWords(phrases: QuotaPhrases, times: Times): (details: GpuErrorDetails, formats: Formats) => ErrorWords {
  const comesBack = (what: 'runs' | 'time', waitMs: number | undefined, formats: Formats): string | undefined => {
    if (waitMs === undefined) return undefined
    // 0 or less: the wait is over.
    if (waitMs <= 0) return phrases.backNow
    // Seconds do not matter in a wait of minutes.
    const shownMs = waitMs < MINUTE_MS ? waitMs : Math.ceil(waitMs / MINUTE_MS) * MINUTE_MS
    return phrases.backIn(times.exact(shownMs, formats), what)
  }
  return ({ kind, requestedMs, leftMs, retryAfterMs, signInUrl }, formats) => {
    const back = comesBack(kind === 'runs' ? 'runs' : 'time', retryAfterMs, formats)
    const next = signInUrl ? phrases.signedIn : back ? null : phrases.later
    if (kind === 'runs') return { title: phrases.runsUsed, body: back, next }
    if (kind === 'app') return { title: phrases.appUsed, body: back, next }
    if (kind === 'credits') return { title: phrases.creditsHeld, body: phrases.creditsBack, next: null }
    if (!requestedMs || !leftMs) return { title: phrases.timeUsed, body: back, next }
    const needed = phrases.needed(times.exact(requestedMs, formats), times.exact(leftMs, formats))
    return { title: phrases.timeShort, body: back ? `${needed}${phrases.between}${back}` : needed, next }
  }
}
