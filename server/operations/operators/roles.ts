import { ROLES, type Role } from "../../../shared/protocol/operators.ts";

export function isRole(word: string): word is Role {
  return ROLES.some((role) => role === word);
}

/** Whether somebody of the role may do what takes at least `needed`. */
export function mayDo(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
