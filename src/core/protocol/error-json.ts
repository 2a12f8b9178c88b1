/**
 * An error that came over the wire as JSON, read as ours. Who sent it may be anybody: details are taken one by one, each by
 * its type and to a length, so that whoever reads a code's details finds what the code promises.
 */
import { GradioStreamError } from '../errors.ts'
import type { GradioStreamErrorCode, InputIssue } from '../errors.ts'
import { isJsonObject } from './safe-keys.ts'

const MAX_TEXT = 10_000
const MAX_ITEMS = 200

const TEXTS = ['endpoint', 'seen', 'hint', 'authMessage', 'version', 'protocol', 'nearest', 'title', 'appMessage', 'file', 'space', 'stage', 'kind', 'discussionsUrl', 'signInUrl'] as const // prettier-ignore
const NUMBERS = ['status', 'retryAfterMs', 'toastDurationMs', 'sizeBytes', 'limitBytes', 'requestedMs', 'leftMs'] as const

/** The error of a code, with what is known here laid under what was sent. */
export function readWireError(
  code: GradioStreamErrorCode,
  message: string,
  details: unknown,
  known: { url?: string; status?: number },
  /** What to do next, where the sender does not say. */
  hint?: string,
): GradioStreamError {
  // Fields by name and type; that they fit the code is what this function is for.
  const all = { issues: [], available: [], ...known, ...readDetails(details) } as ConstructorParameters<
    typeof GradioStreamError
  >[1]['details']
  return new GradioStreamError(code, { message: cut(message), details: all, ...(hint === undefined ? {} : { hint }) })
}

/** The details that are known, each of its type. */
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
