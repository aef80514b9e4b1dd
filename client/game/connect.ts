import { type Connect, ConnectError } from "./match-source.ts";

/** Until there is a session to connect with, there is no match. */
export const connect: Connect = async () => {
  throw new ConnectError("unreachable");
};
