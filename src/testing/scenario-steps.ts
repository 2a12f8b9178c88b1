/**
 * Steps in the words of Gradio 6's queue, one line each in a scenario. Durations on the wire are in seconds, as in
 * Gradio.
 */
import type { ScenarioFault, ScenarioMessage, ScenarioStep } from './scenario.ts'

/** One level of progress: counted steps, a fraction of 1, or neither. */
export interface ScenarioProgress {
  readonly description?: string
  readonly index?: number
  readonly length?: number
  /** 0 to 1. */
  readonly fraction?: number
  /** @defaultValue `steps` */
  readonly unit?: string
}

/** A place in the queue. `etaSeconds` null: the app has no estimate yet. */
export function estimation(afterMs: number, rank: number, queueSize: number, etaSeconds: number | null): ScenarioStep {
  return step(afterMs, { msg: 'estimation', rank, queue_size: queueSize, rank_eta: etaSeconds })
}

/** The function begins. */
export function processStarts(afterMs: number, etaSeconds: number | null = null): ScenarioStep {
  return step(afterMs, { msg: 'process_starts', eta: etaSeconds })
}

/** The first two messages of an undisturbed run: next in the queue, then started. */
export function starting(etaSeconds: number | null = null): readonly ScenarioStep[] {
  return [estimation(20, 0, 1, etaSeconds), processStarts(200, etaSeconds)]
}

/** Progress, outermost level first. */
export function progress(afterMs: number, ...levels: readonly ScenarioProgress[]): ScenarioStep {
  const units = levels.map(({ description = null, index = null, length = null, fraction = null, unit = 'steps' }) => {
    return { index, length, unit, progress: fraction, desc: description }
  })
  return step(afterMs, { msg: 'progress', progress_data: units })
}

/** A toast of the app. `durationSeconds` null: until dismissed. */
export function log(
  afterMs: number,
  level: 'info' | 'warning' | 'success',
  text: string,
  {
    title = null,
    durationSeconds = 10,
    isVisible = true,
  }: { title?: string | null; durationSeconds?: number | null; isVisible?: boolean } = {},
): ScenarioStep {
  return step(afterMs, { msg: 'log', log: text, level, duration: durationSeconds, visible: isVisible, title })
}

/** A value before the end: the first one whole, later ones as a list of edits per output. */
export function generating(afterMs: number, data: readonly unknown[]): ScenarioStep {
  return step(afterMs, { msg: 'process_generating', output: output(data, true, afterMs / 1000), success: true, time_limit: null })
}

/** An edit of one output: `[action, path, value]`. */
export type ScenarioEdit = readonly [action: 'append' | 'replace' | 'add' | 'delete', path: readonly (string | number)[], value: unknown]

/** The same as {@link generating}, as edits: one list per output. */
export function edited(afterMs: number, ...edits: readonly (readonly ScenarioEdit[])[]): ScenarioStep {
  return generating(afterMs, edits)
}

/** The end with its values. `durationSeconds` is the app's own measurement. */
export function completed(afterMs: number, data: readonly unknown[], durationSeconds = 1): ScenarioStep {
  return step(afterMs, {
    msg: 'process_completed',
    output: output(data, false, durationSeconds),
    success: true,
    title: null,
    used_cache: null,
    cache_duration: durationSeconds,
    avg_time: durationSeconds,
  })
}

/** The end by `gr.Error`. `text` null: the app hides its errors. */
export function failed(
  afterMs: number,
  text: string | null,
  { title = 'Error', durationSeconds = 10 }: { title?: string | null; durationSeconds?: number | null } = {},
): ScenarioStep {
  const error = text === null ? { error: null } : { error: text, duration: durationSeconds, visible: true, title }
  return step(afterMs, {
    msg: 'process_completed',
    output: error,
    success: false,
    title,
    used_cache: null,
    cache_duration: text === null ? null : durationSeconds,
    avg_time: null,
  })
}

/** What Gradio sends for a cancelled run: completed, without data. */
export const GRADIO_CANCEL_FRAME = {
  msg: 'process_completed',
  output: {},
  success: true,
  title: null,
  used_cache: null,
  cache_duration: null,
  avg_time: null,
} as const

/** The frame Gradio sends for a cancelled run. */
export function cancelledFrame(afterMs: number): ScenarioStep {
  return step(afterMs, GRADIO_CANCEL_FRAME)
}

/** A fault of the connection. */
export function fault(afterMs: number, kind: ScenarioFault): ScenarioStep {
  return { afterMs, fault: kind }
}

/** Any message. */
export function step(afterMs: number, message: ScenarioMessage): ScenarioStep {
  return { afterMs, message }
}

function output(data: readonly unknown[], isGenerating: boolean, seconds: number): Record<string, unknown> {
  return {
    data,
    is_generating: isGenerating,
    duration: seconds,
    average_duration: seconds,
    render_config: null,
    changed_state_ids: [],
    used_cache: null,
  }
}
