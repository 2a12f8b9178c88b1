/** Responses that several routes use. */
import type { GradioStreamError } from '@gradio-stream/client/internal/errors'
import type { Refusal } from '../upstream/join-app.ts'
import { statusOfError } from '../upstream/error-status.ts'

/** JSON that no cache keeps. `body` is JSON text, or a value to be written as JSON. */
export function jsonAnswer(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return new Response(text, { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers } })
}

/** A refusal in Gradio's form (`detail`). With a code, also in the form of this library's errors. */
export function refusal(status: number, detail: unknown, code?: string): Response {
  return jsonAnswer(code === undefined ? { detail } : { detail, code, message: detail }, status)
}

/** A refusal of a run as the answer to who asked. */
export function refusalAnswer({ status, body, headers }: Refusal): Response {
  return jsonAnswer(body, status, headers)
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
