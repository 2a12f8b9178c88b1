/** What the line of a session's tied runs does in one step, as Lua scripts over the keys of `log-scripts.ts`. */
import { BEFORE } from './log-scripts.ts'

/** `session`: becomes the one at the app if there is none. Answers the one that counts. */
const STATEFUL_SESSION = `
redis.call('SET', stateful, ARGV[3], 'NX')
renew()
return redis.call('GET', stateful)
`

/** A relay that ended has a moment to pass the turn on: the app's stream is closed after the end is written. */
const ADVANCE = `
local function advance()
  while true do
    local first = redis.call('LINDEX', line, 0)
    local run = first and findRun(first)
    if not first or run and not (run.endedAt and run.endedAt <= now - 10000) then return end
    redis.call('LPOP', line)
    published()
  end
end
`

/** `runId`. Answers 1 if it has the turn. */
const ENTER_LINE = `${ADVANCE}
if not redis.call('LPOS', line, ARGV[3]) then redis.call('RPUSH', line, ARGV[3]) end
renew()
advance()
return redis.call('LINDEX', line, 0) == ARGV[3] and 1 or 0
`

/** `runId`. Answers 0 if it has the turn, nothing if it left. */
const PLACE_IN_LINE = `${ADVANCE}
advance()
return redis.call('LPOS', line, ARGV[3])
`

const WAITING_IN_LINE = `return redis.call('LRANGE', line, 1, -1)`

/**
 * `runId mayHaveTurn fence`. Answers 1 if it was in the line. A relay whose run was taken on does not give its turn
 * away.
 */
const LEAVE_LINE = `
local run = ARGV[5] ~= '' and findRun(ARGV[3])
if run and run.callId ~= ARGV[5] then return 0 end
if ARGV[4] == '0' and redis.call('LINDEX', line, 0) == ARGV[3] then return 0 end
local count = redis.call('LREM', line, 0, ARGV[3])
if count > 0 then published() end
return count
`

/** By the name under which a connection gets them. */
export const LINE_SCRIPTS = {
  rgsStatefulSession: BEFORE + STATEFUL_SESSION,
  rgsEnterLine: BEFORE + ENTER_LINE,
  rgsPlaceInLine: BEFORE + PLACE_IN_LINE,
  rgsWaitingInLine: BEFORE + WAITING_IN_LINE,
  rgsLeaveLine: BEFORE + LEAVE_LINE,
} as const
