import { Cluster, type ClusterOptions } from "../cluster.ts";
import { RegistryView } from "../registry-view.ts";

/** Starts a cluster, and ends it however `use` ends. */
export async function withCluster<T>(options: ClusterOptions, use: (cluster: Cluster, view: RegistryView) => Promise<T>): Promise<T> {
  const cluster = await Cluster.start(options);
  const view = new RegistryView(cluster.redis);
  try {
    return await use(cluster, view);
  } finally {
    view.close();
    await cluster.stop();
  }
}
