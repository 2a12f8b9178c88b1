/**
 * What the Redis log does in one step, as Lua scripts. Each begins with the same keys, all in one hash slot:
 *
 * - `state`, a hash: `generation`, `last` (number of the newest message), `forgotten` (of the newest end that left no
 *   trace), `touchedAt`, `readAt`, `tidiedAt`, `pending` (runs that have not ended), `delivered` (runs whose messages
 *   are still kept), `length` (characters kept).
 * - `runs`, a hash: a run's id to its record as JSON (the fields of `memory-session.ts`).
 * - `messages`, a stream: its ids are `<number>-0`.
 * - `whole`, a hash: a message's number to the text that replaces its own, `<length> <text>`.
 * - `line`, a list: ids of the session's tied runs, the first has the turn.
 * - `stateful`: the session at the app that they share.
 * - `orders`, a hash: a run's id to what is to be joined, as its relay wrote it, for the one that takes the run on.
 * - `closing`, a sorted set: streams that were told to close, until when joins wait for that.
 * - `gone`, a sorted set: runs that ended and whose messages are no longer kept, by the number of their end.
 *
 * Of a run's record, `callId` is the fence: the call that began the run, or took it on. Who has another writes
 * nothing more. `client`: whose limits it counts for. `sent`: its join was, or is being sent. `isCancelled`: whoever
 * has it must not begin it any more. `takes`: how often it was begun again.
 *
 * A change is published on the name of `state`.
 */
export const BEFORE = `
local state, runs, messages, whole, line, stateful, orders, closing, gone = unpack(KEYS)
local now, ttl = tonumber(ARGV[1]), tonumber(ARGV[2])

-- A session with pending runs whose relays are all gone is forgotten after a week.
local KEPT_RUNS, KEPT_ENDS = 200, 1000
local PENDING_TTL = math.max(ttl, 7 * 24 * 3600 * 1000)

local function number(field)
  return tonumber(redis.call('HGET', state, field) or '0')
end

local function grow(field, by)
  return redis.call('HINCRBY', state, field, by)
end

local function findRun(id)
  local text = redis.call('HGET', runs, id)
  return text and cjson.decode(text)
end

local function keepRun(id, run)
  redis.call('HSET', runs, id, cjson.encode(run))
end

local function renew()
  local left = number('pending') > 0 and PENDING_TTL or ttl
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, left) end
end

-- Marks the session as active now. False: it is unknown.
local function touch()
  local touchedAt = tonumber(redis.call('HGET', state, 'touchedAt') or '')
  if not touchedAt then return false end
  if number('pending') == 0 and touchedAt <= now - ttl then
    redis.call('DEL', unpack(KEYS))
    return false
  end
  redis.call('HSET', state, 'touchedAt', math.max(now, touchedAt))
  renew()
  return true
end

local function published()
  redis.call('PUBLISH', state, '')
end

-- The members of a message of the stream.
local function read(entry)
  local fields = entry[2]
  return { number = tonumber(string.match(entry[1], '^%d+')), run = fields[2], ends = fields[4] == '1',
    length = tonumber(fields[6]), text = fields[8] }
end

-- The text that replaces a message's own, and its length.
local function wholeOf(message)
  local kept = redis.call('HGET', whole, message.number)
  if not kept then return nil, message.length end
  local length, text = string.match(kept, '^(%d+) (.*)$')
  return text, tonumber(length)
end

local function drop(message)
  redis.call('XDEL', messages, message.number .. '-0')
  redis.call('HDEL', whole, message.number)
end

-- Drops the messages of a run that has ended. The end is kept, or only its place.
local function trim(id, run, keepsEnd)
  local at = run.after
  while at < run.last do
    local entries = redis.call('XRANGE', messages, string.format('%.0f-0', at + 1), string.format('%.0f-0', run.last), 'COUNT', 50)
    if #entries == 0 then break end
    for _, entry in ipairs(entries) do
      local message = read(entry)
      at = message.number
      if message.run == id and not (keepsEnd and message.ends) then
        local _, length = wholeOf(message)
        drop(message)
        grow('length', -length)
        run.length = run.length - length
      end
    end
  end
  if keepsEnd then
    run.isTrimmed = true
    return keepRun(id, run)
  end
  redis.call('HDEL', runs, id)
  if run.isDelivered then grow('delivered', -1) end
  redis.call('ZADD', gone, run.last, id)
  local over = redis.call('ZCARD', gone) - KEPT_ENDS
  if over < KEPT_ENDS then return end
  local newest = redis.call('ZRANGE', gone, over - 1, over - 1, 'WITHSCORES')
  redis.call('HSET', state, 'forgotten', math.max(number('forgotten'), tonumber(newest[2])))
  redis.call('ZREMRANGEBYRANK', gone, 0, over - 1)
end

-- Runs that ended, the oldest first, as pairs of id and record.
local function endedRuns(isWanted)
  local found = {}
  local all = redis.call('HGETALL', runs)
  for index = 1, #all, 2 do
    local run = cjson.decode(all[index + 1])
    if run.endedAt and isWanted(run) then found[#found + 1] = { all[index], run } end
  end
  table.sort(found, function(one, other) return one[2].last < other[2].last end)
  return found
end

-- Forgets delivered runs until the session has no more characters than that: at first what came before ends that have
-- the whole values, then the ends.
local function forgetDelivered(target)
  for _, keepsEnd in ipairs({ true, false }) do
    local found = endedRuns(function(run)
      return run.isDelivered and (not keepsEnd or run.isWhole and not run.isTrimmed)
    end)
    for _, pair in ipairs(found) do
      if number('length') <= target then return end
      trim(pair[1], pair[2], keepsEnd)
    end
  end
end
`

/**
 * `runId callId maxRuns generation order client`. Answers as {@link BeginResult} has it, refusals with their reason.
 */
const BEGIN = `
local id, call, maxRuns, generation, order = ARGV[3], ARGV[4], tonumber(ARGV[5]), ARGV[6], ARGV[7]
if touch() then
  -- Not each time: it looks at all runs.
  if number('tidiedAt') <= now - ttl / 10 then
    redis.call('HSET', state, 'tidiedAt', now)
    for _, pair in ipairs(endedRuns(function(run) return run.endedAt <= now - ttl end)) do trim(pair[1], pair[2], false) end
  end
else
  redis.call('HSET', state, 'generation', generation, 'last', 0, 'forgotten', 0, 'pending', 0, 'length', 0, 'touchedAt', now)
end
if redis.call('ZSCORE', gone, id) then return 'known' end
local run = findRun(id)
if run then return call ~= '' and run.callId == call and run.last == 0 and 'begun' or 'known' end
if number('pending') >= maxRuns then return 'too-many-runs' end
keepRun(id, { callId = call, position = 0, after = number('last'), last = 0, length = 0, firstValue = 0, firstKept = 0, client = ARGV[8] })
if order ~= '' then redis.call('HSET', orders, id, order) end
grow('pending', 1)
renew()
return 'begun'
`

/** `runId`. Answers the call that had begun it. */
const ABANDON = `
local run = touch() and findRun(ARGV[3])
if not run or run.endedAt then return end
local call = run.callId
redis.call('HDEL', runs, ARGV[3])
redis.call('HDEL', orders, ARGV[3])
grow('pending', -1)
renew()
published()
return call
`

/**
 * `runId position ends length text maxRunLength maxSessionLength mayFold fence isWhole`, where `fence` is empty for who
 * does not follow the run. `isWhole`: who gets this end alone has the run's values. Answers `[kind, number, generation,
 * callId]`, where `over` stands for: fold, and ask again without `mayFold`.
 */
const APPEND = `
local id, position, ends, length, text = ARGV[3], tonumber(ARGV[4]), ARGV[5], tonumber(ARGV[6]), ARGV[7]
local maxRun, maxSession, mayFold = tonumber(ARGV[8]), tonumber(ARGV[9]), ARGV[10] == '1'
local run = touch() and findRun(id)
if not run then return { 'ended' } end
local isTaken = ARGV[11] ~= '' and ARGV[11] ~= run.callId
if not isTaken and position > 0 and position <= run.position then return { 'known' } end
if run.endedAt then return { 'ended', '', '', run.callId } end
if isTaken then return { 'taken' } end

local own, all = run.length + length, number('length') + length
if mayFold and (own > maxRun or all > maxSession) then return { 'over' } end
if all > maxSession then
  forgetDelivered(number('length') - length)
  all = number('length') + length
end
-- Above the limit of the session each run may still grow to an equal part.
local isFull = own > maxRun or all > maxSession and (own > maxSession / number('pending') or all > 2 * maxSession)
if isFull and ends == '0' then return { 'full', own > maxRun and 'run' or 'session' } end

local last = grow('last', 1)
redis.call('XADD', messages, last .. '-0', 'run', id, 'ends', ends, 'length', length, 'text', text)
grow('length', length)
run.length, run.last = own, last
if position > 0 then run.position = position end
if ends == '1' then
  run.endedAt = now
  redis.call('HDEL', orders, id)
  run.isWhole = ARGV[12] == '1'
  grow('pending', -1)
end
keepRun(id, run)
renew()
published()
return { 'appended', last, redis.call('HGET', state, 'generation'), run.callId }
`

/**
 * `after maxLength from`. `from`, if not -1, is a number instead of the cursor. Answers `[kind]`, or `['page',
 * generation, pending, atEnd, …messages]` with five texts a message: its number, run, whether it ends the run, how its
 * text is meant (`own`, `whole`, `edits`; `gone`: the end of a run whose messages are gone), and the text.
 */
const READ = `
local after, maxLength, given = ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
if not touch() then return { 'unknown' } end
if given < 0 then redis.call('HSET', state, 'readAt', now) end
local generation, last, forgotten = redis.call('HGET', state, 'generation'), number('last'), number('forgotten')
local from = math.max(0, given)
if after ~= '' then
  local prefix = generation .. '-'
  local digits = string.sub(after, 1, #prefix) == prefix and string.match(string.sub(after, #prefix + 1), '^%d+$')
  if not digits or #digits > 15 then return { 'expired' } end
  from = tonumber(digits)
  if from < forgotten or from > last then return { 'expired' } end
end

local page = { 'page', generation, number('pending'), 1 }
local hasWhole = redis.call('EXISTS', whole) == 1
local length, count, at = 0, 4, from
local function give(...)
  for _, member in ipairs({ ... }) do page[#page + 1] = member end
end
local ends, nextEnd = redis.call('ZRANGEBYSCORE', gone, string.format('(%.0f', from), '+inf', 'WITHSCORES'), 1
-- Ends of runs that are gone, up to a number.
local function giveEnds(before)
  while ends[nextEnd] and tonumber(ends[nextEnd + 1]) < before do
    if length >= maxLength then return false end
    give(ends[nextEnd + 1], ends[nextEnd], 1, 'gone', '')
    length = length + 200
    nextEnd = nextEnd + 2
  end
  return true
end
while true do
  local entries = redis.call('XRANGE', messages, string.format('%.0f-0', at + 1), '+', 'COUNT', count)
  for _, entry in ipairs(entries) do
    local message = read(entry)
    if not giveEnds(message.number) or length >= maxLength then
      page[4] = 0
      return page
    end
    local meaning, text = 'own', message.text
    local replaced, own = nil, message.length
    if hasWhole then replaced, own = wholeOf(message) end
    if replaced then
      local run = findRun(message.run)
      meaning = run and not (run.firstKept == message.number and from < run.firstValue) and 'edits' or 'whole'
      text = replaced
    end
    give(message.number, message.run, message.ends and 1 or 0, meaning, text)
    length = length + own
    at = message.number
  end
  if #entries < count then
    if not giveEnds(math.huge) then page[4] = 0 end
    return page
  end
  count = math.min(count * 2, 512)
end
`

/** Answers nothing, or `[generation, after, …ids of delivered runs]`. */
const OPEN = `
if not touch() then return end
local after = number('last')
local answer = { redis.call('HGET', state, 'generation'), 0 }
local all = redis.call('HGETALL', runs)
for index = 1, #all, 2 do
  local run = cjson.decode(all[index + 1])
  if run.isDelivered then answer[#answer + 1] = all[index]
  else after = math.min(after, run.after) end
end
for _, id in ipairs(redis.call('ZRANGEBYSCORE', gone, string.format('(%.0f', after), '+inf')) do answer[#answer + 1] = id end
if after >= number('forgotten') then answer[2] = after end
return answer
`

/** `runId`. */
const MARK_DELIVERED = `
local run = touch() and findRun(ARGV[3])
if not run or run.isDelivered then return end
run.isDelivered = true
keepRun(ARGV[3], run)
local count = grow('delivered', 1)
if count < 2 * KEPT_RUNS then return end
for index, pair in ipairs(endedRuns(function(other) return other.isDelivered end)) do
  if index > count - KEPT_RUNS then return end
  trim(pair[1], pair[2], false)
end
`

/** `runId`, then pairs of a number and what replaces the text of that message. */
const KEEP_WHOLE = `
local run = touch() and findRun(ARGV[3])
if not run then return end
for index = 4, #ARGV, 2 do
  local entry = redis.call('XRANGE', messages, ARGV[index] .. '-0', ARGV[index] .. '-0')[1]
  if entry then
    local _, before = wholeOf(read(entry))
    redis.call('HSET', whole, ARGV[index], ARGV[index + 1])
    local by = tonumber(string.match(ARGV[index + 1], '^%d+')) - before
    run.length = run.length + by
    grow('length', by)
  end
end
keepRun(ARGV[3], run)
renew()
`

/**
 * `runId firstValue firstKept`, then numbers of messages that later ones have replaced. Another relay may have folded
 * the run further meanwhile.
 */
const DROP_REPLACED = `
local run = touch() and findRun(ARGV[3])
if not run then return end
for index = 6, #ARGV do
  local entry = redis.call('XRANGE', messages, ARGV[index] .. '-0', ARGV[index] .. '-0')[1]
  if entry then
    local message = read(entry)
    local _, length = wholeOf(message)
    drop(message)
    run.length = run.length - length
    grow('length', -length)
  end
end
if run.firstValue == 0 then run.firstValue = tonumber(ARGV[4]) end
run.firstKept = math.max(run.firstKept, tonumber(ARGV[5]))
keepRun(ARGV[3], run)
`

const READ_AT = `return redis.call('HGET', state, 'readAt')`

/** By the name under which a connection gets them. */
export const LOG_SCRIPTS = {
  rgsBegin: BEFORE + BEGIN,
  rgsAbandon: BEFORE + ABANDON,
  rgsAppend: BEFORE + APPEND,
  rgsRead: BEFORE + READ,
  rgsOpen: BEFORE + OPEN,
  rgsMarkDelivered: BEFORE + MARK_DELIVERED,
  rgsKeepWhole: BEFORE + KEEP_WHOLE,
  rgsDropReplaced: BEFORE + DROP_REPLACED,
  rgsReadAt: BEFORE + READ_AT,
} as const
