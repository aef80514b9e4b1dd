import { OPEN_ROOMS_PREFIX, SHARED_LIFETIME } from "./keys.ts";
import { script } from "./script.ts";

/**
 * A sign of life, answered with the time of Redis' clock (ms) and, of every process, id, end of its lease and record.
 * Keys: leases, processes, rooms, counts, rooms of the process, then what else the process keeps alive. Words: process, ms of the lease, record.
 */
export const heartbeat = script(`
  local process, lease, record = unpack(ARGV)
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('ZADD', KEYS[1], now + lease, process)
  redis.call('HSET', KEYS[2], process, record)
  for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, ${SHARED_LIFETIME}) end
  local answer = { now }
  local leases = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
  for index = 1, #leases, 2 do
    answer[#answer + 1] = leases[index]
    answer[#answer + 1] = leases[index + 1]
    answer[#answer + 1] = redis.call('HGET', KEYS[2], leases[index]) or ''
  end
  return answer
`);

/**
 * Clears away a process that is gone, with its rooms, unless it has given a sign of life since: 1 when it was cleared away.
 * Keys: leases, processes, rooms, counts, rooms of the process. Words: process, end of its lease as it was when it was given up.
 */
export const clearAway = script(`
  local process, lease = unpack(ARGV)
  local score = redis.call('ZSCORE', KEYS[1], process)
  if not score or tonumber(score) ~= tonumber(lease) then return 0 end
  for _, id in ipairs(redis.call('SMEMBERS', KEYS[5])) do
    local row = redis.call('HGET', KEYS[3], id)
    if row then
      local room = cjson.decode(row)
      if room.processId == process then
        redis.call('HDEL', KEYS[3], id)
        redis.call('ZREM', '${OPEN_ROOMS_PREFIX}' .. room.name, id)
      end
    end
  end
  redis.call('DEL', KEYS[5])
  redis.call('HDEL', KEYS[4], process)
  redis.call('HDEL', KEYS[2], process)
  redis.call('ZREM', KEYS[1], process)
  return 1
`);
