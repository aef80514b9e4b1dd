/** Where players reach a process: `host[:port][/path]`, without anything that means something in a URL or in a header. */
export const PUBLIC_ADDRESS = /^[\w.-]+(:\d{1,5})?(\/[\w.-]+)*$|^\[[\da-fA-F:.]+\](:\d{1,5})?(\/[\w.-]+)*$/;
