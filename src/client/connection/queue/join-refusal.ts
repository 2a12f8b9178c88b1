/**
 * What an answer to a join without an event id means: a refusal by the app, by the relay, or by something in front of
 * them (docs/gradio-protocol.md#2-routes).
 */
import * as z from 'zod/mini'
import { GradioStreamError } from '../../errors.ts'
import type { GradioStreamErrorCode, InputFault, InputIssue } from '../../errors.ts'
import type { AppDescription, EndpointDescription } from '../../protocol/describe/app-description.ts'
import { accessDenied, DENIED_HINT, nameOf } from '../http/access-denied.ts'
import { errorInAnswer } from '../http/error-in-answer.ts'
import type { JsonAnswer } from '../http/http.ts'
import { SIGN_IN_PAGE } from '../http/sign-in-page.ts'
import { readDetail, signedOut, wantsSignIn } from '../http/login-required.ts'

/** What to do after a join that the app may have taken. */
export const MAY_RUN = 'The app may have taken it all the same, and is not asked twice: look there, or run it again.'

const TOO_LARGE_HINT = 'Send less, or give large values as files.'

/**
 * Gradio's words for a call without its session or function (docs/gradio-protocol.md#2-routes): the values are not at
 * fault.
 */
const FAULT_OF_OURS = /^(?:Session hash not found|No (?:session hash|function index) provided)/

const issueList = z.array(
  z.looseObject({
    /** FastAPI's text. */
    msg: z.optional(z.nullable(z.string())),
    loc: z.optional(z.array(z.unknown())),
    /** A Gradio validator's text. */
    message: z.optional(z.nullable(z.string())),
    parameter_name: z.optional(z.nullable(z.string())),
    is_valid: z.optional(z.boolean()),
  }),
)

/** Error for an answer without an event id. If the relay reports on the app, the endpoint and what to do are added. */
export function joinRefusal(app: AppDescription, endpoint: EndpointDescription, url: string, answer: JsonAnswer): GradioStreamError {
  const { status, seen } = answer
  const details = { url, endpoint: endpoint.name, status, seen }
  const typed = status === 200 ? null : errorInAnswer(answer)
  if (wantsSignIn(answer) && (typed === null || typed.code === 'login-required')) {
    const isPage = typed?.details.seen === SIGN_IN_PAGE
    return signedOut(app.address, isPage ? { ...answer, seen: SIGN_IN_PAGE, isSignInPage: true } : answer, 'run')
  }
  if (typed) return relayed(typed, endpoint, answer)
  const said = readDetail(answer.value)
  if (status === 429) {
    return new GradioStreamError('rate-limited', {
      message: `${nameOf(app.address)} takes no more requests for now, so ${endpoint.name} was not taken; it answered ${seen}.`,
      hint: 'Try again in a while; the values are kept.',
      details: { ...details, retryAfterMs: answer.retryAfterMs },
    })
  }
  if (status === 403) return accessDenied(app.address, answer, { doing: `so ${endpoint.name} was not taken`, endpoint: endpoint.name })
  if (status === 413) {
    return new GradioStreamError('join-refused', {
      message: `The inputs of ${endpoint.name} are too large for ${nameOf(app.address)} or for what lies in front of it; it answered ${seen}.`,
      hint: TOO_LARGE_HINT,
      details,
    })
  }
  if (status === 503 && typeof said === 'string') {
    return new GradioStreamError('queue-full', {
      message: `The queue of ${nameOf(app.address)} is full, so ${endpoint.name} was not taken: ${said}`,
      hint: 'Try again in a moment; the values are kept.',
      details: { ...details, retryAfterMs: answer.retryAfterMs },
    })
  }
  const issues = status === 422 ? readIssues(said, endpoint) : []
  if (issues.length > 0) {
    const words = issues.map(({ parameter, message }) => (parameter ? `"${parameter}": ${message}` : message)).join('; ')
    return new GradioStreamError('input-invalid', {
      message: `The app refused the values for ${endpoint.name}: ${words.replace(/[.\s]+$/, '')}.`,
      hint: 'Correct them and submit again.',
      details: { ...details, issues },
    })
  }
  if (status === 400 && typeof said === 'string' && said.trim() !== '' && !FAULT_OF_OURS.test(said)) {
    // A validator that raises (5 and newer): the app's own text.
    return new GradioStreamError('input-invalid', {
      message: `The app refused this call of ${endpoint.name}: ${said.replace(/[.\s]+$/, '')}.`,
      hint: 'Check the values and submit again.',
      details: { ...details, issues: [{ parameter: null, code: 'app-words', params: {}, message: said }] },
    })
  }
  const hint = refusedHint(answer)
  return new GradioStreamError('join-refused', {
    message: `${nameOf(app.address)} did not take the run of ${endpoint.name}; it answered ${seen}.`,
    hint,
    details: hint === MAY_RUN ? { ...details, mayRun: true } : details,
  })
}

/** 404: the route or the function is gone, which a new discovery shows. Other refusals concern the server only. */
function refusedHint(answer: JsonAnswer): string {
  if (isOfAnother(answer)) return MAY_RUN
  if (answer.status >= 500) return 'Try again; if it repeats, look at what the app itself reports.'
  if (answer.status === 404) return 'Discover the app again: it may have changed.'
  return 'See what it answered; if it is not Gradio, look at what lies in front of the app.'
}

/** The relay's own error: it does not name the endpoint, and its body does not say when to retry. */
function relayed(error: GradioStreamError, { name }: EndpointDescription, answer: JsonAnswer): GradioStreamError {
  const { code, details } = error
  const retryAfterMs = 'retryAfterMs' in details ? details.retryAfterMs : answer.retryAfterMs
  const isInWords = 'words' in details && details.words !== undefined
  const hint = details.hint ?? (details.status === 413 ? TOO_LARGE_HINT : isInWords ? undefined : HINTS[code])
  const said = details.hint === undefined ? error.message : error.message.replace(details.hint, '').trimEnd()
  return new GradioStreamError(code, {
    message: `${name} ${hint === MAY_RUN ? 'may have been taken' : 'was not taken'}: ${/[.!?…]$/.test(said) ? said : `${said}.`}`,
    ...(hint === undefined ? {} : { hint }),
    details: {
      ...details,
      endpoint: name,
      ...(hint === MAY_RUN ? { mayRun: true } : {}),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    },
    cause: error,
  })
}

/** What to do if the relay does not say. */
const HINTS: { readonly [Code in GradioStreamErrorCode]?: string } = {
  'access-denied': DENIED_HINT,
  'queue-full': 'Try again in a moment; the values are kept.',
  'rate-limited': 'Try again in a while; the values are kept.',
  'input-invalid': 'Check the values and submit again.',
  'app-unreachable': 'Check that the app runs, then try again.',
}

/**
 * 502 to 504 in another form than the relay's, or a page instead of JSON: something on the way answered for the relay.
 */
export function isOfAnother({ status, value }: JsonAnswer): boolean {
  if (status === 200) return value === undefined
  return status >= 502 && status <= 504 && readDetail(value) === undefined
}

/** A validator's words, or FastAPI's; else that there are none. */
function saidOf(message?: string | null, msg?: string | null, loc?: readonly unknown[]): InputFault {
  if (message !== null && message !== undefined) return { code: 'app-words', params: {}, message }
  if (msg) return { code: 'app-words', params: {}, message: `${msg}${loc ? ` (at ${loc.join('.')})` : ''}` }
  return { code: 'app-refused', params: {}, message: 'is not valid' }
}

function readIssues(said: unknown, endpoint: EndpointDescription): InputIssue[] {
  const read = issueList.safeParse(said)
  if (!read.success) return []
  return read.data
    .filter((issue) => issue.is_valid !== true)
    .map(({ parameter_name, message, msg, loc }) => ({
      parameter:
        endpoint.parameters.find(({ name, label }) => name === parameter_name || label === parameter_name)?.name ?? parameter_name ?? null,
      ...saidOf(message, msg, loc),
    }))
}
