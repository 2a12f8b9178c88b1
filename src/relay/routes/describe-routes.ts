/** `config`, `info` and `app_id`: what Gradio's clients read before they call anything. */
import type { RelayContext } from '../context.ts'
import { clientRootUrl } from '../context.ts'
import type { RelayedApp } from '../guard/app-directory.ts'
import { isSignedIn } from '../logins.ts'
import { configForClient } from '../upstream/app-config.ts'
import { hideAddresses } from '../upstream/rewrite-urls.ts'
import { isJson } from './request-body.ts'
import { jsonAnswer, refusal } from './responses.ts'

export async function config(context: RelayContext, request: Request, app: RelayedApp): Promise<Response> {
  const rootUrl = clientRootUrl(context, request, app.id)
  // An empty root means "the address you asked" to both of Gradio's clients. It is right behind every proxy.
  const shownRoot = context.settings.publicUrl === null ? '' : rootUrl
  const { maxUploadBytes } = context.settings.limits
  return jsonAnswer(configForClient(await context.apps.readConfig(app), { rootUrl, shownRoot, maxUploadBytes, showsUser: isSignedIn(app) }))
}

/** The app's own text, so that default values stay as they were written. */
export async function info(context: RelayContext, request: Request, app: RelayedApp): Promise<Response> {
  const query = new URL(request.url).searchParams
  const passed = new URLSearchParams()
  for (const name of ['serialize', 'all_endpoints']) {
    const value = query.get(name)
    if (value !== null && /^(?:true|false)$/i.test(value)) passed.set(name, value)
  }
  const connected = await context.apps.connected(app.id)
  const reading = await context.apps.readInfo(connected, { query: passed.size > 0 ? `?${passed}` : '' })
  if (reading.text === null) return refusal(502, `Asked for its info, the app ${reading.failure}.`, 'app-unreachable')
  return jsonAnswer(hideAddresses(reading.text, connected.addresses, clientRootUrl(context, request, app.id)))
}

/** Changes when the app restarts. Kept as text, since it is above 2^53. */
export async function appId(context: RelayContext, app: RelayedApp): Promise<Response> {
  const connected = await context.apps.connected(app.id)
  const { status, text } = await context.apps.requestText(connected, `${connected.apiUrl}/app_id`, { maxBytes: 1024 })
  if (status !== 200 || !/^\s*\{\s*"app_id"\s*:\s*(?:\d+|"[\w-]*")\s*\}\s*$/.test(text)) return refusal(404, 'Not Found')
  return jsonAnswer(text)
}

/** The app's description for other programs, with the relay's addresses. Gradio has it from 6 on. */
export async function openApi(context: RelayContext, request: Request, app: RelayedApp): Promise<Response> {
  const answer = await askApp(context, app, 'openapi.json')
  if (answer === null) return refusal(404, 'Not Found')
  return jsonAnswer(hideAddresses(answer.text, answer.addresses, clientRootUrl(context, request, app.id)))
}

/** How many runs wait at the app, of all its clients. */
export async function queueStatus(context: RelayContext, app: RelayedApp): Promise<Response> {
  const answer = await askApp(context, app, 'queue/status')
  return answer === null ? refusal(404, 'Not Found') : jsonAnswer(answer.text)
}

/** Gradio's own page would go past the relay, to the app. */
export function noPage(): Response {
  return refusal(
    404,
    'This is a relay: it has what clients of the app call, and not the page of the app. Open the app itself, or a page of yours.',
  )
}

/** What a route of the app answers; `null`: nothing that is JSON. */
async function askApp({ apps }: RelayContext, app: RelayedApp, route: string) {
  const connected = await apps.connected(app.id)
  const { status, text } = await apps.requestText(connected, `${connected.apiUrl}/${route}`)
  return status === 200 && isJson(text) ? { text, addresses: connected.addresses } : null
}
