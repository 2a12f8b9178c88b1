/**
 * Signing in at an app with a user and a password, and out again: `POST {root}/login`, as Gradio's page does, or the
 * relay's route for it. Loaded on first use. The password is sent in that one request and not kept.
 */
import { readAddress, resolveBackendUrl } from '../discovery/app-address.ts'
import { nameOf } from '../connection/http/access-denied.ts'
import { errorInAnswer } from '../connection/http/error-in-answer.ts'
import type { JsonAnswer } from '../connection/http/http.ts'
import { parseJson, readText } from '../connection/http/read-answer.ts'
import { isRedirect } from '../connection/http/redirect.ts'
import { shownUrl } from '../connection/http/shown-url.ts'
import { isSignInPage } from '../connection/http/sign-in-page.ts'
import { unreachable } from '../connection/http/unreachable.ts'
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import type { SignInFault } from '../errors.ts'
import type { ResolvedOptions } from '../client-options.ts'
import type { AppDescription, Route } from '../protocol/describe/app-description.ts'
import { readSetCookies } from './sign-in-cookies.ts'
import type { SignIns } from './sign-ins.ts'

/** User and password. */
export interface Credentials {
  readonly username: string
  readonly password: string
}

/** What signing in needs from its client. */
export interface SignInRequest {
  /** The app's address, as `discover` takes it. */
  readonly address: string
  /** The root of the app that wants a login. Absent: its address is the root. */
  readonly rootUrl?: string | undefined
  readonly options: ResolvedOptions
  readonly signIns: SignIns
  readonly signal?: AbortSignal | undefined
  /** Asks the app again. */
  readonly discover: () => Promise<AppDescription>
}

const MAX_ANSWER_BYTES = 64 * 1024

/**
 * Signs in. Resolves with the app as it is then. Rejects with `login-required` and a `details.reason`, and with
 * discovery's errors.
 */
export async function signIn(request: SignInRequest, credentials: Credentials): Promise<AppDescription> {
  const { address, options, signIns } = request
  const scope = (await signInByRelay(request, credentials)) ?? (await signInDirectly(request, credentials))
  try {
    return await request.discover()
  } catch (cause) {
    if (!isGradioStreamError(cause, 'login-required')) throw cause
    signIns.forget(scope)
    const hint = 'Use a page of the same site, or go through the relay.'
    throw fault(
      'not-kept',
      `${nameOf(address)} took the sign-in, but its cookie is not kept or not sent back.`,
      options.backendUrl ?? address,
      hint,
    )
  }
}

/** Signs out: only this session if the app can (Gradio 5 and newer). */
export async function signOut({ address, options, signIns, signal }: Omit<SignInRequest, 'discover'>, app: AppDescription): Promise<void> {
  const backendUrl = app.route === 'relay' ? resolveBackendUrl(options.backendUrl) : null
  try {
    if (backendUrl !== null) await post(options, `${backendUrl}/logout`, 'relay', JSON.stringify({ baseUrl: address }), signIns, signal)
    else await send(options, `${app.rootUrl}/logout?all_session=false`, 'direct', signIns, { method: 'GET' }, signal)
  } finally {
    signIns.forget(backendUrl ?? app.rootUrl)
  }
}

/** The relay's address after its sign-in; `null` without a relay that can do it. */
async function signInByRelay({ address, options, signIns, signal }: SignInRequest, credentials: Credentials): Promise<string | null> {
  const backendUrl = resolveBackendUrl(options.backendUrl)
  if (backendUrl === null) return null
  const asked = readAddress(address)
  const baseUrl = asked.kind === 'url' ? asked.url : asked.name
  const answer = await post(options, `${backendUrl}/login`, 'relay', JSON.stringify({ baseUrl, ...credentials }), signIns, signal)
  if (answer.status === 200 && answer.value !== undefined) {
    signIns.keep(backendUrl, answer.cookies)
    return backendUrl
  }
  const typed = errorInAnswer(answer)
  if (typed) throw typed
  // As in `discover`: the answer is not a relay's.
  if (asked.kind === 'url' && (answer.status === 404 || answer.status === 405 || answer.value === undefined)) return null
  throw failed(address, answer)
}

async function signInDirectly({ address, rootUrl, options, signIns, signal }: SignInRequest, credentials: Credentials): Promise<string> {
  const root = rootUrl ?? urlOf(address)
  const url = `${root}/login`
  const body = new URLSearchParams({ ...credentials }).toString()
  const type = 'application/x-www-form-urlencoded'
  const answer = await send(options, url, 'direct', signIns, { method: 'POST', body, headers: { 'content-type': type } }, signal)
  if (answer.status === 200 && answer.value !== undefined) {
    signIns.keep(root, answer.cookies)
    return root
  }
  const isElsewhere = answer.isRedirect || answer.status === 404 || answer.status === 405 || answer.isSignInPage || answer.status === 200
  if (isElsewhere) throw fault('no-password', `${nameOf(address)} takes no user name and password.`, url, 'Sign in on its own page.')
  if (answer.status === 400 || answer.status === 401 || answer.status === 422)
    throw fault('wrong-credentials', `${nameOf(address)} does not know this user with this password.`, url)
  if (answer.status === 429) throw fault('too-many-tries', `${nameOf(address)} takes no more tries to sign in for now.`, url)
  throw failed(address, answer)
}

interface Answer extends JsonAnswer {
  readonly cookies: ReadonlyMap<string, string>
  readonly isRedirect: boolean
}

function post(options: ResolvedOptions, url: string, route: Route, body: string, signIns: SignIns, signal?: AbortSignal): Promise<Answer> {
  return send(options, url, route, signIns, { method: 'POST', body, headers: { 'content-type': 'application/json' } }, signal)
}

/** Sends one request with cookies. A redirect is not followed. */
async function send(
  options: ResolvedOptions,
  url: string,
  route: Route,
  signIns: SignIns,
  init: { readonly method: string; readonly body?: string; readonly headers?: Record<string, string> },
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const stop = new AbortController()
  const cancelTimer = options.clock.schedule(() => stop.abort(new Error('no answer in time')), options.requestTimeoutMs)
  const onAbort = (): void => stop.abort(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    const headers = { accept: 'application/json', ...init.headers, ...(await options.headers({ url, route })) }
    const response = await options.fetch(url, {
      ...init,
      headers,
      credentials: signIns.credentials,
      redirect: 'manual',
      signal: stop.signal,
    })
    const { text } = isRedirect(response) ? { text: '' } : await readText(response, MAX_ANSWER_BYTES, stop.signal)
    const type = response.headers.get('content-type')
    return {
      url,
      status: response.status,
      value: parseJson(text),
      seen: `${response.status} ${type ?? 'no content type'}`,
      retryAfterMs: undefined,
      cookies: readSetCookies(response.headers.getSetCookie()),
      isRedirect: isRedirect(response),
      isSignInPage: isSignInPage(type, text),
    }
  } catch (cause) {
    throw isGradioStreamError(cause) ? cause : unreachable(shownUrl(url), route, cause)
  } finally {
    cancelTimer()
    signal?.removeEventListener('abort', onAbort)
  }
}

function urlOf(address: string): string {
  const asked = readAddress(address)
  if (asked.kind === 'url') return asked.url
  throw new GradioStreamError('address-invalid', {
    message: `Where ${nameOf(address)} is to be signed in at is not known.`,
    hint: 'Discover the app first.',
    details: { seen: address },
  })
}

function fault(reason: SignInFault, message: string, url: string, hint?: string): GradioStreamError<'login-required'> {
  return new GradioStreamError('login-required', { message, ...(hint === undefined ? {} : { hint }), details: { url, reason } })
}

function failed(address: string, { url, status, seen }: Answer): GradioStreamError<'discovery-failed'> {
  return new GradioStreamError('discovery-failed', {
    message: `Signing in at ${nameOf(address)} failed: ${shownUrl(url)} answered ${seen}.`,
    details: { url: shownUrl(url), status, seen },
  })
}
