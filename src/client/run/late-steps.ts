/**
 * Progress and output: the two most frequent events. Their values are made when they are first read, so that a step
 * that is replaced before a read costs little more than its arrival. Read at any time, a value is that of its own
 * moment.
 */
import type { RunEvent, RunEventBody } from './run-event.ts'

type ProgressBody = Extract<RunEventBody, { type: 'progress' }>
type OutputBody = Extract<RunEventBody, { type: 'output' }>

/** Progress whose levels are parsed when they are read. */
export class LateProgress implements ProgressBody {
  readonly type = 'progress'
  #read: (() => ProgressBody['units']) | null
  #units: ProgressBody['units'] = []

  constructor(read: () => ProgressBody['units']) {
    this.#read = read
  }

  get units(): ProgressBody['units'] {
    if (this.#read !== null) this.#units = this.#read()
    this.#read = null
    return this.#units
  }
}

/** Values and component updates, in the order of the endpoint's `returns`; updates of its `boxes` follow. */
export type OutputValues = Pick<OutputBody, 'data' | 'updates'>

/** Output whose values are made when they are read. */
export class LateOutput implements OutputBody {
  readonly type = 'output'
  /** Approximate number of characters of its data. */
  readonly size: number
  #make: (() => OutputValues) | null
  #values: OutputValues | null = null

  constructor(size: number, make: () => OutputValues) {
    this.size = size
    this.#make = make
  }

  get data(): OutputBody['data'] {
    return this.#made().data
  }

  get updates(): OutputBody['updates'] {
    return this.#made().updates
  }

  #made(): OutputValues {
    // One of the two is always set.
    if (this.#make !== null) this.#values = this.#make()
    this.#make = null
    return this.#values as OutputValues
  }
}

/** A step with its number and date. What it reads stays in its body, which is no member of its own. */
class DatedStep<Body extends ProgressBody | OutputBody> {
  readonly type: Body['type']
  readonly sequence: number
  readonly at: number
  readonly #body: Body

  constructor(body: Body, sequence: number, at: number) {
    this.#body = body
    this.type = body.type
    this.sequence = sequence
    this.at = at
  }

  protected get body(): Body {
    return this.#body
  }
}

class DatedProgress extends DatedStep<ProgressBody> {
  get units(): ProgressBody['units'] {
    return this.body.units
  }
}

/** Output with its number and date. */
export class DatedOutput extends DatedStep<OutputBody> {
  get data(): OutputBody['data'] {
    return this.body.data
  }

  get updates(): OutputBody['updates'] {
    return this.body.updates
  }

  /** Characters of its data, if known without reading it. */
  get size(): number | null {
    return this.body instanceof LateOutput ? this.body.size : null
  }
}

/** The event as a plain object, to be passed on, spread or written as JSON. */
export function toPlain<Event extends RunEventBody>(event: Event): Event {
  // Its own fields are included (`sequence` and `at`, if it has them), although TypeScript does not see them in this
  // type.
  if (event.type === 'progress') return { ...event, units: event.units }
  if (event.type === 'output') {
    const { size: _size, ...own } = event as Event & { size?: number }
    return { ...own, data: event.data, updates: event.updates } as unknown as Event
  }
  return event
}

/** Numbers and dates a step without making its values. */
export function dateStep(
  body: ProgressBody | OutputBody,
  sequence: number,
  at: number,
): Extract<RunEvent, { type: 'progress' | 'output' }> {
  return body.type === 'progress' ? new DatedProgress(body, sequence, at) : new DatedOutput(body, sequence, at)
}
