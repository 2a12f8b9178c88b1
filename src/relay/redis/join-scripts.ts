/** What relays agree on around a join, in one step, as Lua scripts over the keys of `log-scripts.ts`. */
import { BEFORE } from './log-scripts.ts'

/**
 * `runId fence keepsOrder`. Answers `go`, and from then on the run counts as begun; `cancelled`, `taken` or `ended`: it
 * must not be joined.
 */
const SET_OFF = `
local run = touch() and findRun(ARGV[3])
if not run or run.endedAt then return 'ended' end
if run.callId ~= ARGV[4] then return 'taken' end
if run.isCancelled then return 'cancelled' end
run.sent = true
keepRun(ARGV[3], run)
if ARGV[5] == '0' then redis.call('HDEL', orders, ARGV[3]) end
return 'go'
`

/**
 * `runId fence newFence mostTakes`: who has the lease of `fence` takes the run from it. Answers `[kind, client,
 * order, isCancelled]`. `gone`: the run has ended, or the lease is an old one of it. `join`: it was not begun.
 * `again`: it was, and may be begun again. `lost`: it was, and may not.
 */
const TAKE_RUN = `
local run = touch() and findRun(ARGV[3])
if not run or run.endedAt or run.callId ~= ARGV[4] then return { 'gone' } end
local order = redis.call('HGET', orders, ARGV[3])
run.callId, run.position = ARGV[5], 0
if run.sent then run.takes = (run.takes or 0) + 1 end
keepRun(ARGV[3], run)
if not order or run.takes and run.takes > tonumber(ARGV[6]) then return { 'lost' } end
return { run.sent and 'again' or 'join', run.client or '', order, run.isCancelled and 1 or 0 }
`

/** `runId`: whoever has the run, or takes it on, does not begin it any more. */
const FORBID = `
local run = touch() and findRun(ARGV[3])
if not run or run.endedAt then return end
run.isCancelled = true
keepRun(ARGV[3], run)
`

/**
 * `stream untilAt lastNumber`. Answers 1 if the stream may be told to close: no run is pending, and there is no message
 * after that number.
 */
const TELL_TO_CLOSE = `
if not touch() then return 1 end
if number('pending') > 0 or number('last') > math.max(number('forgotten'), tonumber(ARGV[5])) then return 0 end
redis.call('ZADD', closing, ARGV[4], ARGV[3])
renew()
return 1
`

/** `stream`. */
const CLOSED = `
if redis.call('ZREM', closing, ARGV[3]) > 0 then published() end
`

/** Answers how many streams were told to close and may still be open. */
const COUNT_CLOSING = `
redis.call('ZREMRANGEBYSCORE', closing, '-inf', string.format('%.0f', now))
return redis.call('ZCARD', closing)
`

/** By the name under which a connection gets them. */
export const JOIN_SCRIPTS = {
  rgsSetOff: BEFORE + SET_OFF,
  rgsTakeRun: BEFORE + TAKE_RUN,
  rgsForbid: BEFORE + FORBID,
  rgsTellToClose: BEFORE + TELL_TO_CLOSE,
  rgsClosed: BEFORE + CLOSED,
  rgsCountClosing: BEFORE + COUNT_CLOSING,
} as const
