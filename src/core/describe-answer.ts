/**
 * What an answer to `/config` says: that there is no Gradio app, or, with the info, what the app is. Without info the app is described
 * from the config alone. Loaded while the config is asked for (`describe-at.ts`).
 */
import { errorInAnswer, requestJson } from './connection/http.ts'
import type { HttpContext, JsonAnswer } from './connection/http.ts'
import { loginRequired } from './connection/login-required.ts'
import type { AppPlace } from './describe-at.ts'
import { GradioStreamError, isGradioStreamError } from './errors.ts'
import { parseApiInfo } from './protocol/api-info.ts'
import type { AppDescription, Route } from './protocol/app-description.ts'
import { parseConfig } from './protocol/config.ts'
import { describeApp } from './protocol/describe-app.ts'

/** Describes the app whose config this is. Rejects as `describeAt` does. */
export async function describe(place: AppPlace, answer: JsonAnswer, http: HttpContext, signal?: AbortSignal): Promise<AppDescription> {
  const { address, route } = place
  checkStatus(address, answer)
  const rootUrl = rootAfterRedirect(place, answer.url)
  const source = { ...place, rootUrl, config: answer.value }
  checkShape(address, answer)
  const app = describeApp({ ...source, info: null })
  const info = await findInfo(new Set([`${app.apiUrl}/info`, `${rootUrl}/info`, `${rootUrl}/gradio_api/info`]), route, http, signal)
  return info === null ? app : describeApp({ ...source, info })
}

/** The first of the addresses that answers with an info; `null` when none does. */
async function findInfo(urls: Iterable<string>, route: Route, http: HttpContext, signal?: AbortSignal): Promise<unknown> {
  for (const url of urls) {
    try {
      const { status, value } = await requestJson(http, { url, route, signal })
      if (status !== 200) continue
      parseApiInfo(value)
      return value
    } catch (cause) {
      if (signal?.aborted) throw cause
    }
  }
  return null
}

function checkStatus(address: string, answer: JsonAnswer): void {
  const { status, seen, url } = answer
  if (status === 200 && answer.value !== undefined) return
  const typed = errorInAnswer(answer)
  if (typed) throw typed
  if (status === 401) throw loginRequired(address, answer)
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
  if (route === 'direct' || origin === new URL(rootUrl).origin) return root
  throw new GradioStreamError('discovery-failed', {
    message: `The relay sends the client for ${address} on to another host, ${origin}.`,
    hint: 'Check what lies in front of the relay.',
    details: { url: answeredBy },
  })
}
