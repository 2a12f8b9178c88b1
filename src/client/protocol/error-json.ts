/**
 * Reads an error that came over the wire as JSON. The sender is not trusted: each detail is checked by type and length,
 * so that a code's details have the promised types.
 */
import { CLIENT_LIMITS, GradioStreamError } from '../errors.ts'
import type { GradioStreamErrorCode, InputIssue, InputIssueCode, InputIssueParams } from '../errors.ts'
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
  const limit = CLIENT_LIMITS.find((one) => one === own(details, 'limit'))
  if (limit) read.limit = limit
  const issues = readList(own(details, 'issues'), readIssue)
  if (issues) read.issues = issues
  const available = readList(own(details, 'available'), (name) => (typeof name === 'string' ? cut(name) : null))
  if (available) read.available = available
  return read
}

/** What each code's params must be. */
const PARAMS: {
  readonly [Code in InputIssueCode]: { readonly [Name in keyof InputIssueParams[Code]]: 'text' | 'texts' | 'number' | 'number or null' }
} = {
  'app-words': {},
  'app-refused': {},
  'file-foreign': { host: 'text' },
  'file-not-fetched': {},
  'file-not-taken': {},
  'file-unreadable': {},
  'file-wanted': {},
  'list-length': { path: 'text', least: 'number', most: 'number or null', given: 'number' },
  'name-unknown': {},
  'number-infinite': { value: 'text' },
  'number-inexact': { value: 'text' },
  'value-binary': { type: 'text' },
  'value-mismatched': { path: 'text', wanted: 'texts' },
  'value-missing': {},
  'value-not-json': {},
  'value-too-deep': { limit: 'number' },
  'value-extra': { given: 'number', taken: 'number' },
}

/** An issue without a code that is known here, or without its params, is its message. */
function readIssue(issue: unknown): InputIssue | null {
  if (!isJsonObject(issue) || typeof issue.message !== 'string') return null
  const message = cut(issue.message)
  const parameter = typeof issue.parameter === 'string' ? cut(issue.parameter) : null
  const params = typeof issue.code === 'string' && Object.hasOwn(PARAMS, issue.code) ? readParams(issue.code, issue.params) : null
  if (params === null) return { parameter, code: 'app-words', params: {}, message }
  // `readParams` has read what this code has.
  return { parameter, code: issue.code, params, message } as InputIssue
}

function readParams(code: string, given: unknown): Readonly<Record<string, unknown>> | null {
  const read: Record<string, unknown> = {}
  for (const [name, type] of Object.entries<string>(PARAMS[code as InputIssueCode])) {
    const value = isJsonObject(given) ? own(given, name) : undefined
    if (type === 'text' && typeof value === 'string') read[name] = cut(value)
    else if (type === 'texts' && Array.isArray(value)) read[name] = readList(value, (text) => (typeof text === 'string' ? cut(text) : null))
    else if (type.startsWith('number') && Number.isFinite(value)) read[name] = value
    else if (type === 'number or null' && value === null) read[name] = value
    else return null
  }
  return read
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
