import { RedisDriver } from "@colyseus/redis-driver";

export class RegistryDriver extends RedisDriver {
  override async shutdown(): Promise<void> {
    // The connection is the cluster's, which ends it.
  }
}
