/** Made-up events for the laws of the reducer and the tests of store and trace. */
import * as fc from 'fast-check'
import { GradioStreamError } from '../../../src/client/errors.ts'
import type { RunEvent, RunEventBody } from '../../../src/client/run/run-event.ts'

export const failure = new GradioStreamError('run-failed', { message: '/x failed: boom.', details: { endpoint: '/x', appMessage: 'boom' } })

/** Numbers and dates bodies from 1 on. */
export function number(bodies: readonly RunEventBody[], from = 1): RunEvent[] {
  return bodies.map((body, index) => ({ ...body, sequence: from + index, at: 1_700_000_000_000 + (from + index) * 10 }))
}

export function progress(index: number): RunEventBody {
  return { type: 'progress', units: [{ index, length: 10, fraction: index / 10, unit: 'steps', description: null }] }
}

export function text(value: string): RunEventBody {
  return { type: 'output', data: [value], updates: [null] }
}

export function log(message: string): RunEventBody {
  return { type: 'log', entry: { level: 'info', title: null, message, durationMs: null, isVisible: true } }
}

export const done: RunEventBody = { type: 'succeeded', data: ['end'], updates: [null], fromCache: false }

const going: fc.Arbitrary<RunEventBody> = fc.oneof(
  fc.constant<RunEventBody>({ type: 'submitted' }),
  fc.constantFrom('a', 'b').map((eventId): RunEventBody => ({ type: 'joined', eventId })),
  fc.nat(3).map((position): RunEventBody => ({ type: 'queued', position, queueSize: 4, etaMs: null })),
  fc.constant<RunEventBody>({ type: 'started', etaMs: 500 }),
  fc.nat(10).map(progress),
  fc.string({ maxLength: 3 }).map(text),
  fc.string({ maxLength: 3 }).map(log),
  fc.constant<RunEventBody>({ type: 'cancel-requested' }),
  fc.constant<RunEventBody>({ type: 'unrecognized', msg: 'new' }),
  fc.constant<RunEventBody>({ type: 'message-invalid', error: failure }),
)
const ending: fc.Arbitrary<RunEventBody> = fc.oneof(
  fc.constant(done),
  fc.constant<RunEventBody>({ type: 'failed', error: failure }),
  fc.constant<RunEventBody>({ type: 'cancelled', outcome: 'confirmed' }),
)

/** Any event in any order, ends being rarer. */
export const anyBodies = fc.array(fc.oneof({ weight: 12, arbitrary: going }, { weight: 1, arbitrary: ending }), { maxLength: 40 })
/** Any events that end nothing. */
export const goingBodies = fc.array(going, { maxLength: 40 })
