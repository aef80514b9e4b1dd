import { describe, expect, test } from "vitest";
import { connectionOf, REDIS_URL } from "../../server/cluster/redis-url.ts";

describe("REDIS_URL", () => {
  test.each([
    ["redis://127.0.0.1", { host: "127.0.0.1", port: 6379, db: 0 }],
    ["redis://redis.example.org:6380/2", { host: "redis.example.org", port: 6380, db: 2 }],
    ["redis://:p%40ss@redis:6380", { host: "redis", port: 6380, password: "p@ss", db: 0 }],
    ["rediss://strafe:secret@[::1]:6380", { host: "::1", port: 6380, username: "strafe", password: "secret", tls: {}, db: 0 }],
    [
      "redis+sentinel://:secret@a:26380,b/strafe/1",
      {
        sentinels: [
          { host: "a", port: 26380 },
          { host: "b", port: 26379 },
        ],
        name: "strafe",
        password: "secret",
        db: 1,
      },
    ],
    ["redis+sentinel://a", { sentinels: [{ host: "a", port: 26379 }], name: "mymaster", db: 0 }],
  ])("%s is an address", (url, expected) => {
    expect(url).toMatch(REDIS_URL);
    expect(connectionOf(url)).toEqual(expected);
  });

  test.each(["127.0.0.1:6379", "http://redis", "redis://", "redis://a b", "redis:///0"])("%s is none", (url) => {
    expect(url).not.toMatch(REDIS_URL);
  });
});
