/** Makes a scenario from a run's trace, so that QA can play, hold and step through what a report has attached. */
import type { GradioStreamErrorJson } from '@gradio-stream/client/internal/errors'
import type { ProgressUnit } from '@gradio-stream/client/internal/run/run-event'
import type { RunTrace, TraceEvent } from '@gradio-stream/client/internal/run/trace'
import { cancelledFrame, completed, edited, estimation, failed, generating, log, processStarts, progress, step } from './scenario-steps.ts'
import type { Scenario, ScenarioStep } from './scenario.ts'

/**
 * A scenario that makes the same events again in their rhythm. A trace holds whole values, so each step replaces the
 * value before it. Component updates and texts that were not JSON are not in a trace and cannot be played. A trace
 * without an end gives a run without an end.
 */
export function scenarioFromTrace(trace: RunTrace, about: Partial<Omit<Scenario, 'steps'>> = {}): Scenario {
  const steps: ScenarioStep[] = []
  let previousAt = trace.events[0]?.at ?? 0
  let hasValue = false
  for (const event of trace.events) {
    const made = stepOf(event, Math.max(0, event.at - previousAt), hasValue)
    if (made === null) continue
    steps.push(made)
    previousAt = Math.max(previousAt, event.at)
    hasValue ||= event.type === 'output'
  }
  const width = trace.events.findLast((event) => 'data' in event)?.data.length ?? 1
  const returns = Array.from({ length: width }, (_, index) => ({ name: `value_${index + 1}`, component: 'json' }))
  return { name: trace.endpoint.replace(/^\//u, ''), parameters: [], returns, isGenerator: hasValue, ...about, steps }
}

function stepOf(event: TraceEvent, afterMs: number, hasValue: boolean): ScenarioStep | null {
  switch (event.type) {
    case 'queued':
      return estimation(afterMs, event.position ?? 0, event.queueSize ?? 1, seconds(event.etaMs))
    case 'started':
      return processStarts(afterMs, seconds(event.etaMs))
    case 'progress':
      return progress(afterMs, ...event.units.map(levelOf))
    case 'log': {
      const { level, message, title, durationMs, isVisible } = event.entry
      return log(afterMs, level === 'error' ? 'warning' : level, message, { title, durationSeconds: seconds(durationMs), isVisible })
    }
    case 'output':
      return hasValue ? edited(afterMs, ...event.data.map((value) => [['replace', [], value] as const])) : generating(afterMs, event.data)
    case 'succeeded':
      return completed(afterMs, event.data)
    case 'failed':
      return failureOf(afterMs, event.error)
    case 'cancelled':
      return cancelledFrame(afterMs)
    case 'unrecognized':
      return step(afterMs, { msg: event.msg })
    case 'waiting':
    case 'submitted':
    case 'uploading':
    case 'joined':
    case 'cancel-requested':
    case 'message-invalid':
      return null
    default:
      return event satisfies never
  }
}

/** Gradio sends either counts or a fraction. If both are known, the fraction follows from the counts. */
function levelOf({ index, length, fraction, unit, description }: ProgressUnit): Parameters<typeof progress>[1] {
  const level = { unit, ...(description === null ? {} : { description }) }
  if (index === null) return fraction === null ? level : { ...level, fraction }
  return { ...level, index, ...(length === null ? {} : { length }) }
}

/** The app's own words, if there were any; `null` if it hides its errors. */
function failureOf(afterMs: number, { message, details }: GradioStreamErrorJson): ScenarioStep {
  const { appMessage, title, toastDurationMs } = details
  if (appMessage === null) return failed(afterMs, null)
  return failed(afterMs, typeof appMessage === 'string' ? appMessage : message, {
    ...(typeof title === 'string' ? { title } : {}),
    durationSeconds: seconds(typeof toastDurationMs === 'number' ? toastDurationMs : null),
  })
}

function seconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : milliseconds / 1000
}
