import type { Scene, Service } from "./service.ts";
import type { StackName } from "./stacks.ts";

/** Starts a stack's server. Only what it is made of is loaded: no other library is in its process. */
export async function serve(stack: StackName, scene: Scene): Promise<Service> {
  switch (stack) {
    case "floor":
      return (await import("./serve-bare.ts")).serveBare(scene);
    case "socket-io":
      return (await import("./serve-socket-io.ts")).serveSocketIo(scene);
    case "views-packed":
      return serveViews("PACKED_VIEWS", false);
    case "views-float":
      return serveViews("FLOAT_VIEWS", false);
    case "views-flown":
      return serveViews("PACKED_VIEWS", true);
    case "floor-in-room":
      return (await import("./serve-binary-room.ts")).serveBinaryRoom(scene);
    case "strafe":
      return (await import("./serve-strafe.ts")).serveStrafe(scene);
  }

  async function serveViews(kind: "PACKED_VIEWS" | "FLOAT_VIEWS", areShotsFlown: boolean): Promise<Service> {
    const { PACKED_VIEWS, FLOAT_VIEWS } = await import("./view-state.ts");
    const views = await import("./serve-views.ts");
    if (kind === "PACKED_VIEWS") return views.serveViews(scene, { ...PACKED_VIEWS, areShotsFlown });
    return views.serveViews(scene, { ...FLOAT_VIEWS, areShotsFlown });
  }
}
