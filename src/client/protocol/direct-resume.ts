/**
 * Gradio's planned resume, as far as it is public: pull request 13585, read on its branch in August 2026, not merged
 * and not released. An app keeps the messages of a run whose stream said `acknowledgements=true`. It sends them again
 * from the first on to a stream that names the run (`resume_event_id`). It drops them at `reset` (received) or
 * `queue/close` (the client will not come back). Only this file knows these names.
 *
 * In the proposal an app does not announce the feature: `resume_sessions` in the config is this library's guess, and no
 * Gradio sends it yet.
 */
import type { GradioConfig } from './describe/config.ts'

/** Whether an app announces that it resumes readers. */
export function takesBack({ resume_sessions: says, protocol }: Pick<GradioConfig, 'resume_sessions' | 'protocol'>): boolean {
  return says === true && protocol === 'sse_v3'
}

/** Adds the parameters to a stream's address that make the app keep its runs, and that name the runs to read again. */
export function askToKeep(query: URLSearchParams, eventIds: readonly string[]): void {
  query.set('acknowledgements', 'true')
  for (const eventId of eventIds) query.append('resume_event_id', eventId)
}

/** Route that tells an app that the client of a session will not come back. */
export const CLOSE_ROUTE = 'queue/close'
