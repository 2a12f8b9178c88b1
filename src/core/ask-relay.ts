/** `POST {backendUrl}/discover`: where an app's routes are behind the relay, or that there is no relay. What reads the answer comes meanwhile. */
import { requestJson } from './connection/http.ts'
import type { HttpContext } from './connection/http.ts'
import { describerFor, describerPiece } from './describe-at.ts'
import type { RelayAnswer } from './relay-answer.ts'

/** Asks the relay. Rejects with what the relay found wrong with the app, `relay-unreachable` when it is broken, `load-failed`. */
export async function askRelay(backendUrl: string, address: string, http: HttpContext, signal?: AbortSignal): Promise<RelayAnswer> {
  describerPiece.prefetch()
  const body = JSON.stringify({ baseUrl: address })
  const answer = await requestJson(http, { url: `${backendUrl}/discover`, route: 'relay', body, signal })
  const { readRelayAnswer } = await describerFor(http)
  return readRelayAnswer(backendUrl, address, answer)
}
