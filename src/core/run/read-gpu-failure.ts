/**
 * ZeroGPU's failures are ordinary ones of the app: told by their title first, then by their words (SPACES §5). What a text does not say is left out;
 * one that says nothing known stays an ordinary failure.
 */
import { GradioStreamError } from '../errors.ts'
import type { GpuErrorDetails, GpuShortage } from '../errors.ts'
import { plainText } from '../protocol/plain-text.ts'

/** The first that fits. A title alone decides for `time` and the two after it; everything else needs its words. */
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
/** Before titles there were only words, and only these are ZeroGPU's own. */
const UNTITLED = /exceeded your (?:[\w.-]+ ){0,3}GPU quota/i

/** The error, or `null` for a failure of another kind. `words` and `title` are the app's. */
export function readGpuFailure(words: string | null, title: string | null | undefined, endpoint: string): GradioStreamError | null {
  const isTitled = /^ZeroGPU\b/i.test(title ?? '')
  if (words === null || (!isTitled && !UNTITLED.test(words))) return null
  const said = `${title ?? ''}\n${words}`
  const kind = SIGNS.find(([sign]) => sign.test(said))?.[1]
  if (kind === undefined) return null
  const text = plainText(words)
  const [, requested, left] = /(\d{1,7})s requested vs\. (\d{1,7})s left/i.exec(words) ?? []
  const details: GpuErrorDetails = { endpoint, kind, seen: text, appMessage: text }
  if (title) details.title = title
  if (requested !== undefined && left !== undefined) Object.assign(details, { requestedMs: +requested * 1000, leftMs: +left * 1000 })
  const retryAfterMs = readWait(words)
  if (retryAfterMs !== null) details.retryAfterMs = retryAfterMs
  // A link in the app's text goes nowhere but to the Hub.
  const signInUrl = /https:\/\/huggingface\.co\/(?:login|join)\b[\w/?=&%.-]{0,200}/i.exec(words)?.[0]
  if (signInUrl !== undefined) details.signInUrl = signInUrl
  const code =
    kind === 'duration' ? 'gpu-duration-refused' : /^(busy|token-expired|internal)$/.test(kind) ? 'gpu-unavailable' : 'gpu-quota-exceeded'
  const message = `${endpoint} got no GPU: ${text}`
  // Its own words say when, where it knows.
  if (retryAfterMs !== null) return new GradioStreamError(code, { message, details })
  const hint = kind === 'duration' ? 'Ask for less: a call this long is never allowed.' : 'Run it again later.'
  return new GradioStreamError(code, { message, hint, details })
}

/** `Try again in 1:23:45`, days before it where there are some. */
function readWait(words: string): number | null {
  const [, days = 0, hours, minutes, seconds] = /again in (?:(\d{1,4}) days?, )?(\d{1,4}):(\d\d):(\d\d)/i.exec(words) ?? []
  return hours === undefined ? null : (((+days * 24 + +hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}
