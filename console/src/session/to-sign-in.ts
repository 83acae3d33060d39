const OPEN_PAGES = /^\/(sign-in|set-up|invitation|reset-password)?(\/|$)/;

/** Leads to the sign-in page and from there back to where one was. */
export function toSignIn(): void {
  const { pathname, search } = location;
  if (OPEN_PAGES.test(pathname)) return;
  location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
