/** Errors for an answer that wants a sign-in: 401, or a sign-in page instead of the answer. */
import { GradioStreamError } from '../../errors.ts'
import { isJsonObject } from '../../protocol/json-object.ts'
import { nameOf } from './access-denied.ts'
import type { JsonAnswer } from './http.ts'
import { shownUrl } from './shown-url.ts'

type Answer = Pick<JsonAnswer, 'url' | 'value'> & Partial<Pick<JsonAnswer, 'seen' | 'status' | 'isSignInPage'>>

/** The request that needed the sign-in. `begun`: the app had already taken the run. */
export type Asked = 'run' | 'upload' | 'request' | 'begun'

const CONSEQUENCES: { readonly [Kind in Asked]: string } = {
  run: ' Nothing was begun.',
  upload: ' Nothing was sent or begun.',
  request: '',
  begun: ' What was begun may go on there.',
}

/** Error for an app that wants a sign-in before discovery. */
export function loginRequired(appAddress: string, answer: Answer): GradioStreamError<'login-required'> {
  const authMessage = readAuthMessage(answer.value)
  const said = authMessage ? `; it says: ${authMessage}` : ''
  return new GradioStreamError('login-required', {
    message: answer.isSignInPage
      ? `${nameOf(appAddress)}, or what lies in front of it, answered with a page to sign in at.`
      : `${nameOf(appAddress)} wants a login (401)${said}.`,
    hint: answer.isSignInPage
      ? 'Sign in on that page in this browser, or send what it asks for with the option headers.'
      : "Sign in with client.signIn, or give the relay the app's credentials.",
    details: { url: shownUrl(answer.url), status: answer.status ?? 401, seen: answer.seen, authMessage },
  })
}

/** Error for a request to an app that is already described: the description needed a sign-in, so that has ended. */
export function signedOut(appAddress: string, answer: Answer, asked: Asked): GradioStreamError<'login-required'> {
  const authMessage = readAuthMessage(answer.value)
  const said = authMessage ? ` It says: ${authMessage}` : ''
  const name = nameOf(appAddress)
  const what = answer.isSignInPage
    ? `${name}, or what lies in front of it, answered with a page to sign in at`
    : `${name} answered with ${answer.status ?? 401}`
  return new GradioStreamError('login-required', {
    message: `You are signed out: ${what}.${CONSEQUENCES[asked]}${said}`,
    hint: 'Sign in again; the values are kept.',
    details: {
      url: shownUrl(answer.url),
      status: answer.status ?? 401,
      seen: answer.seen,
      authMessage,
      reason: asked === 'begun' ? 'signed-out-midway' : 'signed-out',
    },
  })
}

/** Whether an answer wants a sign-in. */
export function wantsSignIn({ status, isSignInPage }: Pick<JsonAnswer, 'status' | 'isSignInPage'>): boolean {
  return status === 401 || isSignInPage === true
}

/** FastAPI puts the reason into `detail`: a text, a list or an object. */
export function readDetail(value: unknown): unknown {
  return isJsonObject(value) ? value.detail : undefined
}

function readAuthMessage(value: unknown): string | undefined {
  const detail = readDetail(value)
  const said = isJsonObject(detail) ? detail.auth_message : undefined
  return typeof said === 'string' && said !== '' ? said : undefined
}
