/**
 * Reads an error that came over the wire as JSON. The sender is not trusted: each detail is checked by type and length,
 * so that a code's details have the promised types.
 */
import { GradioStreamError } from '../errors.ts'
import type { GradioStreamErrorCode, InputIssue } from '../errors.ts'
import { isJsonObject } from './json-object.ts'

const MAX_TEXT = 10_000
const MAX_ITEMS = 200

const TEXTS = ['endpoint', 'seen', 'hint', 'authMessage', 'reason', 'words', 'version', 'protocol', 'nearest', 'title', 'appMessage', 'file', 'space', 'stage', 'kind', 'discussionsUrl', 'signInUrl'] as const // prettier-ignore
const NUMBERS = ['status', 'retryAfterMs', 'toastDurationMs', 'sizeBytes', 'limitBytes', 'requestedMs', 'leftMs'] as const

/** The error of a code, with the facts known here and those that were sent. */
export function readWireError(
  code: GradioStreamErrorCode,
  message: string,
  details: unknown,
  known: { url?: string; status?: number },
  /** What to do next, if the sender does not say. */
  hint?: string,
): GradioStreamError {
  // Fields by name and type. This function makes sure that they fit the code.
  const all = { issues: [], available: [], ...known, ...readDetails(details) } as ConstructorParameters<
    typeof GradioStreamError
  >[1]['details']
  return new GradioStreamError(code, { message: cut(message), details: all, ...(hint === undefined ? {} : { hint }) })
}

/** The known details, each with its type. */
function readDetails(details: unknown): Record<string, unknown> {
  if (!isJsonObject(details)) return {}
  const read: Record<string, unknown> = {}
  for (const name of TEXTS) {
    const value = own(details, name)
    if (typeof value === 'string') read[name] = cut(value)
  }
  for (const name of NUMBERS) {
    const value = own(details, name)
    if (typeof value === 'number' && Number.isFinite(value)) read[name] = value
  }
  const issues = readList(own(details, 'issues'), readIssue)
  if (issues) read.issues = issues
  const available = readList(own(details, 'available'), (name) => (typeof name === 'string' ? cut(name) : null))
  if (available) read.available = available
  return read
}

function readIssue(issue: unknown): InputIssue | null {
  if (!isJsonObject(issue)) return null
  const { parameter, message } = issue
  return typeof message === 'string' ? { parameter: typeof parameter === 'string' ? cut(parameter) : null, message: cut(message) } : null
}

function readList<Item>(value: unknown, read: (item: unknown) => Item | null): Item[] | null {
  return Array.isArray(value) ? value.slice(0, MAX_ITEMS).flatMap((item) => read(item) ?? []) : null
}

function own(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

function cut(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
}
