/** Things that scopes are about, and what may be done with each. */
export type ScopeRow = { thing: string; read: string | null; other: string | null };

/**
 * The permissions of whoever makes a key, a row per thing: "orders" with reading and changing. A key cannot be allowed
 * more than its maker.
 */
export function scopeRows(permissions: readonly string[]): ScopeRow[] {
  const things = [...new Set(permissions.map((permission) => permission.split(':')[0] ?? permission))];
  return things.map((thing) => ({
    thing,
    read: permissions.find((permission) => permission === `${thing}:read`) ?? null,
    other:
      permissions.find((permission) => permission.startsWith(`${thing}:`) && permission !== `${thing}:read`) ?? null,
  }));
}
