/** A finding for an app that could not be found out about. */
import { isGradioStreamError } from '@gradio-stream/client'
import type { GradioStreamError } from '@gradio-stream/client'
import { plain } from '../terminal.ts'
import { finding } from './finding.ts'
import type { Finding, FindingCode } from './finding.ts'

const CODES: Readonly<Partial<Record<GradioStreamError['code'], FindingCode>>> = {
  'app-unreachable': 'app-unreachable',
  'discovery-failed': 'app-unreachable',
  'relay-unreachable': 'relay-unreachable',
  'app-not-gradio': 'app-not-gradio',
  'app-not-allowed': 'app-refused',
  'access-denied': 'app-refused',
  'rate-limited': 'app-refused',
  'login-required': 'sign-in-needed',
  'protocol-unsupported': 'protocol-unknown',
  'space-private': 'space-private',
  'space-paused': 'space-paused',
  'space-broken': 'space-broken',
  'space-deleted': 'space-broken',
  'wake-timeout': 'space-asleep',
  aborted: 'app-unreachable',
}

/** The finding; `null` for an error of another kind, which is the caller's mistake. */
export function describeFailure(cause: unknown): Finding | null {
  if (!isGradioStreamError(cause)) return null
  const code = CODES[cause.code]
  if (code === undefined) return null
  const hint = typeof cause.details.hint === 'string' ? cause.details.hint : ''
  const seen = plain(hint !== '' && cause.message.endsWith(hint) ? cause.message.slice(0, -hint.length).trim() : cause.message)
  return finding(code, null, { seen, advice: code === 'sign-in-needed' ? SIGN_IN : plain(hint) || 'Try again with another address.' })
}

const SIGN_IN =
  'A page of another origin has no cookie of the app by plain http: sign in through a relay at the address of the page, or pass the header of a session (--header "cookie: …") to go on here.'
