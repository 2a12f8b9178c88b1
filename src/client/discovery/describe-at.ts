/**
 * Asks for the config under a root and describes the app, the same way on both routes. Config comes first: it answers
 * on every Gradio version and names the prefix (docs/gradio-protocol.md#1-discovery). Without info the app is described
 * from the config alone.
 */
import { accessDenied, rateLimited } from '../connection/http/access-denied.ts'
import { errorInAnswer } from '../connection/http/error-in-answer.ts'
import { requestJson } from '../connection/http/http.ts'
import type { HttpContext, JsonAnswer } from '../connection/http/http.ts'
import { loginRequired } from '../connection/http/login-required.ts'
import { shownUrl } from '../connection/http/shown-url.ts'
import { GradioStreamError, isGradioStreamError } from '../errors.ts'
import { parseApiInfo } from '../protocol/describe/api-info.ts'
import type { AppDescription, Capabilities, Route } from '../protocol/describe/app-description.ts'
import { parseConfig } from '../protocol/describe/config.ts'
import { describeApp } from '../protocol/describe/describe-app.ts'

/** Where an app is, and what is known of the way to it. */
export interface AppPlace {
  readonly address: string
  readonly rootUrl: string
  readonly route: Route
  readonly supportsSSE: boolean
  readonly capabilities: Capabilities
}

/**
 * Describes the app at a root. Rejects with `app-unreachable`, `relay-unreachable`, `login-required`, `app-not-gradio`,
 * `protocol-unsupported`.
 */
export async function describeAt(place: AppPlace, http: HttpContext, signal?: AbortSignal): Promise<AppDescription> {
  const { address, route } = place
  const answer = await requestJson(http, { url: `${place.rootUrl}/config`, route, signal })
  checkStatus(address, answer)
  const rootUrl = rootAfterRedirect(place, answer.url)
  const source = { ...place, rootUrl, config: answer.value }
  checkShape(address, answer)
  const app = describeApp({ ...source, info: null })
  const read = await findInfo(new Set([`${app.apiUrl}/info`, `${rootUrl}/info`, `${rootUrl}/gradio_api/info`]), route, http, signal)
  return 'info' in read ? describeApp({ ...source, info: read.info }) : { ...app, infoFailure: read.failure }
}

/**
 * The first of the addresses that answers with an info; when none does, what became of the first, which is where the
 * app has it.
 */
async function findInfo(
  urls: Iterable<string>,
  route: Route,
  http: HttpContext,
  signal?: AbortSignal,
): Promise<{ readonly info: unknown } | { readonly failure: string }> {
  let failure: string | null = null
  for (const url of urls) {
    try {
      const answer = await requestJson(http, { url, route, signal })
      const { status, value } = answer
      if (status === 200) {
        parseApiInfo(value)
        return { info: value }
      }
      failure ??= errorInAnswer(answer)?.message ?? `${shownUrl(url)} answered ${status}.`
    } catch (cause) {
      if (signal?.aborted) throw cause
      failure ??= `${shownUrl(url)} did not answer as Gradio does${cause instanceof Error ? `: ${cause.message}` : '.'}`
    }
  }
  return { failure: failure ?? 'It was not asked for.' }
}

function checkStatus(address: string, answer: JsonAnswer): void {
  const { status, seen, url } = answer
  if (status === 200 && answer.value !== undefined) return
  if (answer.isSignInPage && status < 500) throw loginRequired(address, answer)
  const typed = errorInAnswer(answer)
  if (typed) throw typed
  if (status === 401) throw loginRequired(address, answer)
  if (status === 403) throw accessDenied(address, answer, { doing: 'so it is not known what is there' })
  if (status === 429) throw rateLimited(address, answer)
  if (status < 500) throw notGradio(address, answer)
  throw new GradioStreamError('app-unreachable', {
    message: `The app at ${address} is there but does not work: ${url} answered ${seen}.`,
    hint: 'It may be starting; try again in a moment, or look at its log.',
    details: { url, status, seen },
  })
}

/** Checked here too, where it is known who was asked for what. */
function checkShape(address: string, answer: JsonAnswer): void {
  try {
    parseConfig(answer.value)
  } catch (cause) {
    throw isGradioStreamError(cause) ? notGradio(address, answer, cause) : cause
  }
}

function notGradio(address: string, { url, status, seen }: JsonAnswer, cause?: GradioStreamError): GradioStreamError<'app-not-gradio'> {
  const what = cause ? `which is not Gradio's config (${cause.details.seen ?? cause.message})` : 'where Gradio has its config'
  return new GradioStreamError('app-not-gradio', {
    message: `What answers at ${address} is no Gradio app: ${url} answered ${seen}, ${what}.`,
    hint: 'Check the address: that of the app itself, with its sub-path if it has one, not of a page around it.',
    details: { url, status, seen },
    cause,
  })
}

/** A redirect (http to https, a new sub-path) holds for the POSTs that follow, which would lose their body in it. */
function rootAfterRedirect({ rootUrl, route, address }: AppPlace, answeredBy: string): string {
  const { origin, pathname } = new URL(answeredBy)
  if (!pathname.endsWith('/config')) return rootUrl
  const root = origin + pathname.slice(0, -'/config'.length)
  // To another host no request is sent on (`http.ts`); a relay may not even change its scheme.
  if (route === 'direct' || origin === new URL(rootUrl).origin) return root
  throw new GradioStreamError('discovery-failed', {
    message: `The relay sends the client for ${address} on to another host, ${origin}.`,
    hint: 'Check what lies in front of the relay.',
    details: { url: answeredBy },
  })
}
