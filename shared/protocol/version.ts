/** Changes whenever a client and a server of different versions would misread each other. A mismatch offers the player a reload. */
export const PROTOCOL_VERSION = 3;
