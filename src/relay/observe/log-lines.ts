/**
 * One line for each start and end of a run, refusal, reconnect and failure, for a logger such as pino. No inputs,
 * values, headers or sessions, and of a failure no words: those may hold addresses of the owner's network.
 */
import { isGradioStreamError } from '@gradio-stream/client/internal/errors'
import type { RelayEvent, RelayListener } from './relay-events.ts'

/** What the option `logger` takes: a logger of pino, or another whose methods take an object and a text. */
export interface RelayLogger {
  info(facts: object, line: string): void
  warn(facts: object, line: string): void
  error(facts: object, line: string): void
}

const STACK_LINES = 6

export function logLines(logger: RelayLogger): RelayListener {
  return (event: RelayEvent) => {
    switch (event.kind) {
      case 'run-start': {
        const { app, endpoint, run, owner } = event.start
        return logger.info({ run, app, endpoint, owner }, 'run started')
      }
      case 'run-end': {
        const { app, endpoint, run, owner, status, code, startedAt, endedAt } = event.end
        const facts = { run, app, endpoint, owner, status, code, tookMs: endedAt - startedAt }
        return status === 'failed' ? logger.warn(facts, 'run ended') : logger.info(facts, 'run ended')
      }
      case 'refusal':
        return logger.warn({ ...event.refusal }, 'request refused')
      case 'reconnect':
        return logger.info({ ...event.reconnect }, 'page reconnected')
      case 'error':
        return logger.error(failureFacts(event.error), 'relay failed at something')
      case 'run-message':
      case 'run-running':
      case 'poll':
      case 'app-answer':
      case 'store-answer':
        return undefined
      default:
        return event satisfies never
    }
  }
}

/** What failed and where in the code. */
function failureFacts(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const cause = error.cause instanceof Error ? { cause: { type: error.cause.name, code: codeOf(error.cause) } } : {}
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { type: error.name, code: codeOf(error), at: at.slice(0, STACK_LINES).map((line) => line.trim()), ...cause }
}

/** Of this library, or as Node has it (`ECONNREFUSED`): never words. */
function codeOf(error: Error): string | null {
  if (isGradioStreamError(error)) return error.code
  const code: unknown = Reflect.get(error, 'code')
  return typeof code === 'string' && /^[A-Z][A-Z\d_]{1,40}$/.test(code) ? code : null
}
