/**
 * ZeroGPU's failures are ordinary failures of the app, recognised by their title first, then by their words
 * (docs/gradio-spaces.md#5-zerogpu). Missing facts are left out; an unknown text stays an ordinary failure.
 */
import { GradioStreamError } from '../errors.ts'
import type { GpuErrorDetails, GpuShortage } from '../errors.ts'
import { withoutTags } from '../protocol/values/without-tags.ts'

/** The first match counts. For `time` and the two after it the title alone is enough; the others need words. */
const SIGNS: readonly (readonly [RegExp, GpuShortage])[] = [
  [/larger than the maximum allowed|illegal duration/i, 'duration'],
  [/runs limit/i, 'runs'],
  [/has reached its GPU limit/i, 'app'],
  [/too many ZeroGPU credits|pending credits/i, 'credits'],
  [/No GPU was available|queue timeout/i, 'busy'],
  [/Expired ZeroGPU proxy token/i, 'token-expired'],
  [/Internal Gradio error/i, 'internal'],
  [/exceeded your (?:[\w.-]+ ){0,3}quota|quota exceeded/i, 'time'],
]
/** Before titles existed there were only words; these are specific to ZeroGPU. */
const UNTITLED = /exceeded your (?:[\w.-]+ ){0,3}GPU quota/i

/** The error, or `null` for a failure of another kind. `words` and `title` are the app's. */
export function readGpuFailure(words: string | null, title: string | null | undefined, endpoint: string): GradioStreamError | null {
  const isTitled = /^ZeroGPU\b/i.test(title ?? '')
  if (words === null || (!isTitled && !UNTITLED.test(words))) return null
  const said = `${title ?? ''}\n${words}`
  const kind = SIGNS.find(([sign]) => sign.test(said))?.[1]
  if (kind === undefined) return null
  const text = withoutTags(words)
  const [, requested, left] = /(\d{1,7})s requested vs\. (\d{1,7})s left/i.exec(words) ?? []
  const details: GpuErrorDetails = { endpoint, kind, seen: text, appMessage: text }
  if (title) details.title = title
  if (requested !== undefined && left !== undefined) Object.assign(details, { requestedMs: +requested * 1000, leftMs: +left * 1000 })
  const retryAfterMs = readWait(words)
  if (retryAfterMs !== null) details.retryAfterMs = retryAfterMs
  // Only links to the Hub are used from the app's text.
  const signInUrl = /https:\/\/huggingface\.co\/(?:login|join)\b[\w/?=&%.-]{0,200}/i.exec(words)?.[0]
  if (signInUrl !== undefined) details.signInUrl = signInUrl
  const code =
    kind === 'duration' ? 'gpu-duration-refused' : /^(busy|token-expired|internal)$/.test(kind) ? 'gpu-unavailable' : 'gpu-quota-exceeded'
  const message = `${endpoint} got no GPU: ${text}`
  // Its own text says when, if it knows.
  if (retryAfterMs !== null) return new GradioStreamError(code, { message, details })
  const hint = kind === 'duration' ? 'Ask for less: a call this long is never allowed.' : 'Run it again later.'
  return new GradioStreamError(code, { message, hint, details })
}

/** `Try again in 1:23:45`, with days before it if needed. */
function readWait(words: string): number | null {
  const [, days = 0, hours, minutes, seconds] = /again in (?:(\d{1,4}) days?, )?(\d{1,4}):(\d\d):(\d\d)/i.exec(words) ?? []
  return hours === undefined ? null : (((+days * 24 + +hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}
