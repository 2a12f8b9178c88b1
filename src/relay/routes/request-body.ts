/** Reads the JSON body of a request as the texts of its members. */
import { readMembers } from '@gradio-stream/client/internal/protocol/json-text'
import { readUpTo } from '../upstream/bounded-text.ts'
import { refusal } from './responses.ts'

/** Members of a JSON object, or the response for any other body. */
export async function readJsonMembers(request: Request, maxBytes: number): Promise<ReadonlyMap<string, string> | Response> {
  // A page of another site can send any other content type without a preflight.
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) return refusal(415, 'The relay takes application/json here.')
  const length = Number(request.headers.get('content-length') ?? 0)
  const text = length > maxBytes ? null : await readUpTo(request.body, maxBytes)
  if (text === null) return refusal(413, `The body is longer than the ${maxBytes} bytes this relay takes.`, 'input-invalid')
  const members = isJson(text) ? readMembers(text) : null
  if (members === null) return refusal(422, [{ type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {} }])
  return members
}

/** A member's value; `undefined` when it is missing or null. */
export function memberValue(members: ReadonlyMap<string, string>, name: string): unknown {
  const value: unknown = JSON.parse(members.get(name) ?? 'null')
  return value ?? undefined
}

/** Whether the whole text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
