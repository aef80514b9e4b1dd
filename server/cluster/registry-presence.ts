import { RedisPresence } from "@colyseus/redis-presence";

export class RegistryPresence extends RedisPresence {
  override shutdown(): void {
    this.sub.disconnect();
  }
}
