/**
 * Asks for the config under a root and has it described, the same way on both routes. Config comes first: it answers on every Gradio
 * version and names the prefix (PROTOCOL §1). What reads it is loaded meanwhile (`describe-answer.ts`): nobody waits for it who does not
 * wait for the app, and an app that does not answer is told of without it.
 */
import { requestJson } from './connection/http.ts'
import type { HttpContext } from './connection/http.ts'
import type * as describeAnswer from './describe-answer.ts'
import { Piece } from './load-piece.ts'
import type { AppDescription, Capabilities, Route } from './protocol/app-description.ts'

/** Where an app is, and what is known of the way to it. */
export interface AppPlace {
  readonly address: string
  readonly rootUrl: string
  readonly route: Route
  readonly supportsSSE: boolean
  readonly capabilities: Capabilities
}

/** Fetched ahead by whoever knows that an app will be asked. */
export const describerPiece: Piece<typeof describeAnswer> = new Piece('reads what an app is', () => import('./describe-answer.ts'))

/** What reads the answers of a relay and an app, within the time a request may take. Rejects with `load-failed`. */
export async function describerFor({ clock, requestTimeoutMs }: HttpContext): Promise<typeof describeAnswer> {
  return describerPiece.now ?? (await describerPiece.get({ clock, limitMs: requestTimeoutMs }))
}

/**
 * Describes the app at a root. Rejects with `app-unreachable`, `relay-unreachable`, `login-required`, `app-not-gradio`, `protocol-unsupported`,
 * `load-failed`.
 */
export async function describeAt(place: AppPlace, http: HttpContext, signal?: AbortSignal): Promise<AppDescription> {
  describerPiece.prefetch()
  const answer = await requestJson(http, { url: `${place.rootUrl}/config`, route: place.route, signal })
  const { describe } = await describerFor(http)
  return describe(place, answer, http, signal)
}
