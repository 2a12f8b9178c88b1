/** Reads the JSON body of a request as the texts of its members. */
import { MembersReader, MOST_LEVELS, MOST_MEMBERS } from './members-reader.ts'
import type { BodyFault } from './members-reader.ts'
import { refusal } from './responses.ts'

/** Values of the relay's own are names and numbers: what is longer is none, and is not parsed. */
const MOST_VALUE_LENGTH = 64 * 1024

/** Members of a JSON object, or the response for any other body. */
export async function readJsonMembers(request: Request, maxBytes: number): Promise<ReadonlyMap<string, string> | Response> {
  // A page of another site can send any other content type without a preflight.
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/json\b/i.test(type)) return refusal(415, 'The relay takes application/json here.')
  const length = Number(request.headers.get('content-length') ?? 0)
  const members = length > maxBytes ? 'too-long' : await readMembers(request.body, maxBytes)
  if (members === 'too-long') return refusal(413, `The body is longer than the ${maxBytes} bytes this relay takes.`, 'input-invalid')
  if (members === 'too-deep')
    return refusal(422, `The body is nested deeper than the ${MOST_LEVELS} levels this relay takes.`, 'input-invalid')
  if (members === 'too-many-members')
    return refusal(422, `The body has more than the ${MOST_MEMBERS} members this relay takes.`, 'input-invalid')
  if (members === 'malformed') return refusal(422, [{ type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {} }])
  return members
}

async function readMembers(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<ReadonlyMap<string, string> | BodyFault | 'too-long'> {
  const members = new MembersReader()
  if (body === null) return members.end()
  const reader = body.getReader()
  for (let size = 0; ;) {
    const { done, value } = await reader.read()
    if (done) return members.end()
    size += value.byteLength
    const fault = size > maxBytes ? 'too-long' : members.take(value)
    if (fault === null) continue
    await reader.cancel()
    return fault
  }
}

/** A member's value; `undefined` when it is missing, null or too long for one. */
export function memberValue(members: ReadonlyMap<string, string>, name: string): unknown {
  const text = members.get(name) ?? 'null'
  const value: unknown = text.length > MOST_VALUE_LENGTH ? null : JSON.parse(text)
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
