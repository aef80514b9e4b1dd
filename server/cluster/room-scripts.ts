import { CLAIM_LIFETIME, OPEN_ROOMS_PREFIX, ROOMS_OF_PREFIX, SHARED_LIFETIME } from "./keys.ts";
import { script } from "./script.ts";

/**
 * Writes a room's record, unless the room's id is somebody else's by now: 1 when it is written, 0 when not.
 * Keys: rooms, open rooms of the name, rooms of the process, claim on the id. Words: id, process, record, 1 when it is open, people in it, how:
 * "keep" a room that runs, "open" a new one, "take" the id of one that another process was asked to open and did not in time.
 */
export const writeRecord = script(`
  local id, process, record, isOpen, people, how = unpack(ARGV)
  local claim = redis.call('GET', KEYS[4])
  if claim and claim ~= process and how ~= 'take' then return 0 end
  local row = redis.call('HGET', KEYS[1], id)
  if row then
    local owner = cjson.decode(row).processId
    if owner ~= process then
      if how ~= 'take' then return 0 end
      redis.call('SREM', '${ROOMS_OF_PREFIX}' .. owner, id)
    end
  end
  if how ~= 'keep' then redis.call('SET', KEYS[4], process, 'PX', ${CLAIM_LIFETIME}) end
  redis.call('HSET', KEYS[1], id, record)
  redis.call('SADD', KEYS[3], id)
  if isOpen == '1' then redis.call('ZADD', KEYS[2], people, id) else redis.call('ZREM', KEYS[2], id) end
  for index = 1, 3 do redis.call('PEXPIRE', KEYS[index], ${SHARED_LIFETIME}) end
  return 1
`);

/** Removes a room of a process: 1 when it was there. Keys: rooms, open rooms of the name, rooms of the process. Words: id, process. */
export const removeRecord = script(`
  local id, process = unpack(ARGV)
  redis.call('SREM', KEYS[3], id)
  local row = redis.call('HGET', KEYS[1], id)
  if not row or cjson.decode(row).processId ~= process then return 0 end
  redis.call('ZREM', KEYS[2], id)
  return redis.call('HDEL', KEYS[1], id)
`);

/** Removes rooms of a process, whatever their names. Keys: rooms, rooms of the process. Words: process, ids; without ids all of them. */
export const removeRecordsOf = script(`
  local process = table.remove(ARGV, 1)
  local ids = ARGV
  if #ids == 0 then ids = redis.call('SMEMBERS', KEYS[2]) end
  for _, id in ipairs(ids) do
    local row = redis.call('HGET', KEYS[1], id)
    if row then
      local room = cjson.decode(row)
      if room.processId == process then
        redis.call('HDEL', KEYS[1], id)
        redis.call('ZREM', '${OPEN_ROOMS_PREFIX}' .. room.name, id)
      end
    end
    redis.call('SREM', KEYS[2], id)
  end
  return #ids
`);

/**
 * Records of open rooms of a name, those with most people first: how many places were looked at, then the records.
 * Keys: open rooms of the name, rooms. Words: first and last place.
 */
export const readOpen = script(`
  local ids = redis.call('ZREVRANGE', KEYS[1], ARGV[1], ARGV[2])
  local found = { #ids }
  if #ids == 0 then return found end
  for _, row in ipairs(redis.call('HMGET', KEYS[2], unpack(ids))) do
    if row then found[#found + 1] = row end
  end
  return found
`);
