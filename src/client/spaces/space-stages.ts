/**
 * What each stage of a Hugging Face Space means for a client (docs/gradio-spaces.md#2-stages). The Hub may add stages
 * at any time.
 */
import type { GradioStreamErrorCode } from '../errors.ts'

/** What to do about a stage. */
export type StageMeaning =
  /** Connect. */
  | { readonly kind: 'up' }
  /** Wait. `isBrief`: it may never leave this stage. */
  | { readonly kind: 'wait'; readonly status: 'waking' | 'building'; readonly isBrief: boolean }
  /** Only its owner can help. */
  | { readonly kind: 'down'; readonly code: Extract<GradioStreamErrorCode, 'space-paused' | 'space-broken' | 'space-deleted'> }
  /** A stage of a newer Hub: try to connect, then report the result. */
  | { readonly kind: 'unknown' }

const UP: StageMeaning = { kind: 'up' }
const WAKING: StageMeaning = { kind: 'wait', status: 'waking', isBrief: false }
const BROKEN: StageMeaning = { kind: 'down', code: 'space-broken' }

const MEANINGS: ReadonlyMap<string, StageMeaning> = new Map<string, StageMeaning>([
  ['RUNNING', UP],
  // The old version is up while a new one is built. The coming restart ends the runs of that moment.
  ['RUNNING_BUILDING', UP],
  ['RUNNING_APP_STARTING', UP],
  ['BUILDING', { kind: 'wait', status: 'building', isBrief: false }],
  ['APP_STARTING', WAKING],
  ['SLEEPING', WAKING],
  ['STOPPED', { kind: 'wait', status: 'waking', isBrief: true }],
  ['PAUSED', { kind: 'down', code: 'space-paused' }],
  ['NO_APP_FILE', BROKEN],
  ['CONFIG_ERROR', BROKEN],
  ['BUILD_ERROR', BROKEN],
  ['RUNTIME_ERROR', BROKEN],
  ['DELETING', { kind: 'down', code: 'space-deleted' }],
])

/** The meaning of a stage; `null` is an unknown stage. */
export function meaningOf(stage: string | null): StageMeaning {
  return MEANINGS.get(stage ?? '') ?? { kind: 'unknown' }
}
