/**
 * Keeps the list of runs in the browser's storage: one entry, bounded in size. Unreadable runs are left out. Nothing
 * here throws.
 */
import { isErrorCode } from '@gradio-stream/client/internal/errors'
import { parseExact, writeExact } from '@gradio-stream/client/internal/protocol/exact-json'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import { keepableValues } from '@gradio-stream/client/internal/resume/keepable-values'
import type { ResumeStorage } from '@gradio-stream/client/internal/resume/resume-storage'
import type { ListedRun, ListedRunStatus } from './run-history.ts'

/** Name of the entry. The number is the version of its format. */
export const HISTORY_ENTRY = 'react-gradio-stream:runs:1'
/** Longest list that is kept, in characters. Browsers give an origin about five million in all. */
const MAX_LENGTH = 1_000_000
/** Longest inputs or result of one run, in characters. */
const MAX_VALUES_LENGTH = 200_000
const STATUSES: ReadonlySet<unknown> = new Set<ListedRunStatus>(['running', 'succeeded', 'failed', 'cancelled', 'unseen'])

/** Writes the newest runs that fit. */
export function writeHistory(storage: ResumeStorage, runs: readonly ListedRun[]): void {
  try {
    const texts: string[] = []
    let length = 0
    for (const run of runs) {
      const text = writeExact({ ...run, inputs: kept(run.inputs), data: kept(run.data) })
      length += text.length
      if (length > MAX_LENGTH) break
      texts.push(text)
    }
    if (texts.length === 0) storage.removeItem(HISTORY_ENTRY)
    else storage.setItem(HISTORY_ENTRY, `[${texts.join(',')}]`)
  } catch {
    // The storage is full or forbidden: this page's list works without it.
  }
}

/** The kept runs, newest first. A run that was still running when its page was left becomes `unseen`. */
export function readHistory(storage: ResumeStorage): readonly ListedRun[] {
  try {
    const text = storage.getItem(HISTORY_ENTRY)
    const runs: unknown = text === null ? [] : parseExact(text)
    return Array.isArray(runs) ? runs.flatMap((run: unknown) => readRun(run) ?? []) : []
  } catch {
    return []
  }
}

function readRun(run: unknown): ListedRun | null {
  if (!isJsonObject(run)) return null
  const { id, app, endpoint, inputs, status, data, error, startedAt, endedAt } = run
  if (typeof id !== 'string' || typeof app !== 'string' || typeof endpoint !== 'string') return null
  if (typeof startedAt !== 'number' || !STATUSES.has(status)) return null
  return {
    id,
    app,
    endpoint,
    inputs: Array.isArray(inputs) ? inputs : null,
    // Checked above.
    status: status === 'running' ? 'unseen' : (status as ListedRunStatus),
    data: Array.isArray(data) ? data : null,
    error: isJsonObject(error) && isErrorCode(error.code) ? readError(error.code, error.message) : null,
    startedAt,
    endedAt: typeof endedAt === 'number' ? endedAt : null,
    isEarlier: true,
  }
}

function readError(code: NonNullable<ListedRun['error']>['code'], message: unknown): ListedRun['error'] {
  return { code, message: typeof message === 'string' ? message : '', details: {} }
}

function kept(values: readonly unknown[] | null): readonly unknown[] | null {
  return values && keepableValues(values, MAX_VALUES_LENGTH)
}
