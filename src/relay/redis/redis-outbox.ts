/** Webhooks that wait, in Redis: a hash with what each says, and when each is due by the clock of Redis. */
import type { Outbox, OutboxEntry } from '../webhooks/outbox.ts'
import { CLOCK, runScript } from './connect.ts'
import type { RedisConnection } from './connect.ts'
import { asTexts } from './session-scripts.ts'

/** `delayMs id text isUpdate`. */
const PUT = `${CLOCK}
if ARGV[4] == '1' and redis.call('HEXISTS', KEYS[1], ARGV[2]) == 0 then return 0 end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
return redis.call('ZADD', KEYS[2], string.format('%.0f', now + ARGV[1]), ARGV[2])
`
/** `leaseMs most`. Answers ids and texts in turn. */
const TAKE = `${CLOCK}
local ids = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now), 'LIMIT', 0, ARGV[2])
local taken = {}
for _, id in ipairs(ids) do
  local text = redis.call('HGET', KEYS[1], id)
  if text then
    redis.call('ZADD', KEYS[2], string.format('%.0f', now + ARGV[1]), id)
    table.insert(taken, id)
    table.insert(taken, text)
  else
    redis.call('ZREM', KEYS[2], id)
  end
end
return taken
`
/** `id`. */
const REMOVE = `
redis.call('HDEL', KEYS[1], ARGV[1])
return redis.call('ZREM', KEYS[2], ARGV[1])
`
const SCRIPTS = { rgsPutWebhook: PUT, rgsTakeWebhooks: TAKE, rgsRemoveWebhook: REMOVE } as const

export class RedisOutbox implements Outbox {
  readonly isShared = true
  /** Others put things into it. */
  readonly isEmpty = false
  readonly #connection: RedisConnection
  /** Both in one hash slot. */
  readonly #keys: readonly [texts: string, due: string]

  constructor(connection: RedisConnection, prefix: string) {
    this.#connection = connection
    this.#keys = [`${prefix}:{webhooks}:texts`, `${prefix}:{webhooks}:due`]
    for (const [name, lua] of Object.entries(SCRIPTS)) connection.defineCommand(name, { lua, numberOfKeys: 2 })
  }

  async put({ id, text }: OutboxEntry, delayMs: number): Promise<void> {
    await this.#run('rgsPutWebhook', delayMs, id, text, 0)
  }

  async update({ id, text }: OutboxEntry, delayMs: number): Promise<void> {
    await this.#run('rgsPutWebhook', delayMs, id, text, 1)
  }

  async take(most: number, leaseMs: number): Promise<readonly OutboxEntry[]> {
    const answer = await this.#run('rgsTakeWebhooks', leaseMs, most)
    const texts = asTexts(answer)
    return texts.flatMap((id, index) => (index % 2 === 0 ? [{ id, text: texts[index + 1] ?? '' }] : []))
  }

  async remove(id: string): Promise<void> {
    await this.#run('rgsRemoveWebhook', id)
  }

  #run(script: keyof typeof SCRIPTS, ...given: readonly (string | number)[]): Promise<unknown> {
    return runScript(this.#connection, script, ...this.#keys, ...given)
  }
}
