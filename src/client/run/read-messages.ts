/**
 * Turns Gradio's messages into events of a run. Only here units are converted and versions levelled: nothing above
 * knows a Gradio version. A message never throws, and an end is never silent.
 */
import type { AppDescription, EndpointDescription } from '../protocol/describe/app-description.ts'
import { GradioStreamError } from '../errors.ts'
import { sendsEdits } from '../protocol/legacy.ts'
import type { GradioMessage, GradioMessageOf, GradioProgressUnit, KnownMessage, MessageReading } from '../protocol/gradio-messages.ts'
import { RUN_RESTARTED } from '../protocol/relay-protocol.ts'
import { createLeveller } from '../protocol/values/level-values.ts'
import { queueFullInStream, readFailure, readUnexpectedError, unreadableEnd } from './read-failure.ts'
import { LateProgress } from './late-steps.ts'
import { createOutputReader } from './read-output.ts'
import type { LogLevel, ProgressUnit, RunEventBody } from './run-event.ts'

/** Gradio's own default, for versions that do not send one. */
const LOG_DURATION_MS = 10_000

/** Limits for what is kept as long as the run: characters of a log line and of a name, and levels of progress. */
const MAX_LOG_LENGTH = 10_000
const MAX_NAME = 500
const MAX_LEVELS = 20

/** Reads the messages of one run, in order. */
export interface MessageReader {
  /**
   * The event one message means; `null` for a heartbeat and after the end. The values of progress and output are made
   * when they are first read.
   */
  read(reading: MessageReading): RunEventBody | null
}

/** A reader for one run of an endpoint. Until the run's end it keeps the values that edits refer to. */
export function createMessageReader(
  endpoint: EndpointDescription,
  app: Pick<AppDescription, 'version' | 'protocol'> & Partial<Pick<AppDescription, 'apiUrl'>>,
): MessageReader {
  const levellers = endpoint.returns.map(({ component }) => createLeveller(component, app))
  const output = createOutputReader(endpoint, sendsEdits(app.protocol), levellers)
  let units: readonly ProgressUnit[] = []
  let isEnded = false

  function end(event: RunEventBody): RunEventBody {
    isEnded = true
    return event
  }

  function readStep(data: readonly unknown[] | null | undefined, isWhole: boolean): RunEventBody | null {
    if (!data) return null
    try {
      return isWhole ? output.readWhole(data) : output.readStep(data)
    } catch (error) {
      return { type: 'message-invalid', error: unreadableStep(error, endpoint.name) }
    }
  }

  function readCompleted(message: GradioMessageOf<'process_completed'>): RunEventBody {
    const data = message.output?.data
    // Gradio reports a cancelled run as a success without data.
    if (message.cancelled === true || (message.success && !data)) {
      return end({ type: 'cancelled', outcome: endpoint.isGenerator ? 'confirmed' : 'requested' })
    }
    if (!message.success || !data) return end({ type: 'failed', error: readFailure(message, endpoint.name, app) })
    const { data: values, updates } = output.readWhole(data)
    return end({ type: 'succeeded', data: values, updates, fromCache: typeof message.used_cache === 'string' })
  }

  function readProgress(reading: KnownMessage): RunEventBody {
    return new LateProgress(() => {
      const { message } = reading
      units = readUnits((message.msg === 'progress' ? message.progress_data : null) ?? [], units)
      return units
    })
  }

  function readKnown(reading: KnownMessage): RunEventBody | null {
    if (reading.msg === 'progress') return readProgress(reading)
    if (reading.data) return readStep(reading.data, false)
    return readWholeMessage(reading.message)
  }

  function readWholeMessage(message: GradioMessage): RunEventBody | null {
    switch (message.msg) {
      case 'process_generating':
        return readStep(message.output?.data, false)
      case 'process_streaming':
        // On every version the values of an input stream are whole.
        return readStep(message.output?.data, true)
      case 'estimation':
        return {
          type: 'queued',
          position: message.rank ?? null,
          queueSize: message.queue_size ?? null,
          etaMs: milliseconds(message.rank_eta),
        }
      case 'process_starts':
        return { type: 'started', etaMs: milliseconds(message.eta) }
      case 'log':
        return { type: 'log', entry: readLog(message) }
      case 'process_completed':
        return readCompleted(message)
      case 'unexpected_error':
        return end({ type: 'failed', error: readUnexpectedError(message, endpoint.name) })
      case 'queue_full':
        return end({ type: 'failed', error: queueFullInStream(endpoint.name) })
      case 'heartbeat':
      case 'close_stream':
      case 'progress':
        return null
      default:
        return message satisfies never
    }
  }

  function read(reading: MessageReading): RunEventBody | null {
    if (isEnded) return null
    if (reading.kind === 'message') return readKnown(reading)
    if (reading.kind === 'unrecognized') return { type: 'unrecognized', msg: cut(reading.msg, MAX_NAME) }
    if (reading.msg === 'process_completed') return end({ type: 'failed', error: unreadableEnd(endpoint.name, reading.error) })
    return { type: 'message-invalid', error: reading.error }
  }

  return { read }
}

/** Levels of progress. An unchanged level, as outer ones mostly are, keeps its object. */
function readUnits(sent: readonly GradioProgressUnit[], before: readonly ProgressUnit[]): readonly ProgressUnit[] {
  const units: ProgressUnit[] = []
  for (const unit of sent) if (units.length < MAX_LEVELS) units.push(readUnit(unit, before[units.length]))
  return units
}

function readUnit(sent: GradioProgressUnit, before: ProgressUnit | undefined): ProgressUnit {
  const index = sent.index ?? null
  const length = sent.length ?? null
  const fraction = readFraction(index, length, sent.progress)
  const unit = cut(sent.unit ?? 'steps', MAX_NAME)
  const description = sent.desc == null ? null : cut(sent.desc, MAX_NAME)
  const isSame =
    before?.index === index &&
    before.length === length &&
    before.fraction === fraction &&
    before.unit === unit &&
    before.description === description
  return isSame ? before : { index, length, fraction, unit, description }
}

function readFraction(
  index: number | null | undefined,
  length: number | null | undefined,
  progress: number | null | undefined,
): number | null {
  if (typeof progress === 'number') return clamp(progress)
  if (typeof index !== 'number' || typeof length !== 'number' || length <= 0) return null
  return clamp(index / length)
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction))
}

function readLog({ log, level, title, duration, visible, code }: GradioMessageOf<'log'>) {
  return {
    ...(code === RUN_RESTARTED ? { code: RUN_RESTARTED } : {}),
    level: readLevel(level),
    title: title == null ? null : cut(title, MAX_NAME),
    message: cut(log, MAX_LOG_LENGTH),
    durationMs: duration === undefined ? LOG_DURATION_MS : milliseconds(duration),
    isVisible: visible ?? true,
  }
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`
}

function readLevel(level: string): LogLevel {
  return level === 'warning' || level === 'success' || level === 'error' ? level : 'info'
}

function milliseconds(seconds: number | null | undefined): number | null {
  return seconds === null || seconds === undefined ? null : seconds * 1000
}

function unreadableStep(cause: unknown, endpoint: string): GradioStreamError<'message-invalid'> {
  return new GradioStreamError('message-invalid', {
    message: `A step of ${endpoint} could not be applied. ${cause instanceof Error ? cause.message : ''}`.trimEnd(),
    details: { endpoint },
    cause,
  })
}
