/** Responses that several routes use. */
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import type { Refusal } from '../upstream/join-app.ts'
import { statusOfError } from '../upstream/error-status.ts'

/** Answers that refuse, with their code: whoever passes one on can tell of it. */
const refusals = new WeakMap<Response, string | null>()

/** The code of a refusal, `null` if it has none; `undefined`: the answer is no refusal of the relay's. */
export function refusalCode(answer: Response): string | null | undefined {
  return refusals.get(answer)
}

/** JSON that no cache keeps. `body` is JSON text, or a value to be written as JSON. */
export function jsonAnswer(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = new Response(text, { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers } })
  if (status >= 400) refusals.set(answer, isJsonObject(body) && typeof body.code === 'string' ? body.code : null)
  return answer
}

/** A refusal in Gradio's form (`detail`). With a code, also in the form of this library's errors. */
export function refusal(status: number, detail: unknown, code?: string): Response {
  return jsonAnswer(code === undefined ? { detail } : { detail, code, message: detail }, status)
}

/** A refusal of a run as the answer to who asked. */
export function refusalAnswer({ status, body, headers, code }: Refusal): Response {
  const answer = jsonAnswer(body, status, headers)
  refusals.set(answer, code)
  return answer
}

/** The response for an error on the way to an app: in words, without a stack or an address. */
export function errorAnswer(error: GradioStreamError): Response {
  const { code, message, details } = error.toJSON()
  return jsonAnswer({ detail: message, code, message, details: { ...details, url: undefined } }, statusOfError(code))
}

/** FastAPI's answer for a missing query parameter. */
export function missingQuery(name: string): Response {
  return refusal(422, [{ type: 'missing', loc: ['query', name], msg: 'Field required', input: null }])
}

/** Clients choose their session hashes: 10 characters of base 36, a UUID, or 32 hex digits. */
export function isSessionHash(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value)
}
