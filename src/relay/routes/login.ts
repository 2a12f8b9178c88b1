/**
 * `POST login` and `POST logout`: passes a client's user and password to an app once, and does not keep them. The app's
 * cookies stay at the relay (`logins.ts`).
 */
import { isSignInPage } from '@gradio-stream/client/internal/connection/http/sign-in-page'
import { GradioStreamError, isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { SignInFault } from '@gradio-stream/client/internal/errors'
import { readSetCookies } from '@gradio-stream/client/internal/sign-in/sign-in-cookies'
import type { RelayContext } from '../context.ts'
import type { Asked } from '../guard/access.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { discardBody } from '../upstream/bounded-text.ts'
import { errorAnswer, jsonAnswer, refusal } from './responses.ts'
import { memberValue, readJsonMembers } from './request-body.ts'

const MAX_BODY_BYTES = 16 * 1024
const MAX_ANSWER_BYTES = 64 * 1024

export async function login(context: RelayContext, asked: Asked): Promise<Response> {
  const { request } = asked
  const members = await readJsonMembers(request, MAX_BODY_BYTES)
  if (members instanceof Response) return members
  const [username, password] = [memberValue(members, 'username'), memberValue(members, 'password')]
  const app = await findApp(context, members)
  if (app instanceof Response) return app
  if (typeof username !== 'string' || typeof password !== 'string') return refusal(400, 'The body has no "username" and "password".')
  const visitor = await context.admit(asked, app, { action: 'sign-in' })
  if (visitor instanceof Response) return visitor
  const waitMs = context.loginTries.begin(app.id, username.trim())
  if (waitMs !== null) return fault(429, 'too-many-tries', 'Too many tries to sign in; try again in a while.', waitMs)
  const answer = await postLogin(context, app, username, password)
  if (answer instanceof Response) return answer
  context.loginTries.succeed(app.id, username.trim())
  const setCookie = context.logins.begin(app, answer, request)
  if (setCookie === null) return refusal(503, 'The relay holds as many sign-ins as it can. Try again in a while.', 'queue-full')
  context.keepTidy()
  return jsonAnswer({ success: true }, 200, { 'set-cookie': setCookie })
}

export async function logout(context: RelayContext, asked: Asked): Promise<Response> {
  const { request } = asked
  const members = await readJsonMembers(request, MAX_BODY_BYTES)
  if (members instanceof Response) return members
  const app = await findApp(context, members)
  if (app instanceof Response) return app
  const visitor = await context.admit(asked, app, { action: 'sign-out' })
  if (visitor instanceof Response) return visitor
  const bound = context.logins.bind(app, request)
  const setCookie = context.logins.end(app, request)
  if (bound.id !== app.id) await tellApp(context, bound)
  return jsonAnswer({ success: true }, 200, { 'set-cookie': setCookie })
}

async function findApp({ directory, spaces }: RelayContext, members: ReadonlyMap<string, string>): Promise<RelayedApp | Response> {
  const baseUrl = memberValue(members, 'baseUrl')
  if (typeof baseUrl !== 'string' || baseUrl.trim() === '') return refusal(400, 'The body has no "baseUrl".')
  try {
    return directory.byAddress(await spaces.resolve(baseUrl.trim()))
  } catch (error) {
    if (isGradioStreamError(error)) return errorAnswer(error)
    throw error
  }
}

/** The app's cookies, or the reason why there are none. */
async function postLogin({ apps }: RelayContext, app: RelayedApp, username: string, password: string): Promise<string | Response> {
  const body = new URLSearchParams({ username, password }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const request = { method: 'POST', headers, body, maxBytes: MAX_ANSWER_BYTES }
  const answer = await apps.requestText(app, `${app.url}/login`, request).catch((error: unknown) => {
    // An app without users of its own redirects its callers to its page.
    if (isGradioStreamError(error) && (error.details.status ?? 0) >= 300 && (error.details.status ?? 0) < 400) return null
    throw error
  })
  if (answer === null || answer.status === 404 || answer.status === 405) return noPassword()
  const cookie = readSetCookies(answer.headers.getSetCookie())
  if (answer.status === 200 && cookie.size > 0) return Array.from(cookie, ([name, value]) => `${name}=${value}`).join('; ')
  if (answer.status === 400 || answer.status === 401 || answer.status === 422) {
    const isPage = isSignInPage(answer.headers.get('content-type'), answer.text)
    return isPage ? noPassword() : fault(400, 'wrong-credentials', 'The app does not know this user with this password.')
  }
  if (answer.status === 429) return fault(429, 'too-many-tries', 'The app takes no more tries to sign in for now.')
  return answer.status === 200 ? noPassword() : refusal(502, `The app did not sign the user in (${answer.status}).`, 'app-unreachable')
}

/** Ends only this session of the user. Without the parameter Gradio ends all of them, those of other clients too. */
async function tellApp({ apps }: RelayContext, app: RelayedApp): Promise<void> {
  try {
    const { body } = await apps.request(app, `${app.url}/logout?all_session=false`)
    discardBody(body)
  } catch {
    // The relay forgets the cookies, and that is what counts.
  }
}

function noPassword(): Response {
  return fault(400, 'no-password', 'This app takes no user name and password.')
}

function fault(status: number, reason: SignInFault, message: string, retryAfterMs?: number): Response {
  const error = new GradioStreamError('login-required', { message, details: { status, reason, ...(retryAfterMs ? { retryAfterMs } : {}) } })
  const { code, details } = error.toJSON()
  const headers: Record<string, string> = retryAfterMs ? { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) } : {}
  return jsonAnswer({ detail: message, code, message, details }, status, headers)
}
