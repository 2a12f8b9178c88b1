/** Metrics that are read when they are asked for. */
import { CLIENT_LIMITS } from '@gradio-stream/client/internal/errors'
import { Gauge } from 'prom-client'
import type { Registry } from 'prom-client'
import type { RelayFigures } from '../observe/relay-metrics.ts'

const STATES: ReadonlyArray<RelayFigures['state']> = ['ready', 'draining', 'closed']

type Values = ReadonlyArray<readonly [label: string, value: number]>

/** Registers them. `read` is called once each time, for all of them. */
export function registerFigures(registry: Registry, read: () => Promise<RelayFigures>): void {
  let reading: Promise<RelayFigures> | null = null
  const figures = (): Promise<RelayFigures> =>
    (reading ??= read().finally(() => {
      reading = null
    }))

  function labelled(name: string, help: string, label: string, valuesOf: (figures: RelayFigures) => Values): void {
    const gauge: Gauge = new Gauge({
      name: `gradio_relay_${name}`,
      help,
      labelNames: [label],
      registers: [registry],
      collect: async () => {
        for (const [value, count] of valuesOf(await figures())) gauge.set({ [label]: value }, count)
      },
    })
  }

  function plain(name: string, help: string, valueOf: (figures: RelayFigures) => number | null | undefined): void {
    const gauge: Gauge = new Gauge({
      name: `gradio_relay_${name}`,
      help,
      registers: [registry],
      collect: async () => {
        const value = valueOf(await figures())
        // A value that is not known is not given: an old one would be wrong.
        if (value === null || value === undefined) gauge.remove()
        else gauge.set(value)
      },
    })
  }

  labelled('state', '1 for what the relay does now: it takes runs, it leaves, it has left.', 'state', ({ state }) =>
    STATES.map((one) => [one, one === state ? 1 : 0]),
  )
  labelled('runs', 'Runs of this relay that have not ended.', 'state', ({ runs }) => Object.entries(runs))
  labelled('streams', 'Streams and polls that are open at this relay.', 'kind', ({ streams }) => Object.entries(streams))
  labelled('clients_near_limit', 'Clients that have used up four fifths of a limit.', 'limit', ({ nearLimits }) =>
    CLIENT_LIMITS.map((limit) => [limit, nearLimits[limit] ?? 0]),
  )
  plain('sessions', 'Sessions of clients in the memory of this relay.', ({ sessions }) => sessions)
  plain('log_characters', 'Characters of messages in the memory of this relay; one or two bytes each.', ({ logLength }) => logLength)
  plain('redis_used_bytes', 'Memory that Redis uses.', ({ store }) => store?.usedBytes)
  plain('redis_max_bytes', 'Memory that Redis may use (maxmemory).', ({ store }) => store?.maxBytes)
}
