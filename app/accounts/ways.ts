/** A way in that remembers where somebody was going: `to` is a path of this site, or empty. */
function withOnward(path: string, to: string, note?: string): string {
  const query = new URLSearchParams({ ...(note ? { note } : {}), ...(to ? { to } : {}) }).toString();
  return query ? `${path}?${query}` : path;
}

/** The way to log in; `note` says what led there, see the page. */
export function toLogIn(to: string, note?: string): string {
  return withOnward("/login", to, note);
}

/** The way to create an account. */
export function toSignUp(to: string): string {
  return withOnward("/signup", to);
}

/** The way to a new password. */
export function toRecover(to: string): string {
  return withOnward("/recover", to);
}
